"""What every part of the reception needs: who answers, the desk, the words in a person's language, and their clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from esor_bot.answering.assistant import Assistant
from esor_bot.desk.desk import Desk
from esor_bot.desk.hours import OfficeHours
from esor_bot.domain.case import Actor, Role
from esor_bot.domain.conversation import Person, Scene
from esor_bot.knowledge.base import Knowledge
from esor_bot.reception.names import Names
from esor_bot.reception.phrases import Phrases
from esor_bot.wording import Wording

if TYPE_CHECKING:
    from esor_bot.answering.base import Base
    from esor_bot.completeness.check import Checker
    from esor_bot.desk.learning import Learning
    from esor_bot.desk.retention import Keep
    from esor_bot.desk.roster import Roster
    from esor_bot.desk.tally import Tally
    from esor_bot.ports import Store


@dataclass(frozen=True)
class House:
    """The parts that the reception works with.

    `languages` has the wordings beside the English one, by language; `roster` knows who is in the office's channels.
    """

    assistant: Assistant
    knowledge: Knowledge
    store: Store
    desk: Desk
    learning: Learning
    hours: OfficeHours
    keep: Keep
    tally: Tally | None = None
    checker: Callable[[], Checker] | None = None
    languages: Mapping[str, Wording] = field(default_factory=dict)
    roster: Roster | None = None

    @property
    def wording(self) -> Wording:
        """The sentences in English, the language of the programmes and of the office."""
        return Wording(self.knowledge.wording)

    @cached_property
    def names(self) -> Names:
        """What programmes and entries are called."""
        return Names(None, self.knowledge, self.bases)

    @property
    def bases(self) -> Mapping[str, Base]:
        """The programmes as they are ready to answer."""
        return {id_: engine.base for id_, engine in self.assistant.engines.items()}

    def words(self, person: Person) -> Wording:
        """Return the sentences in somebody's language, where there is a translation."""
        return self.languages.get(person.locale.replace("_", "-").split("-")[0].lower(), self.wording)

    def phrases(self, person: Person) -> Phrases:
        """Return what says things of cases to somebody; moments are marked, so that they read their own time."""
        return Phrases(self.words(person), lambda: self.hours, marks=True)

    def to_office(self) -> Phrases:
        """Return what says things of cases to the office."""
        return Phrases(self.wording, lambda: self.hours, marks=True)

    def own_time(self, scene: Scene) -> datetime:
        """Return the moment of a scene on the clock of the person; where that is not known, on the office's."""
        try:
            return scene.now.astimezone(ZoneInfo(scene.person.zone) if scene.person.zone else self.hours.zone)
        except (KeyError, ValueError, OSError):  # a platform may name a zone that is not known here
            return scene.now.astimezone(self.hours.zone)

    @staticmethod
    def asker(person: Person) -> Actor:
        """Return somebody as the desk knows them who ask."""
        return Actor(person.id, Role.ASKER, person.name)

    @staticmethod
    def colleague(person: Person) -> Actor:
        """Return somebody as the desk knows them where they act for the office; the desk judges whether they may."""
        return Actor(person.id, Role.OFFICE, person.name)
