"""Handing out what is to be delivered, and taking back how it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, func, select, update

from esor_bot.ports import Backlog, Leased, Undelivered
from esor_bot.store.rows import to_leased, to_outgoing
from esor_bot.store.tables import outbox

if TYPE_CHECKING:
    from esor_bot.store.transaction import SqlTransaction

DELIVERED = "delivered"
GIVEN_UP = "given_up"

_DUE = func.coalesce(outbox.c.not_before, outbox.c.at)


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes what is due, for how long, and which of it: of some platforms, or of one channel, where named."""

    worker: str
    seconds: float
    limit: int
    platforms: Sequence[str] = ()
    channel: str = ""

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        """The conditions that a row has to meet."""
        found: list[ColumnElement[bool]] = []
        if self.platforms:
            found.append(outbox.c.platform.in_(self.platforms))
        if self.channel:
            found.append(outbox.c.channel == self.channel)
        return found


def lease(transaction: SqlTransaction, taker: Taker, now: datetime) -> tuple[Leased, ...]:
    """Take what is due and nobody holds, oldest first.

    Whoever holds it and dies says nothing: when the time is over, it is as free as before.
    """
    free = (
        select(outbox)
        .where(outbox.c.ended.is_(None), outbox.c.free_from <= now, *taker.conditions)
        .order_by(outbox.c.id)
        .limit(max(0, taker.limit))
        .with_for_update(skip_locked=True)  # on SQLite there is but one transaction at a time
    )
    rows = transaction.run(free)
    if not rows:
        return ()
    until = now + timedelta(seconds=taker.seconds)
    taken = update(outbox).where(outbox.c.id.in_([row.id for row in rows]))
    transaction.run(taken.values(worker=taker.worker, free_from=until, tries=outbox.c.tries + 1))
    return tuple(to_leased(row, taker.worker, until) for row in rows)


class SqlDeliveries:
    """How it went with what was handed out, within a transaction."""

    def __init__(self, transaction: SqlTransaction) -> None:
        self._transaction = transaction

    def delivered(self, leased: Leased, receipt: str, now: datetime) -> None:
        """End something that was delivered. It counts even where it was given up or taken by another meanwhile."""
        here = (outbox.c.id == leased.id, outbox.c.ended.is_distinct_from(DELIVERED))
        values = {"ended": DELIVERED, "ended_at": now, "receipt": receipt, "why": ""}
        self._transaction.run(update(outbox).where(*here).values(values))

    def failed(self, leased: Leased, why: str, again: datetime) -> bool:
        """Free something for a later time; say whether its holder said so."""
        return self._held(leased, {"why": why, "free_from": again})

    def give_up(self, leased: Leased, why: str, now: datetime) -> bool:
        """End something that will not be tried again; say whether its holder said so."""
        return self._held(leased, {"why": why, "ended": GIVEN_UP, "ended_at": now})

    def put_back(self, leased: Leased, now: datetime) -> bool:
        """Free something that was not begun; say whether its holder said so."""
        return self._held(leased, {"free_from": now, "tries": leased.tries, "worker": ""})

    def given_up(self, since: datetime, limit: int = 20) -> tuple[Undelivered, ...]:
        """Return what was given up since a moment, the last first."""
        rows = select(outbox).where(outbox.c.ended == GIVEN_UP, outbox.c.ended_at >= since)
        newest = rows.order_by(outbox.c.ended_at.desc(), outbox.c.id.desc()).limit(max(0, limit))
        found = self._transaction.run(newest)
        return tuple(Undelivered(to_outgoing(row), row.ended_at, row.tries, row.why) for row in found)

    def stuck(self, before: datetime, limit: int = 20) -> tuple[Undelivered, ...]:
        """Return what could have been delivered from a moment before this one on and was not, the newest first."""
        rows = select(outbox).where(outbox.c.ended.is_(None), before > _DUE)
        newest = rows.order_by(_DUE.desc(), outbox.c.id.desc()).limit(max(0, limit))
        found = self._transaction.run(newest)
        return tuple(Undelivered(to_outgoing(row), row.not_before or row.at, row.tries, row.why) for row in found)

    def backlog(self, now: datetime, fetched: Sequence[str] = ()) -> Backlog:
        """Return how much waits, and for how long, but for platforms where it is fetched."""
        waiting = select(func.count().label("number"), func.min(_DUE).label("since")).where(
            outbox.c.ended.is_(None), now >= _DUE, outbox.c.platform.not_in(fetched)
        )
        (row,) = self._transaction.run(waiting)
        return Backlog(row.number, row.since)

    def _held(self, leased: Leased, values: Mapping[str, Any]) -> bool:
        """Change a row that nobody took since. Each taking is counted, so not even its worker's next one is meant."""
        taking = (outbox.c.worker == leased.worker, outbox.c.tries == leased.tries + 1)
        mine = update(outbox).where(outbox.c.id == leased.id, outbox.c.ended.is_(None), *taking)
        return bool(self._transaction.run(mine.values(values).returning(outbox.c.id)))
