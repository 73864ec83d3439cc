"""What the office said, as the chat gets it: nothing is opened or made before there is something to read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from esor_bot.bootstrap import approved, database_there, open_learning, open_told
from esor_bot.domain.case import Actor, Role
from esor_bot.errors import UsageError
from esor_bot.store import default_url, open_store

NOW = datetime(2030, 5, 4, 12, tzinfo=UTC)
CLEO = Actor("terminal:Cleo", Role.OFFICE, "Cleo")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the default database, which is not there."""
    monkeypatch.delenv("ESOR_BOT_DATABASE_URL", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "esor-bot" / "desk.db"


def test_nothing_is_made_to_look(file: Path) -> None:
    """Where there is no database nothing is told, and there is none afterwards."""
    with open_told(0.1) as told:
        assert told.now() == ()
    assert approved(0.1) == ()
    assert not file.exists()


def test_the_default_file_is_looked_for(file: Path) -> None:
    """The file that is looked for is the one that the store makes."""
    assert not database_there()
    store = open_store(default_url())
    store.prepare()
    store.close()
    assert file.exists()
    assert database_there()


def test_another_file_and_a_server(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A named file is looked for where it is, and a server is taken to be there."""
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", f"sqlite:///{tmp_path / 'other.db'}")
    assert not database_there()
    (tmp_path / "other.db").touch()
    assert database_there()
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", "postgresql://nowhere.invalid/desk")
    assert database_there()


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/desk", "nonsense"])
def test_a_database_that_can_not_be_used_stops_no_answer(file: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the database can't be used, or its address makes no sense, the page answers alone."""
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", url)
    with open_told(0.1) as told:
        assert told.now() == ()


def test_teaching_needs_an_address_that_makes_sense(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The office is told that the address of the database makes no sense, and gets its desk where it does."""
    with open_learning(lambda: NOW, 1, None, "office") as learning:
        assert learning.list(CLEO) == ()
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", "nonsense")
    with pytest.raises(UsageError, match="address"), open_learning(lambda: NOW, 1, None, "office"):
        pass
