"""A good answer becomes what everybody is told, as a program: promoted, approved, told at once, undone, exported."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from esor_bot import cli
from tests.cli.conftest import Run
from tests.cli.test_office import database as database
from tests.cli.test_office import office

ANSWER = "Dear Anna, a small one may come along. Best, Cleo"
TOLD = b"A small one may come along."
SPEAKS_AFTER = 20.0  # seconds, on a busy machine


def dan(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command of the office as Dan."""
    status = cli.run(["office", "--as", "Dan", *arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def asked(esor_bot: Run) -> None:
    """Ask the office something, and let it answer."""
    esor_bot(text=b"/office Hi, I am Anna Rossi. May I bring a dog?\ny\n")
    esor_bot("office", "--as", "Cleo", "answer", "1", "--yes", ANSWER)


@pytest.fixture
def program(database: Path, environment: dict[str, str], esor_bot: Run) -> Run:
    """The program on that database, for one person of this computer."""
    environment |= {
        "ESOR_BOT_DATABASE_URL": f"sqlite:///{database}",
        "ESOR_BOT_KNOWLEDGE": str(database.parent / "moon"),
        "XDG_DATA_HOME": str(database.parent / "data"),
    }
    return esor_bot


def test_a_running_chat_follows(program: Run, environment: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """A chat that runs all the time tells a statement as soon as it is approved, and stops when it is taken back."""
    asked(program)
    command = [sys.executable, "-m", "esor_bot", "chat"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as chat:
        assert chat.stdin is not None
        assert chat.stdout is not None

        def says(told: bool) -> bool:
            """Ask until the chat says it, or does not any more."""
            assert chat.stdin is not None
            assert chat.stdout is not None
            end = time.monotonic() + SPEAKS_AFTER
            while time.monotonic() < end:
                chat.stdin.write(b"may i bring a dog\n/new\n")
                chat.stdin.flush()
                heard = b""
                while b"starts afresh" not in heard:
                    heard += chat.stdout.readline()
                if (TOLD in heard) is told:
                    return True
                time.sleep(0.2)
            return False

        assert says(False)
        assert office(capsys, "promote", "1", "--yes")[0] == 0
        assert says(False)
        assert dan(capsys, "approve", "S1")[0] == 0
        assert says(True)
        assert dan(capsys, "undo", "S1")[0] == 0
        assert says(False)
        chat.stdin.close()
        assert chat.wait(20) == 0


def test_the_whole_way(program: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """It is shown before it is put forward, listed, decided by another person, and every step stands on record."""
    asked(program)
    status, out, _ = office(capsys, "promote", "1", "--yes")

    assert status == 0
    assert "  A small one may come along." in out
    assert "“Dear Anna”; “Best, Cleo”" in out
    assert "“May I bring a dog?”" in out
    assert "S1 is put forward." in out
    assert (
        office(capsys, "approve", "S1")[2] == "esor-bot: You wrote S1 as it stands. Somebody else has to approve it.\n"
    )
    assert office(capsys, "statements")[1].startswith("S1 · waits for somebody to approve it · today at")
    assert "S1 is changed, and yours now." in dan(capsys, "revise", "1", "--answer", "Only a small one.")[1]
    assert "S1 is approved" in office(capsys, "approve", "1")[1]
    assert "Only a small one." in dan(capsys, "statement", "s1")[1]
    shown = office(capsys, "show", "1")[1]
    for line in ("Cleo made a statement for everybody of it: S1", "Dan changed the", "Cleo approved the"):
        assert line in shown
    assert dan(capsys, "decline", "S1")[0] == 1
    assert dan(capsys, "undo", "S1")[0] == 0
    assert office(capsys, "statements")[1].startswith("No statements")
    assert "taken back" in office(capsys, "statements", "--all")[1]


def test_an_export_goes_into_the_folder(program: Run, capsys: pytest.CaptureFixture[str], database: Path) -> None:
    """What is exported can be put into the knowledge; without the database the reply is the same then."""
    asked(program)
    office(capsys, "promote", "1", "--yes")
    assert cli.run(["kb", "export"]) == 1
    assert "no approved statements" in capsys.readouterr().err
    dan(capsys, "approve", "S1")
    told = program("chat", text=b"may i bring a dog\n").stdout
    assert cli.run(["kb", "export", str(database.parent / "said.yaml")]) == 0
    assert cli.run(["kb", "export", "-"]) == 0
    written = (database.parent / "said.yaml").read_text("utf-8")
    assert capsys.readouterr().out == written
    dan(capsys, "undo", "S1")

    file = database.parent / "moon" / "programmes" / "moon.yaml"
    file.write_text(file.read_text("utf-8") + written, encoding="utf-8")
    assert TOLD in told
    assert program("kb", "check", database.parent / "moon").stdout.endswith(b": clean\n")
    assert TOLD in program("ask", "may i bring a dog").stdout
    assert program("ask", "may i bring a dog").stdout.strip() in told


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("promote", "7"), 1, "There is no question #7."),
        (("approve", "S7"), 1, "There is no statement S7."),
        (("approve", "#7"), 2, "no number of a statement"),
        (("statement", "S0"), 2, "no number of a statement"),
        (("promote", "1", "--whole", "--question", "dogs?"), 2, "not both"),
    ],
)
@pytest.mark.usefixtures("database")
def test_what_makes_no_sense(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], status: int, said: str
) -> None:
    """Bad input gets one clear line."""
    done = office(capsys, *arguments)

    assert done[0] == status
    assert said in done[2]
    assert done[2].count("\n") == 1


def test_asking_needs_no_database(program: Run, database: Path, environment: dict[str, str]) -> None:
    """A question on the command line is answered without a database, and a chat that counts nothing makes none."""
    environment["ESOR_BOT_TALLY"] = "off"
    assert program("ask", "which boots do I need").returncode == 0
    assert program("chat", text=b"which boots do I need\n").returncode == 0
    assert not database.exists()
