"""What arrives at the desk while somebody sits there."""

from __future__ import annotations

from pathlib import Path

import pytest

from esor_bot.desk.message import Notification
from esor_bot.domain.case import Deed, Place
from esor_bot.ports import Draft, Outgoing
from tests.unit.terminal.office.rooms import DAN, OFFICE, Room, said
from tests.unit.terminal.office.sittings import arrived, sit


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A desk, and nobody who asked yet."""
    return Room(tmp_path)


def put(room: Room, what: str, case: int = 0, version: int = 0, **values: str) -> None:
    """Put something out for the office that no deed puts there."""
    with room.store.begin() as tx:
        body = Notification(what, case, version, values).dump()
        tx.send(Outgoing(f"{what}:{case}:{version}", OFFICE, body, case, at=room.clock.now()))


def test_two_desks_see_a_new_question(room: Room) -> None:
    """With two desks open both see a new question, and what the colleague does; not what one does oneself."""
    cleo, dan = sit(room), sit(room, DAN)
    room.asked(room.chat())
    new = "New: #1, moon: Which helmet?"
    assert (arrived(cleo), arrived(dan)) == (new, new)
    cleo.hear("claim 1")

    assert (arrived(cleo), arrived(dan)) == ("", "Cleo claimed #1.")
    assert arrived(dan) == ""


def test_the_person_who_asked(room: Room) -> None:
    """What the person who asked does arrives in words, with what they typed."""
    desk, chat = sit(room), room.chat()
    room.asked(chat)
    said(chat, "/add A red one?")
    said(chat, "/withdraw")
    said(chat, "y")

    assert arrived(desk).split("\n")[1:] == ["Who asked #1 adds: A red one?", "Who asked it took back #1."]


def test_a_colleague(room: Room) -> None:
    """A taking over and a handing over are told once, by name."""
    room.asked(room.chat())
    cleo, dan = sit(room), sit(room, DAN)
    cleo.hear("claim 1")
    dan.hear("take-over 1")
    dan.hear("hand-over Eva")

    assert arrived(cleo) == "Dan has taken over #1 from Cleo.\nDan has handed #1 to Eva."


def test_what_waited(room: Room) -> None:
    """Who comes later is told what could not be delivered and what was added meanwhile; the cards are in the list."""
    room.asked(room.chat())
    said(room.chat(), "/add A red one?")
    put(room, "undelivered", 1, 2, kind="answer", to="Anna", why="closed", elsewhere="")
    told = arrived(sit(room, come=False)).split("\n")

    assert told[0] == "Who asked #1 adds: A red one?"
    assert told[1].startswith("The answer about #1 could not be delivered to Anna")


def test_what_could_not_be_delivered_is_always_told(room: Room) -> None:
    """That one's own answer could not be delivered is told, too."""
    room.asked(room.chat())
    desk = sit(room)
    desk.hear("answer 1 Any.")
    put(room, "undelivered", 1, 2, kind="answer", to="Anna", why="closed", elsewhere="yes")

    assert "is being tried at another place" in arrived(desk)


def test_much_at_once(room: Room) -> None:
    """Where very much arrives at once, the first are told and the rest is counted."""
    desk = sit(room)
    for number in range(1, 31):
        room.desk.ask(_draft(room, f"Question {number}?"), another=True)
    told = arrived(desk).split("\n")

    assert len(told) == 21
    assert told[-1] == "And 10 more; list shows what is open."


def test_a_kind_that_is_not_known(room: Room) -> None:
    """A notice of a kind that a later version knows is told as something new, and breaks nothing."""
    desk = sit(room)
    put(room, "someday", 7, 1)

    assert arrived(desk) == "There is something new about #7."


def test_shown_and_not_said_so(room: Room) -> None:
    """Where it can't be said that something was shown, it is not shown to the same person again, but to the next."""
    desk = sit(room)
    room.asked(room.chat())
    said(room.chat(), "/add A red one?")
    assert desk.news()
    room.store.break_down("full")
    desk.arrivals.shown()
    room.store.break_down()

    assert arrived(desk) == ""
    assert "A red one?" in _waiting(room)


def test_a_deed_between_two(room: Room) -> None:
    """What arrives between the showing and the saying so is shown the next time."""
    desk = sit(room)
    room.asked(room.chat())
    assert desk.news() == ("New: #1, moon: Which helmet?",)
    room.do(1, Deed.CLAIM)
    said(room.chat(), "/add A red one?")
    assert desk.arrivals.fetch()
    desk.arrivals.shown()

    assert arrived(desk) == "Who asked #1 adds: A red one?"


def _draft(room: Room, question: str) -> Draft:
    return Draft("moon", question, "terminal:x", Place("terminal", "terminal:x"), room.clock.now())


def _waiting(room: Room) -> str:
    return arrived(sit(room, DAN, come=False))
