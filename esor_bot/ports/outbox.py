"""What is to be delivered, and how it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from esor_bot.domain.case import Place


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Something to be delivered. Two with the same `key` are the same thing: it is delivered once.

    `body` is JSON text that the messenger of the place's platform understands; `case` the case it is about (0: none);
    `at` is when it was put out.
    """

    key: str
    place: Place
    body: str
    case: int = 0
    not_before: datetime | None = None
    at: datetime = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Leased:
    """Something to be delivered now by the `worker` who holds it until `until`; `tries` counts earlier attempts.

    It is also the proof of who reports: when somebody else takes the same, it proves nothing any more.
    """

    id: int
    outgoing: Outgoing
    tries: int
    until: datetime
    worker: str


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Something that was given up at `since`, or has waited from then on; `why` is how it failed the last time."""

    outgoing: Outgoing
    since: datetime
    tries: int
    why: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """So many messages could have been delivered by now and were not; the one that waits longest does so since then."""

    number: int
    since: datetime | None


class Deliveries(Protocol):
    """How it went, within a transaction. Every method raises StoreError where the database can't be used."""

    def delivered(self, leased: Leased, receipt: str, now: datetime) -> None:
        """Say that something was delivered, with the platform's name for it. It counts, whoever holds it by now."""

    def failed(self, leased: Leased, why: str, again: datetime) -> bool:
        """Say that something has to be tried again, and when; say whether that counts.

        Here as below nothing happens where it was taken by somebody else since, delivered or given up.
        """

    def give_up(self, leased: Leased, why: str, now: datetime) -> bool:
        """Say that something will not be tried again; say whether that counts."""

    def put_back(self, leased: Leased, now: datetime) -> bool:
        """Leave to others what was not begun, as if it had never been taken; say whether that counts."""

    def given_up(self, since: datetime, limit: int = 20) -> tuple[Undelivered, ...]:
        """Return what was given up since a moment, the last first."""

    def stuck(self, before: datetime, limit: int = 20) -> tuple[Undelivered, ...]:
        """Return what could have been delivered from a moment before this one on and was not, the newest first."""

    def backlog(self, now: datetime, fetched: Sequence[str] = ()) -> Backlog:
        """Return how much waits, and for how long, but for platforms where it is `fetched` by whoever reads it."""
