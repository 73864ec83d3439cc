"""What surfaces keep, in memory, with the contract of the real one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from esor_bot.domain.case import Place
from esor_bot.ports import Arrival, Preference


@dataclass(frozen=True, slots=True)
class Held:
    """Something that arrived, and who works on it until when."""

    arrival: Arrival
    worker: str
    until: datetime


@dataclass(slots=True)
class Surfaces:
    """All that is kept for surfaces."""

    inbox: dict[str, Held] = field(default_factory=dict)
    cards: dict[tuple[int, str, str], tuple[str, int]] = field(default_factory=dict)
    preferences: dict[str, Preference] = field(default_factory=dict)
    leases: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    offices: dict[str, Place] = field(default_factory=dict)

    def copy(self) -> Surfaces:
        """Return a snapshot."""
        return Surfaces(
            dict(self.inbox), dict(self.cards), dict(self.preferences), dict(self.leases), dict(self.offices)
        )


class MemoryInbox:
    """What arrived, of a snapshot."""

    def __init__(self, kept: Surfaces, first_time: Callable[[str, datetime], bool]) -> None:
        self._held = kept.inbox
        self._first_time = first_time

    def take_in(self, arrival: Arrival, worker: str, until: datetime) -> bool:
        """Keep what arrived; say whether it arrived for the first time."""
        if not self._first_time(arrival.key, arrival.at):
            return False
        self._held[arrival.key] = Held(arrival, worker, until)
        return True

    def done(self, key: str) -> None:
        """Forget what arrived, but for its key."""
        self._held.pop(key, None)

    def hold(self, key: str, worker: str, until: datetime) -> bool:
        """Hold something for longer; say whether it is still this worker's."""
        held = self._held.get(key)
        if held is None or held.worker != worker:
            return False
        self._held[key] = replace(held, until=until)
        return True

    def left(self, platform: str, worker: str, now: datetime, until: datetime, limit: int) -> tuple[Arrival, ...]:
        """Take what nobody holds any more, oldest first."""
        free = [one.arrival for one in self._held.values() if one.arrival.platform == platform and one.until <= now]
        taken = sorted(free, key=lambda one: (one.at, one.key))[:limit]
        self._held |= {one.key: Held(one, worker, until) for one in taken}
        return tuple(taken)


class MemoryCards:
    """Where cards stand, of a snapshot."""

    def __init__(self, kept: Surfaces) -> None:
        self._cards = kept.cards

    def put(self, case: int, place: Place, message: str, version: int) -> None:
        """Note that the card of a case, in a version, is a message at a place."""
        self._cards[case, place.platform, place.channel] = (message, version)

    def get(self, case: int, place: Place) -> tuple[str, int] | None:
        """Return the message and the version that it shows, None where there is no card."""
        return self._cards.get((case, place.platform, place.channel))


class MemoryLeases:
    """Who does what alone, of a snapshot."""

    def __init__(self, kept: Surfaces) -> None:
        self._leases = kept.leases

    def take(self, name: str, worker: str, now: datetime, until: datetime) -> bool:
        """Take what nobody else holds, or hold it for longer; say whether it is this worker's now."""
        holder, free_from = self._leases.get(name, (worker, now))
        if holder != worker and free_from > now:
            return False
        self._leases[name] = (worker, until)
        return True

    def drop(self, name: str, worker: str) -> None:
        """Hold something no longer, if it is this worker's."""
        if self._leases.get(name, ("", None))[0] == worker:
            del self._leases[name]


class MemoryOffices:
    """Where the office is told, of a snapshot."""

    def __init__(self, kept: Surfaces) -> None:
        self._kept = kept

    def all(self) -> tuple[Place, ...]:
        """Return the places, by platform."""
        return tuple(place for _platform, place in sorted(self._kept.offices.items()))

    def put(self, places: Iterable[Place]) -> None:
        """Let the office be told at these places, and at no others."""
        self._kept.offices = {place.platform: place for place in places}


class MemoryPreferences:
    """What people chose, of a snapshot."""

    def __init__(self, kept: Surfaces) -> None:
        self._kept = kept.preferences

    def put(self, person: str, preference: Preference, now: datetime) -> None:
        """Keep what somebody chose."""
        self._kept[person] = preference

    def get(self, person: str) -> Preference:
        """Return what somebody chose, or an empty choice."""
        return self._kept.get(person, Preference())
