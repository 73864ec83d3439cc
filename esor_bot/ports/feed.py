"""What went out to a place that several people look at: each reads it for themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from esor_bot.domain.case import Place
from esor_bot.ports.outbox import Outgoing


@dataclass(frozen=True, slots=True)
class Posted:
    """Something that was put out for a place; `ended` says whether it was delivered there, or given up."""

    id: int
    outgoing: Outgoing
    ended: bool


class Feed(Protocol):
    """The outbox, read in a transaction. Every method raises StoreError where the database can't be used."""

    def last(self) -> int:
        """Return the highest id in the outbox, 0 where nothing ever went out."""

    def after(self, place: Place, id: int) -> tuple[Posted, ...]:
        """Return what was put out for a place, ended or not, with an id above this one, oldest first."""

    def waiting(self, place: Place) -> tuple[Posted, ...]:
        """Return what was put out for a place and has not ended, oldest first."""

    def delivered(self, ids: Sequence[int], receipt: str, now: datetime) -> None:
        """Say that these were delivered, but for those that were so already."""
