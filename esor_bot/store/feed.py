"""The outbox as several people read it who look at the same place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select, update

from esor_bot.domain.case import Place
from esor_bot.ports import Posted
from esor_bot.store.columns import LARGEST
from esor_bot.store.outbox import DELIVERED
from esor_bot.store.rows import to_outgoing
from esor_bot.store.tables import outbox

if TYPE_CHECKING:
    from esor_bot.store.transaction import SqlTransaction

_LAST = select(func.max(outbox.c.id))
_AT_ONCE = 500


class SqlFeed:
    """The outbox, read in a transaction."""

    def __init__(self, transaction: SqlTransaction) -> None:
        self._transaction = transaction

    def last(self) -> int:
        """Return the highest id in the outbox, 0 where nothing ever went out."""
        (row,) = self._transaction.run(_LAST)
        return row[0] or 0

    def after(self, place: Place, id: int) -> tuple[Posted, ...]:
        """Return what was put out for a place, ended or not, with an id above this one, oldest first."""
        return self._posted(place, outbox.c.id > min(id, LARGEST))

    def waiting(self, place: Place) -> tuple[Posted, ...]:
        """Return what was put out for a place and has not ended, oldest first."""
        return self._posted(place, outbox.c.ended.is_(None))

    def delivered(self, ids: Sequence[int], receipt: str, now: datetime) -> None:
        """Say that these were delivered, but for those that were so already."""
        values = {"ended": DELIVERED, "ended_at": now, "receipt": receipt, "why": ""}
        for first in range(0, len(ids), _AT_ONCE):
            here = (outbox.c.id.in_(ids[first : first + _AT_ONCE]), outbox.c.ended.is_distinct_from(DELIVERED))
            self._transaction.run(update(outbox).where(*here).values(values))

    def _posted(self, place: Place, which: ColumnElement[bool]) -> tuple[Posted, ...]:
        there = (outbox.c.platform == place.platform, outbox.c.channel == place.channel)
        rows = self._transaction.run(select(outbox).where(which, *there).order_by(outbox.c.id))
        return tuple(Posted(row.id, to_outgoing(row), row.ended is not None) for row in rows)
