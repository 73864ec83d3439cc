"""Statements of the office as rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, bindparam, insert, select, update

from esor_bot.domain.statement import Standing, Statement
from esor_bot.errors import ConflictError, StoreError
from esor_bot.store.columns import LARGEST
from esor_bot.store.tables import statements

if TYPE_CHECKING:
    from esor_bot.store.transaction import SqlTransaction

_AT = bindparam("at", type_=statements.c.id.type)
_ADD = insert(statements).returning(*statements.c)
_GET = select(statements).where(statements.c.id == _AT).with_for_update()
_SAVE = (
    update(statements)
    .where(statements.c.id == _AT, statements.c.version == bindparam("read_version"))
    .returning(statements.c.id)
)
_IS_APPROVED = statements.c.state == Standing.APPROVED.value
_APPROVED = select(statements).where(_IS_APPROVED).order_by(statements.c.decided, statements.c.id)
_MARKS = select(statements.c.id, statements.c.version).where(_IS_APPROVED).order_by(statements.c.id)


class SqlStatements:
    """The statements within a transaction."""

    def __init__(self, transaction: SqlTransaction) -> None:
        self._transaction = transaction

    def add(self, statement: Statement) -> Statement:
        """Store a new statement and return it with its id."""
        (row,) = self._transaction.run(_ADD, _values(statement))
        return _statement(row)

    def get(self, id: int) -> Statement | None:
        """Return a statement, held against changes by others until the transaction ends; None where there is none."""
        found = self._transaction.run(_GET, {"at": id}) if 0 < id <= LARGEST else []
        return _statement(found[0]) if found else None

    def save(self, statement: Statement) -> None:
        """Store a changed statement, whose version is one above the stored one's.

        Raises ConflictError where somebody else changed it since it was read.
        """
        values = {**_values(statement), "at": statement.id, "read_version": statement.version - 1}
        if not self._transaction.run(_SAVE, values):
            raise ConflictError

    def find(self, states: Sequence[Standing] = (), *, case: int = 0, limit: int = 200) -> tuple[Statement, ...]:
        """Return statements, newest first: those in one of the states, and of the case, where these are named."""
        if not 0 <= case <= LARGEST:
            return ()
        found = select(statements).order_by(statements.c.id.desc()).limit(max(0, limit))
        if states:
            found = found.where(statements.c.state.in_([state.value for state in states]))
        if case:
            found = found.where(statements.c.case_number == case)
        return tuple(map(_statement, self._transaction.run(found)))

    def approved(self) -> tuple[Statement, ...]:
        """Return all that are approved, in the order in which they were."""
        return tuple(map(_statement, self._transaction.run(_APPROVED)))

    def marks(self) -> tuple[tuple[int, int], ...]:
        """Return the id and version of all that are approved."""
        return tuple((row.id, row.version) for row in self._transaction.run(_MARKS))


def _values(statement: Statement) -> dict[str, Any]:
    return {
        "case_number": statement.case,
        "programme": statement.programme,
        "cycle": statement.cycle,
        "topic": statement.topic,
        "questions": json.dumps(statement.questions),
        "answer": statement.answer,
        "role": statement.role,
        "said": statement.said,
        "author": statement.author,
        "author_name": statement.author_name,
        "state": statement.state.value,
        "decided": statement.decided,
        "decider": statement.decider,
        "decider_name": statement.decider_name,
        "version": statement.version,
    }


def _statement(row: Row[Any]) -> Statement:
    """Return the statement of a row. Raises StoreError where the row makes no sense."""
    try:
        questions, state = tuple(json.loads(row.questions)), Standing(row.state)
    except (ValueError, TypeError):
        # Raised below, outside the handler: what stands in the row must not hang on the exception.
        state = None
    if state is None:
        raise StoreError("broken", f"statement {row.id}")
    return Statement(
        id=row.id,
        case=row.case_number,
        programme=row.programme,
        cycle=row.cycle,
        topic=row.topic,
        questions=questions,
        answer=row.answer,
        role=row.role,
        said=row.said,
        author=row.author,
        author_name=row.author_name,
        state=state,
        decided=row.decided,
        decider=row.decider,
        decider_name=row.decider_name,
        version=row.version,
    )
