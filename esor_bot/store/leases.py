"""What only one process does at a time, as rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, bindparam, delete, or_
from sqlalchemy.dialects import postgresql, sqlite

from esor_bot.store.tables import leases

if TYPE_CHECKING:
    from esor_bot.store.transaction import SqlTransaction

_MAKE: Mapping[str, Callable[[Table], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_DROP = delete(leases).where(leases.c.name == bindparam("of"), leases.c.worker == bindparam("whose"))


class SqlLeases:
    """Who does what alone, within a transaction."""

    def __init__(self, transaction: SqlTransaction) -> None:
        self._transaction = transaction

    def take(self, name: str, worker: str, now: datetime, until: datetime) -> bool:
        """Take what nobody else holds, or hold it for longer; say whether it is this worker's now."""
        row = _MAKE[self._transaction.dialect](leases)
        mine = or_(leases.c.worker == worker, leases.c.free_from <= now)
        held = {"worker": row.excluded.worker, "free_from": row.excluded.free_from}
        statement = row.on_conflict_do_update(index_elements=["name"], set_=held, where=mine).returning(leases.c.name)
        return bool(self._transaction.run(statement, {"name": name, "worker": worker, "free_from": until}))

    def drop(self, name: str, worker: str) -> None:
        """Hold something no longer, if it is this worker's."""
        self._transaction.run(_DROP, {"of": name, "whose": worker})
