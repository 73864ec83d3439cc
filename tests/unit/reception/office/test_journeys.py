"""Whole ways of a question through the office on a platform."""

from __future__ import annotations

from esor_bot.domain.case import Deed, State
from esor_bot.domain.form import ChoiceField, Mistakes, TextField
from esor_bot.domain.reply import Audience
from esor_bot.reception.house import House
from tests.unit.reception.office.offices import (
    ANNA,
    BEN,
    CLEO,
    DAN,
    OFFICE,
    OfficeOnline,
    buttons,
    filled,
    form_of,
    home,
    public,
    read,
    reply_of,
)


def test_from_the_card_to_the_answer_and_back(online: OfficeOnline) -> None:
    """A question is claimed, answered after a look at it, added to by who asked, and open once more."""
    online.asked()
    assert online.click(CLEO, online.card().reply.blocks, "Claim") is None
    card = online.card().reply
    assert "#1 · claimed" in read(card.blocks)

    form = form_of(online.click(CLEO, card.blocks, "Answer"))
    (field,) = form.fields
    assert isinstance(field, TextField)
    assert (form.id, field.id, field.label, field.long) == ("answer", "answer", "Answer", True)
    form = form_of(online.in_form(CLEO, form, "Preview", answer="A cat may come."))
    assert filled(form) == {"answer": "A cat may come."}
    assert "The office answers your question #1: A cat may come." in read(form.blocks)

    done = reply_of(online.submit(CLEO, form))
    assert (done.audience, "Sent: the answer to #1." in read(done.blocks)) == (Audience.PERSON, True)
    (told,) = online.told(ANNA)
    assert told.startswith("The office answers your question #1: A cat may come.")
    assert told.endswith("[Write back]")
    (notice,) = online.notices(home(ANNA))
    back = buttons(notice.reply.blocks)["Write back"]
    assert (back.action, dict(back.values), notice.person) == ("add", {"case": "1"}, "")

    online.desk.do(1, Deed.ADD, House.asker(ANNA), text="And a dog?")
    assert "#1 · open" in read(online.card().reply.blocks)
    assert [notice.below for notice in online.notices(OFFICE) if not notice.card] == [True]
    assert any("so it is open once more: And a dog?" in read(one.reply.blocks) for one in online.notices(OFFICE))


def test_what_is_shown_is_what_is_sent(online: OfficeOnline) -> None:
    """The preview has, word for word, the paragraphs that the person gets, whatever was typed around them."""
    online.asked()
    form = form_of(online.click(CLEO, online.card().reply.blocks, "Answer"))
    shown = read(form_of(online.in_form(CLEO, form, "Preview", answer="  Yes {number}.\n\nBring it. ")).blocks)
    online.submit(CLEO, form, answer="  Yes {number}.\n\nBring it. ")

    (told,) = online.told(ANNA)
    assert "#1: Yes {number}.\n\nBring it.\n" in told
    first, _ = told.removesuffix("\n\n[Write back]").rsplit("\n\n", 1)
    assert first in shown


def test_who_asked_among_others_is_addressed(online: OfficeOnline) -> None:
    """Where others read an answer, the person is named to the platform; a preview says that others read it."""
    online.asked(place=public(ANNA))
    form = form_of(online.click(CLEO, online.card().reply.blocks, "Answer"))
    assert "others read it there, too" in read(form.blocks)
    online.submit(CLEO, form, answer="Yes.")

    (notice,) = online.notices(public(ANNA))
    assert (notice.person, notice.below, notice.card, notice.case) == (ANNA.id, False, False, 1)


def test_one_answer_for_two(online: OfficeOnline) -> None:
    """A question merged with one that asks the same is answered with it, and each person reads of their own only."""
    online.asked()
    online.asked(BEN, "Can I bring my cat to the light?")
    form = form_of(online.click(CLEO, online.card(2).reply.blocks, "Merge"))
    choice, number = form.fields
    assert isinstance(choice, ChoiceField)
    assert [item.value for item in choice.items] == ["1"]
    assert (number.id, choice.optional) == ("number", True)
    assert isinstance(online.submit(CLEO, form), Mistakes)
    assert isinstance(online.submit(CLEO, form, number="999"), Mistakes)
    assert "merged into #1" in read(reply_of(online.submit(CLEO, form, into="1")).blocks)

    form = form_of(online.click(CLEO, online.card(1).reply.blocks, "Answer"))
    form = form_of(online.in_form(CLEO, form, "Preview", answer="Yes."))
    assert "The same goes to who asked: #2" in read(form.blocks)
    online.submit(CLEO, form)

    assert online.told(BEN)[0].startswith("Your question #2 is now together with #1")
    assert online.told(BEN)[1] == "The office answers your question #2: Yes."
    assert "light?" not in "".join(online.told(BEN))
    assert "#2" not in "".join(online.told(ANNA))


