"""What the core needs of the world: a store for cases and what goes out, a messenger, a clock."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from esor_bot.domain.case import Case, Place, Record, State


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """Return the time now, aware."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Something to be delivered. Two with the same `key` are the same thing: it is delivered once.

    `body` is JSON text that the messenger of the place's platform understands; `case` the case it is about (0: none).
    """

    key: str
    place: Place
    body: str
    case: int = 0
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Leased:
    """Something to be delivered now by whoever holds the lease until `until`; `tries` counts earlier attempts."""

    id: int
    outgoing: Outgoing
    tries: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Search:
    """Which cases are looked for. Empty fields ask for nothing; `words` are those of the question and the records."""

    states: Sequence[State] = ()
    asker: str = ""
    owner: str = ""
    programme: str = ""
    words: str = ""
    before: int = 0  # a case's number: only older ones
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Draft:
    """A case that has no number yet."""

    programme: str
    question: str
    asker: str
    place: Place
    opened: datetime
    outcome: str = ""
    entries: tuple[str, ...] = field(default=())
    why: str = ""


class Transaction(Protocol):
    """Work on the store that becomes true as a whole, or not at all.

    Every method raises StoreError where the database can't be used (its `reason` says why).
    """

    def open(self, draft: Draft) -> Case:
        """Store a new case and return it with its number."""

    def case(self, number: int) -> Case | None:
        """Return a case, held against changes by others until the transaction ends; None where there is none."""

    def save(self, case: Case) -> None:
        """Store a changed case. Raises ConflictError where somebody else changed it since it was read."""

    def write(self, record: Record) -> None:
        """Add to the record of a case."""

    def records(self, number: int) -> tuple[Record, ...]:
        """Return the record of a case, oldest first."""

    def find(self, search: Search) -> tuple[Case, ...]:
        """Return cases, newest first."""

    def followers(self, number: int) -> tuple[Case, ...]:
        """Return the cases that were merged into one."""

    def send(self, outgoing: Outgoing) -> None:
        """Put something into the outbox; nothing happens where its key is there already."""

    def first_time(self, event: str, now: datetime) -> bool:
        """Say whether a platform's event is seen for the first time, and remember it."""


class Store(Protocol):
    """Where cases and what goes out are kept."""

    def begin(self) -> AbstractContextManager[Transaction]:
        """Begin a transaction; it is committed at the end of the `with`, and undone where an exception leaves it."""

    def lease(self, worker: str, now: datetime, seconds: float, limit: int) -> tuple[Leased, ...]:
        """Take what is due and nobody holds, oldest first, for so many seconds. Others pass over it meanwhile."""

    def delivered(self, id: int, receipt: str, now: datetime) -> None:
        """Say that something was delivered, with the platform's name for it."""

    def failed(self, id: int, why: str, again: datetime | None) -> None:
        """Say that something could not be delivered: when to try again, or None to give up."""

    def close(self) -> None:
        """Close all connections."""
