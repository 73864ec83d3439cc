"""Somebody of the office at the desk: words, the question that is open, what was typed."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from esor_bot.domain.case import Deed, State
from esor_bot.terminal.office.commands import office
from esor_bot.terminal.office.hands import Sure, Typed
from esor_bot.terminal.office.sitting import Heard
from tests.unit.terminal.office.rooms import DAN, WORDING, Room, news, said
from tests.unit.terminal.office.sittings import Prepared, sit

Output = pytest.CaptureFixture[str]


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A desk with two questions of two people."""
    made = Room(tmp_path)
    made.asked(made.chat())
    made.asked(made.chat("other.json"), "May I bring a dog?")
    return made


def test_a_number_opens_a_question(room: Room, capsys: Output) -> None:
    """A number alone opens that question; words without a number are about it from then on."""
    desk = sit(room)
    assert desk.hear("#2") == Heard()
    assert "May I bring a dog?" in capsys.readouterr().out
    desk.hear("claim")
    assert capsys.readouterr().out == "#2 is yours.\n"
    assert desk.current == 2
    desk.hear("open 1")
    assert desk.current == 1


def test_nothing_is_open_yet(room: Room, capsys: Output) -> None:
    """A word that needs a question asks which one, as long as none is open; what is about none needs none."""
    desk = sit(room)

    assert desk.hear("claim") == desk.hear("answer Any.") == Heard(fine=False)
    assert capsys.readouterr().err.count(WORDING.say("desk.sit.which")) == 2
    assert desk.hear("list") == desk.hear("mine") == desk.hear("search dog") == desk.hear(" ") == Heard()


def test_what_goes_wrong_is_told(room: Room, capsys: Output) -> None:
    """What can't be done, and what is no word, is told in a sentence, and the desk stays open."""
    desk = sit(room)
    told = {
        "open 9": "There is no question #9.",
        "9": "There is no question #9.",
        "reopen 1": "nobody of the office has it yet",
        "opn 1": "Do you mean open?",
        "xyzzy": "help shows those there are",
        "help xyzzy": "help shows those there are",
        "list --many": "help list shows how",
        "hand-over 1": "help hand-over shows how",
        "open 0": "no number of a question",
        "search": "give WORDS",
    }
    for line, sentence in told.items():
        assert desk.hear(line) == Heard(fine=False), line
        assert sentence in capsys.readouterr().err, line
    assert desk.current is None


def test_a_fault_in_the_program(room: Room, capsys: Output) -> None:
    """A command that breaks is told in a line, with the place; the desk stays open."""

    @click.command()
    def broken() -> None:
        raise ZeroDivisionError("on purpose")

    desk = sit(room)
    office.add_command(broken, "broken")
    try:
        assert desk.hear("broken") == Heard(fine=False)
    finally:
        del office.commands["broken"]
    assert "ZeroDivisionError: on purpose (test_sitting.py" in capsys.readouterr().err


def test_a_database_that_went_away(room: Room, capsys: Output) -> None:
    """While the database can't be used each word says why, and after that they work again."""
    desk = sit(room)
    room.store.break_down("unreachable")
    assert desk.hear("list") == Heard(fine=False)
    assert desk.news() == ()
    assert "The database can't be reached." in capsys.readouterr().err
    room.store.break_down()

    assert desk.hear("list") == Heard()


def test_help_has_every_command(room: Room, capsys: Output) -> None:
    """`help` has every command of the group, in a line that fits a terminal; with a word it has that one's help."""
    desk = sit(room)
    desk.hear("help")
    lines = capsys.readouterr().out.splitlines()
    words = {line.split()[0] for line in lines[1:-1]}

    assert words == (set(office.commands) - {"show"}) | {"help", "quit"}
    assert [line for line in lines[1:-1] if len(line) > 79 or line.endswith("...")] == []
    desk.hear("help answer")
    assert "--from" in capsys.readouterr().out
    assert desk.hear("answer --help") == Heard()
    assert "--from" in capsys.readouterr().out


