"""The desk, and what delivers and reminds for it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from esor_bot.bootstrap.clock import CalledClock
from esor_bot.bootstrap.office import office_hours, pace, people, terminal_office
from esor_bot.bootstrap.store import open_own_store

if TYPE_CHECKING:
    from esor_bot.desk.desk import Desk
    from esor_bot.desk.hours import OfficeHours
    from esor_bot.desk.messenger import Messenger
    from esor_bot.desk.roster import Roster
    from esor_bot.desk.service import Rests, Service
    from esor_bot.domain.case import Place
    from esor_bot.ports import Store


@contextmanager
def open_desk(clock: Callable[[], datetime], hours: OfficeHours, patience: float) -> Iterator[Desk]:
    """Give the desk on the database of the settings; `patience`: so many seconds others are waited for.

    Nothing is opened before it is used. Raises UsageError where a setting makes no sense.
    """
    from esor_bot.desk.desk import Desk  # a question is answered without it, and without a database
    from esor_bot.settings import load as load_settings

    settings = load_settings()
    with open_own_store(patience) as store:
        yield Desk(store, CalledClock(clock), terminal_office(), hours, pace(settings), people(settings))


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
    with open_own_store(patience) as store:
        yield Running(build_desk(store, clock, office), build_service(store, clock, messengers, office, rests))


def build_desk(
    store: Store, clock: Callable[[], datetime], office: Mapping[str, Place], roster: Roster | None = None
) -> Desk:
    """Put the desk together on a store. Raises UsageError where a setting makes no sense."""
    from esor_bot.desk.desk import Desk
    from esor_bot.settings import load as load_settings

    settings = load_settings()
    return Desk(store, CalledClock(clock), office, office_hours(), pace(settings), people(settings, roster))


def build_service(
    store: Store,
    clock: Callable[[], datetime],
    messengers: Mapping[str, Messenger],
    office: Mapping[str, Place],
    rests: Rests | None = None,
) -> Service:
    """Put together what delivers and reminds. Raises UsageError where a setting makes no sense."""
    from esor_bot.desk import digest, reminders, retention
    from esor_bot.desk.bells import Bells, Handler
    from esor_bot.desk.outbox import Outbox
    from esor_bot.desk.quiet import Quiet
    from esor_bot.desk.service import Service
    from esor_bot.settings import OFF
    from esor_bot.settings import load as load_settings

    settings, hours, timed = load_settings(), office_hours(), CalledClock(clock)
    mornings = digest.Mornings(hours, office)
    off = settings.office_digest == OFF
    handlers: dict[str, Handler] = {
        reminders.KIND: reminders.Reminders(hours, pace(settings), office),
        digest.KIND: digest.over if off else mornings,
        retention.TIDY: retention.tidying(retention.Keep(settings.keep, hours.zone)),
    }
    standing = (retention.first_tidying,) if off else (retention.first_tidying, mornings.standing)
    outbox = Outbox(store, messengers, timed, worker_name(), office=office, put_off=Quiet(hours))
    return Service(outbox, Bells(store, timed, handlers, standing), rests)


def worker_name() -> str:
    """Return a name that no other worker on the database has."""
    return f"{socket.gethostname()}:{uuid4().hex[:8]}"
