"""What surfaces keep: what arrived and is being worked on, the card of a case at a place, and what a person chose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from esor_bot.domain.case import Place


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that a platform reported and that has to be answered. `key` is the same each time it is reported.

    `body` is JSON text that the platform's adapter understands; it is deleted as soon as it was answered.
    """

    key: str
    platform: str
    person: str
    body: str
    at: datetime


class Inbox(Protocol):
    """What arrived, within a transaction. Every method raises StoreError where the database can't be used."""

    def take_in(self, arrival: Arrival, worker: str, until: datetime) -> bool:
        """Keep what arrived, held by a worker until a moment; say whether it arrived for the first time."""

    def done(self, key: str) -> None:
        """Forget what arrived, but for its key: it was answered."""

    def hold(self, key: str, worker: str, until: datetime) -> bool:
        """Hold something for longer; say whether it is still this worker's."""

    def left(self, platform: str, worker: str, now: datetime, until: datetime, limit: int) -> tuple[Arrival, ...]:
        """Take what nobody holds any more, oldest first: whoever had it has died."""


class Cards(Protocol):
    """Where the card of a case stands, within a transaction. Every method raises StoreError as above."""

    def put(self, case: int, place: Place, message: str, version: int) -> None:
        """Note that the card of a case, in a version, is a message (the platform's name for it) at a place."""

    def get(self, case: int, place: Place) -> tuple[str, int] | None:
        """Return the message and the version that it shows, None where there is no card."""


@dataclass(frozen=True, slots=True)
class Preference:
    """What a person chose: the id of their programme ("" for none)."""

    programme: str = ""


class Preferences(Protocol):
    """What people chose, within a transaction. Every method raises StoreError as above."""

    def put(self, person: str, preference: Preference, now: datetime) -> None:
        """Keep what somebody chose."""

    def get(self, person: str) -> Preference:
        """Return what somebody chose, or an empty choice."""
