"""The desk as it is put together."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from esor_bot.bootstrap import open_desk
from esor_bot.desk.hours import OfficeHours
from esor_bot.domain.case import Actor, Place, Role
from esor_bot.errors import UsageError
from esor_bot.ports import Draft

ANNA = Actor("terminal:anna", Role.ASKER)
NOON = datetime(2030, 1, 7, 12, tzinfo=UTC)
HOURS = OfficeHours(ZoneInfo("UTC"))


def test_a_desk_on_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is asked at one desk is there at the next; nothing is made before."""
    file = tmp_path / "desk.db"
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", f"sqlite:///{file}")
    with open_desk(lambda: NOON, HOURS, 1.0) as desk:
        assert not file.exists()
        desk.ask(Draft("moon", "Which helmet?", ANNA.id, Place("terminal", ANNA.id), NOON))
    with open_desk(lambda: NOON, HOURS, 1.0) as desk:
        assert [own.case.question for own in desk.own(ANNA)] == ["Which helmet?"]


def test_a_desk_in_the_data_folder() -> None:
    """Without an address the desk is a file in the user's data folder."""
    with open_desk(lambda: NOON, HOURS, 1.0) as desk:
        assert desk.own(ANNA) == ()


def test_an_address_that_makes_no_sense(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that makes no sense is refused before anything is done."""
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", "nonsense")

    with pytest.raises(UsageError), open_desk(lambda: NOON, HOURS, 1.0):
        pass
