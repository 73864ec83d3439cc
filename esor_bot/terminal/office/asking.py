"""A question on its way to the office: shown as it will go, edited, confirmed, numbered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from uuid import uuid4

from esor_bot.desk.desk import Desk
from esor_bot.domain.case import Case
from esor_bot.domain.reply import Choices, Option, Quotation, Text
from esor_bot.errors import EsorBotError, RefusedError
from esor_bot.ports import Draft
from esor_bot.reception.found import Found, about, along
from esor_bot.reception.phrases import Phrases
from esor_bot.terminal.office.adding import add
from esor_bot.terminal.office.person import Person
from esor_bot.terminal.port import Clock
from esor_bot.terminal.said import Said

YES = frozenset({"y", "yes"})
NO = frozenset({"n", "no"})
_EDIT = frozenset({"e", "edit"})


@dataclass(frozen=True, slots=True)
class Unsent:
    """A question that was not sent yet; `event` makes sure that it is sent once, however often that is tried."""

    question: str
    found: Found = field(default_factory=Found)
    event: str = field(default_factory=lambda: uuid4().hex)


class Asking:
    """Takes a question to the office, one at a time. `waits` says whether the next line is about it."""

    def __init__(
        self, desk: Callable[[], Desk], phrases: Phrases, clock: Clock, person: Person, title: Callable[[str], str]
    ) -> None:
        self._desk = desk
        self._title = title
        self._phrases = phrases
        self._clock = clock
        self._person = person
        self._unsent: Unsent | None = None
        self._earlier: Case | None = None
        self.waits = False

    def begin(self, question: str, told: Found, *, another: bool) -> Said:
        """Show a question as it would go; one that was laid aside comes back unless it is to be `another`.

        With no question the person is asked for one.
        """
        if self._unsent is None or another:
            self._unsent = Unsent(question, told)
        self._earlier = None
        return self._shown(self._unsent)

    def hear(self, line: str) -> Said:
        """Answer what the person says to what was shown."""
        unsent, word = self._unsent or Unsent(""), line.lower().rstrip(".")
        if self._earlier is not None:
            return self._picked(unsent, self._earlier, line)
        if unsent.question and word in YES:
            return self._send(unsent)
        if word in NO:
            return self._leave()
        if unsent.question and word in _EDIT:
            return Said((self._text("ask.edit"),), fill=unsent.question)
        self._unsent = replace(unsent, question=line)
        return self._shown(self._unsent)

    def lay_aside(self) -> None:
        """Go on with something else; the question is kept."""
        self.waits = False
        self._earlier = None

    def drop(self) -> None:
        """Keep nothing."""
        self.lay_aside()
        self._unsent = None

    def _shown(self, unsent: Unsent) -> Said:
        self.waits = True
        if not unsent.question:
            return Said((self._text("ask.what"),))
        told = unsent.found
        goes = about(self._phrases, told.title or self._title(told.programme))
        going = along(self._phrases, told)
        return Said((goes, Quotation(unsent.question), *going, self._text("ask.sure")))

    def _send(self, unsent: Unsent, *, another: bool = False) -> Said:
        told, person = unsent.found, self._person
        draft = Draft(
            told.programme,
            unsent.question,
            person.actor.id,
            person.place,
            self._clock(),
            told.outcome,
            told.entries,
            told.said,
        )
        event = f"{person.actor.id}:{unsent.event}" + (":another" if another else "")
        try:
            asked = self._desk().ask(draft, event, another=another)
        except RefusedError as error:
            return Said((Text(self._phrases.refused(error)),), fill=unsent.question)
        except EsorBotError:
            return self._away(unsent.question)
        if not asked.made:
            return self._offer(asked.case)
        self.drop()
        hours = self._phrases.office_hours(self._clock())
        return Said((self._text("ask.sent", number=asked.case.number, hours=hours),))

    def _offer(self, earlier: Case) -> Said:
        self._earlier = earlier
        labels = (self._say("ask.earlier_add", number=earlier.number), self._say("ask.earlier_new"))
        choices = Choices(tuple(Option(label, "", "") for label in labels), self._say("ask.leave"))
        return Said((self._text("ask.earlier", number=earlier.number, question=earlier.question), choices))

    def _picked(self, unsent: Unsent, earlier: Case, line: str) -> Said:
        if line == "0" or line.lower() in NO:
            return self._leave()
        if line == "2":
            return self._send(unsent, another=True)
        if line != "1":
            return Said((self._text("ask.pick"),))
        done = add(self._desk, self._phrases, self._clock, self._person, earlier.number, unsent.question, unsent.event)
        if done.sent:
            self.drop()
        return Said(done.blocks)

    def _leave(self) -> Said:
        self.lay_aside()
        if self._unsent is not None and not self._unsent.question:
            self._unsent = None
        return Said((self._text("ask.left"),))

    def _away(self, question: str) -> Said:
        self._earlier = None
        return Said((self._text("away"), self._text("cases.said", text=question), self._text("away_kept")))

    def _say(self, id_: str, **values: object) -> str:
        return self._phrases.say(id_, **values)

    def _text(self, id_: str, **values: object) -> Text:
        return Text(self._say(id_, **values))
