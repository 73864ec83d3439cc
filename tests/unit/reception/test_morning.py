"""The overview of the morning, reminders and durations in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from esor_bot.desk.digest import Digest, Waiting
from esor_bot.domain.case import Deed
from esor_bot.reception.morning import lasted, lines
from tests.unit.terminal.office.rooms import PHRASES, Room, said

TUESDAY = datetime(2030, 1, 8, 8, tzinfo=UTC)
EMPTY = Digest(TUESDAY, TUESDAY - timedelta(days=1))
HOUR = 3600


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (0, "less than an office hour"),
        (0.99, "less than an office hour"),
        (1, "1 office hour"),
        (15.9, "15 office hours"),
        (16, "2 office days"),
        (23.9, "2 office days"),
        (400, "50 office days"),
    ],
)
def test_how_long(hours: float, told: str) -> None:
    """Office time is told in hours, and from two days on in whole days."""
    assert lasted(PHRASES, timedelta(hours=hours)) == told


def test_an_overview() -> None:
    """The overview has a line for each thing there is to say."""
    digest = Digest(
        TUESDAY,
        TUESDAY - timedelta(days=1),
        unclaimed=(Waiting(5, 20 * HOUR), Waiting(7, HOUR)),
        overdue=(Waiting(1, 17 * HOUR, "Cleo"),),
        at_work=2,
        asked=(Waiting(2, 0),),
        answered=3,
        closed=1,
        reopened=(7,),
        undelivered=(0, 4),
        proposals=("S2", "S3"),
    )

    assert list(lines(PHRASES, digest)) == [
        "The desk on Tuesday, 8 January 2030",
        "Not taken yet: #5 (2 office days), #7 (1 office hour)",
        "Overdue: #1 with Cleo (2 office days)",
        "Waiting for who asked: #2 (less than an office hour)",
        "Being worked on, in time: 2",
        "Since Monday morning: 3 answered, 1 closed",
        "Open once more: #7",
        "Could not be delivered: something about no question, #4. Please reach these people another way.",
        "Put forward as what everybody is told, and waiting for a second person: S2, S3",
    ]


def test_an_overview_of_very_much() -> None:
    """However much waits, the overview is no wall: the longest are named, the others counted."""
    many = tuple(Waiting(number, HOUR, "Cleo") for number in range(1, 400))
    numbers = tuple(range(1, 400))
    told = list(lines(PHRASES, Digest(TUESDAY, TUESDAY, many, many, 9, many, 9, 9, numbers, numbers)))

    assert len(told) <= 10
    assert max(map(len, told)) < 200
    assert told[1].endswith("#5 (1 office hour) and 394 more")


def test_nothing_to_say() -> None:
    """Who asks for the overview while there is nothing in it reads so."""
    assert list(lines(PHRASES, EMPTY))[1:] == ["Nothing waits, and nothing was answered since Monday morning."]


def test_the_notice_is_the_overview() -> None:
    """As a notice it reads the same; one that can't be read says where it stands."""
    assert PHRASES.told(0, "digest", {"digest": EMPTY.dump()}) == "\n".join(lines(PHRASES, EMPTY))
    assert "esor-bot office digest" in PHRASES.told(0, "digest", {"digest": "rubbish"})


def test_a_reminder() -> None:
    """Reminders name the question, how long it waits, who has it, and moments on the office's clock."""
    values = {"question": "Which {owner}?", "waits": "14400", "longer": "", "owner": "Cleo"}
    values["expected"] = datetime(2030, 7, 8, 15, tzinfo=UTC).isoformat()

    assert PHRASES.told(7, "unclaimed", values) == (
        "#7 has waited for 4 office hours, and nobody has it yet: “Which {owner}?”"
    )
    assert PHRASES.told(7, "overdue", {**values, "longer": "yes"}) == (
        "#7 is overdue. Cleo has it, and an answer was expected by Monday, 8 July 2030, 17:00: “Which {owner}?”"
        " The person who asked was told that it takes longer, and how to write by e-mail."
    )


def test_who_asked_sees_that_it_takes_longer(tmp_path: Path) -> None:
    """When an answer should have been there, the list says so, and names no time that has passed."""
    room = Room(tmp_path)
    chat = room.chat()
    room.asked(chat)
    room.do(1, Deed.CLAIM)
    assert "an answer should be here on Wednesday, 9 January 2030, at 10:00" in said(chat, "/cases")
    room.clock.tick(days=3)

    assert "takes longer than it should; you can also write to the ESOR Office" in said(chat, "/cases")
    room.do(1, Deed.ANSWER, "Any.")
    room.do(1, Deed.REOPEN)
    assert "an answer should be here on Monday, 14 January 2030, at 10:00" in said(chat, "/cases")
