"""A house on real knowledge and a store in memory, and somebody who asks there."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from esor_bot.answering.assistant import Assistant
from esor_bot.answering.teaching import Teacher
from esor_bot.app import App
from esor_bot.desk.desk import Desk
from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.learning import Learning
from esor_bot.desk.people import People
from esor_bot.desk.retention import Keep
from esor_bot.desk.roster import Roster
from esor_bot.desk.tally import Tally
from esor_bot.domain.case import Actor, Place, Role
from esor_bot.domain.conversation import (
    Attachment,
    Command,
    Event,
    Opened,
    Person,
    Post,
    Press,
    Scene,
    Submission,
)
from esor_bot.domain.form import Answer, Form
from esor_bot.domain.moments import plainly
from esor_bot.domain.reply import Button, Buttons, Outcome, Reply
from esor_bot.domain.week import read_week
from esor_bot.knowledge.base import Knowledge
from esor_bot.reception.applicants import Applicants, no_files
from esor_bot.reception.asking import Files
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.reception.notices import Notice
from esor_bot.reception.plain import render
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore

ANNA = Person("talk:T1:U1", "Anna", "Asia/Tokyo", "en-GB")
CLEO = Actor("talk:T1:U9", Role.OFFICE, "Cleo")
OPEN = datetime(2023, 1, 10, 10, tzinfo=UTC)
HOURS = OfficeHours(ZoneInfo("Europe/Vienna"), read_week("Mon-Fri 09:00-17:00"))
PRIVATE = Place("talk", "U1")
CHANNEL = Place("talk", "C1", "1.0", private=False)
OFFICE = Place("talk", "C9", private=False)


@dataclass
class Guest:
    """Somebody at the app, event by event; `place` is where they are."""

    app: App
    store: MemoryStore
    clock: FakeClock
    person: Person = ANNA
    place: Place = PRIVATE
    last: Answer = None
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @classmethod
    def of(
        cls,
        assistant: Assistant,
        knowledge: Knowledge,
        now: datetime = OPEN,
        beside: Handlers | None = None,
        files: Files = no_files,
    ) -> Guest:
        """Put everything together."""
        store, clock = MemoryStore(), FakeClock(now)
        assistant.forget_person(ANNA.id)
        office = {"talk": OFFICE}
        roster = Roster(["talk"])
        roster.put("talk", {CLEO.id: CLEO.name})
        people = People(roster=roster)
        desk = Desk(store, clock, office, HOURS, people=people)
        teacher = Teacher(lambda: assistant.current, lambda: clock.now().date())
        learning = Learning(store, clock, teacher, office, "the office", people)
        house = House(assistant, knowledge, store, desk, learning, HOURS, Keep(), Tally(store))
        applicants = Applicants(house, beside or Handlers(), files)
        nothing = Reply(Outcome.SMALLTALK, ())
        app = App(
            house,
            applicants.handlers | (beside or Handlers()),
            applicants.post,
            applicants.opened,
            lambda upload: None,
            lambda checking, data, progress: nothing,
            lambda read, total: nothing,
            lambda place, body: Notice(nothing),
        )
        return cls(app, store, clock)

    @property
    def scene(self) -> Scene:
        """The next moment."""
        return Scene(f"e{next(self.numbers)}", self.person, self.place, self.clock.now())

    def hear(self, event: Event) -> Answer:
        """Return what comes of an event."""
        self.last = self.app.handle(event)
        return self.last

    def post(self, text: str, *files: Attachment) -> Answer:
        """Write something."""
        return self.hear(Post(self.scene, text, files))

    def word(self, word: str, text: str = "") -> Answer:
        """Use a word."""
        return self.hear(Command(self.scene, word, text))

    def press(self, label: str, **typed: str) -> Answer:
        """Press a button of what was said last, by its label; one in a form is told what it carries, and its fields."""
        button = next(one for one in self.buttons if one.label == label)
        values = dict(button.values)
        if isinstance(self.last, Form):
            fields = {one.id: getattr(one, "initial", "") for one in self.last.fields} | typed
            values = {f"field:{id_}": value for id_, value in fields.items()} | dict(self.last.carried) | values
        return self.hear(Press(self.scene, button.action, values))

    def submit(self, **values: str) -> Answer:
        """Send the form that is open."""
        assert isinstance(self.last, Form), self.last
        filled = {one.id: getattr(one, "initial", "") for one in self.last.fields} | values
        return self.hear(Submission(self.scene, self.last.id, self.last.carried, filled))

    def opened(self, *, home: bool) -> Answer:
        """Look at the bot's page, or begin a conversation."""
        return self.hear(Opened(self.scene, home))

    @property
    def buttons(self) -> list[Button]:
        """The buttons of what was said last."""
        assert isinstance(self.last, Reply | Form), self.last
        return [one for block in self.last.blocks if isinstance(block, Buttons) for one in block.buttons]

    @property
    def labels(self) -> list[str]:
        """The labels of these."""
        return [one.label for one in self.buttons]

    @property
    def text(self) -> str:
        """What was said last, as text."""
        assert isinstance(self.last, Reply), self.last
        return plainly(render(self.last))
