"""Where cases, what goes out and what is to be done later are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from esor_bot.domain.case import Case, Record, State
from esor_bot.ports.cases import Draft, Search
from esor_bot.ports.feed import Feed
from esor_bot.ports.journal import Journal
from esor_bot.ports.leases import Leases
from esor_bot.ports.offices import Offices
from esor_bot.ports.outbox import Deliveries, Leased, Outgoing
from esor_bot.ports.privacy import Privacy
from esor_bot.ports.statements import Statements
from esor_bot.ports.surfaces import Cards, Inbox, Preferences
from esor_bot.ports.tally import Tally
from esor_bot.ports.timers import Timers


class Transaction(Protocol):
    """Work on the store that becomes true as a whole, or not at all.

    Every method raises StoreError where the database can't be used (its `reason` says why).
    """

    @property
    def timers(self) -> Timers:
        """What is to be done later."""

    @property
    def outgoing(self) -> Deliveries:
        """How it went with what was sent."""

    @property
    def privacy(self) -> Privacy:
        """Deleting what is old, and what is one person's."""

    @property
    def journal(self) -> Journal:
        """What was done lately."""

    @property
    def feed(self) -> Feed:
        """What went out, to be read by several."""

    @property
    def tally(self) -> Tally:
        """What was asked, counted."""

    @property
    def statements(self) -> Statements:
        """What the office said that others may be told."""

    @property
    def inbox(self) -> Inbox:
        """What platforms reported and what is still to be answered."""

    @property
    def cards(self) -> Cards:
        """Where the cards of cases stand."""

    @property
    def leases(self) -> Leases:
        """What only one process does at a time."""

    @property
    def offices(self) -> Offices:
        """Where the office is told."""

    @property
    def preferences(self) -> Preferences:
        """What people chose for themselves."""

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

    def states(self) -> Mapping[State, int]:
        """Return how many cases are in each state that some are in."""

    def send(self, outgoing: Outgoing) -> None:
        """Put something into the outbox; nothing happens where its key is there already."""

    def first_time(self, event: str, now: datetime) -> bool:
        """Say whether a platform's event is seen for the first time, and remember it."""


class Store(Protocol):
    """Where cases and what goes out are kept."""

    @property
    def shared(self) -> bool:
        """Say whether processes on other machines may be at it too."""

    def begin(self) -> AbstractContextManager[Transaction]:
        """Begin a transaction; it is committed at the end of the `with`, and undone where an exception leaves it."""

    def lease(
        self,
        worker: str,
        now: datetime,
        seconds: float,
        limit: int,
        *,
        platforms: Sequence[str] = (),
        channel: str = "",
    ) -> tuple[Leased, ...]:
        """Take what is due and nobody holds, oldest first, for so many seconds. Others pass over it meanwhile.

        Only what goes to one of the `platforms`, and to that `channel`, where these are named.
        """

    def close(self) -> None:
        """Close all connections."""
