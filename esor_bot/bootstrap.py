"""The composition root: the one place where the parts are chosen and put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from esor_bot.answering.base import prepare
from esor_bot.answering.engine import Engine
from esor_bot.answering.turns import Turns
from esor_bot.answering.verdicts import Judge
from esor_bot.app import App
from esor_bot.domain.statement import Said
from esor_bot.eligibility import load_lexicon
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import locate, shipped
from esor_bot.ports import Told
from esor_bot.wording import Wording

if TYPE_CHECKING:
    from esor_bot.completeness.check import Checker
    from esor_bot.desk.desk import Desk
    from esor_bot.desk.hours import OfficeHours
    from esor_bot.desk.learning import Learning
    from esor_bot.store import SqlStore


_SQLITE = "sqlite:///"


def build_app(knowledge: Path | None = None, told: Told | None = None) -> App:
    """Build the app on a knowledge folder (None: the shipped one), and on what the office said where that is known.

    Raises KnowledgeError, with all problems, when the folder does not hold together.
    """
    return assemble(load(locate(knowledge)), told)


def assemble(knowledge: Knowledge, told: Told | None = None) -> App:
    """Build the app on knowledge that was read already."""
    wording = Wording(knowledge.wording)
    turns = Turns.of(knowledge.vocabulary.words)
    own = knowledge.folder / "vocabulary"
    judge = Judge(load_lexicon(own if (own / "countries.yaml").is_file() else shipped() / "vocabulary"))
    engines = {
        programme.id: Engine.of(prepare(knowledge, programme), wording, turns, judge)
        for programme in knowledge.programmes
    }
    return App.of(engines, wording, told)


def build_checker(knowledge: Knowledge) -> Checker:
    """Build the check of files on knowledge that was read already. No worker is started yet.

    Raises KnowledgeError, with all problems, when the catalogue of papers does not hold together.
    """
    from esor_bot.completeness.check import Checker  # a question is answered without it
    from esor_bot.knowledge.recognition import load_catalogue

    return Checker(load_catalogue(knowledge.folder), knowledge.wording)


@dataclass(frozen=True, slots=True)
class CalledClock:
    """A clock of the desk that asks a function for the time."""

    call: Callable[[], datetime]

    def now(self) -> datetime:
        """Return the time now, aware."""
        return self.call()


@contextmanager
def open_desk(clock: Callable[[], datetime], hours: OfficeHours, patience: float) -> Iterator[Desk]:
    """Give the desk on the database of the settings; `patience`: so many seconds others are waited for.

    Nothing is opened before it is used. Raises UsageError where the address of the database makes no sense.
    """
    from esor_bot.desk.desk import Desk  # a question is answered without it, and without a database
    from esor_bot.settings import load as load_settings
    from esor_bot.store import default_url, open_store

    store = open_store(load_settings().database_url or default_url(), patience=patience)
    try:
        yield Desk(store, CalledClock(clock), {}, hours)
    finally:
        store.close()


@contextmanager
def open_told(patience: float) -> Iterator[Told]:
    """Give what the office said, as it is at any moment. Nothing is opened before it is asked for, and no file made."""
    from time import monotonic

    from esor_bot.desk.told import ToldNow

    with ExitStack() as stack:

        @cache
        def opened() -> SqlStore:
            store = _store(patience)
            stack.callback(store.close)
            return store

        yield ToldNow(lambda: opened() if database_there() else None, monotonic)


def approved(patience: float) -> tuple[Said, ...]:
    """Return what the office said and somebody approved, in the order of the approvals; nothing without a database.

    Raises StoreError where the database can't be used.
    """
    if not database_there():
        return ()
    with closing(_store(patience)) as store, store.begin() as tx:
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

    with open_told(patience) as told, closing(_store(patience)) as store:
        app = cache(lambda: build_app(knowledge, told))
        teacher = Teacher(lambda: app().current, lambda: clock().date())
        yield Learning(store, CalledClock(clock), teacher, {}, role)


def database_there() -> bool:
    """Say whether there is a database to look at, without loading what reads it; a server is taken to be there."""
    from platformdirs import user_data_path

    from esor_bot.settings import load as load_settings

    url = load_settings().database_url
    if url and not url.startswith(_SQLITE):
        return True
    file = Path(url.removeprefix(_SQLITE).partition("?")[0]) if url else user_data_path("esor-bot", False) / "desk.db"
    return file.expanduser().exists()


def _store(patience: float) -> SqlStore:
    from esor_bot.settings import load as load_settings
    from esor_bot.store import default_url, open_store

    return open_store(load_settings().database_url or default_url(), patience=patience)


def now() -> datetime:
    """Return the time of the real clock, in the machine's own zone."""
    return datetime.now().astimezone()
