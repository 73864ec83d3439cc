"""The office as a program: two terminals on one database, and what goes wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from esor_bot import cli
from esor_bot.bootstrap import now, open_desk
from esor_bot.desk.hours import OfficeHours
from esor_bot.domain.case import Place
from esor_bot.ports import Draft
from tests.cli.conftest import Run, Type

ASK = b"/office May I bring a dog?\ny\n"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moon: Path) -> Path:
    """A database that is not there yet, named by the settings."""
    file = tmp_path / "desk.db"
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setenv("ESOR_BOT_KNOWLEDGE", str(moon))
    return file


def _seed() -> None:
    """Put a question there without the chat, which takes its time to begin."""
    with open_desk(now, OfficeHours(ZoneInfo("UTC")), 5.0) as desk:
        desk.ask(Draft("moon", "May I bring a dog?", "terminal:anna", Place("terminal", "terminal:anna"), now()))


def office(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command of the office as Cleo: return its exit status and what it printed."""
    status = cli.run(["office", "--as", "Cleo", *arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def chat(capsys: pytest.CaptureFixture[str], typed: Type, text: bytes) -> str:
    """Say lines to the chat through a pipe and return what it said."""
    typed(text)
    assert cli.run(["chat"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def test_two_programs_on_one_file(database: Path, environment: dict[str, str], esor_bot: Run) -> None:
    """A question asked by one program is answered by another, and the answer is there in the next chat, once."""
    environment |= {"ESOR_BOT_DATABASE_URL": f"sqlite:///{database}", "XDG_DATA_HOME": str(database.parent / "data")}
    environment["ESOR_BOT_KNOWLEDGE"] = str(database.parent / "moon")
    asked = esor_bot(text=ASK)
    listed = esor_bot("office", "list")
    answered = esor_bot("office", "--as", "Cleo", "answer", "#1", "A", "small", "one.", text=b"y\n")
    read = esor_bot(text=b"/cases\n/cases\n")

    assert b"Your question has number #1" in asked.stdout
    assert b"May I bring a dog?" in listed.stdout
    assert b"Sent: the answer to #1." in answered.stdout
    assert read.stdout.count(b"The office answers your question #1: A small one.") == 1
    assert {one.returncode for one in (asked, listed, answered, read)} == {0}
    assert asked.stderr + listed.stderr + answered.stderr + read.stderr == b""


def test_a_whole_round_trip(database: Path, typed: Type, capsys: pytest.CaptureFixture[str]) -> None:
    """Claimed, asked back, added to, noted on, answered, closed, reopened: each side sees what is theirs."""
    chat(capsys, typed, ASK)
    assert office(capsys, "claim", "1")[:2] == (0, "#1 is yours.\n")
    assert office(capsys, "ask-back", "1", "How big?", "--yes")[0] == 0
    assert "How big?" in chat(capsys, typed, b"/add Small.\n")
    assert office(capsys, "note", "1", "ask", "Dan")[0] == 0
    assert "Small." in office(capsys, "show", "1")[1]
    assert office(capsys, "answer", "1", "--yes", "Yes.")[0] == 0
    told = chat(capsys, typed, b"/cases\n")
    assert "#1: Yes." in told
    assert "ask Dan" not in told
    assert office(capsys, "close", "1")[0] == 0
    assert office(capsys, "reopen", "1")[0] == 0
    assert "taken up your question #1 again" in chat(capsys, typed, b"/cases\n")
    assert office(capsys, "search", "dog")[1].startswith("#1")
    assert database.is_file()


@pytest.mark.usefixtures("database")
def test_merging_and_taking_over(typed: Type, capsys: pytest.CaptureFixture[str]) -> None:
    """Two questions become one, a colleague takes it over and hands it on."""
    chat(capsys, typed, ASK + ASK + b"2\n")
    assert office(capsys, "merge", "2", "1")[0] == 0
    office(capsys, "claim", "1")

    assert cli.run(["office", "--as", "Dan", "take-over", "#1"]) == 0
    assert cli.run(["office", "--as", "Dan", "hand-over", "#1", "Eva", "please", "look"]) == 0
    assert "#1 is with Eva now." in capsys.readouterr().out


@pytest.mark.usefixtures("database")
def test_nothing_is_sent_without_a_yes(typed: Type, capsys: pytest.CaptureFixture[str]) -> None:
    """Who says no, or is not there to say anything, sends nothing and gets back what was typed, with status 1."""
    _seed()
    for said in (b"n\n", b""):
        typed(said)
        status, out, err = office(capsys, "answer", "1", "A small one.")

        assert status == 1
        assert "The office answers your question #1: A small one." in out
        assert "A small one." in err
    assert "#1 · open" in office(capsys, "list")[1]


@pytest.mark.usefixtures("database")
def test_an_answer_from_standard_input(typed: Type, capsys: pytest.CaptureFixture[str]) -> None:
    """A longer answer comes from standard input, lines and all; then nobody can be asked, so it needs --yes."""
    chat(capsys, typed, ASK)
    typed("Two lines:\n– and a dash\n".encode())
    assert office(capsys, "answer", "1", "-")[0] == 2
    assert office(capsys, "answer", "1", "-", "--yes")[0] == 0

    assert "Two lines:\n– and a dash\n" in chat(capsys, typed, b"/cases\n")


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["show", "7"], 1, "There is no question #7."),
        (["claim", "7"], 1, "There is no question #7."),
        (["answer", "7", "kept", "words"], 1, "kept words"),
        (["note", "7", "kept", "words"], 1, "kept words"),
        (["answer", "1", " ", "--yes"], 1, "There is nothing in it."),
        (["merge", "1", "1"], 1, "Name another one"),
        (["reopen", "1"], 1, "nobody of the office has it yet"),
        (["take-over", "1"], 1, "nobody of the office has it yet"),
        (["show", "dog"], 2, "no number of a question"),
        (["show", "0"], 2, "no number of a question"),
        (["show", "99999999999999999999"], 2, "no number of a question"),
        (["show", "999999999999999"], 1, "There is no question #999999999999999."),
        (["search"], 2, "WORDS"),
        (["bark"], 2, "bark"),
        (["answer", "1"], 2, "TEXT"),
    ],
)
@pytest.mark.usefixtures("database")
def test_what_can_not_be_done(
    arguments: list[str], status: int, told: str, typed: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    """What can't be done is told in a sentence, with what was typed: status 1 of the case, 2 of the command."""
    _seed()
    typed(b"")
    came, _, err = office(capsys, *arguments)

    assert came == status
    assert told in err


@pytest.mark.usefixtures("database")
def test_the_overview(capsys: pytest.CaptureFixture[str]) -> None:
    """The overview of the morning is there at any time, as of any moment."""
    assert "Nothing waits" in office(capsys, "digest")[1]
    _seed()

    assert "Not taken yet: #1 (less than an office hour)" in office(capsys, "digest")[1]
    assert cli.run(["office", "--as", "Cleo", "--now", "2100-01-04T09:00:00+01:00", "digest"]) == 0
    assert "The desk on Monday, 4 January 2100" in capsys.readouterr().out


@pytest.mark.usefixtures("database")
def test_nobody_in_particular(capsys: pytest.CaptureFixture[str]) -> None:
    """An empty name is nobody's; without a name it is the user of the computer."""
    assert cli.run(["office", "--as", " ", "list"]) == 2
    assert cli.run(["office", "list"]) == 0
    assert "No open questions." in capsys.readouterr().out


def _not_a_database(file: Path) -> str:
    file.write_bytes(b"no database at all, but a text that is long enough to look at" * 40)
    return f"sqlite:///{file}"


def _only_to_be_read(file: Path) -> str:
    return f"sqlite:///{file}?mode=ro"


@pytest.mark.parametrize("spoil", [_not_a_database, _only_to_be_read, lambda file: f"sqlite:///{file}/no/desk.db"])
def test_a_database_that_can_not_be_used(
    spoil: object, database: Path, typed: Type, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The chat answers as ever, says how the office is reached, and keeps the question; the office reads why."""
    assert callable(spoil)
    _seed()
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", str(spoil(database)))
    told = chat(capsys, typed, b"which boots do I need?\n" + ASK + b"which boots do I need?\nn\nfood?\n")

    assert told.startswith("Bring the grey boots.")
    assert "Please write to the ESOR Office by e-mail" in told
    assert "What you wrote: “May I bring a dog?”" in told
    assert "There is cheese." in told
    status, out, err = office(capsys, "note", "1", "kept words")
    assert (status, out) == (1, "")
    assert "kept words" in err
    assert "database" in err


@pytest.mark.usefixtures("database")
def test_an_address_that_makes_no_sense(
    typed: Type, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong address is a wrong setting: the office gets status 2, who asks is told to e-mail; no password shows."""
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", "nonsense://me:secret@here")
    told = chat(capsys, typed, ASK)
    status, _, err = office(capsys, "list")

    assert "by e-mail" in told
    assert status == 2
    assert "secret" not in told + err


SAYS_WHAT_IT_LOADED = """\
import sys
from esor_bot import cli
from esor_bot.bootstrap import now, open_desk
from esor_bot.desk.hours import OfficeHours
from esor_bot.domain.case import Place
from esor_bot.ports import Draft
cli.run(sys.argv[1:])
print(sorted({name.split(".")[0] for name in sys.modules} & {"sqlalchemy", "alembic", "psycopg"}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["ask", "which boots do I need?"], b""),
        (["chat"], b"which boots do I need?\n/help\n/cases\n/privacy\n/office\nMay I bring a dog?\nn\n"),
        (["office", "--help"], b""),
    ],
)
@pytest.mark.usefixtures("database")
def test_no_database_is_loaded(arguments: list[str], text: bytes, moon: Path, environment: dict[str, str]) -> None:
    """Whoever asks the office nothing, and is not counted, pays for no database: its libraries are not imported."""
    environment |= {"ESOR_BOT_KNOWLEDGE": str(moon), "ESOR_BOT_TALLY": "off"}
    command = [sys.executable, "-c", SAYS_WHAT_IT_LOADED, *arguments]
    done = subprocess.run(command, input=text, capture_output=True, env=environment, timeout=60)

    assert (done.returncode, done.stderr) == (0, b"[]\n")
