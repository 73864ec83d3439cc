"""A question on its way to the office, in the chat."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from esor_bot.desk.typed import LONGEST
from esor_bot.domain.case import Deed, State
from esor_bot.domain.reply import Listing, OfficeOffer, Text
from esor_bot.terminal.office.counter import Counter
from esor_bot.terminal.office.person import Person
from esor_bot.terminal.session import Session
from tests.unit.terminal.doubles import reply
from tests.unit.terminal.office.rooms import WORDING, Room, said

LEFT = WORDING.say("desk.ask.left")


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A desk, and nobody who asked yet."""
    return Room(tmp_path)


def test_what_will_be_sent_is_shown(room: Room) -> None:
    """After a reply, `office` shows the question it offers and what the bot said and found; nothing goes yet."""
    chat = room.chat()
    said(chat, "helmet?")
    shown = said(chat, "/office")

    for part in ("“Which helmet?”", "“The page does not say that.”", "“Bring boots.”", "The Moon 2030"):
        assert part in shown
    assert room.store.content.cases == {}
    assert not room.file.exists()


def test_a_question_gets_its_number(room: Room) -> None:
    """Who says yes gets a number, the office hours and the way on; what is stored is what was shown."""
    chat = room.chat()
    said(chat, "helmet?")
    said(chat, "/office")
    told = said(chat, "y")
    case = room.store.content.cases[1]

    assert told.startswith("Your question has number #1 and is with the office. Office hours are Monday to Friday")
    assert (case.question, case.programme, case.stopped.why) == ("Which helmet?", "moon", "The page does not say that.")
    assert (case.stopped.outcome, case.stopped.entries) == ("answered", ("boots",))


def test_a_question_behind_the_word(room: Room) -> None:
    """The question may stand behind the word; what the bot finds for it goes along."""
    chat = room.chat()

    assert "“May I bring a dog?”" in said(chat, "/office May I bring a dog?")
    assert "#1" in said(chat, "yes")
    assert room.store.content.cases[1].stopped.entries == ("boots",)
    assert room.app.heard[0].conversation is None


def test_without_any_question(room: Room) -> None:
    """With nothing to send the person is asked, and sees what they wrote before it goes."""
    chat = room.chat()

    assert said(chat, "/office") == WORDING.say("desk.ask.what")
    assert "“May I bring a dog?”" in said(chat, "May I bring a dog?")
    assert room.store.content.cases == {}
    assert "#1" in said(chat, "y")


def test_yes_to_nothing(room: Room) -> None:
    """A bare yes before there is a question sends nothing but is taken for one to be confirmed."""
    chat = room.chat()
    said(chat, "/office")

    assert "“y”" in said(chat, "y")
    assert room.store.content.cases == {}


def test_editing(room: Room) -> None:
    """What is typed in place of y or n takes the question's place; `e` puts the question into the prompt."""
    chat = room.chat()
    said(chat, "/office May I bring a dog?")
    edit = chat.hear("e")

    assert edit.fill == "May I bring a dog?"
    assert "“May I bring two dogs?”" in said(chat, "May I bring two dogs?")
    said(chat, "y")
    assert room.store.content.cases[1].question == "May I bring two dogs?"


def test_declining(room: Room) -> None:
    """Who says no sends nothing, gets the question back with `office`, and after another question does not."""
    chat = room.chat()
    said(chat, "/office May I bring a dog?")

    assert said(chat, "n") == LEFT
    assert "“May I bring a dog?”" in said(chat, "/office")
    assert said(chat, "No") == LEFT
    said(chat, "helmet?")
    assert "“Which helmet?”" in said(chat, "/office")
    assert room.store.content.cases == {}


def test_a_word_lays_the_question_aside(room: Room) -> None:
    """After another word a yes is a question to the bot again, and sends nothing."""
    chat = room.chat()
    said(chat, "/office May I bring a dog?")
    said(chat, "/help")
    said(chat, "y")

    assert room.app.heard[-1].text == "y"
    assert room.store.content.cases == {}


def test_an_earlier_question_is_offered(room: Room) -> None:
    """Who has a question there already is offered to add to it, to send another one, or to leave it."""
    chat = room.chat()
    room.asked(chat)
    said(chat, "/office May I bring a dog?")
    offered = said(chat, "y")

    assert "#1: “Which helmet?”" in offered
    assert said(chat, "perhaps") == WORDING.say("desk.ask.pick")
    assert said(chat, "0") == LEFT
    assert len(room.store.content.cases) == 1


def test_adding_to_the_earlier_question(room: Room) -> None:
    """The first choice adds the question to the earlier one."""
    chat = room.chat()
    room.asked(chat)
    said(chat, "/office May I bring a dog?")
    said(chat, "y")

    assert said(chat, "1").startswith("Added to #1")
    assert [record.text for record in room.store.content.records] == ["Which helmet?", "May I bring a dog?"]