def test_asking_back(online: OfficeOnline) -> None:
    """A question back goes to who asked, with a button to answer it, and the case waits for them."""
    online.asked()
    form = form_of(online.click(CLEO, online.card().reply.blocks, "Ask back"))
    online.submit(CLEO, form, ask_back="Which cat?")

    assert "The office asks you about your question #1: Which cat?" in online.told(ANNA)[0]
    assert online.told(ANNA)[0].endswith("[Write back]")
    assert "#1 · asked back" in read(online.card().reply.blocks)


def test_a_note_is_for_the_office(online: OfficeOnline) -> None:
    """A note stands on the card, and nobody is told of it."""
    online.asked()
    online.submit(CLEO, form_of(online.click(CLEO, online.card().reply.blocks, "Note")), note="ask the cook")

    assert "Cleo noted, for the office only: ask the cook" in read(online.card().reply.blocks)
    assert online.told(ANNA) == []


def test_closed_without_an_answer(online: OfficeOnline) -> None:
    """Closing asks for a yes that says what the person is told, and they are told to e-mail."""
    online.asked()
    assert "told to e-mail the office" in buttons(online.card().reply.blocks)["Close"].sure
    said = read(reply_of(online.click(CLEO, online.card().reply.blocks, "Close")).blocks)
    assert "who asked it is told to e-mail the office" in said
    assert "please write to the ESOR Office by e-mail" in online.told(ANNA)[0].replace("Please", "please")

    assert set(buttons(online.card().reply.blocks)) == {"Reopen", "Note"}
    online.click(DAN, online.card().reply.blocks, "Reopen")
    assert online.told(ANNA)[1].startswith("The office has taken up your question #1 again.")
    assert "Dan has it." in read(online.card().reply.blocks)


def test_handed_over(online: OfficeOnline) -> None:
    """A case goes to a colleague of the channel, with a note; one who has it already is not offered."""
    online.asked()
    online.click(CLEO, online.card().reply.blocks, "Claim")
    form = form_of(online.click(CLEO, online.card().reply.blocks, "Hand over"))
    choice = form.fields[0]
    assert isinstance(choice, ChoiceField)
    assert [(item.value, item.label) for item in choice.items] == [(DAN.id, "Dan")]
    assert isinstance(online.submit(CLEO, form, to=ANNA.id), Mistakes)
    online.submit(CLEO, form, to=DAN.id, note="you know cats")

    assert "Dan has it." in read(online.card().reply.blocks)
    assert "Cleo has handed #1 to Dan." in [read(one.reply.blocks) for one in online.notices(OFFICE)]


def test_nobody_to_hand_it_to(online: OfficeOnline) -> None:
    """Who is alone in the office's channel is told so, and no form opens."""
    online.roster.put("talk", {CLEO.id: "Cleo"})
    online.asked()
    online.click(CLEO, online.card().reply.blocks, "Claim")
    assert "nobody else" in read(reply_of(online.click(CLEO, online.card().reply.blocks, "Hand over")).blocks)


def test_where_not_all_of_the_office_are_known(online: OfficeOnline) -> None:
    """Where a platform tells of one colleague at a time, all who are there are offered; who is not of it is named."""
    online.roster.put("talk", {})
    online.roster.note(CLEO.id, "Cleo", member=True)
    online.asked()
    online.click(CLEO, online.card().reply.blocks, "Claim")
    form = form_of(online.click(CLEO, online.card().reply.blocks, "Hand over"))
    choice = form.fields[0]
    assert isinstance(choice, ChoiceField)
    assert choice.people
    online.roster.note(BEN.id, "Ben", member=False)
    wrong = online.submit(CLEO, form, to=BEN.id)
    assert isinstance(wrong, Mistakes)
    assert wrong.wrong["to"].startswith("Ben is not one of the people of the office")
    online.roster.note(DAN.id, "Dan", member=True)
    online.submit(CLEO, form, to=DAN.id)
    assert "Dan has it." in read(online.card().reply.blocks)


def test_two_at_once(online: OfficeOnline) -> None:
    """Of two who press Claim one has it and the other is told who; what is typed meanwhile is refused, and kept."""
    online.asked()
    card = online.card().reply.blocks
    form = form_of(online.click(DAN, card, "Answer"))
    assert online.click(CLEO, card, "Claim") is None
    assert "Cleo has #1." in read(reply_of(online.click(DAN, card, "Claim")).blocks)
    assert "Cleo has #1." in read(reply_of(online.click(DAN, card, "Answer")).blocks)

    wrong = online.submit(DAN, form, answer="A long answer.")
    assert isinstance(wrong, Mistakes)
    assert "Cleo has #1." in wrong.wrong["answer"]
    assert online.told(ANNA) == []


