"""Handing out what is to be delivered, and taking back how it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update

from esor_bot.ports import Leased
from esor_bot.store.rows import to_leased
from esor_bot.store.tables import DELIVERED, GIVEN_UP, outbox
from esor_bot.store.transaction import SqlTransaction


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
    return tuple(to_leased(row, until) for row in rows)


def delivered(transaction: SqlTransaction, id: int, receipt: str, now: datetime) -> None:
    """End something that was delivered. It counts even where it was given up or taken by another meanwhile."""
    here = (outbox.c.id == id, outbox.c.ended.is_distinct_from(DELIVERED))
    values = {"ended": DELIVERED, "ended_at": now, "receipt": receipt, "why": ""}
    transaction.run(update(outbox).where(*here).values(values))


def failed(transaction: SqlTransaction, id: int, why: str, again: datetime | None) -> None:
    """Free something for a later time, or give it up. Nothing happens where it was delivered meanwhile."""
    values = {"why": why, "ended": GIVEN_UP} if again is None else {"why": why, "free_from": again}
    transaction.run(update(outbox).where(outbox.c.id == id, outbox.c.ended.is_(None)).values(values))
