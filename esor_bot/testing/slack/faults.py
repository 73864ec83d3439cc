"""What goes wrong: calls that fail before or after their work, and acknowledgements that get lost."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

DROPPED = 0
"""The status of a call whose connection breaks."""


@dataclass(slots=True)
class Fault:
    """What happens to calls of a method (a regular expression; also `download`, `upload` and `response`).

    `after`: the work is done, and its answer is lost. `error` is one of Slack's own words, told with status 200.
    Of the calls that fit a `share` fails, for `times` (None: always).
    """

    method: str
    status: int = 200
    after: bool = False
    error: str = ""
    retry_after: int = 1
    delay: float = 0.0
    times: int | None = 1
    share: float = 1.0


@dataclass
class Faults:
    """The faults that are set."""

    seed: int = 1
    lost_acknowledgements: int = 0
    happened: int = 0
    _faults: list[Fault] = field(default_factory=list)
    _dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)

    def add(self, fault: Fault) -> None:
        """Set a fault."""
        self._faults.append(fault)

    def clear(self) -> None:
        """Let everything succeed again."""
        self._faults.clear()

    def take(self, method: str) -> Fault | None:
        """Return what happens to a call of a method."""
        for fault in self._faults:
            if not re.fullmatch(fault.method, method) or self._dice.random() >= fault.share:
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self._faults.remove(fault)
            self.happened += 1
            return fault
        return None

    def loses_acknowledgement(self) -> bool:
        """Say whether the acknowledgement that just came is lost."""
        if self.lost_acknowledgements <= 0:
            return False
        self.lost_acknowledgements -= 1
        return True
