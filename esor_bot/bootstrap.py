"""The composition root: the one place where the parts are chosen and put together."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from esor_bot.answering.base import prepare
from esor_bot.answering.engine import Engine
from esor_bot.answering.turns import Turns
from esor_bot.answering.verdicts import Judge
from esor_bot.app import App
from esor_bot.domain.statement import Said
from esor_bot.eligibility import load_lexicon
from esor_bot.errors import UsageError
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
    from esor_bot.desk.messenger import Messenger
    from esor_bot.desk.people import People
    from esor_bot.desk.service import Rests, Service
    from esor_bot.desk.tally import Tally
    from esor_bot.desk.waiting import Pace
    from esor_bot.domain.case import Place
    from esor_bot.ports import Store
    from esor_bot.settings import Settings


TERMINAL = "terminal"
"""The platform on which the office is as long as no other one is set up for it."""


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


def office_hours() -> OfficeHours:
    """Return when the office works, by the settings. Raises UsageError that names each setting that makes no sense."""
    from zoneinfo import ZoneInfo

    from esor_bot.desk.holidays import RIGHT, read_holidays
    from esor_bot.desk.hours import OfficeHours
    from esor_bot.domain.week import read_week
    from esor_bot.settings import load as load_settings

    settings = load_settings()
    try:
        holidays = read_holidays(settings.office_holidays)
    except ValueError as error:
        raise UsageError(f"ESOR_BOT_OFFICE_HOLIDAYS has to be {RIGHT}; {error}") from None
    within = timedelta(hours=settings.office_answers_within)
    return OfficeHours(ZoneInfo(settings.office_zone), read_week(settings.office_hours), holidays, within)


@contextmanager
def open_desk(clock: Callable[[], datetime], hours: OfficeHours, patience: float) -> Iterator[Desk]:
    """Give the desk on the database of the settings; `patience`: so many seconds others are waited for.

    Nothing is opened before it is used. Raises UsageError where a setting makes no sense.
    """
    from esor_bot.desk.desk import Desk  # a question is answered without it, and without a database
    from esor_bot.settings import load as load_settings

    settings = load_settings()
    with open_own_store(patience) as store:
        yield Desk(store, CalledClock(clock), _terminal(), hours, _pace(settings), _people(settings))


@contextmanager
def open_own_store(patience: float) -> Iterator[Store]:
    """Give the database of the settings; nothing is opened before it is used. Raises UsageError as `open_desk` does."""
    from esor_bot.settings import load as load_settings
    from esor_bot.store import default_url, open_store

    store = open_store(load_settings().database_url or default_url(), patience=patience)
    try:
        yield store
    finally:
        store.close()


@dataclass(frozen=True, slots=True)
class Running:
    """The desk, and what delivers and reminds for it as long as it runs."""

    desk: Desk
    service: Service


@contextmanager
def open_service(
    clock: Callable[[], datetime],
    messengers: Mapping[str, Messenger],
    office: Mapping[str, Place],
    patience: float,
    rests: Rests | None = None,
) -> Iterator[Running]:
    """Give the desk on the database of the settings with its service, which is still to be run.

    `office` says for each platform where the office is told. Nothing is opened before it is used: a database that
    can't be used yet is no reason not to start. Raises UsageError where a setting makes no sense.
    """
    from esor_bot.desk import digest, reminders, retention
    from esor_bot.desk.bells import Bells, Handler
    from esor_bot.desk.desk import Desk
    from esor_bot.desk.outbox import Outbox
    from esor_bot.desk.quiet import Quiet
    from esor_bot.desk.service import Service
    from esor_bot.settings import OFF
    from esor_bot.settings import load as load_settings

    settings, hours, timed = load_settings(), office_hours(), CalledClock(clock)
    pace, mornings = _pace(settings), digest.Mornings(hours, office)
    off = settings.office_digest == OFF
    handlers: dict[str, Handler] = {
        reminders.KIND: reminders.Reminders(hours, pace, office),
        digest.KIND: digest.over if off else mornings,
        retention.TIDY: retention.tidying(retention.Keep(settings.keep, hours.zone)),
    }
    standing = (retention.first_tidying,) if off else (retention.first_tidying, mornings.standing)
    with open_own_store(patience) as store:
        bells = Bells(store, timed, handlers, standing)
        worker = f"{socket.gethostname()}:{uuid4().hex[:8]}"
        outbox = Outbox(store, messengers, timed, worker, office=office, put_off=Quiet(hours))
        desk = Desk(store, timed, office, hours, pace, _people(settings))
        yield Running(desk, Service(outbox, bells, rests))


def _terminal() -> Mapping[str, Place]:
    """Return where the office is told, as long as no platform is set up for that."""
    from esor_bot.domain.case import Place

    return {TERMINAL: Place(TERMINAL, "office", private=False)}


def _pace(settings: Settings) -> Pace:
    from esor_bot.desk.waiting import Pace

    return Pace(unclaimed=timedelta(hours=settings.office_remind_after))


def _people(settings: Settings) -> People:
    """Return the people of the office; a bare name is that of somebody at the terminal."""
    from esor_bot.desk.people import People

    named = [one.strip() for one in settings.office_people.split(",")]
    return People({one if ":" in one else f"{TERMINAL}:{one}": one for one in named if one})


@contextmanager
def open_tally(patience: float) -> Iterator[Tally]:
    """Give what counts questions, on the database of the settings. Raises as `open_desk`."""
    from esor_bot.desk.tally import Tally

    with open_own_store(patience) as store:
        yield Tally(store)


def counts() -> bool:
    """Say whether questions are counted. Raises UsageError where the settings make no sense."""
    from esor_bot.settings import load as load_settings

    return load_settings().tally


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
        app = cache(lambda: build_app(knowledge, told))
        teacher = Teacher(lambda: app().current, lambda: clock().date())
        yield Learning(store, CalledClock(clock), teacher, _terminal(), role, _people(load_settings()))


def database_there() -> bool:
    """Say whether there is a database to look at, without loading what reads it; a server is taken to be there."""
    from platformdirs import user_data_path

    from esor_bot.settings import load as load_settings

    url = load_settings().database_url
    if url and not url.startswith(_SQLITE):
        return True
    file = Path(url.removeprefix(_SQLITE).partition("?")[0]) if url else user_data_path("esor-bot", False) / "desk.db"
    return file.expanduser().exists()


def now() -> datetime:
    """Return the time of the real clock, in the machine's own zone."""
    return datetime.now().astimezone()
