"""An adapter at work: everything real but the platform itself, the clock, and the reader of files.

This is the one place where an adapter, the core and the desk are put together for tests.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic
from typing import cast

from esor_bot.answering.assistant import Assistant
from esor_bot.answering.teaching import Teacher
from esor_bot.bootstrap.clock import CalledClock
from esor_bot.bootstrap.desk import build_desk, build_service
from esor_bot.bootstrap.office import office_hours, people
from esor_bot.bootstrap.parts import parts
from esor_bot.bootstrap.reception import build_app
from esor_bot.completeness.check import Checked, Checker
from esor_bot.desk.intake import Intake
from esor_bot.desk.learning import Learning
from esor_bot.desk.retention import Keep
from esor_bot.desk.roster import Roster
from esor_bot.desk.service import Rests
from esor_bot.desk.tally import Tally
from esor_bot.domain.case import Place
from esor_bot.domain.programme import Programme
from esor_bot.domain.report import CompletenessReport, Verdict
from esor_bot.knowledge.base import Knowledge
from esor_bot.metrics import Metrics
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.serving.adapter import Adapter
from esor_bot.serving.kept import Kept
from esor_bot.serving.kit import Kit
from esor_bot.settings import load as load_settings
from esor_bot.store import open_store
from esor_bot.testing.replies import PIXEL

Until = Callable[..., Awaitable[object]]

QUICK = Rests(outbox=0.05, bells=0.5, first=0.1, longest=0.5, grace=3.0)


class Reader:
    """A checker that reads nothing, and finds nothing wrong: `read` holds what it was given."""

    def __init__(self) -> None:
        self.read: list[bytes] = []

    def check(
        self,
        data: bytes,
        programme: Programme,
        today: date,
        *,
        picture: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Checked:
        """Return an empty report."""
        self.read.append(data)
        if progress is not None:
            progress(1, 2)
        return Checked(CompletenessReport(programme.id, Verdict.COMPLETE, 2), PIXEL, 1)


@dataclass(repr=False)  # the test runner shows it, and it holds the whole knowledge
class Bot:
    """The adapter with all that stands behind it, on a database of its own; it can be stopped and started again."""

    adapter: Adapter
    until: Until
    assistant: Assistant
    knowledge: Knowledge
    folder: Path
    office: str = ""
    reader: Reader = field(default_factory=Reader)
    metrics: Metrics = field(default_factory=Metrics)
    refused: str = ""
    handlers: Handlers = field(default_factory=Handlers)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _close: Callable[[], None] = lambda: None

    @staticmethod
    def now() -> datetime:
        """Return the time: the adapter has no other clock."""
        return datetime.now(UTC)

    async def start(self) -> None:
        """Begin to serve, and wait until the adapter is connected."""
        name = self.adapter.name
        offices = {name: Place(name, self.office, "", private=False)} if self.office else {}
        kit = self._kit(offices)
        platform = Kept(self.adapter, kit, first=0.2)
        service = build_service(kit.store, self.now, {self.adapter.name: platform}, offices, QUICK)
        self._stop = asyncio.Event()
        self._tasks = [
            asyncio.create_task(platform.run(self._stop), name="platform"),
            asyncio.create_task(service.run(self._stop), name="service"),
        ]
        await self.until(lambda: platform.part().fine or platform.refused, 10, "a bot that is ready")
        self.refused = str(platform.refused or "")

    async def stop(self) -> None:
        """Stop as a signal would, and wait for the end."""
        self._stop.set()
        await asyncio.gather(*self._tasks)
        self._close()

    async def kill(self) -> None:
        """End at once, with all that runs."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._close()

    def _kit(self, offices: Mapping[str, Place]) -> Kit:
        store = open_store(f"sqlite:///{self.folder / 'desk.db'}")
        self._close = store.close
        settings, hours, clock = load_settings(), office_hours(), CalledClock(self.now)
        roster = Roster(offices)
        teacher = Teacher(lambda: self.assistant.current, lambda: self.now().date())
        house = House(
            assistant=self.assistant,
            knowledge=self.knowledge,
            store=store,
            desk=build_desk(store, self.now, offices, roster),
            learning=Learning(store, clock, teacher, offices, "the office", people(settings, roster)),
            hours=hours,
            keep=Keep(settings.keep, hours.zone),
            tally=Tally(store),
            checker=lambda: cast(Checker, self.reader),
            roster=roster,
        )
        rooms = parts(house)
        self.handlers = rooms.handlers
        return Kit(
            app=build_app(house, rooms, self.metrics),
            intake=Intake(store, clock, f"worker-{monotonic()}"),
            roster=roster,
            metrics=self.metrics,
            store=store,
            clock=clock,
            service=lambda messengers: build_service(store, self.now, messengers, offices, QUICK),
            warm=lambda: None,
            close=lambda: None,
        )
