"""A store in memory with the contract of the real one: for tests, and for nothing that has to last."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from esor_bot.domain.case import Case, Deed, Place, Record, State, Stopped
from esor_bot.domain.statement import Statement
from esor_bot.domain.tally import Counted
from esor_bot.errors import ConflictError, StoreError
from esor_bot.ports import Draft, Leased, Outgoing, Posted, Search, Timer
from esor_bot.testing.memory_privacy import MemoryPrivacy
from esor_bot.testing.memory_surfaces import (
    MemoryCards,
    MemoryInbox,
    MemoryLeases,
    MemoryOffices,
    MemoryPreferences,
    Surfaces,
)
from esor_bot.testing.memory_tally import MemoryTally
from esor_bot.testing.outbox import DELIVERED, MemoryDeliveries, Rows, put, take
from esor_bot.testing.statements import MemoryStatements


@dataclass(slots=True)
class Content:
    """All that is stored. The values are frozen, so a shallow copy is a snapshot."""

    cases: dict[int, Case] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    outbox: Rows = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    events: dict[str, datetime] = field(default_factory=dict)
    timers: dict[str, Timer] = field(default_factory=dict)
    questions: list[Counted] = field(default_factory=list)
    erasures: dict[int, tuple[datetime, dict[str, int]]] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)  # the numbers given last: none is given twice
    statements: dict[int, Statement] = field(default_factory=dict)
    surfaces: Surfaces = field(default_factory=Surfaces)

    def copy(self) -> Content:
        """Return a snapshot."""
        return Content(
            dict(self.cases),
            list(self.records),
            dict(self.outbox),
            set(self.keys),
            dict(self.events),
            dict(self.timers),
            list(self.questions),
            dict(self.erasures),
            dict(self.last),
            dict(self.statements),
            self.surfaces.copy(),
        )


class MemoryTimers:
    """The timers of a snapshot."""

    def __init__(self, content: Content) -> None:
        self._timers = content.timers

    def set(self, timer: Timer) -> None:
        """Set a timer, in place of the one with the same key."""
        self._timers[timer.key] = timer

    def add(self, timer: Timer) -> None:
        """Set a timer, unless there is one with the same key."""
        self._timers.setdefault(timer.key, timer)

    def drop(self, key: str) -> None:
        """Take a timer away, if it is there."""
        self._timers.pop(key, None)

    def due(self, now: datetime, limit: int, kinds: Sequence[str] = ()) -> tuple[Timer, ...]:
        """Return timers that are due, of these kinds where any are named, the longest due first."""
        due = [timer for timer in self._timers.values() if timer.due <= now and (not kinds or timer.kind in kinds)]
        return tuple(sorted(due, key=lambda timer: (timer.due, timer.key))[:limit])

    def take(self, key: str, now: datetime) -> Timer | None:
        """Return a timer that is due; None where it is not."""
        timer = self._timers.get(key)
        return timer if timer is not None and timer.due <= now else None


class MemoryJournal:
    """What was done, in a snapshot."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def done(self, since: datetime) -> Mapping[Deed, int]:
        """Return to how many cases each deed was done since a moment."""
        done = {(record.deed, record.case) for record in self._content.records if record.at >= since}
        return Counter(deed for deed, _ in done)


class MemoryFeed:
    """The outbox of a snapshot."""

    def __init__(self, content: Content) -> None:
        self._outbox = content.outbox

    def last(self) -> int:
        """Return the highest id in the outbox, 0 where nothing ever went out."""
        return max(self._outbox, default=0)

    def after(self, place: Place, id: int) -> tuple[Posted, ...]:
        """Return what was put out for a place, ended or not, with an id above this one, oldest first."""
        return tuple(posted for posted in self._posted(place) if posted.id > id)

    def waiting(self, place: Place) -> tuple[Posted, ...]:
        """Return what was put out for a place and has not ended, oldest first."""
        return tuple(posted for posted in self._posted(place) if not posted.ended)

    def delivered(self, ids: Sequence[int], receipt: str, now: datetime) -> None:
        """Say that these were delivered, but for those that were so already."""
        for id_ in ids:
            if self._outbox[id_].ended != DELIVERED:
                self._outbox[id_] = replace(self._outbox[id_], receipt=receipt, ended=DELIVERED, ended_at=now)

    def _posted(self, place: Place) -> Iterator[Posted]:
        for id_, row in sorted(self._outbox.items()):
            there = row.outgoing.place
            if (there.platform, there.channel) == (place.platform, place.channel):
                yield Posted(id_, row.outgoing, row.done)


