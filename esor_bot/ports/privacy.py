"""Deleting what is old, and what is one person's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from esor_bot.domain.case import Record
from esor_bot.domain.keeping import Kind
from esor_bot.domain.tally import Counted


@dataclass(frozen=True, slots=True)
class Message:
    """A message to a person: what it said (JSON text), what became of it ("" where it waits), and when."""

    case: int
    body: str
    ended: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Traces:
    """What is kept of a person beside their cases."""

    messages: tuple[Message, ...] = ()
    counted: tuple[Counted, ...] = ()
    events: tuple[tuple[str, datetime], ...] = ()
    arrivals: tuple[tuple[str, datetime], ...] = ()  # what they did and was not answered yet, and when that came
    programme: str = ""  # the one they chose


class Privacy(Protocol):
    """Deleting within a transaction. Every method raises StoreError where the database can't be used."""

    def overdue(self, kind: Kind, before: datetime) -> int:
        """Return how many of a kind are older."""

    def tidy(self, kind: Kind, before: datetime, most: int) -> int:
        """Delete what is older of a kind, the oldest first, `most` at once; return how many that were.

        What another transaction holds is passed over. A case that others follow goes with all of them.
        """

    def clean(self, *, first: bool) -> bool:
        """Overwrite some of what deleting leaves in the index of words; say whether there is more to do.

        `first`: this is not the continuation of the call before.
        """

    def alone(self, person: str) -> None:
        """Wait until nobody else is deleting what is this person's."""

    def numbers(self, person: str, limit: int) -> tuple[int, ...]:
        """Return the numbers of a person's cases, the lowest first."""

    def bare(self, number: int, keeps: Callable[[Record], bool]) -> None:
        """Leave of a case, which is held, its number, its dates, its state and what was done with it.

        Question, place and who asked are gone, and so is the text of every record but those for which `keeps` says
        yes; it is found by those only. The version grows by one.
        """

    def unsend(self, number: int) -> int:
        """Delete all messages about a case, delivered or not; return how many."""

    def drop_traces(self, person: str) -> Mapping[str, int]:
        """Delete what is kept of a person beside their cases; return how many of which kind of Traces.

        That something was asked stays, without who asked and what. What arrived and is just being answered goes, too,
        and is not counted: that they ask to be forgotten is of this kind.
        """

    def traces(self, person: str) -> Traces:
        """Return what is kept of a person beside their cases."""

    def erased(self, at: datetime, deleted: Mapping[str, int]) -> int:
        """Remember that somebody's data were deleted, not whose; return the number of the receipt."""

    def waits(self, id: int) -> bool:
        """Say whether a message is still there to be delivered."""
