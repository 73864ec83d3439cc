"""Questions of the chat are counted, and nobody waits for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from esor_bot.desk.tally import Tally
from esor_bot.domain.reply import Found, Outcome, Reply, Text
from esor_bot.domain.tally import Result
from esor_bot.errors import StoreError, UsageError
from esor_bot.reception.plain import render_blocks
from esor_bot.terminal import counting
from esor_bot.terminal.counting import Clerk
from esor_bot.terminal.office.counter import Counter
from esor_bot.terminal.office.person import Person
from esor_bot.terminal.session import Session
from esor_bot.testing.memory import MemoryStore
from tests.unit.terminal.doubles import Echo, clock
from tests.unit.terminal.office.rooms import WORDING, Room, said

UNANSWERED = Reply(Outcome.ESCALATE, (Text("The page does not say that."),), (Found("dogs", 0.5),), programme="moon")


@dataclass
class Hall:
    """A chat with a clerk, whose database is in memory and can be held up or broken."""

    folder: Path
    store: MemoryStore = field(default_factory=MemoryStore)
    counts: bool = True
    broken: str = ""
    free: threading.Event = field(default_factory=threading.Event)
    opened: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.free.set()
        self.person = Person(self.folder / "person.json")
        self.clerk = Clerk(self.open, self.says, self.person)
        room = Room(self.folder, self.store)
        counter = Counter(lambda: room.desk, WORDING, clock, self.person, self.clerk)
        self.app = Echo(answer=UNANSWERED)
        self.chat = Session(counter.counted(lambda: self.app), WORDING, clock, office=counter)

    @contextmanager
    def open(self) -> Iterator[Tally]:
        """Give the tally, or raise."""
        self.free.wait(10)
        self.opened.append(threading.current_thread().name)
        if self.broken:
            raise StoreError(self.broken)
        yield Tally(self.store)

    def says(self) -> bool:
        """Say whether anything is counted."""
        if self.broken == "settings":
            raise UsageError("nonsense")
        return self.counts

    def counted(self) -> list[tuple[str, str]]:
        """End the chat and return who asked what, as far as it is stored."""
        self.clerk.close()
        return [(one.asker, one.text) for one in self.store.content.questions]


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hall:
    """A hall whose clerk is as quick as can be."""
    monkeypatch.setattr(counting, "_CALM", 0.0)
    return Hall(tmp_path)


def test_questions_are_counted(hall: Hall) -> None:
    """Each question of a chat is counted, all of one session by one person who is nobody."""
    for line in ("may I bring a dog?", "/ask and a cat?", "/help", "/documents"):
        said(hall.chat, line)

    found = hall.counted()

    assert [text for _, text in found] == ["may I bring a dog?", "and a cat?", WORDING.say("terminal.asks.documents")]
    assert len({asker for asker, _ in found}) == 1
    assert {one.outcome for one in hall.store.content.questions} == {Result.UNANSWERED}
    assert not hall.person.known


def test_another_session_is_somebody_else(tmp_path: Path, hall: Hall) -> None:
    """Two sessions of people whom the office does not know are two people."""
    said(hall.chat, "may I bring a dog?")
    other = Hall(tmp_path, hall.store)
    said(other.chat, "may I bring a dog?")
    other.clerk.close()

    assert len({asker for asker, _ in hall.counted()}) == 2


def test_somebody_the_office_knows(hall: Hall) -> None:
    """Who has asked the office counts under the number that it knows them by."""
    known = hall.person.actor.id
    said(hall.chat, "may I bring a dog?")

    assert hall.counted() == [(known, "may I bring a dog?")]


def test_what_goes_to_the_office_is_not_asked(hall: Hall) -> None:
    """What the bot finds for a question on its way to the office is no question to the bot."""
    said(hall.chat, "/office may I bring a dog?")
    said(hall.chat, "y")

    assert hall.counted() == []
    assert len(hall.app.heard) == 1


def test_nobody_waits(hall: Hall) -> None:
    """The answer is there before the database is, and in another thread than the one that opens it."""
    hall.free.clear()
    assert said(hall.chat, "may I bring a dog?") == "The page does not say that."
    assert hall.opened == []

    hall.free.set()
    assert len(hall.counted()) == 1
    assert hall.opened == ["counting"]


def test_a_chat_that_ends_is_not_held_up(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that does not come is not waited for in the end; forgetting says that it could not be done."""
    monkeypatch.setattr(counting, "_PATIENCE", 0.05)
    hall.free.clear()
    said(hall.chat, "may I bring a dog?")

    assert WORDING.say("tally.not_forgotten") in said(hall.chat, "/forget-me")
    assert hall.counted() == []
    hall.free.set()


@pytest.mark.parametrize("reason", ["unreachable", "settings"])
def test_what_is_broken_is_not_counted(hall: Hall, reason: str) -> None:
    """A database or settings that can't be used end the counting, and nothing else."""
    hall.broken = reason

    assert said(hall.chat, "may I bring a dog?") == "The page does not say that."
    assert hall.counted() == []


def test_one_failure_is_not_the_end(hall: Hall) -> None:
    """A question that could not be stored is lost, the next one is counted."""
    hall.store.break_down("locked")
    said(hall.chat, "one?")
    assert hall.clerk.settled(5)
    hall.store.break_down()
    said(hall.chat, "two?")

    assert [text for _, text in hall.counted()] == ["two?"]


def test_forget_me(hall: Hall) -> None:
    """`forget-me` forgets who asked and the words, says so, and goes on under another number."""
    said(hall.chat, "may I bring a dog?")

    assert WORDING.say("tally.forgotten") in said(hall.chat, "/forget-me")
    said(hall.chat, "may I bring a cat?")
    first, second = hall.counted()
    assert first == ("", "")
    assert second[1] == "may I bring a cat?"


def test_nothing_to_forget(hall: Hall) -> None:
    """Who has asked nothing is told nothing about it, and no database is opened."""
    assert WORDING.say("terminal.forgotten") == said(hall.chat, "/forget-me")
    assert hall.counted() == []
    assert hall.opened == []


def test_counting_is_switched_off(hall: Hall) -> None:
    """Where nothing is counted no database is opened, and there is nothing to forget."""
    hall.counts = False
    said(hall.chat, "may I bring a dog?")

    assert said(hall.chat, "/forget-me") == WORDING.say("terminal.forgotten")
    assert hall.counted() == []
    assert hall.opened == []


def test_what_was_counted_before_is_forgotten(hall: Hall) -> None:
    """Who was counted before counting was switched off is forgotten all the same."""
    assert hall.person.actor.id
    said(hall.chat, "may I bring a dog?")
    hall.clerk.settled(5)
    hall.counts = False

    assert WORDING.say("tally.forgotten") in said(hall.chat, "/forget-me")
    assert hall.counted() == [("", "")]


def test_privacy_says_what_is_kept(hall: Hall) -> None:
    """What is counted, and for how long, is said where anything is; nothing is opened for it."""
    told = WORDING.say("tally.privacy", words="90 days", counts="2 years")
    assert told in said(hall.chat, "/privacy")

    hall.counts = False
    assert told not in said(hall.chat, "/privacy")
    hall.broken = "settings"
    assert told not in said(hall.chat, "/privacy")
    assert hall.opened == []


def test_a_chat_without_a_clerk(tmp_path: Path) -> None:
    """A chat that counts nothing answers the same."""
    room = Room(tmp_path)

    assert render_blocks(room.chat().hear("hello").blocks).startswith("The page does not say that.")
    assert room.store.content.questions == []
