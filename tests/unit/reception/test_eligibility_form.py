"""The form of the pre-check, from the word to the verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.domain.condition import Verdict
from esor_bot.domain.conversation import Command, Message, Person, Press, Scene, Submission
from esor_bot.domain.form import LONGEST_TITLE, MOST_FIELDS, Answer, ChoiceField, Form, Mistakes, TextField
from esor_bot.domain.reply import Audience, Buttons, Check, Checklist, Mark, OfficeOffer, Reply, Text
from esor_bot.reception.eligibility_form import Eligibility
from esor_bot.reception.plain import render
from esor_bot.wording import Wording
from tests.unit.completeness.say.reports import WORDING
from tests.unit.reception.desks import scene

# Somebody whom nothing stands in the way of.
FITTING = {
    "radiologist": "yes",
    "board_certified": "March 2022",
    "european": "Italy",
    "country": "Austria",
    "membership": "paid",
    "english": "c1",
    "french": "none",
    "interest": "yes",
    "track_record": "enough",
    "one_programme": "none",
    "availability": "whole",
    "interview": "available",
}


@dataclass
class Here:
    """What the form needs of the house."""

    assistant: Assistant

    def words(self, person: Person) -> Wording:
        """Return the sentences of the shipped knowledge."""
        return WORDING

    def own_time(self, scene: Scene) -> datetime:
        """Return the moment of a scene."""
        return scene.now


def opened(app: Assistant, text: str = "") -> Answer:
    """Return what comes of the word."""
    return Eligibility(Here(app)).handlers.words["eligibility"](Command(scene(), "eligibility", text))


def sent(app: Assistant, values: Mapping[str, str], programme: str = "") -> Answer:
    """Return what comes of the form, filled in."""
    carried = {"p": programme or next(iter(app.engines))}
    return Eligibility(Here(app)).handlers.forms["eligibility"](Submission(scene(), "eligibility", carried, values))


def judged(app: Assistant, **values: str) -> Reply:
    """Return the verdicts on what was filled in."""
    reply = sent(app, values)
    assert isinstance(reply, Reply)
    return reply


def checks(reply: Reply) -> list[Check]:
    """Return the lines of the checklist."""
    return [one for block in reply.blocks if isinstance(block, Checklist) for one in block.checks]


def form_of(app: Assistant) -> Form:
    """Return the form."""
    form = opened(app)
    assert isinstance(form, Form)
    return form


@pytest.mark.parametrize("app", ["shipped_app", "fictional_app"])
def test_the_form_fits(app: str, request: pytest.FixtureRequest) -> None:
    """Every platform can show the form: few fields, short titles and labels, no two answers with one name."""
    form = form_of(request.getfixturevalue(app))

    assert 0 < len(form.fields) <= MOST_FIELDS
    assert max(map(len, (form.title, form.submit, form.close))) <= LONGEST_TITLE
    for one in form.fields:
        assert 0 < len(one.label) <= 75
        assert "{" not in one.label + one.hint
        if isinstance(one, ChoiceField):
            assert one.optional
            assert len({item.label for item in one.items}) == len({item.value for item in one.items})
            assert all(0 < len(item.label) <= 75 and "{" not in item.label for item in one.items)
            assert one.items[-1].label == "I don't know yet"


def test_a_question_for_each_condition(shipped_app: Assistant) -> None:
    """Every condition of the programme is asked for; the date of the certification answers for two of them."""
    form = form_of(shipped_app)
    (engine,) = shipped_app.engines.values()
    conditions = [one.id for one in engine.base.cycle.conditions if one.id != "three_years"]

    assert [one.id for one in form.fields] == conditions
    assert [one.id for one in form.fields if isinstance(one, TextField)] == ["board_certified", "european", "country"]
    assert form.carried == {"p": next(iter(shipped_app.engines))}


def test_a_verdict_for_each_condition(shipped_app: Assistant) -> None:
    """Each condition gets its verdict with its official wording, and the reply is for the person alone."""
    reply = judged(shipped_app, **FITTING)
    (engine,) = shipped_app.engines.values()

    assert reply.verdict is Verdict.ELIGIBLE
    assert reply.audience is Audience.PERSON
    assert {one.title for one in checks(reply)} == {one.title for one in engine.base.cycle.conditions}
    assert [one.mark for one in checks(reply) if one.mark is not Mark.MET] == [Mark.OPEN]  # a committee judges
    assert any("within the first three years" in quote for one in checks(reply) for quote in one.quotes)
    assert "not a decision. Only the office decides." in render(reply)


def test_what_stands_in_the_way_comes_first(shipped_app: Assistant) -> None:
    """The reply begins as the one to a message does, then come what is not met, what is open and what is met."""
    reply = judged(shipped_app, **FITTING | {"board_certified": "June 2019", "membership": "member"})

    assert reply.blocks[0] == Text("One condition stands in the way: First three years after certification.")
    assert [one.mark for one in checks(reply)][:2] == [Mark.NOT_MET, Mark.OPEN]
    assert "Counted from June 2019, that time ended in June 2022" in checks(reply)[0].remark


def test_the_same_words_as_for_a_message(shipped_app: Assistant) -> None:
    """A verdict is said in the words that a message with the same gets."""
    told = "I got my board certification in June 2019 and live in Germany. Am I eligible?"
    message = shipped_app.handle(Message(told, scene().now))
    lines = {one.title: one for one in checks(judged(shipped_app, board_certified="June 2019", country="Germany"))}

    assert checks(message)
    for one in checks(message):
        assert (lines[one.title].mark, lines[one.title].remark) == (one.mark, one.remark)


def test_what_is_left_open(shipped_app: Assistant) -> None:
    """What is left empty, or not known, is shown as left open at the end; it changes no verdict."""
    reply = judged(shipped_app, radiologist="yes", english="unsure", european="  ")

    assert reply.verdict is Verdict.ELIGIBLE
    assert [one.title for one in checks(reply) if one.remark != "You left this open."] == ["Radiologist"]
    assert len(checks(reply)) == 13


def test_an_empty_form(shipped_app: Assistant) -> None:
    """A form with no answer at all stays open, and says why."""
    empty = sent(shipped_app, {"english": "unsure"})

    assert empty == Mistakes({"radiologist": WORDING.say("surface_check.form.nothing")})


def test_what_cannot_be_read(shipped_app: Assistant) -> None:
    """What can't be read is told at its field, with an example; the rest of the form stays."""
    mistakes = sent(shipped_app, FITTING | {"board_certified": "some time ago", "country": "Ruritania"})

    assert isinstance(mistakes, Mistakes)
    assert mistakes.wrong.keys() == {"board_certified", "country"}
    assert "such as June 2019" in mistakes.wrong["board_certified"]
    assert "such as Austria" in mistakes.wrong["country"]


