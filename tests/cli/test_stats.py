"""What was asked, as a table, as JSON, as a picture, and as the list of what the page is silent on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from esor_bot import cli
from esor_bot.bootstrap import open_own_store
from esor_bot.domain.case import Deed, Place, Record, State
from esor_bot.domain.tally import Counted, Result
from esor_bot.ports import Draft
from tests.cli.conftest import Type

NOW = "2030-01-16T12:00:00+01:00"
MONDAY = datetime(2030, 1, 7, 8, tzinfo=UTC)
SILENT = """\
  - {id: dogs, kind: silent, label: Animals, topic: whether a dog may come along, questions: ["may I bring my dog"]}
  - {id: air, kind: silent, label: The air, topic: whether there is any, questions: ["is there air on the moon"]}
"""

Called = Callable[..., tuple[int, str, str]]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moon: Path) -> Path:
    """A database that is not there yet, and knowledge with two silent topics."""
    with (moon / "programmes" / "moon.yaml").open("a", encoding="utf-8") as file:
        file.write(SILENT)
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", f"sqlite:///{tmp_path / 'desk.db'}")
    monkeypatch.setenv("ESOR_BOT_KNOWLEDGE", str(moon))
    return tmp_path / "desk.db"


@pytest.fixture
def called(database: Path, capsys: pytest.CaptureFixture[str]) -> Called:
    """Run a command as of NOW: returns its exit status and what it printed."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = cli.run([*arguments, "--now", NOW])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture
def filled(called: Called) -> Called:
    """The same, after some questions of two people and a case that was answered."""
    asked = [
        ("anna", Result.ANSWERED, ("boots",), ""),
        ("anna", Result.UNANSWERED, ("dogs",), "may I bring my dog?"),
        ("ben", Result.UNANSWERED, ("dogs",), "is my dog welcome? mail ben@example.org"),
        ("ben", Result.UNANSWERED, (), "is there a library"),
        ("eva", Result.UNANSWERED, (), "is there a library?"),
        ("eva", Result.ASKED_BACK, ("boots", "food"), ""),
    ]
    with open_own_store(5.0) as store, store.begin() as tx:
        for number, (asker, result, entries, text) in enumerate(asked):
            at = MONDAY + timedelta(days=number)
            tx.tally.count(Counted(at, "moon", "terminal", f"terminal:{asker}", result, entries, text))
        place = Place("terminal", "terminal:anna")
        for text, entries in (("A dog?", ("dogs",)), ("Is there a library?", ())):
            number = tx.open(Draft("moon", text, "terminal:anna", place, MONDAY, "escalate", entries)).number
        tx.write(Record(1, MONDAY + timedelta(hours=3), Deed.ANSWER, "o", text="A small one."))
        case = tx.case(1)
        assert case is not None
        tx.save(replace(case, state=State.ANSWERED, version=2))
    return called


def test_a_table(filled: Called) -> None:
    """The table has a line for each week, fits 80 columns, and says in a sentence how long the office took."""
    status, out, err = filled("stats")

    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "Questions, 7 January 2030 to 16 January 2030 · All programmes"
    assert max(map(len, lines)) <= 80
    assert [line.split() for line in lines if line.startswith("7 January")] == [
        ["7", "January", "6", "1", "17", "%", "1", "4", "2", "1", "3", "h", "3", "h"]
    ]
    assert "The office answered 1 question, within 3 h of" in out
    assert "2 people  Animals" in out


def test_the_office_has_it_too(filled: Called, capsys: pytest.CaptureFixture[str]) -> None:
    """`esor-bot office stats` is the same command, as of the moment that was given before it or behind it."""
    told = filled("stats")

    assert filled("office", "stats") == told
    assert cli.run(["office", "--now", NOW, "stats"]) == 0
    assert capsys.readouterr().out == told[1]


def test_machines(filled: Called) -> None:
    """JSON holds the same numbers, with ids and labels."""
    told = json.loads(filled("stats", "--json")[1])

    assert [week["week"] for week in told["weeks"]] == ["2030-01-07", "2030-01-14"]
    assert told["total"]["waited"]["office_hours_median"] == 3.0
    assert (told["total"]["questions"], told["total"]["sent"]) == (6, 2)
    assert told["topics"][0] == {
        "programme": "moon",
        "entry": "dogs",
        "label": "Animals",
        "people": 2,
        "questions": 2,
        "weeks": 1,
    }


def test_a_picture(filled: Called, tmp_path: Path) -> None:
    """A picture is put into its file, in place of what was there, and nothing else is left beside it."""
    file = tmp_path / "pictures" / "stats.png"
    file.parent.mkdir()
    file.write_bytes(b"old")
    status, out, _ = filled("stats", "--picture", str(file))

    assert (status, out.splitlines()[-1]) == (0, f"Picture: {file}")
    assert file.read_bytes().startswith(b"\x89PNG")
    assert list(file.parent.iterdir()) == [file]


