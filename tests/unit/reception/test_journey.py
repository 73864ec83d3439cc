"""Somebody on their way: from a question to the office, and to being forgotten."""

from __future__ import annotations

import json

from esor_bot.domain.case import Place, State
from esor_bot.domain.form import Form, Mistakes, TextField
from esor_bot.domain.reply import Audience, File, Reply
from esor_bot.domain.tally import Result
from tests.unit.reception.houses import CHANNEL, PRIVATE, Guest


def test_a_whole_journey(guest: Guest) -> None:
    """A question the page is silent on goes to the office, is added to, taken back, and forgotten."""
    guest.place = CHANNEL
    guest.post("which english test do you accept")
    assert guest.text.startswith("The page does not say which English test counts.")
    guest.press("Ask the office")
    guest.submit()
    assert guest.text.startswith(
        "Your question has number #1 and is with the office. Office hours are Monday to Friday"
    )
    case = guest.store.content.cases[1]
    assert (case.question, case.place) == ("Which English certificates are accepted?", CHANNEL)
    assert (case.stopped.entries, case.stopped.why) == (
        ("english-tests",),
        "The page does not say which English test counts.",
    )

    guest.press("My questions")
    assert guest.text.startswith("#1 · waiting for the office · Which English certificates")
    guest.press("Add to #1")
    guest.submit(text="I have IELTS 6.5")
    assert guest.text.startswith("Added to #1, the office sees it.")
    guest.word("cases", "#1")
    assert "you: I have IELTS 6.5" in guest.text

    guest.word("cases")
    guest.press("Take back #1")
    assert guest.text.startswith("Your question #1 is taken back. The office will not answer it.")
    assert guest.labels == []
    assert guest.store.content.cases[1].state is State.WITHDRAWN

    guest.word("forget-me")
    guest.press("Delete everything")
    assert guest.text.startswith("Receipt no. 1 · 10 January 2023, 19:00 (JST)")
    assert guest.store.content.cases[1].forgotten
    guest.word("cases")
    assert guest.text == "You have no questions with the office."


def test_all_of_it_is_for_one_person(guest: Guest) -> None:
    """What is about somebody's own questions, or what is kept of them, is shown to them alone."""
    guest.place = CHANNEL
    guest.word("office", "what is the wifi password?")
    replies = [guest.submit()]
    for word in ("cases", "privacy", "forget-me", "help"):
        replies.append(guest.word(word))
    assert {one.audience for one in replies if isinstance(one, Reply)} == {Audience.PERSON}
    guest.word("privacy")
    copy = guest.press("Take a copy")
    assert isinstance(copy, Reply)
    assert copy.audience is Audience.DIRECT


def test_where_the_answer_goes(guest: Guest) -> None:
    """Whoever asks in a channel is told where the answer goes, and sends it elsewhere without typing anything anew."""
    guest.place = CHANNEL
    guest.word("office", "what is the wifi password?")
    assert guest.labels == ["To my direct messages"]
    form = guest.press("To my direct messages", question="what is the password of the wifi?")
    assert isinstance(form, Form)
    assert (guest.labels, getattr(form.fields[0], "initial", "")) == (
        ["Here instead"],
        "what is the password of the wifi?",
    )
    guest.submit()
    guest.place = PRIVATE
    form = guest.word("office", "and the door code?")
    assert isinstance(form, Form)
    assert ([one.label for one in form.fields], guest.labels) == (["Your question"], [])
    case = guest.store.content.cases[1]
    assert (case.place, case.question) == (Place("talk", "U1"), "what is the password of the wifi?")


def test_an_earlier_question(guest: Guest) -> None:
    """Whoever has a question there already adds to it, sends another one, or leaves it."""
    guest.word("office", "what is the wifi password?")
    guest.submit()
    guest.word("office", "and the door code?")
    guest.submit()
    assert guest.labels == ["Add it to #1", "Send it as another question", "Leave it"]
    offered = guest.last
    guest.press("Leave it")
    assert guest.text == "Not sent."
    guest.last = offered
    guest.press("Add it to #1")
    assert guest.text.startswith("Added to #1")
    guest.last = offered
    guest.press("Send it as another question")
    assert guest.text.startswith("Your question has number #2")
    assert guest.store.content.cases[2].question == "and the door code?"


