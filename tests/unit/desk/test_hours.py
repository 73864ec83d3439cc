"""Office hours: open or not, and time that counts, also when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from esor_bot.desk.hours import OfficeHours
from esor_bot.domain.week import Shift, Week, read_week, shifts

VIENNA = ZoneInfo("Europe/Vienna")
HOURS = OfficeHours(VIENNA, holidays=frozenset({date(2030, 5, 1)}))
NIGHT = OfficeHours(VIENNA, shifts(range(7), time(1), time(5)))

moments = st.timedeltas(timedelta(), timedelta(days=1000)).map(lambda passed: datetime(2029, 1, 1, tzinfo=UTC) + passed)
durations = st.timedeltas(timedelta(), timedelta(hours=100))
QUARTERS = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
zones = st.sampled_from(
    [VIENNA, ZoneInfo("UTC"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo"), ZoneInfo("Australia/Lord_Howe")]
)


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    """Hours of a week: any days, each with a shift or two, some in the hours that clocks take and give."""
    found: list[Shift] = []
    for day in draw(st.sets(st.integers(0, 6), min_size=1)):
        marks = sorted(draw(st.sets(QUARTERS, min_size=2, max_size=4)))
        found += [Shift(day, opens, closes) for opens, closes in zip(marks[::2], marks[1::2], strict=False)]
        if len(marks) == 3:
            found.append(Shift(day, marks[2], time(0)))
    return tuple(found)


calendars = st.builds(
    OfficeHours,
    zones,
    weeks(),
    st.sets(st.dates(date(2029, 1, 1), date(2031, 1, 1)), max_size=20).map(frozenset),
)


def local(*parts: int) -> datetime:
    """Return a moment in the office's zone."""
    return datetime(*parts, tzinfo=VIENNA)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (local(2030, 4, 30, 9), True),
        (local(2030, 4, 30, 8, 59), False),
        (local(2030, 4, 30, 17), False),
        (local(2030, 5, 1, 12), False),
        (local(2030, 5, 4, 12), False),
    ],
)
def test_when_the_office_works(at: datetime, is_open: bool) -> None:
    """The office works from the minute it opens until before it closes, on its days that are no holidays."""
    assert HOURS.is_open(at) is is_open


def test_a_holiday_and_a_weekend_are_passed_over() -> None:
    """Time runs out on the next day the office works, whatever lies between."""
    assert HOURS.next_opening(local(2030, 4, 30, 17)) == local(2030, 5, 2, 9)
    assert HOURS.add(local(2030, 5, 3, 16), timedelta(hours=2)) == local(2030, 5, 6, 10)
    assert HOURS.expected(local(2030, 4, 29, 9)) == local(2030, 4, 30, 17)


@pytest.mark.parametrize(("day", "hours"), [(date(2030, 3, 31), 3), (date(2030, 10, 27), 5), (date(2030, 6, 1), 4)])
def test_hours_that_clocks_take_or_give(day: date, hours: int) -> None:
    """An hour that a change of the clock leaves out is not counted, and one that comes twice counts twice."""
    start = datetime.combine(day, time(0), VIENNA)

    assert NIGHT.between(start, start + timedelta(days=1)) == timedelta(hours=hours)


@settings(max_examples=60)
@given(calendars, moments, durations)
def test_adding_and_measuring_agree(hours: OfficeHours, at: datetime, duration: timedelta) -> None:
    """The office time from a moment to where a duration leads is that duration."""
    assert hours.between(at, hours.add(at, duration)) == duration


@settings(max_examples=60)
@given(calendars, moments, durations, durations)
def test_durations_add_up(hours: OfficeHours, at: datetime, one: timedelta, other: timedelta) -> None:
    """Waiting twice leads where waiting for both at once does, and never back."""
    halfway = hours.add(at, one)

    assert hours.between(at, hours.add(halfway, other)) == one + other
    assert at <= halfway <= hours.add(at, one + other)


@settings(max_examples=60)
@given(calendars, moments)
def test_the_next_opening_is_open(hours: OfficeHours, at: datetime) -> None:
    """The office works at its next opening and at no time before it."""
    opening = hours.next_opening(at)

    assert hours.is_open(opening)
    assert hours.between(at, opening) == timedelta()
    assert hours.is_open(at) is (opening == at)


@pytest.mark.parametrize(("opens", "closes", "days"), [(9, 9, {0}), (17, 9, {0}), (9, 17, set()), (9, 17, {7})])
def test_hours_that_never_come(opens: int, closes: int, days: set[int]) -> None:
    """Hours that never come, and days that are none, are refused."""
    with pytest.raises(ValueError, match=r"hours|no day"):
        OfficeHours(VIENNA, shifts(days, time(opens), time(closes)))


