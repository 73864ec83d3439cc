"""An office on a platform: a desk in memory, the app before it, and people who press, type and read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from zoneinfo import ZoneInfo

from esor_bot.answering.assistant import Assistant
from esor_bot.answering.teaching import Teacher
from esor_bot.app import App
from esor_bot.desk.desk import Desk
from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.learning import Learning
from esor_bot.desk.message import Notification
from esor_bot.desk.people import People
from esor_bot.desk.retention import Keep
from esor_bot.desk.roster import Roster
from esor_bot.domain.case import Case, Place
from esor_bot.domain.conversation import Command, Person, Press, Scene, Submission
from esor_bot.domain.form import Answer, ChoiceField, Form, TextField
from esor_bot.domain.moments import plainly
from esor_bot.domain.reply import Block, Button, Buttons, Reply
from esor_bot.knowledge.base import Knowledge
from esor_bot.ports import Draft, Outgoing
from esor_bot.reception.house import House
from esor_bot.reception.notices import Notice, Notices
from esor_bot.reception.office import Office
from esor_bot.reception.plain import render_blocks
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore

ANNA, BEN = Person("talk:T:anna", "Anna"), Person("talk:T:ben", "Ben")
CLEO, DAN = Person("talk:T:cleo", "Cleo", "Europe/Vienna"), Person("talk:T:dan", "Dan")
OFFICE = Place("talk", "office", private=False)
HOURS = OfficeHours(ZoneInfo("Europe/Vienna"))


def home(person: Person) -> Place:
    """Return where somebody asks in private."""
    return Place("talk", f"home-{person.name.lower()}")


def reply_of(answer: object) -> Reply:
    """Return an answer that is a reply."""
    assert isinstance(answer, Reply), answer
    return answer


def form_of(answer: object) -> Form:
    """Return an answer that is a form."""
    assert isinstance(answer, Form), answer
    return answer


def read(blocks: Iterable[Block]) -> str:
    """Return blocks as they are read, without marks."""
    return plainly(render_blocks(tuple(blocks)))


def buttons(blocks: Iterable[Block]) -> dict[str, Button]:
    """Return the buttons by their labels."""
    rows = [block for block in blocks if isinstance(block, Buttons)]
    return {button.label: button for row in rows for button in row.buttons}


def filled(form: Form) -> dict[str, str]:
    """Return what stands in a form's fields at first."""
    return {one.id: one.initial for one in form.fields if isinstance(one, TextField | ChoiceField)}


@dataclass
class OfficeOnline:
    """The office with everything behind it."""

    assistant: Assistant
    knowledge: Knowledge
    store: MemoryStore = field(default_factory=MemoryStore)
    clock: FakeClock = field(default_factory=FakeClock)
    people: People | None = None

    def __post_init__(self) -> None:
        self.roster = Roster(["talk"])
        self.roster.put("talk", {CLEO.id: "Cleo", DAN.id: "Dan"})
        people, office = self.people or People(roster=self.roster), {"talk": OFFICE}
        self.desk = Desk(self.store, self.clock, office, HOURS, people=people)
        teacher = Teacher(lambda: self.assistant.engines, lambda: self.clock.now().date())
        self.learning = Learning(self.store, self.clock, teacher, office, "the office", people)
        self.house = House(
            self.assistant,
            self.knowledge,
            self.store,
            self.desk,
            self.learning,
            HOURS,
            Keep(zone=HOURS.zone),
            roster=self.roster,
        )
        self.handlers = Office(self.house).handlers
        notice = Notices(self.house).notice
        self.app = App(self.house, self.handlers, _none, _none, _none, _no_check, _no_progress, notice)
        self._events = count(1)

    def asked(
        self,
        who: Person = ANNA,
        question: str = "May I bring a cat to the light?",
        *,
        place: Place | None = None,
        programme: str = "lampkeepers-skerrow",
        entries: tuple[str, ...] = ("dogs",),
    ) -> Case:
        """Ask something."""
        draft = Draft(programme, question, who.id, place or home(who), self.clock.now(), "escalate", entries)
        return self.desk.ask(draft, another=True).case

    def card(self, number: int = 1) -> Notice:
        """Return the card of a case as it is shown now."""
        return self.app.notice(OFFICE, Notification("card", number, 1).dump())

    def click(self, who: Person, blocks: Iterable[Block], label: str, event: str = "") -> Answer:
        """Press a button."""
        button = buttons(blocks)[label]
        return self.press(who, button.action, button.values, event)

    def press(self, who: Person, action: str, values: Mapping[str, str], event: str = "") -> Answer:
        """Press a button that does something, with some values."""
        return self.app.handle(Press(self.scene(who, event), action, values))

    def in_form(self, who: Person, form: Form, label: str, **fields: str) -> Answer:
        """Press a button of a form, with what stands in its fields."""
        button = buttons(form.blocks)[label]
        typed = {f"field:{id_}": text for id_, text in (filled(form) | fields).items()}
        return self.press(who, button.action, {**button.values, **form.carried, **typed})

    def submit(self, who: Person, form: Form, event: str = "", **fields: str) -> Answer:
        """Send a form."""
        return self.app.handle(Submission(self.scene(who, event), form.id, form.carried, filled(form) | fields))

    def word(self, who: Person, word: str, text: str = "") -> Answer:
        """Say a word of the office."""
        return self.app.handle(Command(self.scene(who), word, text, office=True))

    def scene(self, who: Person, event: str = "") -> Scene:
        """Return a scene in the office's channel."""
        return Scene(event or f"event-{next(self._events)}", who, OFFICE, self.clock.now())

    def out(self, place: Place) -> list[Outgoing]:
        """Return what went out to a place, oldest first."""
        rows = [row.outgoing for _, row in sorted(self.store.content.outbox.items())]
        return [outgoing for outgoing in rows if outgoing.place == place]

    def notices(self, place: Place) -> list[Notice]:
        """Return what went out to a place as it is shown."""
        return [self.app.notice(place, one.body) for one in self.out(place)]

    def told(self, who: Person) -> list[str]:
        """Return what somebody was told in private."""
        return [read(notice.reply.blocks) for notice in self.notices(home(who))]

    def forgotten(self, who: Person) -> None:
        """Let somebody be forgotten."""
        self.desk.forget(who.id, House.asker(who))


def public(who: Person) -> Place:
    """Return a thread that others read, too."""
    return replace(home(who), channel="general", thread="1.0", private=False)


def _none(_: object) -> Answer:
    return None


def _no_check(*_: object) -> Reply:
    raise AssertionError("the office checks no files")


def _no_progress(*_: object) -> Reply:
    raise AssertionError("the office checks no files")
