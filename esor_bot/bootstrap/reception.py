"""The reception on the parts that the settings choose: what platforms talk to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from esor_bot.answering.teaching import Teacher
from esor_bot.app import App, Progress
from esor_bot.bootstrap.answers import assemble, build_checker
from esor_bot.bootstrap.clock import CalledClock
from esor_bot.bootstrap.desk import build_desk, build_service, worker_name
from esor_bot.bootstrap.learning import open_told
from esor_bot.bootstrap.office import TERMINAL, office_hours, people, terminal_office
from esor_bot.bootstrap.parts import Parts, parts
from esor_bot.bootstrap.store import open_own_store
from esor_bot.desk.intake import Intake
from esor_bot.desk.learning import Learning
from esor_bot.desk.offices import Offices
from esor_bot.desk.retention import Keep
from esor_bot.desk.roster import Roster
from esor_bot.desk.tally import Tally
from esor_bot.domain.conversation import Event, Message
from esor_bot.domain.form import Answer, Checking
from esor_bot.domain.reply import Reply
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import locate
from esor_bot.metrics import Metrics
from esor_bot.reception.house import House
from esor_bot.reception.languages import translations
from esor_bot.serving.kit import Kit
from esor_bot.settings import load as load_settings
from esor_bot.wording import Wording

if TYPE_CHECKING:
    from esor_bot.completeness.check import Checker
    from esor_bot.domain.case import Place
    from esor_bot.ports import Store, Told

_GLANCE = 0.3  # so many seconds an answer waits for what the office said
_PATIENCE = 5.0


@contextmanager
def open_reception(
    clock: Callable[[], datetime],
    office: Mapping[str, Place],
    folder: Path | None = None,
    metrics: Metrics | None = None,
) -> Iterator[Kit]:
    """Give all that is needed to serve platforms; `office` says where the office is on those that have it.

    A database is not opened before it is used. Raises UsageError where a setting makes no sense, KnowledgeError, with
    all problems, where the knowledge folder does not hold together.
    """
    counted = metrics or Metrics()
    offices = dict(office) or terminal_office()
    roster = Roster(office)
    knowledge = load(locate(folder or _folder()))
    with open_told(_GLANCE) as told, open_own_store(_PATIENCE) as store:
        checker = cache(lambda: build_checker(knowledge))
        house = _house(clock, knowledge, told, store, offices, roster, checker)
        try:
            yield Kit(
                app=build_app(house, parts(house), counted),
                intake=Intake(store, CalledClock(clock), worker_name()),
                roster=roster,
                metrics=counted,
                store=store,
                clock=CalledClock(clock),
                service=lambda messengers: build_service(store, clock, messengers, offices),
                warm=lambda: _warm(house, clock),
                close=lambda: checker().close() if checker.cache_info().currsize else None,
                offices=Offices(store, CalledClock(clock), office, terminal_office()).tell,
                fetched=(TERMINAL,),
            )
        finally:
            if checker.cache_info().currsize:
                checker().close()


def build_app(house: House, rooms: Parts, metrics: Metrics) -> App:
    """Put the app together of the parts of the reception."""

    def check(checking: Checking, data: bytes, progress: Progress) -> Reply:
        with metrics.checking():
            return rooms.checks.check(checking, data, progress)

    return App(
        house,
        rooms.handlers,
        rooms.applicants.post,
        rooms.applicants.opened,
        rooms.checks.upload,
        check,
        rooms.checks.progress,
        rooms.notices.notice,
        _counting(metrics),
    )


def _house(
    clock: Callable[[], datetime],
    knowledge: Knowledge,
    told: Told,
    store: Store,
    office: Mapping[str, Place],
    roster: Roster,
    checker: Callable[[], Checker],
) -> House:
    settings, hours = load_settings(), office_hours()
    assistant = assemble(knowledge, told)
    teacher = Teacher(lambda: assistant.current, lambda: clock().date())
    role = Wording(knowledge.wording).say("desk.learning.role")
    return House(
        assistant=assistant,
        knowledge=knowledge,
        store=store,
        desk=build_desk(store, clock, office, roster),
        learning=Learning(store, CalledClock(clock), teacher, office, role, people(settings, roster)),
        hours=hours,
        keep=Keep(settings.keep, hours.zone),
        tally=Tally(store) if settings.tally else None,
        checker=checker,
        languages=translations(knowledge),
        roster=roster,
    )


def _warm(house: House, clock: Callable[[], datetime]) -> None:
    """Do once what takes its time only the first time: answering, and starting the workers of the check."""
    house.assistant.handle(Message("deadline?", clock()))
    if house.checker is not None:
        house.checker().warm()


def _counting(metrics: Metrics) -> Callable[[Event, Answer], None]:
    def heard(event: Event, answer: Answer) -> None:
        outcome = answer.outcome.value if isinstance(answer, Reply) else type(answer).__name__.lower()
        metrics.heard(event.scene.place.platform, type(event).__name__.lower(), outcome)

    return heard


def _folder() -> Path | None:
    return Path(chosen) if (chosen := load_settings().knowledge) else None
