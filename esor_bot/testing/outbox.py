"""The outbox of the store in memory: what goes out, who holds it, and how it went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from esor_bot.ports import Backlog, Leased, Outgoing, Undelivered

DELIVERED = "delivered"
GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the outbox: what goes out, and what became of it so far."""

    id: int
    outgoing: Outgoing
    free_from: datetime | None = None
    tries: int = 0
    holder: str = ""
    receipt: str = ""
    why: str = ""
    ended: str = ""
    ended_at: datetime | None = None

    @property
    def done(self) -> bool:
        """Say whether it is delivered or given up."""
        return bool(self.ended)

    @property
    def due(self) -> datetime:
        """From when on it could be delivered."""
        return self.outgoing.not_before or self.outgoing.at

    def free(self, now: datetime) -> bool:
        """Say whether it is to be delivered now, and nobody is at it."""
        return not self.done and (self.free_from is None or self.free_from <= now)

    def goes(self, platforms: Sequence[str], channel: str) -> bool:
        """Say whether it goes to one of some platforms, or to one channel, where they are named."""
        place = self.outgoing.place
        return (not platforms or place.platform in platforms) and channel in {"", place.channel}


Rows = dict[int, Row]


def put(rows: Rows, outgoing: Outgoing, id_: int) -> None:
    """Put something in."""
    rows[id_] = Row(id_, outgoing, outgoing.not_before)


def take(rows: Rows, free: Sequence[Row], worker: str, now: datetime, seconds: float) -> tuple[Leased, ...]:
    """Hand out some rows."""
    until = now + timedelta(seconds=seconds)
    for row in free:
        rows[row.id] = replace(row, holder=worker, free_from=until, tries=row.tries + 1)
    return tuple(Leased(row.id, row.outgoing, row.tries, until, worker) for row in free)


class MemoryDeliveries:
    """How it went with the rows of a snapshot."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def delivered(self, leased: Leased, receipt: str, now: datetime) -> None:
        """Say that something was delivered."""
        row = self._rows.get(leased.id)
        if row is not None and row.ended != DELIVERED:
            self._rows[row.id] = replace(row, receipt=receipt, why="", ended=DELIVERED, ended_at=now)

    def failed(self, leased: Leased, why: str, again: datetime) -> bool:
        """Say that something has to be tried again, and when."""
        return self._held(leased, why=why, free_from=again)

    def give_up(self, leased: Leased, why: str, now: datetime) -> bool:
        """Say that something will not be tried again."""
        return self._held(leased, why=why, ended=GIVEN_UP, ended_at=now)

    def put_back(self, leased: Leased, now: datetime) -> bool:
        """Leave to others what was not begun."""
        return self._held(leased, free_from=now, tries=leased.tries, holder="")

    def given_up(self, since: datetime, limit: int = 20) -> tuple[Undelivered, ...]:
        """Return what was given up since a moment, the last first."""
        ended = ((row.ended_at, row) for row in self._rows.values() if row.ended == GIVEN_UP)
        return _newest(((moment, row) for moment, row in ended if moment is not None and moment >= since), limit)

    def stuck(self, before: datetime, limit: int = 20) -> tuple[Undelivered, ...]:
        """Return what could have been delivered from a moment before this one on and was not, the newest first."""
        return _newest(((row.due, row) for row in self._rows.values() if not row.done and row.due < before), limit)

    def backlog(self, now: datetime, fetched: Sequence[str] = ()) -> Backlog:
        """Return how much waits, and for how long, but for platforms where it is fetched."""
        sent = (row for row in self._rows.values() if row.outgoing.place.platform not in fetched)
        waiting = [row.due for row in sent if not row.done and row.due <= now]
        return Backlog(len(waiting), min(waiting, default=None))

    def _held(self, leased: Leased, **changed: object) -> bool:
        row = self._rows.get(leased.id)
        if row is None or row.done or (row.holder, row.tries) != (leased.worker, leased.tries + 1):
            return False
        self._rows[row.id] = replace(row, **changed)  # type: ignore[arg-type]
        return True


def _newest(found: Iterable[tuple[datetime, Row]], limit: int) -> tuple[Undelivered, ...]:
    newest = sorted(found, key=lambda pair: (pair[0], pair[1].id), reverse=True)[:limit]
    return tuple(Undelivered(row.outgoing, since, row.tries, row.why) for since, row in newest)
