"""People, places and a desk on a store in memory, for the tests of the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from zoneinfo import ZoneInfo

from esor_bot.desk.desk import Desk
from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.message import Notification
from esor_bot.domain.case import Actor, Case, Deed, Place, Role
from esor_bot.ports import Draft, Outgoing
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore

ANNA = Actor("talk:anna", Role.ASKER, "Anna")
BEN = Actor("talk:ben", Role.ASKER, "Ben")
CLEO = Actor("talk:cleo", Role.OFFICE, "Cleo")
DAN = Actor("talk:dan", Role.OFFICE, "Dan")

OFFICE = Place("talk", "office")
HOURS = OfficeHours(ZoneInfo("UTC"))


def home(actor: Actor) -> Place:
    """Return where somebody asks."""
    return Place("talk", f"home-{actor.name.lower()}", "thread")


@dataclass
class World:
    """A desk with its store and its clock."""

    store: MemoryStore = field(default_factory=MemoryStore)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.desk = Desk(self.store, self.clock, {"talk": OFFICE}, HOURS)

    def draft(self, who: Actor = ANNA, question: str = "Do moon boots count?", programme: str = "moon") -> Draft:
        """Return a question that is not asked yet."""
        return Draft(programme, question, who.id, home(who), self.clock.now().astimezone(UTC))

    def asked(self, who: Actor = ANNA, question: str = "Do moon boots count?") -> Case:
        """Ask something, whatever else the person asked."""
        return self.desk.ask(self.draft(who, question), another=True).case

    def merged(self, one: Case, into: Case, by: Actor = CLEO) -> Case:
        """Merge a case into another."""
        return self.desk.do(one.number, Deed.MERGE, by, into=into.number)

    def out(self, place: Place | None = None) -> list[Outgoing]:
        """Return what went into the outbox, for one place or for all."""
        rows = [row.outgoing for _, row in sorted(self.store.content.outbox.items())]
        return [outgoing for outgoing in rows if place is None or outgoing.place == place]

    def told(self, who: Actor) -> list[Notification]:
        """Return what a person who asked was told, in order."""
        return [Notification.load(outgoing.body) for outgoing in self.out(home(who))]

    def kinds(self, who: Actor) -> list[str]:
        """Return the kinds of what a person who asked was told, in order."""
        return [notification.kind for notification in self.told(who)]
