"""What a desk does beside as long as it stands open."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from esor_bot.bootstrap import office_hours, open_desk, open_own_store
from esor_bot.desk.message import Notification
from esor_bot.domain.case import Place
from esor_bot.ports import Draft
from esor_bot.terminal.office.serving import serving

MONDAY = datetime(2030, 1, 7, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A database of its own."""
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", f"sqlite:///{tmp_path / 'desk.db'}")
    return tmp_path / "desk.db"


def told() -> list[str]:
    """Return the kinds of what waits for the office."""
    with open_own_store(2.0) as store, store.begin() as tx:
        posted = tx.feed.after(Place("terminal", "office"), 0)
        return [Notification.load(one.outgoing.body).kind for one in posted]


def waited_for(kind: str) -> bool:
    """Wait until the office is told something, for a while."""
    end = time.monotonic() + 20
    while kind not in told() and time.monotonic() < end:
        time.sleep(0.05)
    return kind in told()


def test_a_desk_that_stands_open_reminds() -> None:
    """As long as a desk stands open, the office is reminded of what nobody has taken, and in the end all is closed."""
    with open_desk(lambda: MONDAY, office_hours(), 2.0) as desk:
        desk.ask(Draft("moon", "Which boots?", "terminal:anna", Place("terminal", "terminal:anna"), MONDAY))

    with serving(lambda: MONDAY + timedelta(hours=5)):
        assert waited_for("unclaimed")


def test_a_database_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A database that can't be used now keeps nobody from opening the desk, nor from leaving it."""
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", f"sqlite:///{tmp_path / 'no' / 'desk.db'}")
    begun = time.monotonic()
    with serving(lambda: MONDAY):
        time.sleep(0.2)

    assert time.monotonic() - begun < 10
