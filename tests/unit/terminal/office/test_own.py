"""One's own questions, in the chat."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from esor_bot.domain.case import Deed, State
from esor_bot.terminal import lines
from tests.unit.terminal.office.rooms import WORDING, Room, news, said


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A desk, and nobody who asked yet."""
    return Room(tmp_path)


def test_no_questions(room: Room) -> None:
    """Who asked nothing is told so, and nothing is opened for it."""
    room.store.break_down("broken")
    chat = room.chat()

    assert said(chat, "/cases") == WORDING.say("desk.cases.none")
    for line in ("/withdraw", "/withdraw #1", "/add #1 It is small.", "/add It is small."):
        assert WORDING.say("desk.cases.nobody") in said(chat, line)
    assert chat.news() == ()
    assert not room.file.exists()


def test_where_a_question_stands(room: Room) -> None:
    """`cases` shows each question with its state, and until when to expect the answer on the person's clock."""
    chat = room.chat()
    room.asked(chat)

    assert said(chat, "/cases") == (
        "- #1 · waiting for the office · Which helmet? · "
        "an answer should be here on Wednesday, 9 January 2030, at 10:00 at the latest, as a rule"
    )
    room.do(1, Deed.CLAIM)
    assert "somebody of the office is at it" in said(chat, "/cases")


def test_an_answer_arrives_once(room: Room) -> None:
    """An answer is shown at the next prompt, word for word, and not again, in this chat or the next."""
    chat = room.chat()
    room.asked(chat)
    assert news(chat) == ""
    room.do(1, Deed.ANSWER, "Any helmet.\nEven yours.")

    assert news(chat).startswith("The office answers your question #1: Any helmet.\nEven yours.\n\n")
    assert news(chat) == ""
    assert news(room.chat()) == ""
    assert "answered" in said(chat, "/cases")


def test_a_second_answer_arrives(room: Room) -> None:
    """Each answer is shown, the corrected one as well."""
    chat = room.chat()
    room.asked(chat)
    room.do(1, Deed.ANSWER, "Any helmet.")
    news(chat)
    room.do(1, Deed.ANSWER, "No, the red one.")

    assert "No, the red one." in news(chat)


def test_an_answer_waits_for_the_next_chat(room: Room) -> None:
    """What arrives while no chat is open is shown in the next one; not to somebody else."""
    room.asked(room.chat())
    room.do(1, Deed.ANSWER, "Any helmet.")

    assert news(room.chat("other.json")) == ""
    assert "Any helmet." in news(room.chat())


def test_asked_back(room: Room) -> None:
    """A question of the office arrives, and `add` answers it."""
    chat = room.chat()
    room.asked(chat)
    room.do(1, Deed.ASK_BACK, "For which ride?")

    assert "For which ride?" in news(chat)
    assert "the office asks you something" in said(chat, "/cases")
    assert said(chat, "/add the second").startswith("Added to #1")
    assert room.store.content.cases[1].state is State.CLAIMED


def test_notes_stay_in_the_office(room: Room) -> None:
    """A note of the office reaches nobody else."""
    chat = room.chat()
    room.asked(chat)
    room.do(1, Deed.NOTE, "secret")

    assert news(chat) == ""
    assert "secret" not in said(chat, "/cases") + said(chat, "/cases 1")


def test_closed_without_an_answer(room: Room) -> None:
    """Whose question is closed without an answer is told to e-mail; after an answer nothing more is said."""
    chat = room.chat()
    room.asked(chat)
    room.do(1, Deed.CLOSE)
    assert "by e-mail" in news(chat)

    number = room.asked(chat)
    room.do(number, Deed.ANSWER, "Any.")
    news(chat)
    room.do(number, Deed.CLOSE)
    assert news(chat) == ""
    assert "answered and closed" in said(chat, "/cases")


def test_answered_and_closed_meanwhile(room: Room) -> None:
    """Who was away while it was answered and closed gets the answer, and is not sent to e-mail."""
    chat = room.chat()
    room.asked(chat)
    room.do(1, Deed.ANSWER, "Any.")
    room.do(1, Deed.CLOSE)
    told = news(chat)

    assert "Any." in told
    assert "e-mail" not in told


def test_reopened(room: Room) -> None:
    """Whose question is taken up again by the office is told so; after their own word they are not."""
    chat = room.chat()
    room.asked(chat)
    room.do(1, Deed.ANSWER, "Any.")
    news(chat)
    room.do(1, Deed.REOPEN)

    assert "taken up your question #1 again" in news(chat)


