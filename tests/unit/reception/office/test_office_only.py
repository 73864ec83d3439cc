"""Nobody but the office gets anything of the office's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from esor_bot.domain.conversation import Command, Event, Press, Submission
from esor_bot.domain.reply import Audience, Text
from tests.unit.reception.office.offices import ANNA, CLEO, OFFICE, OfficeOnline, form_of, home, read, reply_of

REFUSED = (Text("Only people of the office can do that."),)
VALUES: tuple[dict[str, str], ...] = (
    {},
    {"case": "1"},
    {"case": "1", "seen": "1", "own": "1", "deed": "promote", "field:answer": "x", "from": "dogs"},
    {"case": "1'; --", "seen": "no", "statement": "S1", "anyway": "1"},
    {"statement": "1", "from": "#1"},
)


def test_an_applicant_gets_nothing(online: OfficeOnline) -> None:
    """Every word, button and form is refused to who is not of the office, whatever they send, and changes nothing."""
    online.asked()
    before = online.store.content
    handlers, scene = online.handlers, online.scene(ANNA)
    places = (scene, replace(scene, place=home(ANNA)))
    events: list[Event] = [
        *(
            Command(one, word, text, office=True)
            for one in places
            for word in handlers.office
            for text in ("", "1", "S1")
        ),
        *(Press(one, action, values) for one in places for action in handlers.actions for values in VALUES),
        *(Submission(one, form, values, values) for one in places for form in handlers.forms for values in VALUES),
    ]
    for event in events:
        answer = reply_of(online.app.handle(event))
        assert (answer.blocks, answer.audience) == (REFUSED, Audience.PERSON)
    assert online.store.content.records == before.records
    assert online.store.content.cases == before.cases


def test_who_left_the_channel(online: OfficeOnline) -> None:
    """Who was of the office when a form opened, and is not any more, sends nothing with it."""
    online.asked()
    form = form_of(online.click(CLEO, online.card().reply.blocks, "Answer"))
    online.roster.put("talk", {})
    assert reply_of(online.submit(CLEO, form, answer="Yes.")).blocks == REFUSED
    assert online.out(home(ANNA)) == []


@pytest.mark.parametrize("values", [{}, {"case": "x"}, {"case": "77"}, {"case": "9" * 40}, {"case": "-1"}])
def test_values_of_nothing(online: OfficeOnline, values: dict[str, str]) -> None:
    """A button that names no case is answered in words, whoever of the office presses it."""
    online.asked()
    for action in ("claim", "answer", "merge", "hand_over", "close", "show", "preview", "promote", "start"):
        assert "There is no question" in read(reply_of(online.press(CLEO, action, values)).blocks)
    for action in ("statement", "approve", "decline", "undo", "revise"):
        assert "There is no statement" in read(reply_of(online.press(CLEO, action, values)).blocks)


def test_words_are_read_by_one_person(online: OfficeOnline) -> None:
    """What a word of the office shows is seen by nobody but who said it."""
    online.asked()
    for word in online.handlers.office:
        answer = online.word(CLEO, word, {"search": "cat", "show": "1"}.get(word, ""))
        assert reply_of(answer).audience is Audience.PERSON
    assert online.card().reply.audience is Audience.PLACE
    assert OFFICE.private is False
