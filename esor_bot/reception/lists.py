"""Lists of cases for somebody of the office: what waits for somebody, and what was looked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from esor_bot.desk.desk import Desk
from esor_bot.domain.case import LIVE, Actor, Case, Deed
from esor_bot.errors import EsorBotError
from esor_bot.ports import Search
from esor_bot.reception import case_text
from esor_bot.reception.names import Names
from esor_bot.reception.phrases import Phrases
from esor_bot.reception.text import number_of

LIMIT = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """What was found: a line for each case, and what is to be said of the list where there is none, or more."""

    cases: tuple[Case, ...] = ()
    lines: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one person. Every method raises RefusedError and StoreError as the desk does."""

    desk: Desk
    phrases: Phrases
    clock: Callable[[], datetime]
    actor: Actor

    def waiting(self, *, every: bool, mine: bool, limit: int = LIMIT) -> Listed:
        """List what still waits for somebody, or `every` case; `mine`: only what the person has."""
        states = () if every else tuple(LIVE)
        found = self.desk.search(Search(states, owner=self.actor.id if mine else "", limit=limit + 1), self.actor)
        return self._listed(found, limit, "none_all" if every else "none")

    def search(self, words: str, person: str = "", limit: int = LIMIT) -> Listed:
        """List cases that have these words, the one of that number, or those of a person ("#7": who asked #7)."""
        of = number_of(person)
        if of is not None:
            case = self.desk.show(of, self.actor).case
            if case.forgotten:  # nobody: without a person, everybody's would be listed
                return Listed(said=self.phrases.say("forget.no_person", number=of))
            person = case.asker
        found = self.desk.search(Search(words=words, asker=person, limit=limit + 1), self.actor)
        named = () if person else self._numbered(number_of(words))
        found = (*named, *(case for case in found if case not in named))
        return self._listed(found, limit, "none_found" if words else "none_of_person")

    def _numbered(self, number: int | None) -> tuple[Case, ...]:
        """Return the case of that number; words that are a number may mean it."""
        if number is None:
            return ()
        found = self.desk.search(Search(before=number + 1, limit=1), self.actor)
        return tuple(case for case in found if case.number == number)

    def _listed(self, found: Sequence[Case], limit: int, none: str) -> Listed:
        if not found:
            return Listed(said=self.phrases.say(f"list.{none}"))
        now, cases = self.clock(), tuple(found[:limit])
        cut = self.phrases.say("list.cut", limit=limit) if len(found) > limit else ""
        return Listed(cases, tuple(case_text.line(self.phrases, case, now) for case in cases), cut)


def start(desk: Desk, phrases: Phrases, names: Names, actor: Actor, number: int, source: str, now: datetime) -> str:
    """Return a text to start an answer to a case from: what the bot says on an entry, or the last answer to "#7".

    Raises EsorBotError where there is none.
    """
    digits = source.removeprefix("#")
    if digits.isdecimal():
        records = desk.show(int(digits), actor).records
        said = [record.text for record in records if record.deed is Deed.ANSWER]
        if not said:
            raise EsorBotError(phrases.say("start.no_answer", number=int(digits)))
        return said[-1]
    case = desk.show(number, actor).case
    found = names.said(case.programme, source, now.date())
    if not found:
        raise EsorBotError(phrases.say("start.nothing", name=source))
    return found
