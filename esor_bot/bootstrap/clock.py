"""The real clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CalledClock:
    """A clock of the desk that asks a function for the time."""

    call: Callable[[], datetime]

    def now(self) -> datetime:
        """Return the time now, aware."""
        return self.call()


def now() -> datetime:
    """Return the time of the real clock, in the machine's own zone."""
    return datetime.now().astimezone()
