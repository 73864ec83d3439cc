"""Cases in words."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.notices import KINDS
from esor_bot.desk.refusals import REFUSALS
from esor_bot.domain import moments
from esor_bot.domain.case import OF_THE_ASKER, Deed, State
from esor_bot.domain.week import read_week
from esor_bot.errors import RefusedError, StoreError
from esor_bot.reception.phrases import Phrases
from tests.unit.terminal.office.rooms import MONDAY, PHRASES, WORDING

OPEN = re.compile(r"\{\w+\}")
FLAGS = ("reopened", "elsewhere", "longer")


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_has_a_sentence(code: str) -> None:
    """Each refusal is one sentence or two, with nothing left to be filled in."""
    values = {name: Deed.ANSWER.value if name == "deed" else 7 for name in REFUSALS[code]}
    told = PHRASES.refused(RefusedError(code, **values))

    assert told.endswith(".")
    assert not OPEN.search(told)


@pytest.mark.parametrize("deed", Deed)
def test_every_deed_may_come_between(deed: Deed) -> None:
    """Whatever somebody did meanwhile is named in words."""
    told = PHRASES.refused(RefusedError("changed", number=7, by="Cleo", deed=deed.value))

    assert "#7" in told
    assert not OPEN.search(told)


def test_who_asked_is_not_named_by_their_number() -> None:
    """Where the person who asked did something meanwhile, no id is shown."""
    told = PHRASES.refused(RefusedError("changed", number=7, by="terminal:4711", deed="add"))

    assert "4711" not in told


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_sentence(kind: str) -> None:
    """Each kind of notice is told with whatever flags it may have, and with nothing left to be filled in."""
    flags = [name for name in KINDS[kind] if name in FLAGS]
    for raised in (some for count in range(len(flags) + 1) for some in combinations(flags, count)):
        values = {name: ("yes" if name in raised else "") if name in flags else "answer" for name in KINDS[kind]}
        told = PHRASES.told(7, kind, values)

        assert "7" in told or kind == "digest"  # which is about no single question
        assert not OPEN.search(told)


@pytest.mark.parametrize("kind", [*KINDS, ""])
def test_a_report_names_what_was_lost(kind: str) -> None:
    """A report says what could not be delivered, even where that can't be read any more."""
    told = PHRASES.told(7, "undelivered", {"kind": kind, "to": "chat:anna", "why": "gone", "elsewhere": ""})

    assert "chat:anna" in told
    assert not OPEN.search(told)


def test_braces_that_people_write() -> None:
    """What people wrote is told as they wrote it."""
    assert "{number} {text} {by}" in PHRASES.told(7, "answer", {"text": "{number} {text} {by}"})


@pytest.mark.parametrize("state", State)
def test_every_state_has_its_words(state: State) -> None:
    """Each state has words for the office and for who asked."""
    for whose in ("state", "own"):
        assert PHRASES.say(f"{whose}.{state}")


@pytest.mark.parametrize("deed", sorted(set(Deed) - OF_THE_ASKER))
def test_every_deed_of_the_office_says_what_came_of_it(deed: Deed) -> None:
    """Each deed of the office has a sentence for when it is done."""
    assert not OPEN.search(PHRASES.say(f"done.{deed}", number=7, owner="Dan", into=8, statement="S3"))


@pytest.mark.parametrize("reason", StoreError.REASONS)
def test_every_trouble_has_a_sentence(reason: str) -> None:
    """Each reason why the database can't be used is told in words."""
    assert PHRASES.trouble(StoreError(reason)).endswith(".")


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (MONDAY, "the office is there now"),
        (MONDAY.replace(hour=18), "the next ones begin tomorrow at 9:00 (8:00 for you)"),
        (MONDAY.replace(hour=6), "the next ones begin today at 9:00 (8:00 for you)"),
        (MONDAY.replace(day=12), "the next ones begin on Monday, 14 January 2030, at 9:00 (8:00 for you)"),
        (
            datetime(2030, 1, 8, 7, tzinfo=timezone(timedelta(hours=9))),
            "the next ones begin tomorrow at 9:00 (17:00 for you)",
        ),
        (
            datetime(2030, 1, 7, 20, tzinfo=timezone(timedelta(hours=-10))),
            "the next ones begin today at 9:00 (Monday at 22:00 for you)",
        ),
        (datetime(2030, 1, 7, 18, tzinfo=timezone(timedelta(hours=1))), "the next ones begin tomorrow at 9:00"),
    ],
)
def test_office_hours(now: datetime, told: str) -> None:
    """The hours are told on the office's clock, and on the person's where it shows another time."""
    assert PHRASES.office_hours(now).endswith(told)


def test_office_hours_where_each_reader_sees_their_own_clock() -> None:
    """Where a platform shows moments, the next hours are one: it may know nobody's clock but Discord's own."""
    phrases = Phrases(WORDING, lambda: PHRASES.hours, marks=True)
    told = phrases.office_hours(MONDAY.replace(hour=18))

    assert moments.shown(told, lambda at, _: f"{at:%d %H:%M}").endswith("begin 08 08:00")
    assert moments.plainly(told) == PHRASES.office_hours(MONDAY.replace(hour=18))


@pytest.mark.parametrize(
    ("week", "zone", "told"),
    [
        ("Mon-Fri 9-17", "Europe/Vienna", "Office hours are Monday to Friday, 9:00 to 17:00 in Vienna; "),
        (
            "Mon-Thu 9-17, Fri 9-13",
            "America/Argentina/Buenos_Aires",
            "Office hours are Monday to Thursday, 9:00 to 17:00, and Friday, 9:00 to 13:00, in Buenos Aires; ",
        ),
        ("Mon Tue 8:30-12, 13-24", "UTC", "Monday and Tuesday, 8:30 to 12:00 and 13:00 to 24:00 (time zone UTC); "),
        ("daily 7-8", "Asia/Tokyo", "Office hours are every day, 7:00 to 8:00 in Tokyo; "),
        ("Mon-Wed, Fri-Sun 9-17", "CET", "Monday to Wednesday and Friday to Sunday, 9:00 to 17:00 (time zone CET); "),
        (
            "Mon 9-10, Tue 10-11, Wed 9-10, Thu 12-13",
            "Europe/Paris",
            "Monday and Wednesday, 9:00 to 10:00, Tuesday, 10:00 to 11:00, and Thursday, 12:00 to 13:00, in Paris; ",
        ),
    ],
)
def test_the_hours_are_those_of_the_settings(week: str, zone: str, told: str) -> None:
    """Days, hours and city are told as they are set."""
    phrases = Phrases(WORDING, lambda: OfficeHours(ZoneInfo(zone), read_week(week)))

    assert told in phrases.office_hours(MONDAY)


def test_an_overview_that_was_lost() -> None:
    """A report of something that was about no question names none."""
    told = PHRASES.told(0, "undelivered", {"kind": "digest", "to": "talk", "why": "gone", "elsewhere": ""})

    assert told == "The overview could not be delivered to talk (gone)."


def test_no_sentence_says_what_it_must_not() -> None:
    """No sentence of the desk shouts, guesses or decides."""
    said = " ".join(text for id_, text in WORDING.sentences.items() if id_.startswith("desk."))

    assert not re.search(r"!|\b(probably|I think|should be fine|accepted|rejected)\b", said)
