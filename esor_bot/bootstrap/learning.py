"""What the office said once, for everybody: told, and made of answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from esor_bot.bootstrap.answers import build_assistant
from esor_bot.bootstrap.clock import CalledClock
from esor_bot.bootstrap.office import people, terminal_office
from esor_bot.bootstrap.store import database_there, open_own_store
from esor_bot.domain.statement import Said
from esor_bot.ports import Told

if TYPE_CHECKING:
    from esor_bot.desk.learning import Learning
    from esor_bot.ports import Store


@contextmanager
def open_told(patience: float) -> Iterator[Told]:
    """Give what the office said, as it is at any moment. Nothing is opened before it is asked for, and no file made."""
    from time import monotonic

    from esor_bot.desk.told import ToldNow

    with ExitStack() as stack:

        @cache
        def opened() -> Store:
            return stack.enter_context(open_own_store(patience))

        yield ToldNow(lambda: opened() if database_there() else None, monotonic)


def approved(patience: float) -> tuple[Said, ...]:
    """Return what the office said and somebody approved, in the order of the approvals; nothing without a database.

    Raises StoreError where the database can't be used.
    """
    if not database_there():
        return ()
    with open_own_store(patience) as store, store.begin() as tx:
        return tuple(statement.published for statement in tx.statements.approved())


@contextmanager
def open_learning(
    clock: Callable[[], datetime], patience: float, knowledge: Path | None, role: str
) -> Iterator[Learning]:
    """Give what makes statements of answers, on the database of the settings and a knowledge folder.

    Neither is read before it is used. Raises UsageError where the address of the database makes no sense.
    """
    from esor_bot.answering.teaching import Teacher
    from esor_bot.desk.learning import Learning
    from esor_bot.settings import load as load_settings

    with open_told(patience) as told, open_own_store(patience) as store:
        app = cache(lambda: build_assistant(knowledge, told))
        teacher = Teacher(lambda: app().current, lambda: clock().date())
        yield Learning(store, CalledClock(clock), teacher, terminal_office(), role, people(load_settings()))