@pytest.mark.parametrize("word", ["quit", "EXIT", "/quit"])
def test_leaving(room: Room, word: str) -> None:
    """`quit` and `exit` leave."""
    assert sit(room).hear(word).leaves


def test_what_is_typed_stays_as_it_is(room: Room) -> None:
    """Quotation marks, apostrophes and dashes of an answer reach the person as they were typed."""
    desk = sit(room)
    desk.hear("""answer 1 Don't say "any" --  it's -f red""")

    assert """#1: Don't say "any" --  it's -f red""" in news(room.chat())


def test_an_answer_is_typed_when_it_is_not_given(room: Room, capsys: Output) -> None:
    """Without a text the desk lets one type it, shows what the person gets, and sends it."""
    hands = Prepared(texts=[Typed("Any.\n\nEven yours.")])
    desk = sit(room, hands=hands)
    desk.hear("1")
    desk.hear("answer")

    assert "The office answers your question #1: Any." in capsys.readouterr().out
    assert hands.hints[0].startswith("Write the answer to #1.")
    assert "Any.\n\nEven yours." in news(room.chat())


def test_what_is_not_sent_is_kept(room: Room, capsys: Output) -> None:
    """Who stops in the middle, or says no, finds what they typed at the next try, in another session as well."""
    hands = Prepared(texts=[Typed("Half an ans", done=False)], sures=[Sure.NO, Sure.YES])
    desk = sit(room, hands=hands)
    assert desk.hear("answer 1") == Heard(fine=False)
    assert "answer 1 brings it back" in capsys.readouterr().out
    assert desk.hear("answer 1") == Heard(fine=False)
    again = Prepared()
    assert sit(room, hands=again).hear("answer 1") == Heard()

    assert hands.begun == ["", "Half an ans"]
    assert again.begun == ["Half an ans"]
    assert WORDING.say("desk.write.draft") in again.hints[0]
    assert "#1: Half an ans" in news(room.chat())
    last = Prepared()
    sit(room, hands=last).hear("answer 1")
    assert last.begun == [""]


def test_a_preview_can_be_changed(room: Room) -> None:
    """Who looks at the preview and wants it otherwise changes it, as often as it takes."""
    hands = Prepared(texts=[Typed("Ani."), Typed("Any.")], sures=[Sure.EDIT, Sure.YES])
    sit(room, hands=hands).hear("answer 1")

    assert hands.begun == ["", "Ani."]
    assert "#1: Any." in news(room.chat())


def test_nothing_was_typed(room: Room, capsys: Output) -> None:
    """Who types nothing has done nothing."""
    assert sit(room, hands=Prepared(texts=[Typed("")])).hear("ask-back 1") == Heard(fine=False)
    assert WORDING.say("desk.write.nothing") in capsys.readouterr().out
    assert news(room.chat()) == ""


def test_nobody_types_in_vain(room: Room, capsys: Output) -> None:
    """What can't be sent is refused before anything is typed."""
    room.do(1, Deed.CLAIM)
    hands = Prepared()
    assert sit(room, DAN, hands).hear("answer 1") == Heard(fine=False)

    assert hands.hints == []
    assert "Cleo has #1." in capsys.readouterr().err


def test_two_answer_at_once(room: Room, capsys: Output) -> None:
    """Of two who answer at the same time the second is told, sends nothing, and keeps what they typed."""
    desk, colleague = sit(room), sit(room, DAN)
    desk.hear("1")
    colleague.hear("1")
    desk.hear("answer Any.")
    capsys.readouterr()
    assert colleague.hear("answer None.") == Heard(fine=False)
    told = capsys.readouterr().err

    assert "Meanwhile Cleo answered #1." in told
    assert "answer 1 brings it back" in told
    arrived = news(room.chat())
    assert "Any." in arrived
    assert "None." not in arrived


def test_what_came_after_the_card_was_shown(room: Room, capsys: Output) -> None:
    """What the person added after one opened the question has to be looked at first; once it was told, it is known."""
    desk = sit(room)
    desk.hear("1")
    said(room.chat(), "/add Only red ones?")
    assert desk.hear("answer Any.") == Heard(fine=False)
    assert "Meanwhile the person who asked added to #1." in capsys.readouterr().err
    assert "Only red ones?" in "\n".join(desk.news())
    desk.arrivals.shown()

    assert desk.hear("answer Any.") == Heard()


