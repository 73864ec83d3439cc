"""One's own questions to the office: where they stand, adding to them, taking them back."""

from __future__ import annotations

import re
from collections.abc import Callable

from esor_bot.desk.desk import Desk
from esor_bot.desk.refusals import wrong_state
from esor_bot.domain.case import Deed
from esor_bot.domain.reply import Block, Listing, Text
from esor_bot.errors import EsorBotError, RefusedError
from esor_bot.reception.own_lines import line, whole
from esor_bot.reception.phrases import Phrases
from esor_bot.reception.text import short
from esor_bot.terminal.office.adding import add, unused
from esor_bot.terminal.office.asking import NO, YES
from esor_bot.terminal.office.mail import Mail
from esor_bot.terminal.office.person import Person
from esor_bot.terminal.port import Clock
from esor_bot.terminal.said import Said

_NUMBER = re.compile(r"#?(\d{1,15})(?:\s+|$)")
_MOST = 50


class Own:
    """The questions of the person at this terminal. `waits` says whether the next line says yes or no."""

    def __init__(
        self, desk: Callable[[], Desk], phrases: Phrases, clock: Clock, person: Person, mail: Callable[[], Mail]
    ) -> None:
        self._desk = desk
        self._mail = mail
        self._phrases = phrases
        self._clock = clock
        self._person = person
        self._withdrawn: int | None = None

    @property
    def waits(self) -> bool:
        """Say whether a question is to be taken back as soon as the person says yes."""
        return self._withdrawn is not None

    def lay_aside(self) -> None:
        """Go on with something else: nothing is taken back."""
        self._withdrawn = None

    def cases(self, text: str = "") -> tuple[Block, ...]:
        """Show where the questions stand; of one whose number is named, all that was said about it."""
        if not self._person.known:
            return (self._text("cases.none"),)
        try:
            own = self._desk().own(self._person.actor, _MOST)
        except EsorBotError:
            return (self._text("away"),)
        if not own:
            return (self._text("cases.none"),)
        found = _NUMBER.match(text)
        if found is None:
            return (Listing(tuple(line(self._phrases, one, self._clock()) for one in own)),)
        number = int(found[1])
        named = (one for one in own if one.case.number == number)
        return next((whole(self._phrases, one, self._clock()) for one in named), self._not_yours(number))

    def add(self, text: str) -> tuple[Block, ...]:
        """Add something: the number of the case, where there are several, and the text."""
        if not self._person.known:
            return unused(self._phrases, self._phrases.say("cases.nobody"), text)
        typed = text
        try:
            number, text = self._numbered(text)
        except EsorBotError:
            return unused(self._phrases, self._phrases.say("away"), typed)
        if number is None:
            return unused(self._phrases, self._phrases.say("cases.which", word="add"), text)
        if not text:
            return (self._text("cases.add_what", number=number),)
        return add(self._desk, self._phrases, self._clock, self._person, number, text).blocks

    def withdraw(self, text: str) -> tuple[Block, ...]:
        """Ask whether a question shall really be taken back."""
        if not self._person.known:
            return (self._text("cases.nobody"),)
        try:
            number, _ = self._numbered(text)
            cases = {own.case.number: own.case for own in self._desk().own(self._person.actor, _MOST)}
        except EsorBotError:
            return (self._text("away"),)
        if number is None:
            return (self._text("cases.which", word="withdraw"),)
        case = cases.get(number)
        if case is None:
            return self._not_yours(number)
        if not case.live:
            return (Text(self._phrases.refused(wrong_state(case))),)
        self._withdrawn = number
        return (self._text("cases.withdraw", number=number, question=short(case.question)),)

    def hear(self, typed: str) -> Said:
        """Take a question back, or leave it, as the person says."""
        number, word = self._withdrawn or 0, typed.lower().rstrip(".")
        if word not in YES | NO:
            return Said((self._text("ask.yes_or_no"),))
        self._withdrawn = None
        if word in NO:
            return Said((self._text("cases.kept"),))
        try:
            case = self._desk().do(number, Deed.WITHDRAW, self._person.actor)
        except RefusedError as error:
            return Said((Text(self._phrases.refused(error)),))
        except EsorBotError:
            return Said((self._text("away"),))
        self._mail().told(number, case.version, "withdraw")
        return Said(tuple(map(Text, self._phrases.to_asker(number, "withdraw", {}))))

    def _numbered(self, text: str) -> tuple[int | None, str]:
        """Split a number off; without one it is that of the only question that waits, where there is only one.

        A bare number that begins a text is one of theirs, or a part of the text. Raises StoreError.
        """
        found = _NUMBER.match(text)
        number, rest = (int(found[1]), text[found.end() :].strip()) if found else (None, text)
        if number is not None and (text.startswith("#") or not rest):
            return number, rest
        own = self._desk().own(self._person.actor, _MOST)
        if any(one.case.number == number for one in own):
            return number, rest
        live = [one.case.number for one in own if one.case.live]
        return (live[0] if len(live) == 1 else None), text

    def _not_yours(self, number: int) -> tuple[Block, ...]:
        return (Text(self._phrases.refused(RefusedError("not_yours", number=number))),)

    def _text(self, id_: str, **values: object) -> Text:
        return Text(self._phrases.say(id_, **values))
