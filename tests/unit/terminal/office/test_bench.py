"""The office's side at the terminal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from esor_bot.domain.case import Actor, Deed, Role
from esor_bot.errors import RefusedError
from tests.unit.terminal.office.rooms import PHRASES, Room, news, said


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A desk with one question."""
    made = Room(tmp_path)
    made.asked(made.chat())
    return made


def test_the_list(room: Room) -> None:
    """The list has what waits, newest first, and who has it; `--all` has the rest, too."""
    room.asked(room.chat(), "May I bring a dog?")
    room.do(1, Deed.CLAIM)
    room.do(2, Deed.CLOSE)

    assert list(room.bench.list(every=False, mine=False)) == ["#1 · claimed by Cleo · today at 10:00 · Which helmet?"]
    assert [line[:2] for line in room.bench.list(every=True, mine=False)] == ["#2", "#1"]
    assert list(room.bench.list(every=True, mine=False, limit=1))[-1] == PHRASES.say("list.cut", limit=1)
    assert len(list(room.bench.list(every=False, mine=True))) == 1


def test_empty_lists(tmp_path: Path) -> None:
    """Where there is nothing, that is said."""
    bench = Room(tmp_path).bench

    assert list(bench.list(every=False, mine=False)) == [PHRASES.say("list.none")]
    assert list(bench.list(every=True, mine=False)) == [PHRASES.say("list.none_all")]
    assert list(bench.search("helmet", "")) == [PHRASES.say("list.none_found")]


def test_searching(room: Room) -> None:
    """Questions are found by words and by person."""
    person = room.store.content.cases[1].asker

    assert [line[:2] for line in room.bench.search("helmet", "")] == ["#1"]
    assert [line[:2] for line in room.bench.search("", person)] == ["#1"]
    assert list(room.bench.search("dog", person)) == [PHRASES.say("list.none_found")]
    assert list(room.bench.search("", "terminal:nobody")) == [PHRASES.say("list.none_of_person")]


def test_searching_for_a_number(room: Room) -> None:
    """A number finds the case that has it, before those in which it stands."""
    room.asked(room.chat(), "Are 3 dogs too many?")
    room.asked(room.chat(), "Is there air?")

    assert [line.split()[0] for line in room.bench.search("3", "")] == ["#3", "#2"]
    assert [line.split()[0] for line in room.bench.search("#1", "")] == ["#1"]
    assert list(room.bench.search("9", "")) == [PHRASES.say("list.none_found")]


def test_searching_for_who_asked(room: Room) -> None:
    """Whoever asked a question is found by its number; who was forgotten is nobody, not everybody."""
    other = room.chat("other.json")
    room.asked(other, "May I bring a dog?")
    room.asked(room.chat(), "Which boots?")
    found = [line[:2] for line in room.bench.search("", "#1")]
    said(other, "/forget-me")
    said(other, "y")

    assert found == ["#3", "#1"]
    assert list(room.bench.search("", "2")) == [PHRASES.say("forget.no_person", number=2)]


def test_the_card(room: Room) -> None:
    """The card has the question, what the bot said and found, similar and earlier ones, and who did what."""
    room.asked(room.chat("other.json"), "Which helmet is it?")
    room.asked(room.chat(), "Which helmets?")
    room.do(3, Deed.CLAIM)
    room.do(3, Deed.NOTE, "ask Dan")
    shown = "\n".join(room.bench.show(3))

    for part in (
        "#3 · claimed · moon · asked in the terminal, today at 10:00",
        "Which helmets?",
        "The bot said: “The page does not say that.”",
        "Cleo has it.",
        "Somebody else asked something similar, today at 10:00:\n  #2 (open) Which helmet is it?",
        "The same person asked before:\n  #1 (open) Which helmet?",
        "today at 10:00  Cleo claimed it",
        "Cleo noted, for the office only: ask Dan",
    ):
        assert part in shown


def test_the_preview_is_what_arrives(room: Room) -> None:
    """The preview has exactly the paragraphs that the person reads later."""
    preview = room.bench.preview(1, Deed.ANSWER, " Any helmet.\n\nEven {text}. ")
    list(room.bench.do(1, Deed.ANSWER, text=" Any helmet.\n\nEven {text}. ", seen=preview.seen))
    shown = [line.strip() for line in preview.lines[1:] if line]

    assert shown == [line for line in news(room.chat()).split("\n") if line]


def test_the_preview_names_the_others(room: Room) -> None:
    """The preview says who else gets the answer."""
    room.asked(room.chat("other.json"), "And which helmet?")
    room.do(2, Deed.MERGE, into=1)

    assert "#2" in room.bench.preview(1, Deed.ANSWER, "Any.").lines[-1]


@pytest.mark.parametrize(("text", "code"), [("", "empty"), (" \n", "empty"), ("x" * 4001, "too_long")])
def test_nothing_is_previewed_in_vain(room: Room, text: str, code: str) -> None:
    """What would be refused is refused before the preview."""
    with pytest.raises(RefusedError) as refused:
        room.bench.preview(1, Deed.ANSWER, text)
    assert refused.value.code == code


def test_a_colleague_has_it(room: Room) -> None:
    """What a colleague has is taken over first."""
    room.do(1, Deed.CLAIM)
    dan = replace(room.bench, actor=Actor("terminal:Dan", Role.OFFICE, "Dan"))
    with pytest.raises(RefusedError) as refused:
        dan.preview(1, Deed.ANSWER, "Any.")
    assert refused.value.code == "taken"
    list(dan.do(1, Deed.TAKE_OVER))

    assert list(dan.do(1, Deed.ANSWER, text="Any.")) == [PHRASES.say("done.answer", number=1)]


def test_handing_over(room: Room) -> None:
    """A question is given to a colleague, with a note that the person who asked does not see."""
    room.do(1, Deed.CLAIM)
    dan = Actor("terminal:Dan", Role.OFFICE, "Dan")

    assert list(room.bench.do(1, Deed.HAND_OVER, text="yours, I think", to=dan)) == ["#1 is with Dan now."]
    assert "yours, I think" in "\n".join(room.bench.show(1))
    assert "yours" not in news(room.chat())


def test_something_came_between(room: Room) -> None:
    """Where the person adds something after the preview, the answer waits until that was seen."""
    preview = room.bench.preview(1, Deed.ANSWER, "Any.")
    said(room.chat(), "/add Only red ones, I hear?")
    with pytest.raises(RefusedError) as refused:
        list(room.bench.do(1, Deed.ANSWER, text="Any.", seen=preview.seen))

    assert PHRASES.refused(refused.value).startswith("Meanwhile the person who asked added to #1.")


@pytest.mark.parametrize("deed", [Deed.CLAIM, Deed.ANSWER, Deed.ASK_BACK, Deed.NOTE, Deed.CLOSE])
def test_what_came_of_it(room: Room, deed: Deed) -> None:
    """Each deed says what came of it."""
    assert "#1" in room.do(1, deed, "Any.")


def test_taking_up_again(room: Room) -> None:
    """A closed question is opened again, and a merging names both."""
    room.do(1, Deed.CLOSE)
    assert "#1 is open again" in room.do(1, Deed.REOPEN)
    room.asked(room.chat("other.json"))

    assert room.do(2, Deed.MERGE, into=1).startswith("#2 is merged into #1.")
