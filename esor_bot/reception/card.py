"""The office's card of a case: all that one has to know before one answers, and what can be done, as buttons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from esor_bot.desk.files import CaseFile
from esor_bot.desk.possible import possible
from esor_bot.domain.case import Actor, Case, Deed, Role, State
from esor_bot.domain.reply import Aside, Block, Button, Buttons, Heading, Quotation, Style, Text
from esor_bot.reception.case_text import CaseText
from esor_bot.reception.names import Names
from esor_bot.reception.phrases import Phrases

_ORDER = (
    Deed.CLAIM,
    Deed.ANSWER,
    Deed.ASK_BACK,
    Deed.NOTE,
    Deed.MERGE,
    Deed.REOPEN,
    Deed.CLOSE,
    Deed.TAKE_OVER,
    Deed.HAND_OVER,
)
_FIRST = {State.OPEN: Deed.CLAIM, State.CLAIMED: Deed.ANSWER, State.ASKED_BACK: Deed.ANSWER}
_SOMEBODY = Actor("?", Role.OFFICE)

_QUESTION, _LINES, _RECORD, _DONE = 700, 4, 6, 240
_WHOLE = 8000  # characters of a record that is shown as a whole: what came before is left out


@dataclass(frozen=True, slots=True)
class Card:
    """The card of a case as it is now: call `blocks`.

    Without an `actor` it is read by all of the office, and offers what any of them could do. `whole`: nothing is cut.
    """

    phrases: Phrases
    file: CaseFile
    now: datetime
    names: Names
    actor: Actor | None = None
    whole: bool = False

    def blocks(self) -> tuple[Block, ...]:
        """Return the card."""
        return (*self.about(), *self._told(), *self._buttons())

    def about(self) -> Iterator[Block]:
        """Yield what it is about: its number and state, the programme, where it was asked, and the question."""
        case, told = self.file.case, self._text
        state = self.phrases.say(f"state.{case.state}")
        yield Heading(self._say("title", number=case.number, state=state))
        if case.forgotten:
            yield Aside(self._say("about_gone", programme=told.programme(), when=self._when(case.opened)))
            yield Text(told.question())
            return
        about = {"programme": told.programme(), "platform": told.platform(), "when": self._when(case.opened)}
        yield Aside(self._say("about", **about))
        yield Quotation(told.question() if self.whole else self._cut(told.question(), _QUESTION))

    def _told(self) -> Iterator[Block]:
        told = self._text
        for part in (told.standing(), self._few(told.others()), self._few(told.earlier())):
            if lines := list(part):
                yield Text("\n".join(lines))
        if record := self._record(list(told.record())):
            yield Aside("\n".join(record))

    def _few(self, lines: Iterator[str]) -> Iterator[str]:
        """Yield the first line and a few of the others."""
        listed = [line.strip() for line in lines]
        shown = listed if self.whole else listed[: _LINES + 1]
        yield from shown
        if len(listed) > len(shown):
            yield self._say("more", count=len(listed) - len(shown), number=self.file.case.number)

    def _record(self, done: Sequence[str]) -> list[str]:
        """Return the end of the record, as much of it as fits."""
        if not self.whole:
            kept = [self._cut(one, _DONE) for one in done[-_RECORD:]]
        else:
            kept = list(done)
            while len(kept) > 1 and sum(map(len, kept)) > _WHOLE:
                kept.pop(0)
        left = len(done) - len(kept)
        id_ = f"{'record_before' if self.whole else 'record_more'}{'_one' if left == 1 else ''}"
        return [self._say(id_, count=left, number=self.file.case.number), *kept] if left else kept

    def _cut(self, text: str, most: int) -> str:
        if len(text) <= most:
            return text
        return f"{text[:most].rsplit(maxsplit=1)[0]} … {self._say('cut', number=self.file.case.number)}"

    def _buttons(self) -> Iterator[Block]:
        buttons = [self._button(deed) for deed in self._can()]
        if statement := self._statement():
            label = self._say("look", statement=f"S{statement}")
            buttons.append(Button(label, "statement", {"statement": str(statement)}))
        elif self._promotes():
            buttons.append(Button(self._say("label.promote"), "promote", self._values))
        if buttons:
            yield Buttons(tuple(buttons))

    def _can(self) -> Iterator[Deed]:
        """Yield what can be done: by the actor, or by anybody of the office."""
        case = self.file.case
        if self.actor is not None:
            can = set(possible(case, self.actor, self.now))
        else:
            owner = replace(_SOMEBODY, id=case.owner) if case.owner else _SOMEBODY
            can = {*possible(case, _SOMEBODY, self.now), *possible(case, owner, self.now)}
            if case.state is State.ANSWERED:  # on a card that may be old, nobody answers twice by mistake
                can.discard(Deed.ANSWER)
        return (deed for deed in _ORDER if deed in can)

    def _button(self, deed: Deed) -> Button:
        case = self.file.case
        style = Style.PRIMARY if _FIRST.get(case.state) is deed else Style.PLAIN
        sure = ""
        if deed is Deed.CLOSE:
            style, sure = Style.DANGER, self._say("sure.close" if _answered(case) else "sure.close_unanswered")
        return Button(self._say(f"label.{deed}"), deed.value, self._values, style, sure)

    @property
    def _values(self) -> dict[str, str]:
        values = {"case": str(self.file.case.number), "seen": str(self.file.case.version)}
        return values | ({"own": "1"} if self.actor is not None else {})

    def _promotes(self) -> bool:
        answered = any(record.deed is Deed.ANSWER for record in self.file.records)
        state = self.file.case.state
        return answered and state in {State.ANSWERED, State.CLOSED} and not self.file.case.forgotten

    def _statement(self) -> int:
        """Return the number of the statement that was made of it last and still counts, 0 for none."""
        last = 0
        for record in self.file.records:
            number = record.text.removeprefix("S")
            if record.deed in {Deed.PROMOTE, Deed.REVISE, Deed.APPROVE} and number.isdecimal():
                last = int(number)
            elif record.deed in {Deed.DECLINE, Deed.UNDO, Deed.ANSWER}:
                last = 0
        return last

    @property
    def _text(self) -> CaseText:
        return CaseText(self.phrases, self.file, self.now, self.names)

    def _when(self, at: datetime) -> str:
        return self.phrases.when(at, self.now)

    def _say(self, id_: str, **values: object) -> str:
        return self.phrases.at_desk(f"card.{id_}", **values)


def _answered(case: Case) -> bool:
    return case.state is State.ANSWERED