def test_a_question_of_its_own(room: Room) -> None:
    """The second choice sends it, even where the words are those of the earlier one."""
    chat = room.chat()
    room.asked(chat)

    assert room.asked(chat) == 2


def test_an_earlier_question_that_is_gone(room: Room) -> None:
    """Where the earlier one was closed meanwhile, that is said, and the question is shown again and can still go."""
    chat = room.chat()
    room.asked(chat)
    said(chat, "/office May I bring a dog?")
    said(chat, "y")
    room.do(1, Deed.CLOSE)
    refused = said(chat, "1")

    assert "#1: it is closed" in refused
    assert "May I bring a dog?" in refused
    assert "#2" in said(chat, "2")


def test_a_question_that_is_too_long(room: Room) -> None:
    """A question that is too long is refused with its length, and comes back to be shortened."""
    chat = room.chat()
    long = "x" * (LONGEST + 1)
    said(chat, f"/office {long}")
    answer = chat.hear("y")

    assert str(LONGEST + 1) in str(answer.blocks)
    assert answer.fill == long
    said(chat, "Short.")
    assert "#1" in said(chat, "y")


@pytest.mark.parametrize("reason", ["locked", "read_only", "full", "newer", "unreachable", "broken"])
def test_the_office_is_away(room: Room, reason: str) -> None:
    """Where the database can't be used the person reads how to reach the office, loses nothing, and can try again."""
    chat = room.chat()
    said(chat, "/office May I bring a dog?")
    room.store.break_down(reason)
    told = said(chat, "y")

    assert "by e-mail" in told
    assert "May I bring a dog?" in told
    room.store.break_down()
    assert "#1" in said(chat, "y")
    assert len(room.store.content.cases) == 1


def test_away_while_choosing(room: Room) -> None:
    """Where the database breaks down at the choice, yes tries it again from the start."""
    chat = room.chat()
    room.asked(chat)
    said(chat, "/office May I bring a dog?")
    said(chat, "y")
    room.store.break_down("full")

    assert "May I bring a dog?" in said(chat, "1")
    assert "by e-mail" in said(chat, "2")
    room.store.break_down()
    assert "1  Add it to #1" in said(chat, "y")
    assert "#2" in said(chat, "2")


def test_the_bot_answers_without_the_office(room: Room) -> None:
    """While the office can't be reached, questions are answered as ever."""
    chat = room.chat()
    room.asked(chat)
    room.store.break_down("unreachable")

    assert chat.news() == ()
    assert "The page does not say that." in said(chat, "helmet?")
    assert room.store.content.cases[1].state is State.OPEN


def test_what_was_found_of_the_rest(room: Room) -> None:
    """Where a part of a message was answered and the rest is offered, what goes along is what was said of the rest."""
    rest = "I found nothing on the page about the rest: “Which helmet?”"
    room.app.answer = reply(Text("Bring boots."), Text(rest), OfficeOffer("Ask the office", "Which helmet?"))
    chat = room.chat()
    said(chat, "boots? and which helmet?")
    shown = said(chat, "/office")
    said(chat, "y")
    stopped = room.store.content.cases[1].stopped

    assert rest in shown
    assert "Bring boots." not in shown
    assert (stopped.outcome, stopped.entries, stopped.why) == ("escalate", (), rest)


def test_what_was_found_for_several_questions(room: Room) -> None:
    """What was answered to several questions goes along as a whole, not the note on the date below it."""
    answers = Listing(("The page names no helmet.", "Boots are yours to bring."), numbered=True)
    room.app.answer = reply(answers, Text("As of today this is over."), OfficeOffer("Ask the office", "Which helmet?"))
    chat = room.chat()
    said(chat, "helmet? boots?")
    said(chat, "/office")
    said(chat, "y")

    assert room.store.content.cases[1].stopped.why == "The page names no helmet. Boots are yours to bring."


@pytest.mark.parametrize("word", ["office", "Office", "cases", "privacy", "help", "forget-me"])
def test_a_word_without_its_slash(room: Room, word: str) -> None:
    """A word that replies name, alone in its line, does what it does with a slash."""
    assert said(room.chat(), word) == said(room.chat(), f"/{word}")


def test_the_programme_has_its_name(room: Room) -> None:
    """Where nothing was found that names the programme, it is shown by its name, never by its id."""
    room.app.answer = replace(
        reply(Text("I find nothing."), OfficeOffer("Ask the office", "Which helmet?")), entries=()
    )
    desk, clock, person = room.desk, room.clock.now, Person(room.folder / "person.json")
    office = Counter(lambda: desk, WORDING, clock, person, title={"moon": "The Moon"}.__getitem__)
    chat = Session(lambda: room.app, WORDING, clock, office=office)
    said(chat, "helmet?")

    assert "about: The Moon" in said(chat, "/office")
