"""The service: it goes on by itself, and ends when it is told to."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, timedelta

import pytest

from esor_bot.desk.bells import Bells
from esor_bot.desk.outbox import Outbox
from esor_bot.desk.reminders import KIND, Reminders
from esor_bot.desk.service import Rests, Service
from esor_bot.desk.waiting import Pace
from esor_bot.domain.case import Place
from esor_bot.ports import Clock
from esor_bot.testing.messenger import RecordingMessenger
from tests.unit.desk.people import HOURS, OFFICE, World

RESTS = Rests(outbox=0.01, bells=0.01, first=0.01, longest=0.05, grace=0.2)


class Slow(RecordingMessenger):
    """A messenger that takes its time."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds
        self.begun = asyncio.Event()

    async def send(self, place: Place, body: str, key: str) -> str:
        """Deliver after a while."""
        self.begun.set()
        await asyncio.sleep(self.seconds)
        return await super().send(place, body, key)


class Broken:
    """A clock that can't be read."""

    def now(self) -> datetime:
        """Fail."""
        raise ZeroDivisionError


class Scene:
    """A world with a service."""

    def __init__(self, messenger: RecordingMessenger, clock: Clock | None = None) -> None:
        self.world = World()
        self.messenger = messenger
        outbox = Outbox(self.world.store, {"talk": messenger}, self.world.clock, "one", office={"talk": OFFICE})
        bells = Bells(self.world.store, clock or self.world.clock, {KIND: Reminders(HOURS, Pace(), {"talk": OFFICE})})
        self.service = Service(outbox, bells, RESTS)
        self.stop = asyncio.Event()

    async def run(self, meanwhile: Coroutine[None, None, None]) -> None:
        """Let it run while something happens, then stop it."""
        running = asyncio.create_task(self.service.run(self.stop))
        await meanwhile
        self.stop.set()
        async with asyncio.timeout(5):
            await running

    @property
    def kinds(self) -> list[str]:
        """The kinds of what was delivered."""
        return [sent.notification.kind for sent in self.messenger.sent]


async def until(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 - what is waited for knows no event
            await asyncio.sleep(0.005)


def with_scene(work: Callable[[Scene], Awaitable[None]], seconds: float = 0.0, clock: Clock | None = None) -> None:
    """Do something with a scene, whose bells may have a clock of their own."""

    async def run() -> None:
        await work(Scene(Slow(seconds) if seconds else RecordingMessenger(), clock))

    asyncio.run(run())


def test_it_delivers_and_reminds() -> None:
    """What is asked is delivered as a card, and when time passes as a reminder."""

    async def work(scene: Scene) -> None:
        async def meanwhile() -> None:
            scene.world.asked()
            await until(lambda: scene.kinds == ["card"])
            scene.world.clock.tick(hours=4)
            await until(lambda: scene.kinds == ["card", "unclaimed"])

        await scene.run(meanwhile())

    with_scene(work)


def test_it_recovers_by_itself(caplog: pytest.LogCaptureFixture) -> None:
    """A database that is away is looked for until it is back; the log has names of events, and why."""

    async def work(scene: Scene) -> None:
        scene.world.asked()
        scene.world.store.break_down("unreachable")

        async def meanwhile() -> None:
            await until(lambda: len(caplog.records) >= 6)
            assert scene.kinds == []
            scene.world.store.break_down()
            await until(lambda: scene.kinds == ["card"])
            await until(lambda: sum(record.message == "service_recovered" for record in caplog.records) == 2)

        await scene.run(meanwhile())

    with caplog.at_level(logging.WARNING):
        with_scene(work)
    failed = [record.__dict__ for record in caplog.records if record.message == "service_failed"]

    assert {each["part"] for each in failed} == {"outbox", "bells"}
    assert {each["reason"] for each in failed} == {"unreachable"}


def test_what_runs_is_finished() -> None:
    """When it is told to stop, what is being delivered is finished, and nothing new is begun."""

    async def work(scene: Scene) -> None:
        scene.world.asked()

        async def meanwhile() -> None:
            assert isinstance(scene.messenger, Slow)
            await scene.messenger.begun.wait()

        await scene.run(meanwhile())
        scene.world.asked()
        await asyncio.sleep(0.05)
        assert scene.kinds == ["card"]

    with_scene(work, seconds=0.05)


def test_what_takes_too_long_is_left_to_its_lease() -> None:
    """What does not finish in time is left: it is delivered when the lease has run out, with the same key."""

    async def work(scene: Scene) -> None:
        scene.world.asked()

        async def meanwhile() -> None:
            assert isinstance(scene.messenger, Slow)
            await scene.messenger.begun.wait()

        await scene.run(meanwhile())
        (row,) = scene.world.store.content.outbox.values()
        assert (scene.kinds, row.done) == ([], False)
        assert row.free_from is not None
        scene.world.clock.set(row.free_from + timedelta(seconds=1))
        patient = RecordingMessenger()
        other = Outbox(scene.world.store, {"talk": patient}, scene.world.clock, "two", office={"talk": OFFICE})
        assert await other.run_once() == 1
        assert [sent.key for sent in patient.sent] == [row.outgoing.key]

    with_scene(work, seconds=60)


def test_what_nobody_thought_of(caplog: pytest.LogCaptureFixture) -> None:
    """An error in one part is logged by its name, and ends neither part."""

    async def work(scene: Scene) -> None:
        scene.world.asked()

        async def meanwhile() -> None:
            await until(lambda: len(scene.messenger.sent) == 1)
            await until(lambda: len(caplog.records) >= 2)

        await scene.run(meanwhile())

    with caplog.at_level(logging.WARNING):
        with_scene(work, clock=Broken())

    assert {record.__dict__["reason"] for record in caplog.records} == {"ZeroDivisionError"}