class MemoryTransaction:
    """A Transaction on a snapshot, of which the store makes its content at the end."""

    def __init__(self, content: Content, conflicts: int = 0) -> None:
        self.content = content
        self.conflicts = conflicts
        self.timers = MemoryTimers(content)
        self.outgoing = MemoryDeliveries(content.outbox)
        self.privacy = MemoryPrivacy(content)
        self.journal = MemoryJournal(content)
        self.feed = MemoryFeed(content)
        self.tally = MemoryTally(content.cases, content.records, content.questions)
        self.statements = MemoryStatements(content.statements)
        self.inbox = MemoryInbox(content.surfaces, self.first_time)
        self.cards = MemoryCards(content.surfaces)
        self.leases = MemoryLeases(content.surfaces)
        self.offices = MemoryOffices(content.surfaces)
        self.preferences = MemoryPreferences(content.surfaces)

    def open(self, draft: Draft) -> Case:
        """Store a new case and return it with its number."""
        self.content.last["case"] = number = self.content.last.get("case", 0) + 1
        stopped = Stopped(draft.outcome, draft.entries, draft.why)
        case = Case(
            number, draft.programme, draft.question, draft.asker, draft.place, draft.opened, draft.opened, stopped
        )
        self.content.cases[number] = case
        return case

    def case(self, number: int) -> Case | None:
        """Return a case, or None."""
        return self.content.cases.get(number)

    def save(self, case: Case) -> None:
        """Store a changed case. Raises ConflictError where its version does not follow the stored one."""
        known = self.content.cases.get(case.number)
        if self.conflicts or known is None or case.version != known.version + 1:
            raise ConflictError
        self.content.cases[case.number] = case

    def write(self, record: Record) -> None:
        """Add to the record of a case."""
        self.content.records.append(record)

    def records(self, number: int) -> tuple[Record, ...]:
        """Return the record of a case, oldest first."""
        return tuple(record for record in self.content.records if record.case == number)

    def find(self, search: Search) -> tuple[Case, ...]:
        """Return cases, newest first."""
        newest = sorted(self.content.cases.values(), key=lambda case: -case.number)
        return tuple(case for case in newest if self._fits(case, search))[: search.limit]

    def followers(self, number: int) -> tuple[Case, ...]:
        """Return the cases that were merged into one, oldest first."""
        return tuple(case for _, case in sorted(self.content.cases.items()) if case.into == number)

    def states(self) -> Mapping[State, int]:
        """Return how many cases are in each state."""
        return Counter(case.state for case in self.content.cases.values())

    def send(self, outgoing: Outgoing) -> None:
        """Put something into the outbox, unless its key is there."""
        if outgoing.key not in self.content.keys:
            self.content.keys.add(outgoing.key)
            self.content.last["message"] = id_ = self.content.last.get("message", 0) + 1
            put(self.content.outbox, outgoing, id_)

    def first_time(self, event: str, now: datetime) -> bool:
        """Say whether an event is seen for the first time, and remember it."""
        first = event not in self.content.events
        self.content.events.setdefault(event, now)
        return first

    def _fits(self, case: Case, search: Search) -> bool:
        wanted = (
            (search.asker, case.asker),
            (search.owner, case.owner),
            (search.programme, case.programme),
        )
        if search.states and case.state not in search.states:
            return False
        if search.before and case.number >= search.before:
            return False
        if any(value and value != own for value, own in wanted):
            return False
        said = " ".join((case.question, *(record.text for record in self.records(case.number)))).casefold()
        return all(word in said for word in search.words.casefold().split())


class MemoryStore:
    """A Store for tests. `content` may be looked at; one transaction runs at a time."""

    shared = False

    def __init__(self) -> None:
        self.content = Content()
        self._lock = threading.RLock()
        self._inside = False
        self._conflicts = 0
        self._broken = ""

    def conflict(self, times: int) -> None:
        """Let so many transactions that save something end in a ConflictError, as if somebody else came between."""
        self._conflicts = times

    def break_down(self, reason: str = "") -> None:
        """Let everything raise StoreError with this reason, until it is called with none."""
        self._broken = reason

    @contextmanager
    def begin(self) -> Iterator[MemoryTransaction]:
        """Begin a transaction. Raises StoreError inside another one: a real database would wait for ever."""
        with self._lock:
            self._usable()
            if self._inside:
                raise StoreError("locked", "a transaction inside a transaction")
            self._inside = True
            try:
                tx = MemoryTransaction(self.content.copy(), self._conflicts)
                yield tx
                self.content = tx.content
            except ConflictError:
                self._conflicts = max(self._conflicts - 1, 0)
                raise
            finally:
                self._inside = False

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
        """Take what is due and nobody holds, oldest first."""
        with self._lock:
            self._usable()
            rows = [row for _, row in sorted(self.content.outbox.items()) if row.free(now)]
            free = [row for row in rows if row.goes(platforms, channel)][:limit]
            return take(self.content.outbox, free, worker, now, seconds)

    def close(self) -> None:
        """Close nothing."""

    def _usable(self) -> None:
        if self._broken:
            raise StoreError(self._broken)
