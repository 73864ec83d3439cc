"""Where the office is told, as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from esor_bot.domain.case import Place
from esor_bot.store.tables import offices

if TYPE_CHECKING:
    from esor_bot.store.transaction import SqlTransaction

_ALL = select(offices).order_by(offices.c.platform)
_MAKE: Mapping[str, Callable[[Table], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class SqlOffices:
    """Where the office is told, within a transaction."""

    def __init__(self, transaction: SqlTransaction) -> None:
        self._transaction = transaction

    def all(self) -> tuple[Place, ...]:
        """Return the places, by platform."""
        rows = self._transaction.run(_ALL)
        return tuple(Place(row.platform, row.channel, row.thread, private=row.private) for row in rows)

    def put(self, places: Iterable[Place]) -> None:
        """Let the office be told at these places, and at no others."""
        wanted = {place.platform: place for place in places}
        self._transaction.run(delete(offices).where(offices.c.platform.not_in(list(wanted))))
        for place in wanted.values():
            row = _MAKE[self._transaction.dialect](offices)
            others = {column.name: row.excluded[column.name] for column in offices.c if column.name != "platform"}
            self._transaction.run(row.on_conflict_do_update(index_elements=["platform"], set_=others), asdict(place))
