"""`esor-bot check`, run as others run it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from esor_bot.cli import run
from tests.cli.conftest import Run, Type

NOW = ("--now", "2023-01-10T10:00:00+01:00")
PARSERS = ("pypdf", "pypdfium2", "onnxruntime", "cv2", "PIL", "rapidocr")


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A file with one letter in it."""
    file = tmp_path / "my letter.pdf"
    canvas = Canvas(str(file))
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(60, 780, "Letter of motivation")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 740, "Dear committee, I apply for the fellowship; my experience is in imaging.")
    canvas.save()
    return file


def test_a_file(esor_bot: Run, pdf: Path, tmp_path: Path) -> None:
    """A file is checked as a whole: one object on standard output, a picture, and status 1 where much is not there."""
    out = tmp_path / "pages.png"
    done = esor_bot("check", pdf, "--json", "--picture", out, *NOW)
    said = json.loads(done.stdout)

    assert (done.returncode, done.stdout.count(b"\n")) == (1, 1)
    assert (said["file"], said["pages"], said["verdict"]) == (str(pdf), 1, "incomplete")
    assert len(said["documents"]) == 9
    assert out.read_bytes().startswith(b"\x89PNG")


def test_nothing_is_parsed_here(pdf: Path, environment: dict[str, str]) -> None:
    """The program's own process loads nothing that reads documents."""
    code = (
        "import sys; from esor_bot.cli import run; status = run(sys.argv[1:]); "
        f"print(status, sorted(set({PARSERS!r}) & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, "check", str(pdf), *NOW]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=True)

    assert done.stdout.splitlines()[-1] == b"1 []"


def test_what_is_no_pdf(esor_bot: Run) -> None:
    """What is no PDF ends with status 2 and says what to do, also through a pipe."""
    done = esor_bot("check", "-", *NOW, text=b"not a PDF")

    assert (done.returncode, done.stderr) == (2, b"")
    assert done.stdout.startswith(b"This is plain text, not a PDF.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "Missing argument 'FILE'"),
        (["check", "a.pdf", "b.pdf"], "unexpected extra argument"),
        (["check", "a.pdf", "--nonsense"], "No such option"),
        (["check", "a.pdf", "--now", "soon"], "'soon' is no moment"),
        (["check", "nowhere.pdf"], "esor-bot: nowhere.pdf: there is no such file"),
        (["check", "nowhere.pdf", "--json"], "there is no such file"),
        (["check", "."], "is a folder"),
        (["check", __file__, "--programme", "sun"], "no programme 'sun'"),
        (["check", __file__, "--picture", "nowhere/out.png"], "there is no folder"),
        (["check", __file__, "--knowledge", "nowhere"], "is not a folder"),
    ],
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    """A check that was called wrongly ends with status 3 and one line: 1 and 2 speak of files."""
    status = run(arguments)
    out, err = capsys.readouterr()

    assert (status, out) == (3, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_folder_without_documents(capsys: pytest.CaptureFixture[str], typed: Type, moon: Path) -> None:
    """Where no programme lists documents there is nothing to check against, which is no verdict on the file."""
    typed(b"%PDF-")

    assert run(["check", "-", "--knowledge", str(moon)]) == 3
    assert "nothing to check against" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="other systems have no such device")
def test_a_disk_that_is_full(pdf: Path, environment: dict[str, str]) -> None:
    """A report that can't be written ends with status 3: it was not heard."""
    command = [sys.executable, "-m", "esor_bot", "check", str(pdf)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, timeout=60)

    assert (done.returncode, done.stderr) == (3, b"esor-bot: No space left on device\n")
