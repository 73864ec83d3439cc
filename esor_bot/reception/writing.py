"""What the office writes: an answer, a question back, a note. Each is a form that never loses what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from esor_bot.desk.act import act
from esor_bot.desk.files import CaseFile
from esor_bot.domain.case import Case, Deed
from esor_bot.domain.conversation import Press, Submission
from esor_bot.domain.form import LONGEST_TEXT, Answer, Form, Mistakes, TextField
from esor_bot.domain.reply import Aside, Block, Button, Buttons, Heading, Text
from esor_bot.errors import EsorBotError, RefusedError
from esor_bot.reception.case_text import named_cases, platform_of, starts
from esor_bot.reception.colleague import Colleague, case_of, of_office, seen_of
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.reception.lists import start
from esor_bot.reception.notices import to_asker
from esor_bot.reception.saying import only
from esor_bot.reception.text import short

_DEEDS = (Deed.ANSWER, Deed.ASK_BACK, Deed.NOTE)
_SHOWN, _LINE = 4, 240
_LABEL = 30


class Writing:
    """The forms in which the office writes."""

    def __init__(self, house: House) -> None:
        self._house = house

    @property
    def handlers(self) -> Handlers:
        """What is done for which button and form."""
        of = partial(of_office, self._house)
        actions = {deed.value: of(partial(_open, deed)) for deed in _DEEDS}
        forms = {deed.value: of(partial(_send, deed)) for deed in _DEEDS}
        return Handlers(actions={**actions, "start": of(_start)}, forms=forms)


def previewed(who: Colleague, press: Press) -> Answer:
    """Show the form again, with what the person would get of what stands in it, and what is new of the case."""
    deed = Deed.ASK_BACK if press.values.get("deed") == Deed.ASK_BACK else Deed.ANSWER
    file = who.file(case_of(press.values))
    return _Draft(who, file, deed, press.values.get(f"field:{deed}", ""), seen_of(press.values)).form()


def _open(deed: Deed, who: Colleague, press: Press) -> Answer:
    file = who.file(case_of(press.values))
    who.held(file, deed, seen_of(press.values))
    return _Draft(who, file, deed).form()


def _start(who: Colleague, press: Press) -> Answer:
    """Put what an answer can start from behind what was typed."""
    number, source = case_of(press.values), press.values.get("from", "")
    file, house = who.file(number), who.house
    begun = start(house.desk, who.phrases, house.names, who.actor, number, source, house.desk.now())
    typed = press.values.get(f"field:{Deed.ANSWER}", "").strip()
    text = "\n\n".join(filter(None, (typed, begun)))[:LONGEST_TEXT]
    return _Draft(who, file, Deed.ANSWER, text, seen_of(press.values)).form()


def _send(deed: Deed, who: Colleague, sent: Submission) -> Answer:
    text, seen = sent.values.get(deed.value, ""), seen_of(sent.carried)
    try:
        number = case_of(sent.carried)
        case = who.house.desk.do(
            number, deed, who.actor, text=text, seen=seen, event=who.sent(deed, number, seen, text)
        )
    except EsorBotError as error:  # the form stays open, with what was typed
        return Mistakes({deed.value: mistake(who, deed, error)})
    return only(who.phrases.say(f"done.{deed}", number=case.number))


def mistake(who: Colleague, deed: Deed, error: EsorBotError) -> str:
    """Say why something was not done, and how it goes on."""
    told = who.phrases.trouble(error)
    if isinstance(error, RefusedError) and error.code == "changed" and deed in {Deed.ANSWER, Deed.ASK_BACK}:
        return who.say("form.changed", said=told)
    return told


def goes(who: Colleague, case: Case) -> str:
    """Say where something goes: to nobody else's eyes, or to where others read it."""
    platform = platform_of(who.phrases, case.place.platform)
    return who.say("form.goes_private" if case.place.private else "form.goes_public", platform=platform)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A text on its way: `seen` is the version that was on the screen so far, None where it is this one."""

    who: Colleague
    file: CaseFile
    deed: Deed
    text: str = ""
    seen: int | None = None

    def form(self) -> Form:
        """Return the form. Whoever sees it has seen the case as it is in it."""
        who, case, deed = self.who, self.file.case, self.deed
        carried = {"case": str(case.number), "seen": str(case.version)}
        field = TextField(
            deed.value,
            who.say(f"form.{deed}.field"),
            initial=self.text,
            long=True,
        )
        title = who.say(f"form.{deed}.title", number=case.number)
        submit, close = who.say(f"form.{deed}.submit"), who.say("form.close")
        return Form(deed.value, title, (field,), submit, close, carried, tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        told = self.who.text(self.file)
        yield from self._news()
        card = self.who.card(self.file)
        yield from card.about()
        if self.deed is Deed.ANSWER and (bot := list(told.bot())):
            yield Text("\n".join(bot))
        if said := [short(one, _LINE) for one in list(told.record())[-_SHOWN:]]:
            yield Aside("\n".join(said))
        if self.deed is Deed.NOTE:
            return
        yield from self._starts()
        yield from self._preview()
        yield Buttons((Button(self.who.say("form.preview"), "preview", {"deed": self.deed.value}),))

    def _news(self) -> Iterator[Block]:
        """Say what stands in the way now, and what others did since it was on the screen."""
        for seen in (None, self.seen):
            try:
                self.who.held(self.file, self.deed, seen)
            except RefusedError as error:
                yield Text(self.who.phrases.refused(error))
                return

    def _starts(self) -> Iterator[Block]:
        found = starts(self.file, self.who.house.names) if self.deed is Deed.ANSWER else ()
        if found:
            yield Text(self.who.say("form.starts"), leads=True)
            yield Buttons(tuple(Button(self._named(one), "start", {"from": one}) for one in found))

    def _named(self, source: str) -> str:
        if source.startswith("#"):
            return self.who.say("form.start_answer", number=source.removeprefix("#"))
        return short(self.who.house.names(self.file.case.programme, source), _LABEL)

    def _preview(self) -> Iterator[Block]:
        """Yield exactly what the person gets, who else gets it, and where it goes."""
        who, case = self.who, self.file.case
        yield Heading(who.say("form.preview_head"), leads=True)
        yield from self._gets()
        yield Aside(goes(who, case))
        if self.deed is Deed.ANSWER and self.file.followers:
            yield Aside(who.phrases.say("preview.others", cases=named_cases(who.phrases, self.file.followers)))

    def _gets(self) -> Iterator[Block]:
        who, case = self.who, self.file.case
        if not self.text.strip():
            yield Text(who.say("form.preview_empty"), leads=True)
            return
        try:
            text = act(case, self.deed, who.actor, who.house.desk.now(), text=self.text).record.text
        except RefusedError:  # said above, or on the field where it is sent
            text = self.text
        shown = to_asker(who.phrases, case, self.deed.value, {"text": text})
        yield from (replace(block, leads=True) for block in shown if isinstance(block, Text))
