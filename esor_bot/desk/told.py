"""What people are told now: the approved statements of the store, looked at again every second."""

from __future__ import annotations

import threading
from collections.abc import Callable

from esor_bot.domain.statement import Said
from esor_bot.errors import EsorBotError
from esor_bot.ports import Store

EVERY = 1.0
AFTER_TROUBLE = 5.0
"""So many seconds pass before the store is looked at again; longer where it could not be used."""


class ToldNow:
    """The statements that are approved. What was known stays known while the store can't be used.

    `store` gives the store to look at, None where there is none yet; `seconds` is a clock that never goes back.
    """

    def __init__(self, store: Callable[[], Store | None], seconds: Callable[[], float]) -> None:
        self._store = store
        self._seconds = seconds
        self._lock = threading.Lock()
        self._next = float("-inf")
        self._marks: tuple[tuple[int, int], ...] = ()
        self._told: tuple[Said, ...] = ()

    def now(self) -> tuple[Said, ...]:
        """Return the statements that are approved; the very same tuple as before where nothing changed.

        While one thread looks, others go on with what is known.
        """
        if self._seconds() >= self._next and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._told

    def _look(self) -> None:
        wait = EVERY
        try:
            self._read()
        except EsorBotError:  # answering goes on, and so does what was known
            wait = AFTER_TROUBLE
        self._next = self._seconds() + wait

    def _read(self) -> None:
        store = self._store()
        if store is None:
            return
        with store.begin() as tx:
            marks = tx.statements.marks()
            if marks != self._marks:
                self._told = tuple(statement.published for statement in tx.statements.approved())
                self._marks = marks
