"""Where the office passes a case on: merged into another one, or handed to a colleague."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from esor_bot.desk.files import CaseFile
from esor_bot.domain.case import Actor, Deed, Role, State
from esor_bot.domain.conversation import Press, Submission
from esor_bot.domain.form import Answer, ChoiceField, Field, Form, Item, Mistakes, TextField
from esor_bot.domain.reply import Aside, Block
from esor_bot.errors import EsorBotError, RefusedError
from esor_bot.reception.case_text import named_cases
from esor_bot.reception.colleague import Colleague, case_of, of_office, seen_of
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.reception.saying import only
from esor_bot.reception.text import number_of, short

_MOST = 100
_LABEL = 70
_INTO, _NUMBER, _TO, _NOTE = "into", "number", "to", "note"


class Passing:
    """The forms for merging and for handing over."""

    def __init__(self, house: House) -> None:
        self._house = house

    @property
    def handlers(self) -> Handlers:
        """What is done for which button and form."""
        of = partial(of_office, self._house)
        return Handlers(
            actions={Deed.MERGE.value: of(_which), Deed.HAND_OVER.value: of(_whom)},
            forms={Deed.MERGE.value: of(_merge), Deed.HAND_OVER.value: of(_hand_over)},
        )


def _which(who: Colleague, press: Press) -> Answer:
    """Ask with which question a case is to be merged: one that asks something similar, or any other by its number."""
    file = who.file(case_of(press.values))
    who.held(file, Deed.MERGE, seen_of(press.values))
    items = tuple(_similar(who, file))
    fields: list[Field] = []
    if items:
        hint = who.say("form.merge.similar_hint")
        fields.append(ChoiceField(_INTO, who.say("form.merge.similar"), items, hint, optional=True))
    label = who.say("form.merge.number" if items else "form.merge.number_alone")
    fields.append(TextField(_NUMBER, label, most=16, optional=bool(items)))
    return _form(who, file, Deed.MERGE, fields, [Aside(who.say("form.merge.told"))])


def _merge(who: Colleague, sent: Submission) -> Answer:
    typed = sent.values.get(_NUMBER, "").strip()
    into = number_of(typed or sent.values.get(_INTO, ""))
    number = case_of(sent.carried)
    try:
        if into is None:
            raise RefusedError("into_which", number=number)
        seen = seen_of(sent.carried)
        case = who.house.desk.do(number, Deed.MERGE, who.actor, into=into, seen=seen, event=who.event(Deed.MERGE))
    except EsorBotError as error:
        return Mistakes({_NUMBER: who.phrases.trouble(error)})
    return only(who.phrases.say("done.merge", number=number, into=case.into or into))


def _whom(who: Colleague, press: Press) -> Answer:
    """Ask to whom a case is to be handed."""
    file = who.file(case_of(press.values))
    who.held(file, Deed.HAND_OVER, seen_of(press.values))
    items = tuple(_colleagues(who, file))
    if not items and _is_whole(who):
        return only(who.say("form.hand_over.nobody"))
    to = ChoiceField(_TO, who.say("form.hand_over.to"), items, people=True)
    note = TextField(_NOTE, who.say("form.hand_over.note"), long=True, optional=True)
    return _form(who, file, Deed.HAND_OVER, [to, note], [])


def _hand_over(who: Colleague, sent: Submission) -> Answer:
    number, id_ = case_of(sent.carried), sent.values.get(_TO, "")
    to = Actor(id_, Role.OFFICE, who.house.roster.called(id_) if who.house.roster else "")
    try:
        case = who.house.desk.do(
            number,
            Deed.HAND_OVER,
            who.actor,
            text=sent.values.get(_NOTE, ""),
            to=to,
            event=who.event(Deed.HAND_OVER),
        )
    except EsorBotError as error:
        return Mistakes({_TO: who.phrases.trouble(error)})
    return only(who.phrases.say("done.hand_over", number=number, owner=case.whose))


def _form(who: Colleague, file: CaseFile, deed: Deed, fields: list[Field], below: Sequence[Block]) -> Form:
    case = file.case
    carried = {"case": str(case.number), "seen": str(case.version)}
    title, submit = who.say(f"form.{deed}.title", number=case.number), who.say(f"form.{deed}.submit")
    blocks: tuple[Block, ...] = (*who.card(file).about(), *below)
    return Form(deed.value, title, tuple(fields), submit, who.say("form.close"), carried, blocks)


def _similar(who: Colleague, file: CaseFile) -> Iterator[Item]:
    """Yield what asks something similar and can take the case: what is open first, then what is answered."""
    answered = [case for case in file.alike if case.state is State.ANSWERED]
    for case in (*file.similar, *answered)[:_MOST]:
        yield Item(str(case.number), short(named_cases(who.phrases, [case]), _LABEL))


def _colleagues(who: Colleague, file: CaseFile) -> Iterator[Item]:
    """Yield those to whom a case can be handed, by name."""
    people = who.house.desk.people
    others = {id_: name for id_, name in _roster(who).items() if id_ != file.case.owner}
    office = [id_ for id_ in others if people.judged(Actor(id_, Role.OFFICE)).role is Role.OFFICE]
    for id_ in sorted(office, key=lambda one: (others[one] or one).casefold())[:_MOST]:
        yield Item(id_, short(others[id_] or id_, _LABEL))


def _is_whole(who: Colleague) -> bool:
    roster = who.house.roster
    return roster is None or roster.is_whole(who.scene.place.platform)


def _roster(who: Colleague) -> dict[str, str]:
    roster = who.house.roster
    return {} if roster is None else dict(roster.of(who.scene.place.platform))
