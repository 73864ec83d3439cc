"""Questions that come in any way: typed, by a word, as a choice, with files."""

from __future__ import annotations

import pytest

from esor_bot.domain.conversation import Attachment, Person, Press
from esor_bot.domain.form import Form
from esor_bot.domain.reply import Audience, Button, Buttons, Outcome, Reply, Text
from esor_bot.domain.tally import Result
from esor_bot.knowledge.base import Knowledge
from tests.unit.reception.houses import CHANNEL, OPEN, Guest

PDF = Attachment("F1", "all.pdf", 1000, "https://files.example/F1")


def offer(files: tuple[Attachment, ...], person: Person) -> Reply:
    """Offer to check, as the part that checks does."""
    return Reply(
        Outcome.SMALLTALK,
        (Text(f"Check {files[0].name}?"), Buttons((Button("Check", "check_file", {"id": files[0].id}),))),
        audience=Audience.PERSON,
    )


def results(guest: Guest) -> list[Result]:
    """Return what was counted."""
    return [one.outcome for one in guest.store.content.questions]


def test_a_question_is_answered_for_all(guest: Guest) -> None:
    """A question in a channel is answered there, with the proof, and counted."""
    guest.place = CHANNEL
    reply = guest.post("what do i get paid")
    assert isinstance(reply, Reply)
    assert (reply.outcome, reply.audience) == (Outcome.ANSWERED, Audience.PLACE)
    assert guest.text.startswith("The grant is €23,000")
    assert guest.labels == ["Ask the office", "Yes", "No"]
    assert results(guest) == [Result.ANSWERED]


def test_a_choice_is_picked(guest: Guest) -> None:
    """A choice leads on, after a restart too, and is counted as the end of the question."""
    guest.post("certificate?")
    assert guest.labels[3:] == ["None of these", "Ask the office"]
    guest.app.house.assistant.forget(guest.scene.conversation)
    guest.press("The English certificate")
    assert guest.text.startswith("A language certificate for Academic English")
    assert results(guest) == [Result.ASKED_BACK, Result.CHOSEN]


def test_none_of_the_choices(guest: Guest) -> None:
    """None of the choices leads to the office, with the question."""
    guest.post("certificate?")
    guest.press("None of these")
    assert guest.text.startswith("Then the page may not answer it.")
    assert guest.buttons[0].values["q"] == "certificate?"
    assert results(guest) == [Result.ASKED_BACK, Result.LEFT]


def test_a_choice_that_is_gone(guest: Guest) -> None:
    """What is not on the page any more is said to be so, and the office can be asked."""
    guest.hear(Press(guest.scene, "pick", {"p": "moon", "e": "boots", "q": "which boots?"}))
    assert guest.text.startswith("What you picked is not there any more")
    assert guest.buttons[0].values["q"] == "which boots?"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "I answer questions about the fellowships"),
        ("   ", "I answer questions about the fellowships"),
        ("Where is my question?", "You have no questions with the office."),
        ("cases", "You have no questions with the office."),
        ("Help", "Ask in your own words"),
        ("forget me", "What you send to the office is kept"),
        ("documents", "The application holds nine documents"),
        ("deadline", "Applications are open until 15 February 2023"),
        ("office", "The button opens a form"),
    ],
)
def test_what_is_meant(guest: Guest, typed: str, says: str) -> None:
    """Nothing but the bot's name gets a greeting, and a lone word or a sentence that means one does that."""
    guest.post(typed)
    assert guest.text.startswith(says)


def test_a_form_opens_by_a_button(guest: Guest) -> None:
    """Where a word was written that needs a form, a button opens it."""
    guest.post("office")
    assert isinstance(guest.press("Ask the office"), Form)


def test_by_a_word(guest: Guest) -> None:
    """What is asked by a word is answered to whoever asked, and without a question it is said what to ask."""
    asked, empty = guest.word("ask", "what do i get paid"), guest.word("ask", " ")
    assert isinstance(asked, Reply)
    assert isinstance(empty, Reply)
    assert asked.audience is empty.audience is Audience.PERSON
    assert empty.chips == ("Until when can I apply?", "Which documents do I need?", "What do I get paid?")


def test_answers_go_on_without_a_database(guest: Guest) -> None:
    """Where the database can't be used a question is answered all the same."""
    guest.store.break_down("unreachable")
    guest.post("what do i get paid")
    assert guest.text.startswith("The grant is €23,000")


def test_files_to_the_bot_alone(guest: Guest, shipped_knowledge: Knowledge) -> None:
    """A file in a direct message is offered to be checked, after the answer to what was asked with it."""
    guest = Guest.of(guest.app.house.assistant, shipped_knowledge, OPEN, files=offer)
    guest.post("", PDF)
    assert guest.text == "Check all.pdf?\n\n[Check]"
    guest.post("please have a look", PDF)
    assert guest.text == "Check all.pdf?\n\n[Check]"
    guest.post("what do i get paid", PDF)
    assert guest.text.startswith("The grant is €23,000")
    assert guest.text.endswith("Check all.pdf?\n\n[Check]")


def test_files_that_others_see(guest: Guest, shipped_knowledge: Knowledge) -> None:
    """A file in a channel is not offered to be checked: it is said how to do it, and the text is answered."""
    guest = Guest.of(guest.app.house.assistant, shipped_knowledge, OPEN, files=offer)
    guest.place = CHANNEL
    guest.post("what do i get paid", PDF)
    assert guest.text.startswith("The grant is €23,000")
    assert guest.text.endswith("send me the PDF in a direct message.")
    alone = guest.post("", PDF)
    assert isinstance(alone, Reply)
    assert alone.audience is Audience.PERSON
    assert guest.text.startswith(
        "Your file “all.pdf” can be seen by everybody in the channel where you posted it. I have not read it."
    )


def test_a_chosen_programme_counts(both: Guest) -> None:
    """Where there are several programmes, the one that a person chose is meant until they name another."""
    both.post("until when can I apply?")
    assert len(both.labels) == 4
    both.opened(home=True)
    both.press(next(one for one in both.labels if "Skerrow" in one))
    both.app.house.assistant.forget(both.scene.conversation)
    both.post("until when can I apply?")
    assert isinstance(both.last, Reply)
    assert both.last.programme == "lampkeepers-skerrow"
    both.post("until when can I apply for the Fellowship in Oncologic Imaging?")
    both.post("what do i get paid")
    assert isinstance(both.last, Reply)
    assert both.last.programme == "oncologic-imaging-montpellier"
