"""How the parts of the process are, as /ready tells it. Any thread may read and write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from time import monotonic

LATE = 30.0
"""After so many seconds without a beat the process counts as hung."""


@dataclass(frozen=True, slots=True)
class Part:
    """How a part is: one word, whether that is fine, and why not (one word of ours).

    The process is ready without what is not `needed`: who asks is answered all the same.
    """

    state: str
    fine: bool
    reason: str = ""
    needed: bool = True

    @property
    def ready(self) -> bool:
        """Say whether the process can be ready with it."""
        return self.fine or not self.needed


class Board:
    """The parts by name. A part is a value that was put, or a function that says how it is now."""

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._lock = Lock()
        self._parts: dict[str, Part | Callable[[], Part]] = {}
        self._beat = seconds()

    def put(self, name: str, part: Part | Callable[[], Part]) -> None:
        """Say how a part is."""
        with self._lock:
            self._parts[name] = part

    def beat(self) -> None:
        """Say that the process works."""
        self._beat = self._seconds()

    @property
    def alive(self) -> bool:
        """Say whether the process works still."""
        return self._seconds() - self._beat < LATE

    def parts(self) -> Mapping[str, Part]:
        """Return how each part is now."""
        with self._lock:
            known = dict(self._parts)
        return {name: part if isinstance(part, Part) else part() for name, part in known.items()}

    @property
    def ready(self) -> bool:
        """Say whether all parts that are needed are fine."""
        return all(part.ready for part in self.parts().values())
