"""Statements of the office as they are kept, and as answering asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from esor_bot.domain.statement import Said, Standing, Statement


class Statements(Protocol):
    """Statements within a transaction. Every method raises StoreError where the database can't be used."""

    def add(self, statement: Statement) -> Statement:
        """Store a new statement and return it with its id; the one it came with is not looked at."""

    def get(self, id: int) -> Statement | None:
        """Return a statement, held against changes by others until the transaction ends; None where there is none."""

    def save(self, statement: Statement) -> None:
        """Store a changed statement. Raises ConflictError where somebody else changed it since it was read."""

    def find(self, states: Sequence[Standing] = (), *, case: int = 0, limit: int = 200) -> tuple[Statement, ...]:
        """Return statements, newest first: those in one of the states, and of the case, where these are named."""

    def approved(self) -> tuple[Statement, ...]:
        """Return all that are approved, in the order in which they were."""

    def marks(self) -> tuple[tuple[int, int], ...]:
        """Return the id and version of all that are approved: it changes whenever what people are told does."""


class Told(Protocol):
    """What people are told now. Asked for every message, so it is quick, and it never fails."""

    def now(self) -> tuple[Said, ...]:
        """Return the statements that are approved; the very same tuple as before where nothing changed."""