def test_own_deeds_are_known(room: Room) -> None:
    """What one did oneself is nothing that one would have to look at again."""
    desk = sit(room)
    for line in ("1", "claim", "note red is out", "answer Any."):
        assert desk.hear(line) == Heard(), line
    said(room.chat(), "/add Really?")
    desk.news()
    desk.arrivals.shown()

    assert desk.hear("answer Yes.") == Heard()


def test_starting_from_an_earlier_answer(room: Room, capsys: Output) -> None:
    """An answer can start from the one to another question; the card names it, and the person gets what is sent."""
    room.do(2, Deed.ANSWER, "A small one.")
    room.asked(room.chat("third.json"), "May I bring a dog, please?")
    hands = Prepared()
    desk = sit(room, hands=hands)
    desk.hear("3")
    assert "An answer could start from: #2 (answer --from '#2')" in capsys.readouterr().out
    desk.hear("answer --from '#2'")

    assert hands.begun == ["A small one."]
    assert "#3: A small one." in news(room.chat("third.json"))


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("#2", "#2 has no answer that this one could start from."),
        ("2", "#2 has no answer"),
        ("#9", "There is no question #9."),
        ("hats", "Nothing that the bot knows is called hats."),
    ],
)
def test_nothing_to_start_from(room: Room, capsys: Output, start: str, told: str) -> None:
    """What an answer can't start from is told in a sentence."""
    assert sit(room).hear(f"answer 1 --from {start}") == Heard(fine=False)
    assert told in capsys.readouterr().err


def test_a_text_and_something_to_start_from(room: Room, capsys: Output) -> None:
    """Either a text is given or something that it starts from."""
    assert sit(room).hear("answer 1 --from #2 Any.") == Heard(fine=False)
    assert "either a TEXT" in capsys.readouterr().err


def test_nobody_who_could_type(room: Room, capsys: Output) -> None:
    """Where nobody can edit, what an answer starts from is the answer, and what was refused is shown again."""
    room.do(2, Deed.ANSWER, "A small one.")
    hands = Prepared(edits=False, sures=[Sure.NO, Sure.YES])
    desk = sit(room, hands=hands)
    desk.hear("answer 1 --from #2")
    assert "A small one." in capsys.readouterr().err
    desk.hear("answer 1 --from #2")

    assert "#1: A small one." in news(room.chat())


def test_a_store_that_fails_at_the_end(room: Room, capsys: Output) -> None:
    """What could not be stored is kept, and goes at the next try."""
    hands = Prepared()
    desk = sit(room, hands=hands)
    desk.hear("1")

    class Falling(Prepared):
        """Hands that pull the plug before they say yes."""

        def sure(self, question: str) -> Sure:
            """Break the database."""
            room.store.break_down("full")
            return Sure.YES

    falling = sit(room, hands=Falling())
    assert falling.hear("answer 1 Any.") == Heard(fine=False)
    assert "The disk of the database is full" in capsys.readouterr().err
    room.store.break_down()
    assert room.store.content.cases[1].state is State.OPEN
    assert desk.hear("answer") == Heard()
    assert hands.begun == ["Any."]


def test_merging_with_the_open_one(room: Room) -> None:
    """`merge` with one number merges the open question into that one."""
    desk = sit(room)
    desk.hear("2")

    assert desk.hear("merge 1") == Heard()
    assert room.store.content.cases[2].into == 1


def test_handing_over_the_open_one(room: Room) -> None:
    """`hand-over` with a name hands over the open question, with whatever follows as a note."""
    desk = sit(room)
    desk.hear("1")
    desk.hear("claim")

    assert desk.hear("hand-over Dan it's yours") == Heard()
    assert room.store.content.cases[1].owner_name == "Dan"
    assert room.store.content.records[-1].text == "it's yours"
