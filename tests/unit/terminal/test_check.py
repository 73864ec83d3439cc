"""The command `check`: what it prints, where, and its exit status."""

from __future__ import annotations

import json
import signal
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from esor_bot.domain.report import CompletenessReport
from esor_bot.errors import EsorBotError, UnknownProgrammeError, UsageError
from esor_bot.terminal.check import Asked, run
from tests.unit.completeness.say.reports import IDS, PROGRAMME, complete, incomplete, unreadable
from tests.unit.terminal.checks import Ready, desk
from tests.unit.terminal.doubles import NOON, clock


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A file to check; what is in it does not matter here."""
    file = tmp_path / "my application.pdf"
    file.write_bytes(b"%PDF-")
    return file


def asked(file: Path | str, *, as_json: bool = False, picture: Path | None = None, programme: str = "") -> Asked:
    """Return what is asked of the command."""
    return Asked(str(file), clock, programme or None, as_json, picture)


@pytest.mark.parametrize(
    ("report", "status"), [(complete(), 0), (incomplete(), 1), (unreadable("encrypted"), 2)], ids=["0", "1", "2"]
)
def test_the_status(pdf: Path, capsys: pytest.CaptureFixture[str], report: CompletenessReport, status: int) -> None:
    """The exit status is 0 where all is there, 1 where it is not, 2 where the file can't be read as one PDF."""
    assert run(desk(Ready(report)), asked(pdf)) == status
    assert run(desk(Ready(report)), asked(pdf, as_json=True)) == status
    assert capsys.readouterr().err == ""


def test_the_text(pdf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Through a pipe comes the whole report as plain text, the verdict first."""
    check = Ready(complete())
    run(desk(check), asked(pdf))
    out = capsys.readouterr().out

    assert out.startswith("All nine documents are there, in the order asked for.\n\n")
    assert out.endswith("\n")
    assert "\x1b" not in out
    assert check.asked == [(b"%PDF-", PROGRAMME.id, NOON.date(), False)]


def test_the_object(pdf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json there is one line on standard output, an object with the fields of the contract."""
    run(desk(Ready(incomplete())), asked(pdf, as_json=True))
    out = capsys.readouterr().out
    said = json.loads(out)

    assert out.count("\n") == 1
    assert list(said) == "file programme pages verdict order documents findings millis".split()
    assert (said["file"], said["programme"], said["pages"]) == (str(pdf), PROGRAMME.id, 16)
    assert (said["verdict"], said["order"], said["millis"]) == ("incomplete", "wrong", 7)
    assert [one["id"] for one in said["documents"]] == list(IDS)
    assert said["documents"][1] == {
        "id": "esor_cv",
        "title": "ESOR CV",
        "status": "missing",
        "pages": [],
        "findings": ["wrong_cv", "not_found"],
    }
    assert {tuple(one) for one in said["findings"]} == {("code", "severity", "message", "pages")}
    assert {one.code for one in incomplete().findings} == {one["code"] for one in said["findings"]}


def test_the_object_of_no_pdf(pdf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a file that can't be read the object says why, and nothing of documents."""
    run(desk(Ready(unreadable("not_a_pdf", kind="docx"))), asked(pdf, as_json=True))
    said = json.loads(capsys.readouterr().out)

    assert (said["verdict"], said["order"], said["pages"], said["documents"]) == ("unreadable", "n/a", 0, [])
    assert [one["code"] for one in said["findings"]] == ["not_a_pdf"]
    assert said["findings"][0]["message"].startswith("This is a document of a word processor")


def test_a_file_through_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A hyphen reads the file from standard input, and is the file's name."""
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"\xff\x00"), encoding="utf-8"))
    check = Ready()

    assert run(desk(check), asked("-", as_json=True)) == 0
    assert check.asked[0][0] == b"\xff\x00"
    assert json.loads(capsys.readouterr().out)["file"] == "-"


def test_the_picture(pdf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The picture is written where it is wanted, which is said beside the report."""
    out = tmp_path / "pages.png"

    assert run(desk(Ready()), asked(pdf, picture=out, as_json=True)) == 0
    assert out.read_bytes() == b"PNG"
    said = capsys.readouterr()
    assert said.out.count("\n") == 1
    assert said.err == f"The picture of the pages is in {out}.\n"


def test_no_picture(pdf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there are no pages no file is made, and that is said."""
    out = tmp_path / "pages.png"

    assert run(desk(Ready(unreadable("empty"), picture=b"")), asked(pdf, picture=out)) == 2
    assert not out.exists()
    assert "no picture" in capsys.readouterr().err


@pytest.mark.parametrize("place", [".", "nowhere/pages.png", "my application.pdf"])
def test_pictures_that_cannot_be(pdf: Path, place: str) -> None:
    """A folder, a folder that is not there and the file itself are no place for a picture: nothing is checked."""
    check = Ready()

    with pytest.raises(UsageError):
        run(desk(check), asked(pdf, picture=pdf.parent / place))
    assert (check.asked, pdf.read_bytes()) == ([], b"%PDF-")


@pytest.mark.parametrize("file", ["", "nowhere.pdf", "a" * 5000, "a\0b"])
def test_files_that_are_not_there(tmp_path: Path, file: str) -> None:
    """A file that is not there, a folder and a name that can't be one are told before anything is checked."""
    check = Ready()

    with pytest.raises(UsageError):
        run(desk(check), asked(f"{tmp_path}/{file}"))
    assert check.asked == []


def test_a_programme_that_is_not_there(pdf: Path) -> None:
    """A programme that is not there is told with those that are."""
    with pytest.raises(UnknownProgrammeError, match=PROGRAMME.id):
        run(desk(Ready()), asked(pdf, programme="sun"))


def test_ctrl_c(pdf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends the check with status 130 and a line that nothing was kept; the next Ctrl-C is an ordinary one."""
    before = signal.getsignal(signal.SIGINT)
    check = Ready(meanwhile=lambda: signal.raise_signal(signal.SIGINT))

    assert run(desk(check), asked(pdf)) == 130
    assert capsys.readouterr() == ("", "Cancelled. Nothing was kept.\n")
    assert signal.getsignal(signal.SIGINT) == before


def test_an_impatient_ctrl_c(pdf: Path) -> None:
    """A second Ctrl-C does not wait for the check."""

    def twice() -> None:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        run(desk(Ready(meanwhile=twice)), asked(pdf))


def test_a_fault(pdf: Path) -> None:
    """A fault of the program is one line, and never looks like a report."""

    def broken() -> None:
        raise ZeroDivisionError("on purpose")

    with pytest.raises(EsorBotError, match="this file hit a fault in the program: ZeroDivisionError"):
        run(desk(Ready(meanwhile=broken)), asked(pdf))
