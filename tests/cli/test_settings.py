"""`esor-bot settings`, and settings that reach the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from esor_bot import cli


def settings(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """List the settings: return the exit status and what was printed."""
    status = cli.run(["settings"])
    printed = capsys.readouterr()
    assert printed.err == ""
    return status, printed.out


def test_all_of_them(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Every setting is printed with its meaning, its default and what it is set to."""
    monkeypatch.setenv("ESOR_BOT_OFFICE_HOLIDAYS", "DE-BY, 2030-12-24")
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", "postgresql://me:s3cret@here/desk")
    status, told = settings(capsys)

    assert status == 0
    assert "ESOR_BOT_OFFICE_ZONE\n  Time zone of the office" in told
    assert "Not set; the default: Europe/Vienna" in told
    assert "Set to: DE-BY, 2030-12-24 (the default: AT)" in told
    assert "s3cret" not in told


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("OFFICE_HOLIDAYS", "Christmas", "Wrong: it has to be a country such as AT"),
        ("OFFICE_HOURS", "always", "Wrong: it has to read like Mon-Thu"),
    ],
)
def test_what_makes_no_sense(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str, why: str
) -> None:
    """What makes no sense is told beside its setting, with status 2; the desk tells the same in one line."""
    monkeypatch.setenv(f"ESOR_BOT_{name}", value)
    status, told = settings(capsys)
    assert status == 2
    assert why in told

    assert cli.run(["office", "list"]) == 2
    assert capsys.readouterr().err.startswith(f"esor-bot: ESOR_BOT_{name} has to ")


def test_a_file_of_settings_names_the_knowledge(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, moon: Path
) -> None:
    """The knowledge folder may be named in the file of settings; the environment and the option come before it."""
    file = tmp_path / "bot.env"
    file.write_text(f"ESOR_BOT_KNOWLEDGE={moon}\n", encoding="utf-8")
    monkeypatch.setenv("ESOR_BOT_ENV_FILE", str(file))
    assert cli.run(["ask", "which boots do I need"]) == 0
    assert "grey boots" in capsys.readouterr().out
    monkeypatch.setenv("ESOR_BOT_KNOWLEDGE", str(tmp_path / "nowhere"))
    assert cli.run(["ask", "which boots do I need"]) == 1


def test_a_file_that_is_not_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of settings that is not there is told in one line."""
    monkeypatch.setenv("ESOR_BOT_ENV_FILE", "nowhere.env")

    assert cli.run(["settings"]) == 2
    assert capsys.readouterr().err == "esor-bot: ESOR_BOT_ENV_FILE names a file that is not there: nowhere.env\n"