def test_a_picture_that_cannot_be_written(filled: Called, tmp_path: Path) -> None:
    """A folder that is not there, or a name that is one of a folder, is said in a line; nothing is left behind."""
    (tmp_path / "folder").mkdir()
    for name, said in (("none/stats.png", "there is no folder"), ("folder", "can't be written to")):
        status, out, err = filled("stats", "--picture", str(tmp_path / name))
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert said in err
    assert list(tmp_path.glob("*folder.*")) == []


def test_nothing_was_asked(called: Called) -> None:
    """Without a question there is one sentence and no empty table."""
    assert called("stats") == (0, "Nothing was asked yet.\n", "")
    about = called("stats", "--programme", "moon")[1]
    assert about == "Nothing was asked yet about this programme: Fellowship on the Moon.\n"
    assert "nobody asked" in called("office", "silent")[1]
    assert json.loads(called("stats", "--json")[1])["weeks"] == []


def test_nothing_is_counted(called: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where counting is switched off, that is said in place of a zero."""
    monkeypatch.setenv("ESOR_BOT_TALLY", "off")

    assert "ESOR_BOT_TALLY is off" in called("stats")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("stats", "--programme", "sun"), "no programme 'sun'"),
        (("stats", "--weeks", "0"), "--weeks"),
        (("office", "silent", "--days", "x"), "--days"),
    ],
)
def test_wrong_calls(called: Called, arguments: tuple[str, ...], said: str) -> None:
    """What makes no sense is one line, and status 2."""
    status, out, err = called(*arguments)

    assert (status, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_a_database_that_is_none(called: Called, database: Path) -> None:
    """A database that can't be used is one line that says what to look for."""
    database.write_text("this is no database " * 100, encoding="utf-8")

    for command in (("stats",), ("office", "silent")):
        status, out, err = called(*command)
        assert (status, out, err.count("\n")) == (1, "", 1)


def test_what_the_page_is_silent_on(filled: Called) -> None:
    """Topics by people with what the office did, then the groups, with the open question that asks the same."""
    status, out, _ = filled("office", "silent")

    assert status == 0
    assert [line.split() for line in out.splitlines() if "Animals" in line] == [
        ["2", "2", "1", "1", "Animals", "·", "answered", "#1"]
    ]
    assert "2 people asked this, last on 11 January: “Is there a library?” · open #2" in out
    assert "The air" not in out


def test_several_programmes(filled: Called, moon: Path) -> None:
    """Where there are several programmes, each topic and each group says which one it is about; else none does."""
    assert "(Fellowship on the Moon)" not in filled("office", "silent")[1]
    sun = "id: sun\ntitle: The Sun\nentries:\n  - {id: heat, questions: [how hot is it], answer: Hot.}\n"
    (moon / "programmes" / "sun.yaml").write_text(sun, encoding="utf-8")

    assert filled("office", "silent")[1].count("(Fellowship on the Moon)") == 2
    assert "Animals (Fellowship on the Moon)" in filled("stats")[1]
    assert "(Fellowship on the Moon)" not in filled("stats", "--programme", "moon")[1]
    assert filled("stats", "--programme", "sun")[1] == "Nothing was asked yet about this programme: The Sun.\n"


def test_silence_for_machines(filled: Called) -> None:
    """JSON holds the whole list; nobody's address is in it."""
    printed = filled("office", "silent", "--json")[1]
    told = json.loads(printed)

    assert [(one["label"], one["people"], one["answered"]) for one in told["topics"]] == [("Animals", 2, [1])]
    assert [(one["people"], one["open"]) for one in told["groups"]] == [(2, [2])]
    assert "example.org" not in printed


def test_the_chat_is_counted(called: Called, typed: Type, capsys: pytest.CaptureFixture[str]) -> None:
    """What is asked in the chat is in the statistics; what `ask` is asked is not."""
    typed(b"which boots do I need?\nmay I bring my dog?\n")
    assert cli.run(["chat", "--now", NOW]) == 0
    assert cli.run(["ask", "which boots do I need?", "--now", NOW]) == 0
    capsys.readouterr()

    told = json.loads(called("stats", "--json")[1])
    assert (told["total"]["questions"], told["total"]["answered"], told["total"]["unanswered"]) == (2, 1, 1)
    assert told["topics"][0]["label"] == "Animals"


def test_what_people_say_of_answers(filled: Called) -> None:
    """The office sees how often an answer helped, and which did not."""
    assert "helped" not in filled("stats")[1]
    with open_own_store(5.0) as store, store.begin() as tx:
        for result in (Result.HELPED, Result.HELPED, Result.NOT_HELPED):
            tx.tally.count(Counted(MONDAY, "moon", "slack", "slack:T:U1", result, ("dogs",), ""))

    out = filled("stats")[1]
    assert "Whether an answer helped, people say: yes 2, no 1.\n  did not help 1 of 3: Animals\n" in out
    assert json.loads(filled("stats", "--json")[1])["opinions"] == [
        {"programme": "moon", "entry": "dogs", "label": "Animals", "helped": 2, "not_helped": 1}
    ]
