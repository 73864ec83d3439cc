"""What is to be done later: rows of the store, so that they outlive whoever set them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Timer:
    """Something to be done at a moment, of which there is one for each `key`.

    `case` is the case it is about (0: none), `step` how often it went off before.
    """

    key: str
    kind: str
    due: datetime
    case: int = 0
    step: int = 0


class Timers(Protocol):
    """Timers within a transaction. Every method raises StoreError where the database can't be used."""

    def set(self, timer: Timer) -> None:
        """Set a timer, in place of the one with the same key."""

    def add(self, timer: Timer) -> None:
        """Set a timer, unless there is one with the same key."""

    def drop(self, key: str) -> None:
        """Take a timer away, if it is there."""

    def due(self, now: datetime, limit: int, kinds: Sequence[str] = ()) -> tuple[Timer, ...]:
        """Return timers that are due, of these kinds where any are named, the longest due first.

        They are held until the transaction ends; those that another transaction holds are passed over.
        """

    def take(self, key: str, now: datetime) -> Timer | None:
        """Return a timer that is due, held until the transaction ends; None where it is not, or another holds it."""
