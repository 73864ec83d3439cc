"""An answer becomes what everybody is told, on a platform."""

from __future__ import annotations

from dataclasses import replace

from esor_bot.answering.assistant import Assistant
from esor_bot.domain.case import Deed
from esor_bot.domain.form import ChoiceField, Mistakes
from esor_bot.domain.statement import Standing
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped
from esor_bot.reception.house import House
from tests.apps import FICTIONAL
from tests.unit.reception.office.offices import CLEO, DAN, OfficeOnline, buttons, filled, form_of, read, reply_of

ANSWER = "Dear Anna, a cat may come along. Kind regards, Cleo"


def answered(online: OfficeOnline) -> None:
    """Ask and answer a question."""
    online.asked()
    online.desk.do(1, Deed.ANSWER, House.colleague(CLEO), text=ANSWER)


def standing(online: OfficeOnline) -> Standing:
    """Where the first statement stands."""
    return online.store.content.statements[1].state


def test_two_people_make_it_known(online: OfficeOnline) -> None:
    """One puts an answer forward and sees what it changes, another approves it, and it can be taken back."""
    answered(online)
    form = form_of(online.click(CLEO, online.card().reply.blocks, "Promote"))
    assert filled(form) == {
        "answer": "A cat may come along.",
        "questions": "May I bring a cat to the light?",
        "topic": "dogs",
    }
    assert "Taken out, because it concerns one person" in read(form.blocks)
    assert "known questions" in read(form_of(online.in_form(CLEO, form, "Preview")).blocks)
    made = reply_of(online.submit(CLEO, form))
    assert "S1 is put forward." in read(made.blocks)

    own = reply_of(online.click(CLEO, online.card().reply.blocks, "Look at S1"))
    assert "Approve" not in buttons(own.blocks)
    look = reply_of(online.word(DAN, "promote", "s1"))
    done = reply_of(online.click(DAN, look.blocks, "Approve"))
    assert done.instead
    assert "people are told it from now on" in read(done.blocks)
    assert standing(online) is Standing.APPROVED
    listed = read(reply_of(online.word(CLEO, "promote")).blocks)
    assert "· Animals · A cat may come along." in listed
    undone = reply_of(online.click(CLEO, done.blocks, "Take back"))
    assert "Cleo took it back, today at" in read(undone.blocks)
    assert standing(online) is Standing.UNDONE
    assert "Promote" in buttons(online.card().reply.blocks)


def test_an_answer_that_is_not_touched_keeps_its_day(online: OfficeOnline) -> None:
    """What was said then is dated then; what is written anew is dated now."""
    answered(online)
    said = online.clock.now()
    online.clock.tick(days=2)
    form = form_of(online.word(CLEO, "promote", "1"))
    online.submit(CLEO, form)
    online.submit(CLEO, form, answer="Only cats.")

    assert [one.said for one in online.store.content.statements.values()] == [said, online.clock.now()]


def test_it_is_changed_in_its_form(online: OfficeOnline) -> None:
    """A preview keeps what was typed; a statement that waits is changed in a form, and is then that person's."""
    answered(online)
    form = form_of(online.word(CLEO, "promote", "1"))
    form = form_of(online.in_form(CLEO, form, "Preview", answer="Only cats."))
    assert filled(form)["answer"] == "Only cats."
    assert "Only cats." in read(form.blocks)
    online.submit(CLEO, form)

    look = reply_of(online.word(DAN, "promote", "S1"))
    change = form_of(online.click(DAN, look.blocks, "Change"))
    assert filled(change)["answer"] == "Only cats."
    assert "Preview" not in buttons(change.blocks)
    assert "S1 is changed" in read(reply_of(online.submit(DAN, change, answer="Cats only.")).blocks)
    assert online.store.content.statements[1].author == DAN.id
    assert isinstance(online.submit(CLEO, change, answer="Late."), Mistakes)
    assert "changed meanwhile" in read(reply_of(online.click(DAN, look.blocks, "Decline")).blocks)


def test_what_is_wrong_stands_at_its_field(online: OfficeOnline) -> None:
    """A statement to which nothing leads, and one with a gap, are mistakes of the form; a preview says so, too."""
    answered(online)
    form = form_of(online.word(CLEO, "promote", "1"))
    topic = form.fields[2]
    assert isinstance(topic, ChoiceField)
    assert topic.items[0].value == "-"

    nothing = online.submit(CLEO, form, questions="", topic="-")
    assert isinstance(nothing, Mistakes)
    assert list(nothing.wrong) == ["questions"]
    gap = online.submit(CLEO, form, answer="A […] may come.")
    assert isinstance(gap, Mistakes)
    assert list(gap.wrong) == ["answer"]
    unknown = form_of(online.in_form(CLEO, form, "Preview", topic="moon", answer="Kept."))
    assert "moon is nothing that the page says" in read(unknown.blocks)
    assert filled(unknown)["answer"] == "Kept."


def test_a_long_answer_is_shortened_in_the_form(online: OfficeOnline) -> None:
    """An answer that is too long to be told everybody is said to be so, and can be shortened."""
    online.asked()
    online.desk.do(1, Deed.ANSWER, House.colleague(CLEO), text="Cats may come. " * 150)
    form = form_of(online.word(CLEO, "promote", "1"))

    assert "at most 1500" in read(form.blocks)
    assert 1400 < len(filled(form)["answer"]) <= 1500
    assert "S1 is put forward." in read(reply_of(online.submit(CLEO, form, answer="Cats may come.")).blocks)


def test_which_there_are(online: OfficeOnline) -> None:
    """The word alone lists statements, each with a button to look at it; with a number that is none it says how."""
    answered(online)
    assert "No statements wait" in read(reply_of(online.word(CLEO, "promote")).blocks)
    online.submit(CLEO, form_of(online.word(CLEO, "promote", "#1")))
    listed = reply_of(online.word(DAN, "promote"))
    assert "waits for somebody to approve it" in read(listed.blocks)
    assert list(buttons(listed.blocks)) == ["Look at S1"]
    assert "S3" in read(reply_of(online.word(DAN, "promote", "Sx")).blocks)
    assert "There is no statement S9" in read(reply_of(online.word(DAN, "promote", "S9")).blocks)


def test_a_question_without_a_programme(both_app: Assistant) -> None:
    """Where a question names none of several programmes, whoever promotes it chooses one."""
    made_up, shipped_ = load(FICTIONAL), load(shipped())
    programmes = (*shipped_.programmes, *made_up.programmes)
    online = OfficeOnline(both_app, replace(shipped_, programmes=programmes))
    online.asked(programme="")
    online.desk.do(1, Deed.ANSWER, House.colleague(CLEO), text=ANSWER)
    which = reply_of(online.word(CLEO, "promote", "1"))
    assert len(buttons(which.blocks)) == len(programmes)
    form = form_of(online.click(CLEO, which.blocks, made_up.programmes[0].short))
    assert "S1 is put forward." in read(reply_of(online.submit(CLEO, form)).blocks)
    assert online.store.content.statements[1].programme == made_up.programmes[0].id


def test_only_an_answer_is_promoted(online: OfficeOnline) -> None:
    """What has no answer yet makes no statement, and it is said why."""
    online.asked()
    assert "nobody of the office has it yet" in read(reply_of(online.word(CLEO, "promote", "1")).blocks)
