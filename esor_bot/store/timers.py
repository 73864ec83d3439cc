"""Timers as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Executable, Row, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from esor_bot.ports import Timer
from esor_bot.store.tables import timers

if TYPE_CHECKING:
    from esor_bot.store.transaction import SqlTransaction

_DROP = delete(timers).where(timers.c.key == bindparam("at"))
_TAKE = (
    select(timers)
    .where(timers.c.key == bindparam("at"), timers.c.due <= bindparam("now", type_=timers.c.due.type))
    .with_for_update(skip_locked=True)
)
_ADD: dict[str, Executable] = {}
_SET: dict[str, Executable] = {}
for _dialect, _insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert)):
    _ADD[_dialect] = _insert(timers).on_conflict_do_nothing()
    _new: Any = _insert(timers)
    _SET[_dialect] = _new.on_conflict_do_update(
        index_elements=["key"],
        set_={column.name: _new.excluded[column.name] for column in timers.c if column.name != "key"},
    )


class SqlTimers:
    """The timers within a transaction."""

    def __init__(self, transaction: SqlTransaction) -> None:
        self._transaction = transaction

    def set(self, timer: Timer) -> None:
        """Set a timer, in place of the one with the same key."""
        self._transaction.run(_SET[self._transaction.dialect], _values(timer))

    def add(self, timer: Timer) -> None:
        """Set a timer, unless there is one with the same key."""
        self._transaction.run(_ADD[self._transaction.dialect], _values(timer))

    def drop(self, key: str) -> None:
        """Take a timer away, if it is there."""
        self._transaction.run(_DROP, {"at": key})

    def due(self, now: datetime, limit: int, kinds: Sequence[str] = ()) -> tuple[Timer, ...]:
        """Return timers that are due, of these kinds where any are named, the longest due first.

        They are held until the transaction ends; those that another transaction holds are passed over.
        """
        due = select(timers).where(timers.c.due <= now).order_by(timers.c.due, timers.c.key).limit(max(0, limit))
        if kinds:
            due = due.where(timers.c.kind.in_(kinds))
        return tuple(map(_timer, self._transaction.run(due.with_for_update(skip_locked=True))))

    def take(self, key: str, now: datetime) -> Timer | None:
        """Return a timer that is due, held until the transaction ends; None where it is not, or another holds it."""
        found = self._transaction.run(_TAKE, {"at": key, "now": now})
        return _timer(found[0]) if found else None


def _timer(row: Row[Any]) -> Timer:
    return Timer(row.key, row.kind, row.due, row.case_number, row.step)


def _values(timer: Timer) -> dict[str, Any]:
    return {
        "key": timer.key,
        "kind": timer.kind,
        "due": timer.due,
        "case_number": timer.case,
        "step": timer.step,
    }
