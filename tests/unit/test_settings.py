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

    with pytest.raises(UsageError, match=r"ESOR_BOT_KEEP_TEXTS has to be a number of days, 0 .*, or forever"):
        settings.load()


@pytest.mark.parametrize(("kind", "least"), LEAST.items())
def test_too_few_days(monkeypatch: pytest.MonkeyPatch, kind: Kind, least: int) -> None:
    """Fewer days than what is promised elsewhere needs are refused, and it is said why; as many are fine."""
    name = f"ESOR_BOT_KEEP_{kind.upper()}"
    monkeypatch.setenv(name, str(least - 1))
    with pytest.raises(UsageError, match=f"{name} has to be at least {least} days, not {least - 1}: ."):
        settings.load()

    monkeypatch.setenv(name, str(least))
    assert settings.load().keep[kind] == least


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("OFFICE_ZONE", "Nowhere/At all", "has to be a time zone by its city, such as Europe/Vienna"),
        ("OFFICE_ZONE", "Europe", "time zone"),
        ("OFFICE_ZONE", "../etc/passwd", "time zone"),
        ("OFFICE_HOURS", "whenever", "has to read like Mon-Thu 9:00-17:00"),
        ("OFFICE_HOURS", "Mon 17-9", "has to read like"),
        ("OFFICE_ANSWERS_WITHIN", "soon", "has to be a number of office hours"),
        ("OFFICE_ANSWERS_WITHIN", "0", "above 0"),
        ("OFFICE_REMIND_AFTER", "-1", "above 0"),
        ("OFFICE_REMIND_AFTER", "nan", "above 0"),
        ("OFFICE_REMIND_AFTER", "1e9", "up to 1000"),
        ("OFFICE_DIGEST", "noon", 'has to be "at opening" or "off"'),
    ],
)
def test_what_makes_no_sense(monkeypatch: pytest.MonkeyPatch, name: str, value: str, why: str) -> None:
    """A setting that makes no sense is told in one sentence, with its name and what would be right."""
    monkeypatch.setenv(f"ESOR_BOT_{name}", value)
    with pytest.raises(UsageError) as told:
        settings.load()

    assert str(told.value).startswith(f"ESOR_BOT_{name} has to ")
    assert why in str(told.value)
    assert "\n" not in str(told.value)


def test_several_that_make_no_sense(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each setting that makes no sense has its line."""
    monkeypatch.setenv("ESOR_BOT_OFFICE_ZONE", "x")
    monkeypatch.setenv("ESOR_BOT_OFFICE_DIGEST", "x")

    with pytest.raises(UsageError, match=r"OFFICE_ZONE.*\n.*OFFICE_DIGEST"):
        settings.load()


def test_what_is_written_differently(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings are read as people write them."""
    for name, value in (("HOURS", "mon-thu 9-17, fri 9-13"), ("DIGEST", " OFF "), ("REMIND_AFTER", "2.5")):
        monkeypatch.setenv(f"ESOR_BOT_OFFICE_{name}", value)
    read = settings.load()

    assert (read.office_digest, read.office_remind_after) == (settings.OFF, 2.5)


@pytest.mark.parametrize(
    "value",
    [
        "postgresql://me:s3cret@here/desk",
        "postgresql://me:s3/cret@here",
        "postgresql://here/desk?user=me&password=s3cret",
    ],
)
def test_no_password_is_listed(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """An address with a password is not shown."""
    monkeypatch.setenv(URL, value)
    (listed,) = (setting for setting in settings.listed() if setting.name == URL)

    assert listed.given
    assert "cret" not in listed.given


def test_every_setting_is_listed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each setting is listed with its meaning, and what was given where: the environment comes before the file."""
    file = tmp_path / "bot.env"
    file.write_text("ESOR_BOT_OFFICE_ZONE=Europe/Paris\nESOR_BOT_OFFICE_DIGEST=off\n", encoding="utf-8")
    monkeypatch.setenv(settings.ENV_FILE, str(file))
    monkeypatch.setenv("ESOR_BOT_OFFICE_ZONE", "Mars")
    listed = {setting.name: setting for setting in settings.listed()}

    assert listed.keys() == {
        settings.ENV_FILE,
        *(f"ESOR_BOT_{name.upper()}" for name in settings.Settings.model_fields),
    }
    assert all(setting.meaning for setting in listed.values())
    assert listed["ESOR_BOT_OFFICE_DIGEST"].given == "off"
    zone = listed["ESOR_BOT_OFFICE_ZONE"]
    assert (zone.default, zone.given, bool(zone.wrong)) == ("Europe/Vienna", "Mars", True)


class OfATin(settings.Given):
    """The settings of an adapter of the tests."""

    tin_token: str = ""
    tin_length: float = 2.0


def test_settings_of_adapters_are_read_and_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An adapter's settings are read, named and listed as ours are, and its secrets hidden."""
    monkeypatch.setenv("ESOR_BOT_TIN_TOKEN", " abc ")
    listed = {setting.name: setting for setting in settings.listed(OfATin)}

    assert settings.read(OfATin).tin_token == "abc"
    assert settings.names(OfATin) == ("ESOR_BOT_TIN_TOKEN", "ESOR_BOT_TIN_LENGTH")
    assert settings.given(settings.names(OfATin))
    assert "abc" not in listed["ESOR_BOT_TIN_TOKEN"].given
    assert listed["ESOR_BOT_TIN_LENGTH"].default == "2"

    monkeypatch.setenv("ESOR_BOT_TIN_TOKEN", "  ")
    monkeypatch.setenv("ESOR_BOT_TIN_LENGTH", "long")
    with pytest.raises(UsageError, match="ESOR_BOT_TIN_LENGTH"):
        settings.read(OfATin)


def test_fixed_names_are_listed() -> None:
    """Every name that other programs rely on is listed, those of Slack included."""
    from esor_bot_slack.settings import SlackSettings

    fixed = "DATABASE_URL KNOWLEDGE HEALTH_PORT SLACK_TOKEN SLACK_APP_TOKEN SLACK_SIGNING_SECRET SLACK_PORT"
    fixed += " SLACK_OFFICE_CHANNEL SLACK_API_URL"
    listed = {setting.name for setting in settings.listed(SlackSettings)}

    assert {f"{settings.PREFIX}{name}" for name in fixed.split()} <= listed


@pytest.mark.parametrize(("value", "port"), [("0", 0), ("8080", 8080), ("", None)])
def test_the_health_port(monkeypatch: pytest.MonkeyPatch, value: str, port: int | None) -> None:
    """The health port is a number, and there is none where none is set."""
    monkeypatch.setenv("ESOR_BOT_HEALTH_PORT", value)

    assert settings.load().health_port == port
