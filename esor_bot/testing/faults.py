"""What goes wrong at a server of the test kit: calls that fail before or after their work."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

DROPPED = 0
"""The status of a call whose connection breaks."""


class Fault(Protocol):
    """What happens to calls. Of those that fit a `share` fails, for `times` (None: always)."""

    times: int | None
    share: float

    def fits(self, called: str) -> bool:
        """Say whether a call is meant."""


FaultT = TypeVar("FaultT", bound=Fault)


@dataclass
class Faults(Generic[FaultT]):
    """The faults that are set."""

    seed: int = 1
    happened: int = 0
    _faults: list[FaultT] = field(default_factory=list)
    _dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)

    def add(self, fault: FaultT) -> None:
        """Set a fault."""
        self._faults.append(fault)

    def clear(self) -> None:
        """Let everything succeed again."""
        self._faults.clear()

    def take(self, called: str) -> FaultT | None:
        """Return what happens to a call."""
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
