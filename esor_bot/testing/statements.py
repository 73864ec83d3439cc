"""Statements in memory, with the contract of the real ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from esor_bot.domain.statement import Standing, Statement
from esor_bot.errors import ConflictError


class MemoryStatements:
    """The statements of a snapshot."""

    def __init__(self, kept: dict[int, Statement]) -> None:
        self._kept = kept

    def add(self, statement: Statement) -> Statement:
        """Store a new statement and return it with its id."""
        new = replace(statement, id=max(self._kept, default=0) + 1)
        self._kept[new.id] = new
        return new

    def get(self, id: int) -> Statement | None:
        """Return a statement, or None."""
        return self._kept.get(id)

    def save(self, statement: Statement) -> None:
        """Store a changed statement. Raises ConflictError where its version does not follow the stored one."""
        known = self._kept.get(statement.id)
        if known is None or statement.version != known.version + 1:
            raise ConflictError
        self._kept[statement.id] = statement

    def find(self, states: Sequence[Standing] = (), *, case: int = 0, limit: int = 200) -> tuple[Statement, ...]:
        """Return statements, newest first."""
        newest = sorted(self._kept.values(), key=lambda one: -one.id)
        wanted = [one for one in newest if (not states or one.state in states) and case in {0, one.case}]
        return tuple(wanted[:limit])

    def approved(self) -> tuple[Statement, ...]:
        """Return all that are approved, in the order in which they were."""
        approved = [one for one in self._kept.values() if one.state is Standing.APPROVED]
        return tuple(sorted(approved, key=lambda one: (str(one.decided), one.id)))

    def marks(self) -> tuple[tuple[int, int], ...]:
        """Return the id and version of all that are approved."""
        return tuple(sorted((one.id, one.version) for one in self.approved()))
