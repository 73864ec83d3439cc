"""A desk in memory, the chat of a person before it, and somebody of the office behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from esor_bot.bootstrap import office_hours
from esor_bot.desk.desk import Desk
from esor_bot.domain.case import Actor, Deed, Place, Role
from esor_bot.domain.reply import OfficeOffer, Reply, Text
from esor_bot.reception.names import Names
from esor_bot.reception.phrases import Phrases
from esor_bot.reception.plain import render_blocks
from esor_bot.terminal.office.bench import Bench
from esor_bot.terminal.office.counter import Counter
from esor_bot.terminal.office.person import PLATFORM, Person
from esor_bot.terminal.session import Session
from esor_bot.terminal.words import load_words
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore
from tests.unit.terminal.doubles import Echo, reply

WORDING = load_words()
PHRASES = Phrases(WORDING, office_hours)
MONDAY = datetime(2030, 1, 7, 10, 0, tzinfo=UTC)
CLEO = Actor("terminal:Cleo", Role.OFFICE, "Cleo")
DAN = Actor("terminal:Dan", Role.OFFICE, "Dan")
OFFICE = Place(PLATFORM, "office", private=False)


def offering(question: str) -> Reply:
    """Return a reply that offers to send a question."""
    return reply(Text("The page does not say that."), OfficeOffer("Ask the office", question))


@dataclass
class Room:
    """One desk; the chats of one computer share the person's file."""

    folder: Path
    store: MemoryStore = field(default_factory=MemoryStore)
    clock: FakeClock = field(default_factory=lambda: FakeClock(MONDAY))
    app: Echo = field(default_factory=lambda: Echo(answer=offering("Which helmet?")))

    def __post_init__(self) -> None:
        self.desk = Desk(self.store, self.clock, {PLATFORM: OFFICE}, PHRASES.hours)
        self.bench = self.seat(CLEO)

    def seat(self, actor: Actor) -> Bench:
        """Return the desk of somebody of the office."""
        return Bench(self.desk, PHRASES, self.clock.now, actor, Names(self.folder / "nothing"))

    @property
    def file(self) -> Path:
        """The person's file."""
        return self.folder / "person.json"

    def chat(self, name: str = "person.json") -> Session:
        """Begin a chat."""
        counter = Counter(lambda: self.desk, WORDING, self.clock.now, Person(self.folder / name))
        return Session(lambda: self.app, WORDING, self.clock.now, office=counter)

    def asked(self, chat: Session, question: str = "Which helmet?") -> int:
        """Ask something in a chat and return its number."""
        said(chat, f"/office {question}")
        if "1  Add it" in said(chat, "y"):
            said(chat, "2")
        return max(self.store.content.cases)

    def do(self, number: int, deed: Deed, text: str = "", into: int | None = None) -> str:
        """Do something for the office and return what is said of it."""
        return "\n".join(self.bench.do(number, deed, text=text, into=into))


def said(chat: Session, line: str) -> str:
    """Say a line and return the answer as text."""
    return render_blocks(chat.hear(line).blocks)


def news(chat: Session) -> str:
    """Return what arrived, as text, and say that it was shown."""
    told = render_blocks(chat.news())
    chat.shown()
    return told
