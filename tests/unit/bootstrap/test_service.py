"""The service as it is put together: settings reach the reminders, and the overview."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from esor_bot.bootstrap import Running, open_service
from esor_bot.desk.service import Rests
from esor_bot.domain.case import Place
from esor_bot.errors import UsageError
from esor_bot.ports import Draft
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.messenger import RecordingMessenger

RESTS = Rests(outbox=0.01, bells=0.01, first=0.01, longest=0.02)
OFFICE = {"terminal": Place("terminal", "office")}
MONDAY = datetime(2030, 1, 7, 8, tzinfo=UTC)  # nine in Vienna


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder for a database, which is not there yet, named by the settings."""
    folder = tmp_path / "later"
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", f"sqlite:///{folder / 'desk.db'}")
    return folder


def ask(running: Running, clock: FakeClock) -> None:
    """Ask something."""
    running.desk.ask(Draft("moon", "Which helmet?", "terminal:anna", Place("terminal", "anna"), clock.now()))


async def _ran(running: Running, until: Callable[[], bool]) -> None:
    stop = asyncio.Event()
    task = asyncio.create_task(running.service.run(stop))
    try:
        async with asyncio.timeout(10):
            while not until():  # noqa: ASYNC110 - what is waited for knows no event
                await asyncio.sleep(0.01)
    finally:
        stop.set()
        await task


def kinds(messenger: RecordingMessenger) -> list[str]:
    """Return what was delivered to the office."""
    return [sent.notification.kind for sent in messenger.sent if sent.place == OFFICE["terminal"]]


def test_settings_count(monkeypatch: pytest.MonkeyPatch, database: Path) -> None:
    """Reminders come after as many office hours as are set, by the office's own hours and holidays."""
    database.mkdir()
    for name, value in (("HOURS", "Mon-Fri 10-12"), ("HOLIDAYS", "2030-01-08"), ("REMIND_AFTER", "3")):
        monkeypatch.setenv(f"ESOR_BOT_OFFICE_{name}", value)
    monkeypatch.setenv("ESOR_BOT_OFFICE_DIGEST", "off")
    messenger, clock = RecordingMessenger(), FakeClock(MONDAY)
    with open_service(clock.now, {"terminal": messenger}, OFFICE, 2.0, RESTS) as running:
        ask(running, clock)
        asyncio.run(_ran(running, lambda: kinds(messenger) == ["card"]))
    for moment in (MONDAY + timedelta(days=1, hours=2), MONDAY + timedelta(days=2, hours=1)):
        clock.set(moment)
        with open_service(clock.now, {"terminal": messenger}, OFFICE, 2.0, RESTS) as running:
            asyncio.run(asyncio.wait_for(_some_time(running), 5))
        assert kinds(messenger) == ["card"]
    clock.set(MONDAY + timedelta(days=2, hours=2))
    with open_service(clock.now, {"terminal": messenger}, OFFICE, 2.0, RESTS) as running:
        asyncio.run(_ran(running, lambda: kinds(messenger) == ["card", "unclaimed"]))


async def _some_time(running: Running) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().call_later(0.1, stop.set)
    await running.service.run(stop)


def test_it_starts_without_a_database(database: Path) -> None:
    """A database that can't be used when it starts is used as soon as it can be."""
    database.write_text("a file where a folder should be")
    messenger, clock = RecordingMessenger(), FakeClock(MONDAY)
    with open_service(clock.now, {"terminal": messenger}, OFFICE, 0.2, RESTS) as running:
        asyncio.run(_some_time(running))
        database.unlink()
        database.mkdir()
        ask(running, clock)
        clock.tick(days=1)
        asyncio.run(_ran(running, lambda: sorted(kinds(messenger)) == ["card", "digest", "unclaimed"]))


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("name", "value"), [("HOLIDAYS", "Christmas"), ("ZONE", "Mars"), ("HOURS", "never")])
def test_settings_that_make_no_sense(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """A setting that makes no sense is told before anything is opened."""
    monkeypatch.setenv(f"ESOR_BOT_OFFICE_{name}", value)

    with pytest.raises(UsageError, match=f"ESOR_BOT_OFFICE_{name} has to"), open_service(FakeClock().now, {}, {}, 1.0):
        pass
