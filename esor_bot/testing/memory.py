"""A store in memory with the contract of the real one: for tests, and for nothing that has to last."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from esor_bot.domain.case import Case, Place, Record, Stopped
from esor_bot.domain.statement import Statement
from esor_bot.errors import ConflictError, StoreError
from esor_bot.ports import Draft, Leased, Outgoing, Search, Timer
from esor_bot.testing.statements import MemoryStatements


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the outbox: what goes out, and what became of it so far."""

    id: int
    outgoing: Outgoing
    due: datetime | None = None
    tries: int = 0
    holder: str = ""
    until: datetime | None = None
    receipt: str = ""
    why: str = ""
    done: bool = False

    def free(self, now: datetime) -> bool:
        """Say whether it is to be delivered now, and nobody is at it."""
        return not self.done and not _later(self.due, now) and not _later(self.until, now)


@dataclass(slots=True)
class Content:
    """All that is stored. The values are frozen, so a shallow copy is a snapshot."""

    cases: dict[int, Case] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    outbox: dict[int, Row] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    timers: dict[str, Timer] = field(default_factory=dict)
    statements: dict[int, Statement] = field(default_factory=dict)

    def copy(self) -> Content:
        """Return a snapshot."""
        return Content(
            dict(self.cases),
            list(self.records),
            dict(self.outbox),
            set(self.keys),
            set(self.events),
            dict(self.timers),
            dict(self.statements),
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

    def due(self, now: datetime, limit: int) -> tuple[Timer, ...]:
        """Return timers that are due, the longest due first."""
        due = [timer for timer in self._timers.values() if timer.due <= now]
        return tuple(sorted(due, key=lambda timer: (timer.due, timer.key))[:limit])


class MemoryTransaction:
    """A Transaction on a snapshot, of which the store makes its content at the end."""

    def __init__(self, content: Content, conflicts: int = 0) -> None:
        self.content = content
        self.conflicts = conflicts
        self.timers = MemoryTimers(content)
        self.statements = MemoryStatements(content.statements)

    def open(self, draft: Draft) -> Case:
        """Store a new case and return it with its number."""
        number = max(self.content.cases, default=0) + 1
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

    def send(self, outgoing: Outgoing) -> None:
        """Put something into the outbox, unless its key is there."""
        if outgoing.key not in self.content.keys:
            self.content.keys.add(outgoing.key)
            id_ = len(self.content.outbox) + 1
            self.content.outbox[id_] = Row(id_, outgoing, outgoing.not_before)

    def first_time(self, event: str, now: datetime) -> bool:
        """Say whether an event is seen for the first time, and remember it."""
        first = event not in self.content.events
        self.content.events.add(event)
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
            until = now + timedelta(seconds=seconds)
            rows = [row for _, row in sorted(self.content.outbox.items()) if row.free(now)]
            free = [row for row in rows if _goes(row.outgoing.place, platforms, channel)][:limit]
            for row in free:
                self.content.outbox[row.id] = replace(row, holder=worker, until=until)
            return tuple(Leased(row.id, row.outgoing, row.tries, until) for row in free)

    def delivered(self, id: int, receipt: str, now: datetime) -> None:
        """Say that something was delivered."""
        self._change(id, receipt=receipt, done=True)

    def failed(self, id: int, why: str, again: datetime | None) -> None:
        """Say that something could not be delivered: when to try again, or None to give up."""
        self._change(id, why=why, due=again, done=again is None)

    def close(self) -> None:
        """Close nothing."""

    def _change(self, id_: int, **changed: object) -> None:
        with self._lock:
            self._usable()
            row = self.content.outbox[id_]
            self.content.outbox[id_] = replace(row, tries=row.tries + 1, holder="", until=None, **changed)  # type: ignore[arg-type]

    def _usable(self) -> None:
        if self._broken:
            raise StoreError(self._broken)


def _goes(place: Place, platforms: Sequence[str], channel: str) -> bool:
    return (not platforms or place.platform in platforms) and channel in {"", place.channel}


def _later(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment > now
