"""What goes wrong: calls that fail before or after their work, and connections that break."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

DROPPED = 0
"""The status of a call whose connection breaks."""

_BLANK = re.compile(r"\{[a-z_.]+\}")


@dataclass(slots=True)
class Fault:
    """What happens to calls of a route.

    `route` is a method and a path in which {…} stands for anything, or a regular expression; all of it has to fit.
    Downloads are `GET /cdn/…`. `after`: the work is done, and its answer is lost. `code` is one of Discord's own, told
    with the status. Of the calls that fit a `share` fails, for `times` (None: always).
    """

    route: str
    status: int = 200
    after: bool = False
    code: int = 0
    retry_after: float = 1.0
    everywhere: bool = False
    delay: float = 0.0
    times: int | None = 1
    share: float = 1.0

    def fits(self, called: str) -> bool:
        """Say whether a call is meant."""
        if _BLANK.search(self.route):
            pieces = _BLANK.split(self.route)
            return re.fullmatch("[^/]+".join(map(re.escape, pieces)), called) is not None
        return re.fullmatch(self.route, called) is not None


@dataclass
class Faults:
    """The faults that are set."""

    seed: int = 1
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

    def take(self, called: str) -> Fault | None:
        """Return what happens to a call: its method and its path below the API's address."""
        for fault in self._faults:
            if not fault.fits(called) or self._dice.random() >= fault.share:
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self._faults.remove(fault)
            self.happened += 1
            return fault
        return None
