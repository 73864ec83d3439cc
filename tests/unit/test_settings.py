"""The settings of an operator."""

from __future__ import annotations

from pathlib import Path

import pytest

from esor_bot import settings
from esor_bot.domain.keeping import DAYS, LEAST, Kind
from esor_bot.errors import UsageError

URL = "ESOR_BOT_DATABASE_URL"


@pytest.mark.parametrize(("value", "url"), [("", ""), ("  ", ""), (" sqlite:///x.db ", "sqlite:///x.db")])
def test_the_environment_counts(monkeypatch: pytest.MonkeyPatch, value: str, url: str) -> None:
    """A setting is that of the environment, without the space around it; an empty one is not set."""
    monkeypatch.setenv(URL, value)

    assert settings.load().database_url == url


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


@pytest.mark.parametrize(
    ("value", "days"), [("10", 10), ("0", 0), ("forever", None), (" Forever ", None), ("", DAYS[Kind.TEXTS])]
)
def test_days(monkeypatch: pytest.MonkeyPatch, value: str, days: int | None) -> None:
    """Something is kept for a number of days, for none, or for ever; where nothing is said, for the default."""
    monkeypatch.setenv("ESOR_BOT_KEEP_TEXTS", value)

    assert settings.load().keep == {**DAYS, Kind.TEXTS: days}


@pytest.mark.parametrize("value", ["-1", "1.5", "soon", "10 days", "999999", "0x10", "١٠٠٠٠٠"])
def test_no_days(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """What is no number of days is refused with the name of the setting, and what could stand there."""
    monkeypatch.setenv("ESOR_BOT_KEEP_TEXTS", value)

    with pytest.raises(UsageError, match=r"ESOR_BOT_KEEP_TEXTS: a number of days, 0 .*, or forever"):
        settings.load()


@pytest.mark.parametrize(("kind", "least"), LEAST.items())
def test_too_few_days(monkeypatch: pytest.MonkeyPatch, kind: Kind, least: int) -> None:
    """Fewer days than what is promised elsewhere needs are refused, and it is said why; as many are fine."""
    name = f"ESOR_BOT_KEEP_{kind.upper()}"
    monkeypatch.setenv(name, str(least - 1))
    with pytest.raises(UsageError, match=f"{name}: at least {least} days, not {least - 1}: ."):
        settings.load()

    monkeypatch.setenv(name, str(least))
    assert settings.load().keep[kind] == least