def test_the_office_is_asked_nothing_personal(shipped_app: Assistant) -> None:
    """The question that is offered names the open conditions, and nothing that was answered."""
    reply = judged(shipped_app, **FITTING | {"membership": "member", "european": "Turkey"})
    (offer,) = [block for block in reply.blocks if isinstance(block, OfficeOffer)]

    assert offer.question.startswith("Do I meet these conditions: European radiologist; Full ESR member")
    assert "Turkey" not in offer.question
    assert offer.note


def test_it_can_be_filled_in_again(shipped_app: Assistant) -> None:
    """A button opens the form anew; it carries nothing of the answers."""
    reply = judged(shipped_app, **FITTING)
    (button,) = [one for block in reply.blocks if isinstance(block, Buttons) for one in block.buttons]
    press = Press(scene(), button.action, button.values)

    assert dict(button.values) == {"p": next(iter(shipped_app.engines))}
    assert Eligibility(Here(shipped_app)).handlers.actions[button.action](press) == form_of(shipped_app)


def test_nothing_is_remembered(shipped_app: Assistant) -> None:
    """No conversation knows afterwards what was answered."""
    before = shipped_app.handle(Message("and am I eligible?", scene().now, "before"))
    judged(shipped_app, **FITTING | {"country": "France"})
    after = shipped_app.handle(Message("and am I eligible?", scene().now, scene().conversation))

    assert render(after) == render(before)


def test_several_programmes(both_app: Assistant) -> None:
    """Where several programmes have conditions, it is asked which is meant; a name behind the word says so at once."""
    which = opened(both_app)
    assert isinstance(which, Reply)
    (row,) = [block for block in which.blocks if isinstance(block, Buttons)]
    forms = [
        Eligibility(Here(both_app)).handlers.actions[one.action](Press(scene(), one.action, one.values))
        for one in row.buttons
    ]

    assert [form.carried["p"] for form in forms if isinstance(form, Form)] == list(both_app.engines)
    assert opened(both_app, list(both_app.engines)[1]) == forms[1]


def test_a_programme_that_is_gone(shipped_app: Assistant) -> None:
    """A form that was opened before its programme went away says so."""
    reply = sent(shipped_app, FITTING, "gone")

    assert isinstance(reply, Reply)
    assert render(reply) == WORDING.say("surface_check.form.none")


def test_answers_that_no_form_offers(shipped_app: Assistant) -> None:
    """What is sent from elsewhere under a field's name tells nothing."""
    assert isinstance(sent(shipped_app, {"english": "perfect", "elsewhere": "x"}), Mistakes)
