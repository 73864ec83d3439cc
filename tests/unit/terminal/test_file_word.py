"""The word `/check` of the chat."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from esor_bot.errors import EsorBotError, UsageError
from esor_bot.reception.plain import render_blocks
from esor_bot.terminal.file_word import FileWord
from esor_bot.terminal.session import Session
from tests.unit.completeness.say.reports import WORDING, unreadable
from tests.unit.terminal.checks import Lines, Ready, desk
from tests.unit.terminal.doubles import Echo, clock


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A file to check."""
    file = tmp_path / "my application.pdf"
    file.write_bytes(b"%PDF-")
    return file


def word(check: Ready, programme: str | None = None) -> FileWord:
    """Return the word with a check of its own."""
    return FileWord(desk(check), WORDING, clock, Lines(), programme)


def said(check: Ready, text: str) -> str:
    """Return what is said to what follows the word."""
    return render_blocks(word(check).hear(text))


def test_a_file(pdf: Path) -> None:
    """A file is checked, and the report begins with the verdict."""
    assert said(Ready(), str(pdf)).startswith("All nine documents are there")


@pytest.mark.parametrize("text", ["", "  ", "--picture", "--picture out.png", "file.pdf --picture"])
def test_no_file(text: str) -> None:
    """Where no file is named, it is shown how to."""
    check = Ready()

    assert said(check, text) == WORDING.say("check.which_file")
    assert check.asked == []


def test_the_picture(pdf: Path) -> None:
    """With --picture the picture is written, and the last line says where."""
    out = pdf.parent / "my pages.png"

    assert said(Ready(), f"'{pdf}' --picture '{out}'").endswith(f"\n\nThe picture of the pages is in {out}.")
    assert out.read_bytes() == b"PNG"


def test_no_picture(pdf: Path) -> None:
    """Where there are no pages no picture is made."""
    out = pdf.parent / "pages.png"

    assert said(Ready(unreadable("empty"), picture=b""), f"{pdf} --picture {out}").endswith("no picture was made.")
    assert not out.exists()


def test_ctrl_c(pdf: Path) -> None:
    """Ctrl-C ends the check and not the chat."""
    check = Ready(meanwhile=lambda: signal.raise_signal(signal.SIGINT))

    assert said(check, str(pdf)) == "Cancelled. Nothing was kept."


def test_what_goes_wrong(pdf: Path) -> None:
    """A file that is not there, and a fault of the program, are errors of one line."""

    def broken() -> None:
        raise ZeroDivisionError("on purpose")

    with pytest.raises(UsageError, match="no such file"):
        said(Ready(), "nowhere.pdf")
    with pytest.raises(EsorBotError, match="on purpose"):
        said(Ready(meanwhile=broken), str(pdf))


def test_in_a_session(pdf: Path) -> None:
    """In the chat the word leads to the report, and what goes wrong to one line; the assistant hears nothing of it."""
    app = Echo()
    session = Session(lambda: app, WORDING, clock, files=word(Ready()).hear)

    assert render_blocks(session.hear(f"/check {pdf}").blocks).startswith("All nine")
    assert "no such file" in render_blocks(session.hear("/Check nowhere.pdf").blocks)
    assert app.heard == []
