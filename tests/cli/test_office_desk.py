"""The desk of the office as a program: words through a pipe, what was typed, and who is of the office."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from esor_bot import cli
from esor_bot.bootstrap import TERMINAL, now, open_desk
from esor_bot.desk.hours import OfficeHours
from esor_bot.domain.case import Actor, Deed, Place, Role
from esor_bot.ports import Draft
from esor_bot.settings import PREFIX
from esor_bot.terminal.office.person import PLATFORM
from tests.cli.conftest import Type

Output = pytest.CaptureFixture[str]
UTC = ZoneInfo("UTC")
PEOPLE = f"{PREFIX}OFFICE_PEOPLE"


@pytest.fixture(autouse=True)
def question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moon: Path) -> None:
    """A database with one question of Anna's, named by the settings."""
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", f"sqlite:///{tmp_path / 'desk.db'}")
    monkeypatch.setenv(f"{PREFIX}KNOWLEDGE", str(moon))
    ask("May I bring a dog?", entries=("boots",))


def ask(question: str, who: str = "anna", entries: tuple[str, ...] = ()) -> None:
    """Put a question there without the chat, which takes its time to begin."""
    with open_desk(now, OfficeHours(UTC), 5.0) as desk:
        draft = Draft("moon", question, f"terminal:{who}", Place(PLATFORM, who), now(), "escalate", entries, "Hm.")
        desk.ask(draft, another=True)


def run(capsys: Output, *arguments: str) -> tuple[int, str, str]:
    """Run a command of the office: return its exit status and what it printed."""
    status = cli.run(["office", *arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_words_through_a_pipe(typed: Type, capsys: Output) -> None:
    """Through a pipe each line is a word of the desk; a text without one is the lines up to a dot."""
    typed(b"list\n1\nclaim\nanswer\nOnly small ones,\n\nno bigger than you.\n.\ny\nclose\nquit\nclaim 9\n")
    status, out, err = run(capsys, "--as", "Cleo")

    assert (status, err) == (0, "")
    parts = ("#1 · open", "Hm.", "#1 is yours.", "  no bigger than you.\n", "Sent: the answer to #1.", "#1 is closed.")
    assert [out.find(part) for part in parts] == sorted(out.find(part) for part in parts)
    assert all(part in out for part in parts)


def test_something_goes_wrong_in_a_pipe(typed: Type, capsys: Output) -> None:
    """What can't be done is told, the next lines are done, and the status is 1."""
    typed(b"claim 9\nbark\nclaim 1\n")
    status, out, err = run(capsys, "--as", "Cleo")

    assert (status, out) == (1, "#1 is yours.\n")
    assert "There is no question #9." in err
    assert "no word bark" in err


def test_an_empty_pipe(typed: Type, capsys: Output) -> None:
    """With nothing to do nothing is said."""
    typed(b"")
    assert run(capsys, "--as", "Cleo") == (0, "", "")


def test_news_through_a_pipe(typed: Type, capsys: Output) -> None:
    """What waited for somebody to come is told at the next line."""
    with open_desk(now, OfficeHours(UTC), 5.0) as desk:
        desk.do(1, Deed.ADD, Actor("terminal:anna", Role.ASKER), text="It is small.")
    typed(b"list\n")

    assert run(capsys, "--as", "Cleo")[1].startswith("Who asked #1 adds: It is small.\n#1 · open")
    typed(b"list\n")
    assert run(capsys, "--as", "Cleo")[1].startswith("#1 · open")


def test_the_card_says_what_an_answer_could_start_from(typed: Type, capsys: Output) -> None:
    """What the bot found for the question can be the beginning of the answer, with what it says on it."""
    assert "An answer could start from: boots (answer --from 'boots')" in run(capsys, "open", "1")[1]
    typed(b"")
    assert run(capsys, "answer", "1", "--from", "boots", "--yes")[0] == 0

    assert "answered it: Bring the grey boots." in run(capsys, "show", "1")[1]


def test_what_was_refused_is_kept(typed: Type, capsys: Output) -> None:
    """What could not be sent is shown again, and stands in a file for the next try."""
    run(capsys, "--as", "Dan", "claim", "1")
    status, _, err = run(capsys, "--as", "Cleo", "answer", "1", "Any.", "--yes")
    drafts = list(_state().rglob("*.txt"))

    assert status == 1
    assert "Dan has #1." in err
    assert "Any." in err
    assert [file.read_text(encoding="utf-8") for file in drafts] == ["Any."]
    assert run(capsys, "--as", "Dan", "answer", "1", "Any.", "--yes")[0] == 0
    assert list(_state().rglob("*.txt")) == []


def test_nobody_could_type_it(typed: Type, capsys: Output) -> None:
    """Without a text, and with nobody at a terminal, the text is missing: status 2, and nothing is sent."""
    typed(b"")
    for word in ("answer", "ask-back", "note"):
        status, _, err = run(capsys, word, "1")
        assert (status, "TEXT" in err) == (2, True)


def test_an_editor(capsys: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer can be written in an editor."""
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\necho "A small one." > "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))

    assert run(capsys, "answer", "1", "--editor", "--yes")[0] == 0
    assert "answered it: A small one." in run(capsys, "show", "1")[1]


def test_two_names_of_one_word(capsys: Output) -> None:
    """`open` is another name of `show`, `mine` lists what one has."""
    run(capsys, "--as", "Cleo", "claim", "1")

    assert run(capsys, "--as", "Cleo", "open", "1")[1] == run(capsys, "--as", "Cleo", "show", "1")[1]
    assert run(capsys, "--as", "Cleo", "mine")[1].startswith("#1 · claimed by Cleo")
    assert run(capsys, "--as", "Dan", "mine")[1] == "No open questions.\n"


def test_only_people_of_the_office(typed: Type, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the settings name the people of the office, nobody else does anything, and nothing is handed to others."""
    monkeypatch.setenv(PEOPLE, "Cleo, slack:T1:U2 ,, Dan")
    refused = "Only people of the office can do that."
    for arguments in (["list"], ["claim", "1"], ["show", "1"], ["answer", "1", "Any.", "--yes"], []):
        typed(b"list\n")
        status, out, err = run(capsys, "--as", "Eve", *arguments)
        assert (status, out) == (1, "")
        assert refused in err
    assert run(capsys, "--as", "cleo", "claim", "1")[0] == 0
    status, _, err = run(capsys, "--as", "Cleo", "hand-over", "1", "Eve", "look", "please")

    assert status == 1
    assert "Eve is not one of the people of the office, so #1 stays where it is." in err
    assert "look please" in err
    assert run(capsys, "--as", "Cleo", "hand-over", "1", "DAN")[1] == "#1 is with Dan now.\n"


def test_whoever_opens_the_database(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the settings name nobody, whoever can open the database is the office."""
    monkeypatch.setenv(PEOPLE, " , ")

    assert run(capsys, "--as", "Eve", "claim", "1")[0] == 0


def test_the_terminal_has_one_name() -> None:
    """The place of the office is on the platform on which the terminal looks for it."""
    assert TERMINAL == PLATFORM


def _state() -> Path:
    return Path(os.environ["XDG_STATE_HOME"])