def test_nothing_is_lost_without_a_database(guest: Guest) -> None:
    """A question that can't be kept is shown again, and can be sent later with one press."""
    guest.word("office", "what is the wifi password?")
    guest.store.break_down("unreachable")
    guest.submit(question="what is the wifi password, and since when?")
    assert "What you wrote: “what is the wifi password, and since when?”" in guest.text
    guest.store.break_down()
    form = guest.press("Try again")
    assert isinstance(form, Form)
    guest.submit()
    assert guest.store.content.cases[1].question == "what is the wifi password, and since when?"

    guest.word("cases")
    guest.press("Add to #1")
    guest.store.break_down("unreachable")
    guest.submit(text="since Monday")
    guest.store.break_down()
    guest.press("Try again")
    assert guest.text.startswith("Added to #1")


def test_what_is_sent_twice_is_one(guest: Guest) -> None:
    """The same form that comes again, as platforms repeat themselves, opens no second question."""
    guest.word("office", "what is the wifi password?")
    form, number = guest.last, next(guest.numbers)
    for _ in range(2):
        guest.last, guest.numbers = form, iter([number])
        guest.submit()
        assert guest.text.startswith("Your question has number #1")
    assert list(guest.store.content.cases) == [1]


def test_an_empty_question(guest: Guest) -> None:
    """A form without a question stays open."""
    guest.word("office")
    assert guest.submit() == Mistakes({"question": "There is nothing in it. Write something, then it can go."})
    guest.word("office", "what is the wifi password?")
    guest.submit()
    guest.word("cases")
    guest.press("Add to #1")
    assert isinstance(guest.submit(text=" "), Mistakes)


def test_whether_it_helped(guest: Guest) -> None:
    """An opinion is counted once, and who was not helped gets to the office with the question."""
    guest.post("what do i get paid")
    answer = guest.last
    guest.press("Yes")
    assert guest.text == "Thank you, that is noted."
    guest.last = answer
    guest.press("No")
    guest.last = answer
    guest.press("No")
    assert guest.buttons[0].values["q"] == "what do i get paid"
    counted = guest.store.content.questions
    assert [(one.outcome, one.entries) for one in counted[1:]] == [(Result.HELPED, ("grant",))]


def test_a_copy_and_what_stays(guest: Guest) -> None:
    """The copy holds all that is kept, and after the forgetting there is nothing to copy."""
    guest.post("which english test do you accept")
    guest.press("Ask the office")
    guest.submit()
    guest.word("privacy")
    guest.press("Take a copy")
    assert isinstance(guest.last, Reply)
    file = guest.last.blocks[-1]
    assert isinstance(file, File)
    told = json.loads(file.data)
    assert told["questions_to_the_office"][0]["question"] == "Which English certificates are accepted?"
    assert [one["outcome"] for one in told["questions_to_the_bot"]] == ["escalate"]

    guest.word("forget-me")
    assert guest.buttons[0].sure.startswith("One question is still with the office; it is taken back.")
    guest.press("Delete everything")
    guest.word("privacy")
    guest.press("Take a copy")
    assert guest.text == "Nothing is kept of you, so there is nothing to copy."
    assert guest.app.house.assistant.about(guest.scene.conversation, guest.clock.now()) == ""


def test_long_texts_are_never_cut(guest: Guest) -> None:
    """What no button can carry stays in its form, or is shown whole; none of it goes without the rest."""
    long = "what is the wifi password " * 100
    guest.word("office", "what is the wifi password?")
    guest.submit()
    guest.word("office", long)
    assert isinstance(guest.last, Form)
    typed = guest.last.fields[0]
    assert isinstance(typed, TextField)
    assert typed.initial == long.strip()
    wrong = guest.submit()
    assert isinstance(wrong, Mistakes)
    assert wrong.wrong["question"].startswith("The office has a question of yours already, #1.")

    guest.word("cases")
    guest.press("Add to #1")
    guest.store.break_down("unreachable")
    guest.submit(text=long)
    assert long in guest.text
    assert guest.labels == []
