"""What the office sends to the person at this terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from esor_bot.desk.letterbox import HOLDS
from esor_bot.domain.case import Deed
from tests.unit.terminal.office.rooms import Room, news


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A desk with a question that is answered."""
    made = Room(tmp_path)
    made.asked(made.chat())
    made.do(1, Deed.ANSWER, "Any.")
    return made


def receipts(room: Room) -> list[str]:
    """What is said of the deliveries to the person."""
    return [row.receipt for row in room.store.content.outbox.values() if row.outgoing.place.private]


def test_it_is_delivered(room: Room) -> None:
    """What was shown is delivered, with who read it and when."""
    chat = room.chat()
    assert chat.arrived()
    assert receipts(room) == [""]
    assert "Any." in news(chat)

    assert receipts(room)[0].startswith("terminal:")
    assert not chat.arrived()


def test_a_crash_before_it_was_shown(room: Room) -> None:
    """What was fetched and never shown comes in another chat, after a while."""
    assert room.chat().news()
    room.clock.tick(seconds=HOLDS)

    assert "Any." in news(room.chat())


def test_a_crash_before_it_was_said(room: Room) -> None:
    """What was shown is known on this computer, even where it could not be said; then it is said later."""
    chat = room.chat()
    assert chat.news()
    room.store.break_down("unreachable")
    chat.shown()
    room.store.break_down()
    room.clock.tick(seconds=HOLDS)

    assert news(room.chat()) == ""
    assert receipts(room)[0]


def test_two_chats_of_one_person(room: Room) -> None:
    """Of two chats of the same person one shows it."""
    one, two = room.chat(), room.chat()

    assert [news(one) != "", news(two) != ""] == [True, False]


def test_it_was_on_the_screen_for_long(room: Room) -> None:
    """Where one chat took its time to say that something was shown, the other one does not show it again."""
    one, two = room.chat(), room.chat()
    assert one.news()
    room.clock.tick(seconds=HOLDS)
    one.shown()

    assert news(two) == ""


def test_what_arrives_in_between(room: Room) -> None:
    """What arrives between the showing and the saying so is shown the next time."""
    chat = room.chat()
    assert chat.news()
    room.do(1, Deed.ANSWER, "None, in fact.")
    assert chat.arrived()
    chat.shown()

    assert "None, in fact." in news(chat)


def test_nothing_is_for_who_was_forgotten(room: Room) -> None:
    """Who is forgotten gets nothing of it any more, here or in the next chat."""
    chat = room.chat()
    assert chat.arrived()
    chat.hear("/forget-me")

    assert news(chat) == ""
    assert news(room.chat()) == ""


def test_a_database_that_comes_back(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that can't be used is left alone for a while; then the news come."""
    seconds = [100.0]
    monkeypatch.setattr("esor_bot.terminal.office.mail.time.monotonic", lambda: seconds[0])
    chat = room.chat()
    room.store.break_down("locked")
    assert news(chat) == ""
    room.store.break_down()
    assert news(chat) == ""
    seconds[0] += 11

    assert "Any." in news(chat)
