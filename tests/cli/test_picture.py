"""`esor-bot picture`: what the README shows is a real session."""

from __future__ import annotations

from pathlib import Path

import pytest

from esor_bot.cli import run

NOW = ("--now", "2030-01-10T10:00:00+01:00")


def test_a_picture(moon: Path, tmp_path: Path) -> None:
    """The picture shows the questions that were named, and what the assistant says to them."""
    out = tmp_path / "session.svg"

    assert run(["picture", str(out), "which boots do I need?", *NOW, "--knowledge", str(moon)]) == 0
    assert "grey" in out.read_text(encoding="utf-8")


def test_a_picture_of_the_usual_questions(moon: Path, tmp_path: Path) -> None:
    """Without questions of one's own a few usual ones are asked."""
    out = tmp_path / "session.svg"

    assert run(["picture", str(out), *NOW, "--knowledge", str(moon)]) == 0
    assert "documents" in out.read_text(encoding="utf-8")


def test_a_place_that_is_not_there(capsys: pytest.CaptureFixture[str], moon: Path, tmp_path: Path) -> None:
    """A picture that can't be written is told in a line."""
    out = tmp_path / "nowhere" / "session.svg"

    assert run(["picture", str(out), "boots?", "--knowledge", str(moon)]) == 1
    assert capsys.readouterr().err.startswith(f"esor-bot: Could not open file {str(out)!r}: ")