def test_writing_again_reopens(room: Room) -> None:
    """Within two weeks an answered question is opened again by writing, later it is refused with what was typed."""
    chat = room.chat()
    room.asked(chat)
    room.do(1, Deed.ANSWER, "Any.")
    assert said(chat, "/add #1 Really any?").startswith("Added to #1")
    assert room.store.content.cases[1].state is State.OPEN

    room.do(1, Deed.ANSWER, "Yes.")
    room.clock.tick(days=15)
    refused = said(chat, "/add #1 Still?")
    assert "more than 14 days ago" in refused
    assert "Still?" in refused


def test_merged(room: Room) -> None:
    """Whose question is merged with somebody else's is told, and gets that one's answer."""
    chat, other = room.chat(), room.chat("other.json")
    room.asked(other)
    room.asked(chat)
    room.do(2, Deed.MERGE, into=1)
    assert "together with #1" in news(chat)
    assert "together with #1, waiting" in said(chat, "/cases")
    room.do(1, Deed.ANSWER, "Any.")

    assert "your question #2: Any." in news(chat)
    assert "your question #1: Any." in news(other)


def test_the_other_one_was_taken_back(room: Room) -> None:
    """Where the question that one's own was merged into is taken back, one is told to e-mail."""
    chat, other = room.chat(), room.chat("other.json")
    room.asked(other)
    room.asked(chat)
    room.do(2, Deed.MERGE, into=1)
    news(chat)
    said(other, "/withdraw")
    said(other, "y")

    assert "by e-mail" in news(chat)
    assert news(other) == ""


def test_taking_back(room: Room) -> None:
    """A question is taken back after one more yes, once."""
    chat = room.chat()
    room.asked(chat)
    assert "“Which helmet?”" in said(chat, "/withdraw 1")
    assert said(chat, "hm") == WORDING.say("desk.ask.yes_or_no")
    assert said(chat, "n") == WORDING.say("desk.cases.kept")
    said(chat, "/withdraw #1")
    assert "taken back" in said(chat, "y")

    assert room.store.content.cases[1].state is State.WITHDRAWN
    assert "it was taken back" in said(chat, "/withdraw #1")
    assert news(chat) == ""


def test_other_peoples_questions(room: Room) -> None:
    """Nobody adds to, takes back or looks at what somebody else asked."""
    room.asked(room.chat("other.json"))
    chat = room.chat()
    room.asked(chat)

    for line in ("/add #1 more", "/withdraw #1", "/cases #1"):
        assert "#1 is not a question of yours." in said(chat, line)
    assert "There is no question #9." in said(chat, "/add #9 more")


def test_which_question(room: Room) -> None:
    """With several questions that wait the number is asked for, and what was typed is shown again."""
    chat = room.chat()
    room.asked(chat)
    room.asked(chat, "May I bring a dog?")
    told = said(chat, "/add It is small.")

    assert "/add #12" in told
    assert "It is small." in told
    assert "/add #2" in said(chat, "/add #2")


def test_a_text_that_begins_with_a_number(room: Room) -> None:
    """A number at the beginning is that of a question where the person has one of it, else a part of the text."""
    chat = room.chat()
    room.asked(chat)
    said(chat, "/add 2019 is when I was certified")
    said(chat, "/add 1 or a little earlier")

    texts = [record.text for record in room.store.content.records][1:]
    assert texts == ["2019 is when I was certified", "or a little earlier"]


def test_one_question_as_a_whole(room: Room) -> None:
    """`cases` with a number shows all that was said about a question."""
    chat = room.chat()
    room.asked(chat)
    said(chat, "/add A blue one?")
    room.do(1, Deed.ANSWER, "Any.")
    news(chat)

    assert said(chat, "/cases #1").split("\n")[1:] == [
        "- today at 10:00, you: Which helmet?",
        "- today at 10:00, you: A blue one?",
        "- today at 10:00, the office: Any.",
    ]


def test_news_come_before_what_was_asked_for(room: Room) -> None:
    """An answer that arrived meanwhile is shown even where another question was to be looked at."""
    chat, sink = room.chat(), io.StringIO()
    room.asked(chat)
    room.asked(chat, "May I bring a dog?")
    room.do(2, Deed.ANSWER, "A small one.")
    lines.run(chat, [b"/cases 1\n"], sink)

    assert sink.getvalue().startswith("The office answers your question #2: A small one.")
    assert "today at 10:00, you: Which helmet?" in sink.getvalue()


def test_the_office_is_away(room: Room) -> None:
    """Where the database can't be used every word says how to reach the office, and shows what was typed."""
    chat = room.chat()
    room.asked(chat)
    room.store.break_down("unreachable")

    for line in ("/cases", "/add #1 It is small.", "/add It is small.", "/withdraw #1", "/withdraw"):
        assert WORDING.say("desk.away") in said(chat, line)
    assert "It is small." in said(chat, "/add #1 It is small.")
