"""The settings of an operator."""

from __future__ import annotations

from pathlib import Path

import pytest

from esor_bot import settings
from esor_bot.errors import UsageError

URL = "ESOR_BOT_DATABASE_URL"


@pytest.mark.parametrize(("value", "url"), [("", ""), ("  ", ""), (" sqlite:///x.db ", "sqlite:///x.db")])
def test_the_environment_counts(monkeypatch: pytest.MonkeyPatch, value: str, url: str) -> None:
    """A setting is that of the environment, without the space around it; an empty one is not set."""
    monkeypatch.setenv(URL, value)

    assert settings.load().database_url == url


@pytest.mark.parametrize(("value", "counts"), [("", True), ("on", True), ("off", False), ("0", False), ("No", False)])
def test_counting_is_switched(monkeypatch: pytest.MonkeyPatch, value: str, counts: bool) -> None:
    """Questions are counted unless that is switched off, in whichever words."""
    monkeypatch.setenv("ESOR_BOT_TALLY", value)

    assert settings.load().tally is counts


def test_a_file_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The file that is named is read, and the environment comes before it."""
    file = tmp_path / "bot.env"
    file.write_text(f"{URL}=sqlite:///file.db\nSOMETHING_ELSE=1\n", encoding="utf-8")
    monkeypatch.setenv(settings.ENV_FILE, str(file))
    assert settings.load().database_url == "sqlite:///file.db"

    monkeypatch.setenv(URL, "sqlite:///environment.db")
    assert settings.load().database_url == "sqlite:///environment.db"


def test_a_file_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file that is named and not there is an error, not a bot without settings."""
    monkeypatch.setenv(settings.ENV_FILE, str(tmp_path / "none.env"))

    with pytest.raises(UsageError, match=r"none\.env"):
        settings.load()
