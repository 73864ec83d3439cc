"""An answer becomes what everybody is told: put forward in a form, looked at, and decided by somebody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import groupby

from esor_bot.desk.learning import Look
from esor_bot.desk.sketching import LONGEST, Wishes
from esor_bot.domain.case import Deed
from esor_bot.domain.conversation import Press, Submission
from esor_bot.domain.form import Answer, ChoiceField, Form, Item, Mistakes, TextField
from esor_bot.domain.reply import Block, Button, Buttons, Quotation, Style, Text
from esor_bot.domain.statement import Standing, Statement
from esor_bot.errors import EsorBotError, RefusedError
from esor_bot.reception.colleague import Colleague, case_of, of_office, seen_of
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.reception.lesson import Lesson
from esor_bot.reception.text import number_of, short
from esor_bot.reception.topics import Topics

_ANSWER, _QUESTIONS, _TOPIC = "answer", "questions", "topic"
_NO_TOPIC = "-"
_MOST, _LABEL = 100, 70
_FORM = "promote"
_CARRIED = ("case", "programme", "same")


class Teaching:
    """Statements: the form that makes one, and the buttons that decide on it."""

    def __init__(self, house: House) -> None:
        self._house = house

    @property
    def handlers(self) -> Handlers:
        """What is done for which button and form."""
        of = partial(of_office, self._house)
        actions: Mapping[str, Callable[[Colleague, Press], Answer]] = {
            "promote": lambda who, press: begin(who, case_of(press.values), press.values.get("programme", "")),
            "statement": lambda who, press: look(who, _statement_of(press.values)),
            "revise": _revise,
            **{deed.value: partial(_decide, deed) for deed in (Deed.APPROVE, Deed.DECLINE, Deed.UNDO)},
        }
        return Handlers(actions={name: of(doing) for name, doing in actions.items()}, forms={_FORM: of(_send)})


def begin(who: Colleague, number: int, programme: str = "") -> Answer:
    """Open the form that makes a statement of the answer to a case."""
    try:
        found = who.house.learning.sketch(number, who.actor, Wishes(programme=programme))
    except RefusedError as error:
        if error.code != "which_programme":
            raise
        return _which_programme(who, number, error)
    carried = {"case": str(number), "programme": found.statement.programme, "same": _digest(found.statement.answer)}
    return _Draft(who, found, carried).form()


def previewed(who: Colleague, press: Press) -> Answer:
    """Show the form again, with what people would read, and what that changes."""
    carried = {
        name: press.values[name] for name in ("case", "programme", "same", "statement", "seen") if name in press.values
    }
    fields = {name.removeprefix("field:"): text for name, text in press.values.items() if name.startswith("field:")}
    learning, wishes = who.house.learning, _wishes(fields, carried)
    try:
        found = learning.sketch(case_of(carried), who.actor, wishes)
    except RefusedError as error:
        plain = learning.sketch(case_of(carried), who.actor, Wishes(programme=carried.get("programme", "")))
        return _Draft(who, plain, carried, fields, who.phrases.refused(error)).form()
    return _Draft(who, found, carried, fields).form()


def look(who: Colleague, id_: int, said: str = "", *, instead: bool = False) -> Answer:
    """Show a statement with what it changes, and what the person can do with it."""
    found = who.house.learning.look(id_, who.actor)
    blocks: list[Block] = [Text(said)] if said else []
    blocks += as_blocks(_lesson(who).show(found))
    if buttons := tuple(_buttons(who, found)):
        blocks.append(Buttons(buttons))
    return who.private(*blocks, instead=instead)


def as_blocks(lines: Iterable[str]) -> list[Block]:
    """Return lines as paragraphs: what is set in is what people read."""
    blocks: list[Block] = []
    for blank, part in groupby(lines, key=lambda line: not line.strip()):
        told = list(part)
        if blank:
            continue
        read = all(line.startswith("  ") for line in told)
        text = "\n".join(line.strip() if read else line for line in told)
        blocks.append(Quotation(text) if read else Text(text))
    return blocks


def _send(who: Colleague, sent: Submission) -> Answer:
    learning, wishes = who.house.learning, _wishes(sent.values, sent.carried)
    try:
        if "statement" in sent.carried:
            made = learning.revise(_statement_of(sent.carried), who.actor, wishes, seen_of(sent.carried))
            done = "done.revise"
        else:
            made = learning.propose(case_of(sent.carried), who.actor, wishes, who.event(Deed.PROMOTE))
            done = "done.promote"
    except EsorBotError as error:
        return Mistakes({_field(error, sent.values): who.phrases.trouble(error)})
    button = Button(who.say("card.look", statement=made.name), "statement", {"statement": str(made.id)})
    return who.private(Text(who.phrases.say(done, statement=made.name)), Buttons((button,)))


def _revise(who: Colleague, press: Press) -> Answer:
    """Open the form on a statement that waits."""
    found = who.house.learning.look(_statement_of(press.values), who.actor)
    made = found.statement
    if made.state is not Standing.PROPOSED:
        by = made.decider_name or made.decider
        raise RefusedError(f"statement_{made.state.value}", statement=made.name, by=by)
    carried = {
        "case": str(made.case),
        "programme": made.programme,
        "statement": str(made.id),
        "seen": str(made.version),
        "same": _digest(made.answer),
    }
    return _Draft(who, found, carried).form()


def _decide(deed: Deed, who: Colleague, press: Press) -> Answer:
    learning, id_, seen = who.house.learning, _statement_of(press.values), seen_of(press.values)
    try:
        if deed is Deed.APPROVE:
            made = learning.approve(id_, who.actor, anyway=bool(press.values.get("anyway")), seen=seen)
        elif deed is Deed.DECLINE:
            made = learning.decline(id_, who.actor, seen)
        else:
            made = learning.undo(id_, who.actor)
    except RefusedError as error:
        if error.code != "statement_changed":
            raise
        return look(who, id_, who.phrases.refused(error), instead=True)
    return look(who, id_, who.phrases.say(f"done.{deed}", statement=made.name), instead=True)


def _buttons(who: Colleague, found: Look) -> Iterator[Button]:
    made = found.statement
    values = {"statement": str(made.id), "seen": str(made.version)}
    if made.state is Standing.PROPOSED:
        if made.author != who.actor.id and found.effect is not None:
            others = len(found.effect.others)
            if others:
                sure = who.say("learning.sure_anyway", count=others)
                label = who.say("learning.approve_anyway")
                yield Button(label, "approve", {**values, "anyway": "1"}, Style.DANGER, sure)
            else:
                yield Button(who.say("learning.approve"), "approve", values, Style.PRIMARY)
        yield Button(who.say("learning.decline"), "decline", values)
        yield Button(who.say("learning.revise"), "revise", values)
    elif made.state is Standing.APPROVED:
        yield Button(who.say("learning.undo"), "undo", values, Style.DANGER, who.say("learning.sure_undo"))


def _which_programme(who: Colleague, number: int, error: RefusedError) -> Answer:
    programmes = who.house.knowledge.programmes
    buttons = tuple(
        Button(short(one.short or one.title, _LABEL), "promote", {"case": str(number), "programme": one.id})
        for one in programmes
    )
    return who.private(Text(who.phrases.refused(error)), Buttons(buttons))


@dataclass(frozen=True, slots=True)
class _Draft:
    """A statement in its form; `fields` is what stands in the fields, where that is something else."""

    who: Colleague
    found: Look
    carried: Mapping[str, str]
    fields: Mapping[str, str] | None = None
    refused: str = ""

    def form(self) -> Form:
        """Return the form."""
        who, made = self.who, self.found.statement
        lines = _lesson(who).draft(self.found)
        blocks: list[Block] = [Text(self.refused)] if self.refused else as_blocks(lines)
        if not made.id:  # one that is stored is looked at as it stands, before and after
            blocks.append(Buttons((Button(who.say("form.preview"), "preview", {"deed": _FORM}),)))
        fields = (
            TextField(
                _ANSWER,
                who.say("form.promote.answer"),
                initial=self._filled(_ANSWER, made.answer),
                long=True,
                most=LONGEST,
            ),
            TextField(
                _QUESTIONS,
                who.say("form.promote.questions"),
                who.say("form.promote.questions_hint"),
                self._filled(_QUESTIONS, "\n".join(made.questions)),
                long=True,
                optional=True,
            ),
            ChoiceField(
                _TOPIC,
                who.say("form.promote.topic"),
                tuple(_topics(who, made)),
                who.say("form.promote.topic_hint"),
                self._filled(_TOPIC, made.topic or _NO_TOPIC),
            ),
        )
        title, submit = who.say("form.promote.title", number=made.case), who.say("form.promote.submit")
        return Form(_FORM, title, fields, submit, who.say("form.close"), self.carried, tuple(blocks))

    def _filled(self, field: str, made: str) -> str:
        return made if self.fields is None else self.fields.get(field, made)


def _topics(who: Colleague, made: Statement) -> Iterator[Item]:
    """Yield what a statement can speak to: its own topic, then all that the page is silent on."""
    names = who.house.names
    silent = sorted(
        entry for programme, entry in Topics(None, who.house.knowledge).silent if programme == made.programme
    )
    yield Item(_NO_TOPIC, who.say("form.promote.no_topic"))
    for entry in list(dict.fromkeys(filter(None, (made.topic, *silent))))[: _MOST - 1]:
        yield Item(entry, short(names(made.programme, entry), _LABEL))


def _wishes(fields: Mapping[str, str], carried: Mapping[str, str]) -> Wishes:
    """Return what is wished; an answer that was not touched stays the one that was given, with its date."""
    answer, topic = fields.get(_ANSWER, ""), fields.get(_TOPIC, _NO_TOPIC)
    questions = tuple(line.strip() for line in fields.get(_QUESTIONS, "").splitlines() if line.strip())
    touched = _digest(answer) != carried.get("same")
    return Wishes(
        "" if topic == _NO_TOPIC else topic,
        questions,
        answer if touched else None,
        programme=carried.get("programme", ""),
    )


def _digest(text: str) -> str:
    return sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def _field(error: EsorBotError, fields: Mapping[str, str]) -> str:
    """Return the field that something is wrong with."""
    if isinstance(error, RefusedError):
        asked = fields.get(_QUESTIONS, "")
        if error.code == "no_question" or (error.code == "gap" and str(error.values.get("text")) in asked):
            return _QUESTIONS
        if error.code == "no_topic":
            return _TOPIC
    return _ANSWER


def _statement_of(values: Mapping[str, str]) -> int:
    id_ = statement_number(values.get("statement", ""))
    if id_ is None:
        raise RefusedError("no_statement", statement="S0")
    return id_


def statement_number(text: str) -> int | None:
    """Return the number of a statement that was written as S3 or 3, None where it is none."""
    return number_of(text.strip().upper().removeprefix("S"))


def _lesson(who: Colleague) -> Lesson:
    return Lesson(who.phrases, lambda: who.now, who.house.names)