def test_a_short_friday() -> None:
    """Each day has its own hours: what is asked on a short day goes on with the next."""
    hours = OfficeHours(VIENNA, read_week("Mon-Thu 9-17, Fri 9-13"))

    assert hours.add(local(2030, 1, 11, 12), timedelta(hours=2)) == local(2030, 1, 14, 10)
    assert not hours.is_open(local(2030, 1, 11, 13))
    assert hours.typical_day() == timedelta(hours=7.2)


def test_a_break_at_noon() -> None:
    """A day may have a break, in which no time passes; its morning is the first of its openings."""
    hours = OfficeHours(VIENNA, read_week("Mon-Fri 9-12, 13-17"))

    assert hours.add(local(2030, 1, 7, 11), timedelta(hours=2)) == local(2030, 1, 7, 14)
    assert not hours.is_open(local(2030, 1, 7, 12, 30))
    assert hours.next_opening(local(2030, 1, 7, 12, 30)) == local(2030, 1, 7, 13)
    assert hours.next_morning(local(2030, 1, 7, 12, 30)) == local(2030, 1, 8, 9)


def test_around_the_clock() -> None:
    """An office may work to midnight, and on from there."""
    hours = OfficeHours(VIENNA, read_week("daily 0-24"))

    assert hours.is_open(local(2030, 1, 7, 23, 59))
    assert hours.is_open(local(2030, 1, 8))
    assert hours.add(local(2030, 1, 7, 12), timedelta(hours=24)) == local(2030, 1, 8, 12)


def test_the_turn_of_the_year() -> None:
    """Holidays that go over the new year are passed over as a whole, with the weekends at both ends."""
    free = frozenset(date(2030, 12, 24) + timedelta(days=passed) for passed in range(14))
    hours = OfficeHours(VIENNA, holidays=free)

    assert hours.expected(local(2030, 12, 23, 13)) == local(2031, 1, 8, 13)
    assert hours.days_later(local(2030, 12, 23, 13), 1) == local(2031, 1, 7, 13)
    assert hours.last_morning(local(2031, 1, 7, 9)) == local(2030, 12, 23, 9)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Asia/Tokyo", "America/New_York", "Pacific/Pago_Pago"])
def test_the_same_moment_everywhere(zone: str) -> None:
    """When an answer is expected does not depend on where it was asked from, however far ahead or behind."""
    asked = local(2030, 3, 29, 16)  # the Friday before clocks go forward
    expected = HOURS.expected(asked.astimezone(ZoneInfo(zone)))

    assert expected == HOURS.expected(asked) == local(2030, 4, 2, 16)
    assert expected.utcoffset() == timedelta()


def test_days_later() -> None:
    """Some office days later is the same time of the day; where the office is closed then, when it opens that day."""
    hours = OfficeHours(VIENNA, read_week("Mon-Thu 9-17, Fri 9-13"), frozenset({date(2030, 1, 15)}))

    assert hours.days_later(local(2030, 1, 10, 12), 1) == local(2030, 1, 11, 12)
    assert hours.days_later(local(2030, 1, 10, 14), 1) == local(2030, 1, 11, 9)
    assert hours.days_later(local(2030, 1, 11, 12), 2) == local(2030, 1, 16, 12)
    assert hours.days_later(local(2030, 3, 28, 12), 2) == local(2030, 4, 1, 12)  # clocks went forward between


@settings(max_examples=60)
@given(calendars, moments, st.integers(1, 5))
def test_days_later_is_open(hours: OfficeHours, at: datetime, days: int) -> None:
    """Some office days later the office works, and it is another day."""
    later = hours.days_later(at, days)

    assert hours.is_open(later)
    assert later.astimezone(hours.zone).date() > at.astimezone(hours.zone).date()


@settings(max_examples=60)
@given(calendars, moments)
def test_mornings(hours: OfficeHours, at: datetime) -> None:
    """A morning is an opening after which no earlier one comes on its day, and no day of work lies between two."""
    morning = hours.next_morning(at)

    assert morning >= at
    assert morning == hours.opening(morning) == hours.next_opening(morning)
    assert hours.last_morning(hours.next_morning(morning + timedelta(seconds=1))) == morning


def test_a_moment_has_a_zone() -> None:
    """A moment without a zone, and a negative duration, are refused."""
    with pytest.raises(ValueError, match="zone"):
        HOURS.is_open(datetime(2030, 5, 4))  # noqa: DTZ001 - that is what is tested
    with pytest.raises(ValueError, match="negative"):
        HOURS.add(local(2030, 5, 4), timedelta(-1))