def test_what_came_meanwhile_is_seen_first(online: OfficeOnline) -> None:
    """Where who asked adds something while an answer is typed, it goes only after a look, and the text is kept."""
    online.asked()
    form = form_of(online.click(CLEO, online.card().reply.blocks, "Answer"))
    online.desk.do(1, Deed.ADD, House.asker(ANNA), text="It is a big cat.")

    wrong = online.submit(CLEO, form, answer="Yes.")
    assert isinstance(wrong, Mistakes)
    assert wrong.wrong["answer"] == (
        "Meanwhile the person who asked added to #1. Look at it once more before you go on. "
        "Preview shows what is new, and keeps what you typed."
    )
    again = form_of(online.in_form(CLEO, form, "Preview", answer="Yes."))
    assert filled(again) == {"answer": "Yes."}
    assert "Meanwhile the person who asked added to #1." in read(again.blocks)
    assert "It is a big cat." in read(again.blocks)
    online.submit(CLEO, again)
    assert len(online.told(ANNA)) == 1


def test_a_form_that_can_not_be_sent_does_not_open(online: OfficeOnline) -> None:
    """Who presses Answer on a card that is older than what happened is told what happened, and types nothing."""
    online.asked()
    card = online.card().reply.blocks
    online.desk.do(1, Deed.WITHDRAW, House.asker(ANNA))

    for label in ("Answer", "Ask back", "Merge"):
        assert "it was taken back" in read(reply_of(online.click(CLEO, card, label)).blocks)


def test_the_same_press_twice(online: OfficeOnline) -> None:
    """What a platform reports again is done once, and said again."""
    online.asked()
    form = form_of(online.click(CLEO, online.card().reply.blocks, "Answer"))
    first = online.submit(CLEO, form, event="same", answer="Yes.")
    second = online.submit(CLEO, form, event="same", answer="Yes.")

    assert first == second
    assert len(online.told(ANNA)) == 1
    assert len(online.store.content.records) == 2


def test_starting_from_what_is_there(online: OfficeOnline) -> None:
    """An answer can start from what the bot says nearby or from an earlier answer, behind what was typed."""
    online.asked(BEN, "May I bring a cat to the light?")
    online.submit(CLEO, form_of(online.click(CLEO, online.card().reply.blocks, "Answer")), answer="Cats may come.")
    online.asked()
    form = form_of(online.click(CLEO, online.card(2).reply.blocks, "Answer"))

    form = form_of(online.in_form(CLEO, form, "The answer to #1", answer="Dear Anna,"))
    assert filled(form)["answer"] == "Dear Anna,\n\nCats may come."
    form = form_of(online.in_form(CLEO, form, "Animals", answer=""))
    assert "does not say whether a dog" in filled(form)["answer"]


def test_without_the_database_nothing_typed_is_lost(online: OfficeOnline) -> None:
    """A database that can't be used is a mistake of the form, which stays open."""
    online.asked()
    form = form_of(online.click(CLEO, online.card().reply.blocks, "Answer"))
    online.store.break_down("locked")
    wrong = online.submit(CLEO, form, answer="Yes.")
    assert isinstance(wrong, Mistakes)
    assert "The desk is busy" in wrong.wrong["answer"]
    online.store.break_down()
    online.submit(CLEO, form, answer="Yes.")
    assert online.store.content.cases[1].state is State.ANSWERED


def test_what_the_card_says_of_the_record(online: OfficeOnline) -> None:
    """What was done reads as people say it; and what was done before the newest is counted, one thing as one."""
    online.asked()
    card = online.card().reply
    online.click(CLEO, card.blocks, "Claim")
    online.click(DAN, online.card().reply.blocks, "Take over")
    assert "Dan took it over" in read(online.card().reply.blocks)
    for number in range(5):
        online.desk.do(1, Deed.NOTE, House.colleague(DAN), text=f"note {number}")
    assert "One thing was done before: “show 1” has it." in read(online.card().reply.blocks)
    online.desk.do(1, Deed.WITHDRAW, House.asker(ANNA))
    text = read(online.card().reply.blocks)
    assert "took it back" in text
    assert "2 things were done before: “show 1” has them." in text


def test_a_forgotten_question_says_nothing_of_it(online: OfficeOnline) -> None:
    """The card of somebody who was forgotten does not tell what the question was about."""
    online.asked()
    assert "It stopped because" in read(online.card().reply.blocks)
    online.forgotten(ANNA)
    assert "It stopped because" not in read(online.card().reply.blocks)


def test_the_receipt_of_an_answer(online: OfficeOnline) -> None:
    """Who answers is told that it is sent, and nothing that the card and the form say."""
    online.asked()
    form = form_of(online.click(CLEO, online.card().reply.blocks, "Answer"))
    done = reply_of(online.submit(CLEO, form, answer="Yes."))
    assert read(done.blocks) == "Sent: the answer to #1."
