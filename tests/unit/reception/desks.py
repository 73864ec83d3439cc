"""A house with a check of files of its own, and people who hand files in, for the tests of the reception."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Attachment, Person, Scene
from esor_bot.domain.programme import Programme
from esor_bot.domain.report import CompletenessReport
from esor_bot.knowledge.base import Knowledge
from esor_bot.wording import Wording
from tests.unit.completeness.say.reports import KNOWLEDGE, complete

ANNA = Person("talk:anna", "Anna")
NOON = datetime(2023, 1, 10, 12, 0, tzinfo=UTC)
PDF = Attachment("F1", "application.pdf", 4096, "https://files.example/F1")


def scene(person: Person = ANNA, now: datetime = NOON) -> Scene:
    """Return something that a person does in a channel that others read."""
    return Scene("event", person, Place("talk", "general"), now)


@dataclass(frozen=True, slots=True)
class Done:
    """What a check gives."""

    report: CompletenessReport
    picture: bytes


@dataclass
class Ready:
    """Answers with a report that was made beforehand, or breaks; it keeps what it was asked."""

    report: CompletenessReport = field(default_factory=complete)
    picture: bytes = b"PNG"
    breaks: Exception | None = None
    asked: list[tuple[bytes, str, date, bool]] = field(default_factory=list)

    def check(
        self,
        data: bytes,
        programme: Programme,
        today: date,
        *,
        picture: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Done:
        """Read two pages, and answer."""
        self.asked.append((data, programme.id, today, picture))
        if self.breaks is not None:
            raise self.breaks
        if progress is not None:
            progress(1, 2)
            progress(2, 2)
        return Done(self.report, self.picture)


@dataclass
class Desk:
    """What a check needs of the house; `languages` are other wordings than the English one."""

    ready: Ready | None = field(default_factory=Ready)
    knowledge: Knowledge = KNOWLEDGE
    languages: Mapping[str, Wording] = field(default_factory=dict)

    @property
    def checker(self) -> Callable[[], Ready] | None:
        """What checks files."""
        ready = self.ready
        return None if ready is None else lambda: ready

    def words(self, person: Person) -> Wording:
        """Return the sentences in somebody's language."""
        return self.languages.get(person.locale, Wording(self.knowledge.wording))

    def own_time(self, scene: Scene) -> datetime:
        """Return the moment of a scene."""
        return scene.now
