"""Somebody of the office who does something: who they are, their words and their clock, and the case it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from esor_bot.desk.act import allowed
from esor_bot.desk.files import CaseFile
from esor_bot.desk.unseen import nothing_unseen
from esor_bot.domain.case import Actor, Deed
from esor_bot.domain.conversation import Command, Press, Scene, Submission
from esor_bot.domain.form import Answer
from esor_bot.domain.reply import Block, Reply
from esor_bot.errors import RefusedError
from esor_bot.reception.card import Card
from esor_bot.reception.case_text import CaseText
from esor_bot.reception.house import House
from esor_bot.reception.once import once
from esor_bot.reception.phrases import Phrases
from esor_bot.reception.saying import privately
from esor_bot.reception.text import number_of

_Event = TypeVar("_Event", Command, Press, Submission)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the office, at one event of theirs. Only `of_office` makes one."""

    house: House
    scene: Scene
    actor: Actor

    @property
    def phrases(self) -> Phrases:
        """What the office reads."""
        return self.house.to_office()

    @property
    def now(self) -> datetime:
        """The time, on their clock."""
        return self.house.own_time(self.scene)

    def event(self, deed: str) -> str:
        """Return the name of what they do: when it comes again, nothing is done again."""
        return f"{self.scene.event}:{deed}" if self.scene.event else ""

    def sent(self, deed: Deed, number: int, seen: int | None, text: str) -> str:
        """Return the name of a text that they send: that of the same form, sent twice, is the same."""
        return self.event(deed) if seen is None else once(self.actor.id, deed, number, seen, text)

    def file(self, number: int) -> CaseFile:
        """Return the file of a case. Raises RefusedError: `unknown`."""
        return self.house.desk.show(number, self.actor)

    def held(self, file: CaseFile, deed: Deed, seen: int | None) -> None:
        """Hold what somebody is about to do against the case as it stands: nobody types in vain.

        Raises RefusedError as the desk does.
        """
        allowed(file.case, deed, self.actor, self.house.desk.now())
        if deed is not Deed.NOTE and seen is not None:
            nothing_unseen(file.records, self.actor.id, seen)

    def text(self, file: CaseFile) -> CaseText:
        """Return what says things of a case."""
        return CaseText(self.phrases, file, self.now, self.house.names)

    def card(self, file: CaseFile, *, whole: bool = False) -> Card:
        """Return the card of a case with what they themselves can do."""
        return Card(self.phrases, file, self.now, self.house.names, self.actor, whole)

    def private(self, *blocks: Block, instead: bool = False) -> Reply:
        """Return a reply for them alone."""
        return privately(*blocks, instead=instead)

    def say(self, id_: str, **values: object) -> str:
        """Return a sentence that the office reads on a platform."""
        return self.phrases.at_desk(id_, **values)


def of_office(house: House, doing: Callable[[Colleague, _Event], Answer]) -> Callable[[_Event], Answer]:
    """Return something done only for people of the office: for others it raises RefusedError: `not_office`."""

    def done(event: _Event) -> Answer:
        actor = house.desk.people.held(house.colleague(event.scene.person))
        return doing(Colleague(house, event.scene, actor), event)

    return done


def case_of(values: Mapping[str, str]) -> int:
    """Return the number of the case that something is about. Raises RefusedError: `unknown`."""
    number = number_of(values.get("case", ""))
    if number is None:
        raise RefusedError("unknown", number=0)
    return number


def seen_of(values: Mapping[str, str]) -> int | None:
    """Return the version that was on the screen, None where that is not known."""
    return number_of(values.get("seen", ""))
