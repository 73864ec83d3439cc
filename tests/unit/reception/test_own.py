"""One's own questions to the office, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from esor_bot.domain.case import Deed, State
from esor_bot.domain.conversation import Person, Press, Submission
from esor_bot.domain.form import Answer, Form
from esor_bot.domain.reply import Quotation, Reply, Style
from esor_bot.reception.own import WITH_BUTTONS
from tests.unit.reception.houses import CHANNEL, CLEO, PRIVATE, Guest

BEN = Person("talk:T1:U2", "Ben")


@pytest.fixture
def asked(guest: Guest) -> Guest:
    """Somebody who asked the office one thing."""
    guest.word("office", "what is the wifi password?")
    guest.submit()
    return guest


def office(guest: Guest, deed: Deed, text: str = "") -> None:
    """Do something for the office with the first question."""
    guest.app.house.desk.do(1, deed, CLEO, text=text)


def test_what_the_office_asks_back(asked: Guest) -> None:
    """A question back is answered by a button of its own, in a form that shows what was asked."""
    office(asked, Deed.ASK_BACK, "In which building?")
    asked.word("cases")
    assert asked.text.startswith("#1 · the office asks you something · what is the wifi password?")
    assert asked.labels == ["Answer the office on #1", "Take back #1"]
    assert asked.buttons[0].style is Style.PRIMARY
    form = asked.press("Answer the office on #1")
    assert isinstance(form, Form)
    assert form.blocks == (Quotation("In which building?"),)
    asked.submit(text="In the main one.")
    assert asked.store.content.cases[1].state is State.CLAIMED


def test_an_answer_and_writing_back(asked: Guest) -> None:
    """All that was said is shown by number; an answered question can be written back to, and not be taken back."""
    office(asked, Deed.ANSWER, "It is on the door.")
    asked.word("cases", "#1")
    assert "the office: It is on the door." in asked.text
    assert asked.labels == ["Add to #1"]
    asked.press("Add to #1")
    asked.submit(text="Which door?")
    assert asked.store.content.cases[1].state is State.OPEN


def test_others_have_no_part_in_it(asked: Guest) -> None:
    """Whoever presses, fills in or names what belongs to somebody else is told that it is not theirs."""
    asked.person = BEN
    asked.word("cases")
    assert asked.text == "You have no questions with the office."
    tries: tuple[Callable[[], Answer], ...] = (
        lambda: asked.word("cases", "1"),
        lambda: asked.hear(Press(asked.scene, "add", {"case": "1"})),
        lambda: asked.hear(Press(asked.scene, "withdraw", {"case": "1"})),
        lambda: asked.hear(Submission(asked.scene, "add", {"case": "1"}, {"text": "me too"})),
        lambda: asked.hear(Press(asked.scene, "add_this", {"case": "1", "q": "me too"})),
    )
    for heard in tries:
        heard()
        assert asked.text.startswith("#1 is not a question of yours.")
    assert asked.store.content.cases[1].state is State.OPEN


def test_wrong_numbers(asked: Guest) -> None:
    """A button without a sound number does no harm."""
    for number in ("", "x", "9" * 30, "-1"):
        asked.hear(Press(asked.scene, "withdraw", {"case": number}))
        assert asked.text == "There is no question #0."


def test_taken_back_twice(asked: Guest) -> None:
    """What is taken back already is said to be so."""
    for says in ("- #1 · taken back", "That can't be done with #1: it was taken back."):
        asked.hear(Press(asked.scene, "withdraw", {"case": "1"}))
        assert asked.text.startswith(says)


def test_too_late_to_write_back(asked: Guest) -> None:
    """What is written back too late is refused, and shown again."""
    office(asked, Deed.ANSWER, "It is on the door.")
    asked.clock.tick(days=15)
    asked.hear(Submission(asked.scene, "add", {"case": "1"}, {"text": "Which door?"}))
    assert asked.text.startswith("#1 was answered more than 14 days ago.")
    assert "What you wrote: “Which door?”" in asked.text


def test_many_questions(asked: Guest) -> None:
    """However many questions wait, only some have buttons; the others are lines."""
    for number in range(WITH_BUTTONS + 2):
        asked.hear(Press(asked.scene, "send_anyway", {"p": "", "q": f"question {number}?", "to": ""}))
    reply = asked.word("cases")
    assert isinstance(reply, Reply)
    assert len(asked.labels) == 2 * WITH_BUTTONS
    assert asked.text.count("waiting for the office") == WITH_BUTTONS + 3
    asked.person = replace(asked.person, zone="Not/A_Zone")
    asked.opened(home=True)
    assert "Not/A_Zone" in asked.text


def test_answered_where_it_was_asked_back(asked: Guest) -> None:
    """What somebody writes where the office asked them something is offered to be sent on; elsewhere it is not."""
    office(asked, Deed.ASK_BACK, "Which door?")
    asked.place = CHANNEL
    asked.post("the red one")
    assert "The office waits for your answer on #1" not in asked.text
    asked.place = PRIVATE
    asked.post("the red one")
    assert "The office waits for your answer on #1. Was this it?" in asked.text
    offered = asked.last
    asked.press("Send it to the office")
    asked.last = offered
    reply = asked.press("Send it to the office")
    assert [one.text for one in asked.store.content.records if one.deed is Deed.ADD] == ["the red one"]
    assert isinstance(reply, Reply)
    assert not reply.instead
    assert asked.text.startswith("Added to #1, the office sees it.")
    assert asked.store.content.cases[1].state is State.CLAIMED
    asked.post("and thank you")
    assert "The office waits" not in asked.text


def test_it_is_offered_to_who_was_asked(asked: Guest) -> None:
    """Nobody else is asked for that answer, and without a database there is a reply all the same."""
    office(asked, Deed.ASK_BACK, "Which door?")
    asked.person = replace(asked.person, id="talk:T1:U7")
    asked.post("what do i get paid?")
    assert "The office waits" not in asked.text
    asked.store.break_down("unreachable")
    asked.post("what do i get paid?")
    assert "23,000" in asked.text
