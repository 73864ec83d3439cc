"""Forms in the chat: field after field, at the prompt or through a pipe. Choices go by number, 0 leaves the form.

What a reply or a form has to be pressed goes by its number behind a slash.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import assert_never
from uuid import uuid4

from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Attachment, Command, Person, Press, Scene, Submission
from esor_bot.domain.form import Answer, Checking, ChoiceField, Field, FileField, Form, Mistakes, TextField
from esor_bot.domain.reply import Block, Button, Choices, File, Heading, Option, Picture, Reply, Text
from esor_bot.reception import plain
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.pressing import pressable
from esor_bot.terminal.offers import LEAVE, Offers
from esor_bot.terminal.office.person import PLATFORM
from esor_bot.terminal.paths import named_file
from esor_bot.terminal.port import Clock
from esor_bot.wording import Wording

LEAVING = "0"


@dataclass
class Filling:
    """A form that is being filled in; `rest` are the fields still to be asked, the first of them now."""

    form: Form
    rest: list[Field]
    values: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[Attachment, ...]] = field(default_factory=dict)


Check = Callable[[Checking], Reply]
"""Checks the file of a check that was begun, which takes its time."""


class Forms:
    """Does the words that open a form, and hears the answers. `handlers` are built when the first word comes."""

    def __init__(
        self, handlers: Callable[[], Handlers], wording: Wording, clock: Clock, check: Check | None = None
    ) -> None:
        self._handlers = handlers
        self._wording = wording
        self._clock = clock
        self._check = check
        self._offers = Offers(wording)
        self._filling: Filling | None = None
        self.reply: Reply | None = None

    @property
    def waits(self) -> bool:
        """Say whether the next line, even an empty one, is an answer."""
        return self._filling is not None

    def begin(self, word: str, text: str) -> tuple[Block, ...]:
        """Do a word; where it opens a form, ask for the first field."""
        self.lay_aside()
        return self._came(self._handlers().words[word](Command(self._scene(), word, text)))

    def offers(self, line: str) -> bool:
        """Say whether a line picks something that was offered."""
        return self._offers.picked(line) is not None

    def pick(self, line: str) -> tuple[Block, ...] | str:
        """Do what was offered; a question that was is returned, to be asked."""
        offer = self._offers.picked(line)
        if isinstance(offer, Picture | File):
            return (self._offers.keep(offer),)
        if not isinstance(offer, Button):
            return offer or ()
        if offer.sure:
            return self._offers.sure(offer)
        if offer.action == LEAVE:
            return self._stayed()
        action = self._handlers().actions.get(offer.action)
        return (self._text("surface.old_button"),) if action is None else self._came(action(self._press(offer)))

    def hear(self, line: str) -> tuple[Block, ...]:
        """Take an answer, and ask for the next field; after the last one the form is sent."""
        filling, answer = self._filling, line.strip()
        if filling is None or answer == LEAVING:
            self.lay_aside()
            return (self._text("terminal.form.left"),)
        asked = filling.rest[0]
        if wrong := self._took(filling, asked, answer):
            return (Text(wrong),)
        filling.rest.pop(0)
        return self._asked(filling) if filling.rest else self._sent(filling)

    def lay_aside(self) -> None:
        """Close the form, and keep nothing of it; nor is anything offered any more."""
        self._offers.drop()
        self._filling = self.reply = None

    def taken(self) -> Reply | None:
        """Return the reply that came last, once; what it offers is offered still."""
        reply, self.reply = self.reply, None
        return reply

    def _came(self, answer: Answer) -> tuple[Block, ...]:
        """Show what came of an event."""
        match answer:
            case Form():
                return self._begun(answer)
            case Mistakes(wrong):
                return tuple(map(Text, wrong.values()))
            case Checking(begun=begun):
                shown = self._came(begun)
                return (*shown, *self._came(self._check(answer))) if self._check else shown
            case Reply():
                self._filling, self.reply = None, answer
                return self._shown(answer)
            case None:
                self._filling = None
                return ()
            case _:
                assert_never(answer)

    def _begun(self, form: Form) -> tuple[Block, ...]:
        plainly = tuple(map(plain.unmarked, form.fields))
        self._filling = Filling(replace(form, fields=plainly), list(plainly))
        return self._opened(self._filling)

    def _opened(self, filling: Filling) -> tuple[Block, ...]:
        form = filling.form
        head = (Heading(form.title), *map(plain.unmarked, form.blocks))
        return (*self._offers.shown(head), *self._asked(filling))

    def _shown(self, reply: Reply) -> tuple[Block, ...]:
        """Show a reply; where there is a button for it, choices are buttons too."""
        reply = pressable(reply) if "pick" in self._handlers().actions else reply
        return self._offers.shown(tuple(map(plain.unmarked, reply.blocks)), reply.chips)

    def _stayed(self) -> tuple[Block, ...]:
        said = self._text("blocks.left")
        if self._filling is None:
            self._offers.drop()
            return (said,)
        return (said, *self._opened(self._filling))

    def _press(self, button: Button) -> Press:
        """Press a button; one of a form is told what the form carries and what stands in its fields."""
        values: dict[str, str] = {}
        if self._filling is not None:
            form, filled = self._filling.form, self._filling.values
            initial = {one.id: one.initial for one in form.fields if not isinstance(one, FileField)}
            values = {f"field:{id_}": value for id_, value in (initial | filled).items()} | dict(form.carried)
        return Press(self._scene(), button.action, {**values, **button.values})

    def _sent(self, filling: Filling) -> tuple[Block, ...]:
        form = filling.form
        sent = Submission(self._scene(), form.id, form.carried, dict(filling.values), dict(filling.files))
        answer = self._handlers().forms[form.id](sent)
        if not isinstance(answer, Mistakes):
            return self._came(answer)
        filling.rest = [one for one in form.fields if one.id in answer.wrong] or list(form.fields)
        return (*(Text(said) for said in answer.wrong.values()), *self._asked(filling))

    def _asked(self, filling: Filling) -> tuple[Block, ...]:
        one, fields = filling.rest[0], filling.form.fields
        asked = self._say("terminal.form.question", number=fields.index(one) + 1, count=len(fields), label=one.label)
        lines = [asked, one.hint, self._ways(one)]
        shown = Text("\n".join(line for line in lines if line))
        if not isinstance(one, ChoiceField):
            return (shown,)
        options = tuple(Option(item.label, item.value, "") for item in one.items)
        return (shown, Choices(options, self._say("terminal.form.leave")))

    def _ways(self, one: Field) -> str:
        """Say what else than an answer may be typed."""
        initial = "" if isinstance(one, FileField) else one.initial
        if isinstance(one, ChoiceField):
            initial = next((item.label for item in one.items if item.value == initial), "")
        if initial:
            return self._say("terminal.form.keep", initial=initial)
        optional = not isinstance(one, FileField) and one.optional
        if isinstance(one, ChoiceField):
            return self._say("terminal.form.skip_choice") if optional else ""
        return self._say("terminal.form.skip" if optional else "terminal.form.needed")

    def _took(self, filling: Filling, one: Field, answer: str) -> str:
        """Take an answer, or say what is wrong with it."""
        match one:
            case TextField():
                value = answer or one.initial
                wrong = self._text_wrong(one, value)
            case ChoiceField():
                value = _picked(one, answer) if answer else one.initial
                wrong = (
                    ""
                    if value or (not answer and one.optional)
                    else self._say("terminal.form.number", count=len(one.items))
                )
            case FileField():
                return self._took_file(filling, one, answer)
        if not wrong:
            filling.values[one.id] = value
        return wrong

    def _text_wrong(self, one: TextField, value: str) -> str:
        if not value:
            return "" if one.optional else self._say("terminal.form.empty")
        if len(value) < one.least:
            return self._say("terminal.form.longer", least=one.least)
        return self._say("terminal.form.shorter", most=one.most) if len(value) > one.most else ""

    def _took_file(self, filling: Filling, one: FileField, answer: str) -> str:
        path = named_file(answer)
        if not answer or not path.is_file():
            return self._say("terminal.form.no_file")
        filling.files[one.id] = (Attachment(str(path), path.name, path.stat().st_size, str(path)),)
        return ""

    def _scene(self) -> Scene:
        return Scene(uuid4().hex, Person(f"{PLATFORM}:here"), Place(PLATFORM, "here", private=True), self._clock())

    def _text(self, id_: str) -> Text:
        return Text(self._say(id_))

    def _say(self, id_: str, **values: object) -> str:
        return self._wording.say(id_, **values)


def _picked(one: ChoiceField, answer: str) -> str:
    """Return the value of the item that is meant by its number or its words, "" where there is none."""
    if answer.isascii() and answer.isdigit():
        number = int(answer)
        return one.items[number - 1].value if 1 <= number <= len(one.items) else ""
    return next((item.value for item in one.items if item.label.casefold() == answer.casefold()), "")
