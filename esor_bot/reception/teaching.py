"""An answer becomes what everybody is told: put forward in a form, looked at, and decided by somebody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from esor_bot.desk.learning import Look
from esor_bot.desk.sketching import LONGEST, Wishes
from esor_bot.domain.case import Deed
from esor_bot.domain.conversation import Press, Submission
from esor_bot.domain.form import Answer, Mistakes
from esor_bot.domain.reply import Block, Button, Buttons, Style, Text
from esor_bot.domain.statement import Standing
from esor_bot.errors import EsorBotError, RefusedError
from esor_bot.reception.colleague import Colleague, case_of, of_office, seen_of
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.reception.teaching_form import FORM, Draft, as_blocks, digest, field, lesson, wishes
from esor_bot.reception.text import number_of, short

_LABEL = 70
_CARRIED = ("case", "programme", "same", "statement", "seen")


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
        return Handlers(actions={name: of(doing) for name, doing in actions.items()}, forms={FORM: of(_send)})


def begin(who: Colleague, number: int, programme: str = "") -> Answer:
    """Open the form that makes a statement of the answer to a case."""
    said, wished = "", Wishes(programme=programme)
    try:
        found = who.house.learning.sketch(number, who.actor, wished, effect=False)
    except RefusedError as error:
        if error.code == "which_programme":
            return _which_programme(who, number, error)
        if error.code != "too_long":
            raise
        said = who.phrases.refused(error)  # it is shortened in the form
        found = who.house.learning.sketch(number, who.actor, _short_enough(who, number, wished), effect=False)
    same = "" if said else digest(found.statement.answer)
    carried = {"case": str(number), "programme": found.statement.programme, "same": same}
    return Draft(who, found, carried, refused=said).form()


def _short_enough(who: Colleague, number: int, wished: Wishes) -> Wishes:
    """Return a wish for as much of the answer to a case as a statement can hold."""
    answers = [record.text for record in who.file(number).records if record.deed is Deed.ANSWER]
    return replace(wished, answer=answers[-1][:LONGEST])


def previewed(who: Colleague, press: Press) -> Answer:
    """Show the form again, with what people would read, and what that changes."""
    carried = {name: press.values[name] for name in _CARRIED if name in press.values}
    fields = {name.removeprefix("field:"): text for name, text in press.values.items() if name.startswith("field:")}
    learning, wished = who.house.learning, wishes(fields, carried)
    try:
        found = learning.sketch(case_of(carried), who.actor, wished)
    except RefusedError as error:
        plain = Wishes(programme=carried.get("programme", ""))
        found = learning.sketch(case_of(carried), who.actor, plain, effect=False)
        return Draft(who, found, carried, fields, who.phrases.refused(error)).form()
    return Draft(who, found, carried, fields).form()


def look(who: Colleague, id_: int, said: str = "", *, instead: bool = False, effect: bool = True) -> Answer:
    """Show a statement with what it changes, and what the person can do with it."""
    found = who.house.learning.look(id_, who.actor, effect=effect)
    blocks: list[Block] = [Text(said)] if said else []
    blocks += as_blocks(lesson(who).show(found))
    if buttons := tuple(_buttons(who, found)):
        blocks.append(Buttons(buttons))
    return who.private(*blocks, instead=instead)


def _send(who: Colleague, sent: Submission) -> Answer:
    learning, wished = who.house.learning, wishes(sent.values, sent.carried)
    try:
        if "statement" in sent.carried:
            made = learning.revise(_statement_of(sent.carried), who.actor, wished, seen_of(sent.carried))
            done = "done.revise"
        else:
            made = learning.propose(case_of(sent.carried), who.actor, wished, who.event(Deed.PROMOTE))
            done = "done.promote"
    except EsorBotError as error:
        return Mistakes({field(error, sent.values): who.phrases.trouble(error)})
    button = Button(who.say("card.look", statement=made.name), "statement", {"statement": str(made.id)})
    return who.private(Text(who.phrases.say(done, statement=made.name)), Buttons((button,)))


def _revise(who: Colleague, press: Press) -> Answer:
    """Open the form on a statement that waits."""
    found = who.house.learning.look(_statement_of(press.values), who.actor, effect=False)
    made = found.statement
    if made.state is not Standing.PROPOSED:
        by = made.decider_name or made.decider
        raise RefusedError(f"statement_{made.state.value}", statement=made.name, by=by)
    carried = {
        "case": str(made.case),
        "programme": made.programme,
        "statement": str(made.id),
        "seen": str(made.version),
        "same": digest(made.answer),
    }
    return Draft(who, found, carried).form()


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
    return look(who, id_, who.phrases.say(f"done.{deed}", statement=made.name), instead=True, effect=False)


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


def _statement_of(values: Mapping[str, str]) -> int:
    id_ = statement_number(values.get("statement", ""))
    if id_ is None:
        raise RefusedError("no_statement", statement="S0")
    return id_


def statement_number(text: str) -> int | None:
    """Return the number of a statement that was written as S3 or 3, None where it is none."""
    return number_of(text.strip().upper().removeprefix("S"))
