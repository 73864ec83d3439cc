"""What is kept of oneself, in the chat: what that is, a copy of it, and being forgotten."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from esor_bot.desk.retention import Keep
from esor_bot.domain.case import Deed, State
from esor_bot.domain.keeping import DAYS, Kind
from esor_bot.reception.keeping import TOLD, long
from tests.unit.terminal.office.rooms import PHRASES, WORDING, Room, said

GONE = WORDING.say("terminal.forgotten")
AWAY = WORDING.say("desk.forget.away")


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A desk, and somebody in an empty folder who asked nothing yet."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return Room(tmp_path)


def test_forgetting_asks_once(room: Room) -> None:
    """Where questions wait it says how many, and deletes after a yes; the next question is somebody else's."""
    chat = room.chat()
    room.asked(chat)
    room.asked(chat, "May I bring a dog?")
    asker = room.store.content.cases[1].asker
    asks = said(chat, "/forget-me")

    assert asks.startswith("2 questions are still with the office; they are taken back.")
    assert room.file.exists()
    assert said(chat, "perhaps") == WORDING.say("desk.ask.yes_or_no")
    told = said(chat, "y")
    assert told.startswith(GONE)
    assert "Receipt no. 1 · 7 January 2030, 10:00 (UTC)" in told
    assert "- Questions to the office: 2\n- Of these, still waiting and taken back: 2\n" in told
    assert not room.file.exists()
    assert room.asked(chat) == 3
    assert room.store.content.cases[3].asker not in {"", asker}


def test_forgetting_can_be_left(room: Room) -> None:
    """After a no, or another word, everything is as it was."""
    chat = room.chat()
    room.asked(chat)
    assert said(chat, "/forget-me").startswith("One question is still with the office; it is taken back.")
    assert said(chat, "n") == WORDING.say("desk.forget.left")
    said(chat, "/forget-me")
    said(chat, "/help")
    said(chat, "y")

    assert room.app.heard[-1].text == "y"
    assert room.app.forgotten == []
    assert room.store.content.cases[1].state is State.OPEN
    assert room.file.exists()


def test_forgetting_without_asking(room: Room) -> None:
    """Where nothing waits any more it is done at once; who never asked the office is told of what is kept here only."""
    chat = room.chat()
    assert said(chat, "/forget-me") == GONE
    room.asked(chat)
    room.do(1, Deed.ANSWER, "Any helmet.")

    assert "- Answers of the office, and questions back: 1" in said(chat, "/forget-me")
    assert said(chat, "/cases") == WORDING.say("desk.cases.none")


@pytest.mark.parametrize("when", ["before", "between"])
def test_forgetting_while_the_office_is_away(room: Room, when: str) -> None:
    """Where the database can't be used that is said, and the number is kept: so it can be tried again, and is done."""
    chat = room.chat()
    room.asked(chat)
    if when == "between":
        said(chat, "/forget-me")
    room.store.break_down("unreachable")
    told = said(chat, "y" if when == "between" else "/forget-me")

    assert told == f"{GONE}\n\n{AWAY}"
    assert room.file.exists()
    room.store.break_down()
    said(chat, "/forget-me")
    assert "Receipt no. 1" in said(chat, "y")
    assert room.store.content.cases[1].forgotten
    assert not room.file.exists()


def test_settings_that_make_no_sense(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong setting is told where somebody asks what is kept, and keeps nobody from trying again."""
    chat = room.chat()
    room.asked(chat)
    monkeypatch.setenv("ESOR_BOT_KEEP_CASES", "soon")

    assert "ESOR_BOT_KEEP_CASES" in said(chat, "/privacy")
    said(chat, "/forget-me")
    assert AWAY in said(chat, "y")
    assert room.file.exists()


def test_privacy_says_the_times(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """`privacy` names the file, and says of each kind for how long it is kept, as the settings have it."""
    monkeypatch.setenv("ESOR_BOT_KEEP_CASES", "100")
    monkeypatch.setenv("ESOR_BOT_KEEP_EVENTS", "1")
    monkeypatch.setenv("ESOR_BOT_KEEP_GIVEN_UP", "forever")
    told = said(room.chat(), "/privacy")

    assert str(room.file) in told
    assert "Your questions, with all that was said about them: for 100 days after" in told
    assert "Messages that reached you: for 30 days." in told
    assert "for one day." in told
    assert "Messages that could not be delivered to you: for as long as nobody deletes it." in told
    assert told.count("\n- ") == len(TOLD)


def test_every_kind_has_its_words() -> None:
    """There is a sentence for each kind and for each time, not only for those that the chat tells today."""
    keep = Keep({**DAYS, Kind.TEXTS: 0})

    for kind in Kind:
        assert long(PHRASES, keep, kind) in PHRASES.say(f"keeping.{kind}", long=long(PHRASES, keep, kind))
        assert PHRASES.say(f"tidy.{kind}")
    assert long(PHRASES, keep, Kind.TEXTS) == "no longer than until the next night"


def test_a_copy(room: Room) -> None:
    """`privacy export` writes all that the office has into a new file that nobody else can read."""
    chat = room.chat()
    room.asked(chat)
    told = said(chat, "/privacy export")
    file = Path("my-questions-2030-01-07.json")

    assert told == WORDING.say("desk.export.done", file=file.absolute())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    read = json.loads(file.read_text(encoding="utf-8"))
    assert [case["question"] for case in read["questions_to_the_office"]] == ["Which helmet?"]


def test_a_copy_never_overwrites(room: Room) -> None:
    """What is there stays as it is, be it a file, a folder, or a link that leads nowhere; another name can be given."""
    chat = room.chat()
    room.asked(chat)
    Path("mine.json").write_text("mine", encoding="utf-8")
    Path("link.json").symlink_to("nowhere.json")

    for name in ("mine.json", "link.json", "."):
        assert "is there already" in said(chat, f"/privacy export {name}")
    assert Path("mine.json").read_text(encoding="utf-8") == "mine"
    assert not Path("nowhere.json").exists()
    assert "now in" in said(chat, "/privacy export other.json")


def test_a_copy_that_can_not_be_written(room: Room) -> None:
    """A place where nothing can be written is named, with the reason."""
    chat = room.chat()
    room.asked(chat)

    assert "no/such/folder.json can't be written: no such file or directory." in said(
        chat, "/privacy export no/such/folder.json"
    )


def test_no_copy(room: Room) -> None:
    """Who asked nothing has nothing to copy, and where the database is away that is said; no file is made."""
    chat = room.chat()
    assert said(chat, "/privacy export") == WORDING.say("desk.export.nothing")
    room.asked(chat)
    room.store.break_down("full")

    assert said(chat, "/privacy export") == WORDING.say("desk.away")
    assert said(chat, "/privacy please") == WORDING.say("desk.export.usage")
    assert list(Path().iterdir()) == []
