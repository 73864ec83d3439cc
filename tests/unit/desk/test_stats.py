"""Weeks of questions: what became of them, and how long the office took."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.stats import Period, Stats, stats
from esor_bot.desk.weeks import WEEK, monday, week, weeks
from esor_bot.domain.case import Deed, Record
from esor_bot.domain.tally import Result
from esor_bot.domain.week import shifts
from esor_bot.testing.memory import MemoryStore
from tests.unit.desk.people import HOURS
from tests.unit.desk.questions import DAY, MONDAY, case, counted, question

VIENNA = ZoneInfo("Europe/Vienna")
NOW = MONDAY + 9 * DAY
SILENT = {("moon", "animals"), ("moon", "boats")}


def told(store: MemoryStore, now: datetime = NOW, last: int = 12) -> Stats:
    """Return the statistics of a store."""
    with store.begin() as tx:
        return stats(tx, now, HOURS, last=last, silent=SILENT)


def answer(store: MemoryStore, number: int, days: float) -> None:
    """Write an answer so many days after MONDAY."""
    with store.begin() as tx:
        tx.write(Record(number, MONDAY + days * DAY, Deed.ANSWER, "o"))


def test_weeks_of_questions() -> None:
    """A question counts in the week it was asked, by where it got in the end."""
    store = counted(
        question(),
        question("?", Result.UNANSWERED, days=1),
        question("", Result.ASKED_BACK, days=2),
        question("", Result.CHOSEN, days=2),
        question("", Result.ASKED_BACK, days=7),
        question("?", Result.LEFT, days=7),
        question("", Result.ASKED_BACK, days=8),
    )

    found = told(store)

    assert list(found.weeks) == [date(2030, 1, 7), date(2030, 1, 14)]
    first, second = found.weeks.values()
    assert (first.answered, first.asked_back, first.unanswered, first.questions) == (2, 0, 1, 3)
    assert (second.answered, second.asked_back, second.unanswered) == (0, 1, 1)
    assert found.whole.questions == 5
    assert found.whole.share == pytest.approx(2 / 5)


def test_nothing_was_asked() -> None:
    """Without a question, or before the first one, there are no weeks; weeks in which nothing happened are there."""
    assert told(MemoryStore()) == Stats({}, Period(), ())
    assert told(counted(question(days=30))).weeks == {}

    found = told(counted(question()), MONDAY + 60 * DAY, 2)
    assert (len(found.weeks), found.whole.empty, found.whole.share) == (2, True, None)


def test_the_last_weeks() -> None:
    """There are at most so many weeks, the present one among them, and none before the first question."""
    store = counted(question(days=-30), question())

    assert len(told(store, last=3).weeks) == 3
    assert min(told(store).weeks) == date(2029, 12, 3)


def test_what_is_not_yet() -> None:
    """A question at this very moment counts, a later one does not."""
    store = counted(question(days=9), question(days=10))

    assert told(store).whole.questions == 1


def test_how_long_the_office_took() -> None:
    """Half and nine in ten are of the answers of a week, in office hours and as time passes; of few all."""
    store = counted(question())
    for hour in range(10):
        answer(store, case(store, "?", days=9 / 24), (9 + hour * 0.5) / 24)
    late = case(store, "?", days=4 + 16 / 24)  # Friday at 16:00
    answer(store, late, 7 + 10 / 24)  # Monday at 10:00

    first, second = told(store).weeks.values()

    assert (first.sent, first.replies, second.sent, second.replies) == (11, 10, 0, 1)
    assert first.waited is not None
    assert (first.waited.half, first.waited.most) == (timedelta(hours=2), timedelta(hours=4))
    assert second.waited is not None
    assert (second.waited.half, second.waited.most) == (timedelta(hours=2), timedelta(hours=2))
    assert second.waited.half_whole == timedelta(days=2, hours=18)


def test_silent_topics_by_people() -> None:
    """Of what was asked, silent topics are named, those of most people first."""
    store = counted(
        question("?", entry="boats"),
        question("?", entry="animals"),
        question("?", entry="animals"),
        question("?", entry="boats", asker="ben"),
        question("?", entry="grant", asker="ben"),
    )

    assert [(one.entry, one.people, one.questions) for one in told(store).topics] == [
        ("boats", 2, 2),
        ("animals", 1, 2),
    ]


def test_a_week_is_that_of_the_office() -> None:
    """Late on Sunday in London it is Monday in Vienna; the week in which clocks change has an hour less."""
    late = datetime(2030, 1, 6, 23, 30, tzinfo=UTC)

    assert (monday(late, ZoneInfo("UTC")), monday(late, VIENNA)) == (date(2029, 12, 31), date(2030, 1, 7))
    changing = week(date(2030, 3, 25), VIENNA)
    assert changing.end - changing.start == timedelta(days=7) - timedelta(hours=1)


@given(
    st.integers(0, 15_000),
    st.floats(0, 400),
    st.sampled_from(["UTC", "Europe/Vienna", "Pacific/Auckland", "America/St_Johns"]),
)
def test_weeks_leave_no_gap(before: int, days: float, zone: str) -> None:
    """Weeks follow each other without a gap, begin on Mondays, and hold both moments they are made for."""
    place, at = ZoneInfo(zone), MONDAY - before * DAY
    found = weeks(at, at + days * DAY, place)
    spans = [week(one, place) for one in found]

    assert {one.weekday() for one in found} == {0}
    assert all(one + WEEK == other for one, other in pairwise(found))
    assert all(one.end == other.start for one, other in pairwise(spans))
    assert spans[0].start <= at < spans[0].end
    assert spans[-1].start <= at + days * DAY < spans[-1].end


def test_hours_of_another_office() -> None:
    """The hours are those that are given."""
    store = counted(question())
    answer(store, case(store, "?", days=5), 5 + 1 / 24)  # on a Saturday

    with store.begin() as tx:
        found = stats(tx, NOW, OfficeHours(ZoneInfo("UTC"), shifts({5}, MONDAY.time(), time(17))))

    assert found.whole.waited is not None
    assert found.whole.waited.half == timedelta(hours=1)


def test_what_people_say_of_answers() -> None:
    """Answers are told with what people say of them, those first that helped least; nothing was asked with that."""
    store = counted(
        question(),
        question("", Result.HELPED, entry="grant"),
        question("", Result.NOT_HELPED, entry="boots"),
    )
    found = told(store)
    assert found.whole.questions == 1
    assert [(one.entry, one.helped, one.not_helped) for one in found.opinions] == [("boots", 0, 1), ("grant", 1, 0)]
