"""What the office and operators do with what is kept, as a program."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from esor_bot import cli
from esor_bot.bootstrap import now, open_desk
from esor_bot.domain.case import Actor, Deed, Place, Role
from esor_bot.ports import Draft
from tests.cli.conftest import Type
from tests.unit.desk.people import HOURS

ANNA = "slack:T1:U2"
CLEO = Actor("terminal:Cleo", Role.OFFICE, "Cleo")
LATER = "2099-01-01T00:00:00Z"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moon: Path) -> Path:
    """A database with a question of Anna's, which is answered, and one of Ben's."""
    file = tmp_path / "desk.db"
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setenv("ESOR_BOT_KNOWLEDGE", str(moon))
    with open_desk(now, HOURS, 5.0) as desk:
        for who in (ANNA, "slack:T1:U3"):
            desk.ask(Draft("moon", "May I bring a dog?", who, Place("slack", who), now()), f"{who}:1")
        desk.do(1, Deed.ANSWER, CLEO, text="A small one.")
    return file


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command: return its exit status and what it printed."""
    status = cli.run(list(arguments))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def office(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command of the office as Cleo."""
    return run(capsys, "office", "--as", "Cleo", *arguments)


@pytest.mark.usefixtures("database")
def test_forgetting_for_somebody(typed: Type, capsys: pytest.CaptureFixture[str]) -> None:
    """The office has somebody forgotten after a yes, and gets the receipt to send; the second one says nothing was."""
    typed(b"y\n")
    status, out, _ = office(capsys, "forget", "--question", "2")
    assert (status, out.splitlines()[0][:15]) == (0, "Receipt no. 1 ·")
    assert "- Of these, still waiting and taken back: 1" in out
    assert "(the person asked to be forgotten)" in office(capsys, "list", "--all")[1]

    assert "There was nothing of yours to delete." in office(capsys, "forget", "--person", "slack:T1:U3", "--yes")[1]
    status, _, err = office(capsys, "forget", "--question", "2")
    assert (status, err) == (1, "esor-bot: Nobody is known who asked #2: whoever did was forgotten.\n")


@pytest.mark.usefixtures("database")
def test_forgetting_is_left_without_a_yes(typed: Type, capsys: pytest.CaptureFixture[str]) -> None:
    """Who says no, or is not there to say anything, deletes nothing."""
    for said in (b"n\n", b""):
        typed(said)
        status, out, err = office(capsys, "forget", "--person", ANNA)
        assert (status, out) == (1, "")
        assert "Nothing was deleted." in err
    assert "May I bring a dog?" in office(capsys, "show", "1")[1]


def test_a_copy_for_somebody(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The office gets all that is kept of somebody as JSON, on standard output or in a new file of its own."""
    status, out, _ = office(capsys, "export", "--person", ANNA)
    assert status == 0
    assert [case["number"] for case in json.loads(out)["questions_to_the_office"]] == [1]

    file = database.with_name("anna.json")
    assert office(capsys, "export", "--question", "1", str(file))[0] == 0
    assert json.loads(file.read_text(encoding="utf-8"))["person"] == ANNA
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    status, _, err = office(capsys, "export", "--question", "1", str(file))
    assert status == 1
    assert "is there already" in err


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["forget"], 2, "--person ID or --question N"),
        (["forget", "--person", " "], 2, "--person ID or --question N"),
        (["export", "--person", ANNA, "--question", "1"], 2, "--person ID or --question N"),
        (["export", "--question", "7"], 1, "There is no question #7."),
        (["export", "--person", "nobody"], 1, "Nothing is kept of nobody."),
        (["export", "--person", ANNA, "no/such/file"], 1, "can't be written"),
    ],
)
@pytest.mark.usefixtures("database")
def test_what_can_not_be_done(arguments: list[str], status: int, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What can't be done is told in a sentence: status 1 of the matter, 2 of the command."""
    came, _, err = office(capsys, *arguments)

    assert came == status
    assert told in err


@pytest.mark.usefixtures("database")
def test_tidying(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what would be deleted and deletes nothing, then deletes just that; what is open stays."""
    monkeypatch.setenv("ESOR_BOT_KEEP_EVENTS", "forever")
    would = run(capsys, "tidy", "--dry-run", "--now", LATER)[1]
    assert "1  ended questions to the office" in would
    assert "0  marks of what platforms reported (kept for as long as nobody deletes it)" in would
    done = run(capsys, "tidy", "--now", LATER)[1]
    assert done.splitlines()[1:] == would.splitlines()[1:]

    assert "nothing is too old" in run(capsys, "tidy", "--now", LATER)[1]
    assert office(capsys, "list", "--all")[1].startswith("#2 · open")


def test_tidying_what_can_not_be_used(
    database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that can't be used, and a setting that makes no sense, are one line each."""
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", f"sqlite:///{database}/no/desk.db")
    status, out, err = run(capsys, "tidy")
    assert (status, out, err.count("\n")) == (1, "", 1)
    monkeypatch.setenv("ESOR_BOT_KEEP_CASES", "3")
    status, out, err = run(capsys, "tidy")

    assert (status, out) == (2, "")
    assert err == (
        "esor-bot: ESOR_BOT_KEEP_CASES has to be at least 14 days, not 3: for so long whoever asked can write back\n"
    )
