"""Office hours: open or not, and time that counts, also when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from esor_bot.desk.hours import OfficeHours

VIENNA = ZoneInfo("Europe/Vienna")
HOURS = OfficeHours(VIENNA, holidays=frozenset({date(2030, 5, 1)}))
NIGHT = OfficeHours(VIENNA, time(1), time(5), frozenset(range(7)))

moments = st.timedeltas(timedelta(), timedelta(days=1000)).map(lambda passed: datetime(2029, 1, 1, tzinfo=UTC) + passed)
durations = st.timedeltas(timedelta(), timedelta(hours=100))
calendars = st.builds(
    OfficeHours,
    st.sampled_from([VIENNA, ZoneInfo("UTC"), ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")]),
    st.times(time(0), time(3)),
    st.times(time(3, 1), time(23)),
    st.sets(st.integers(0, 6), min_size=1).map(frozenset),
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


@pytest.mark.parametrize(("opens", "closes", "weekdays"), [(9, 9, {0}), (17, 9, {0}), (9, 17, set()), (9, 17, {7})])
def test_hours_that_never_come(opens: int, closes: int, weekdays: set[int]) -> None:
    """Hours that never come, and days that are none, are refused."""
    with pytest.raises(ValueError, match=r"office opens|days of the week"):
        OfficeHours(VIENNA, time(opens), time(closes), frozenset(weekdays))


def test_a_moment_has_a_zone() -> None:
    """A moment without a zone, and a negative duration, are refused."""
    with pytest.raises(ValueError, match="zone"):
        HOURS.is_open(datetime(2030, 5, 4))  # noqa: DTZ001 - that is what is tested
    with pytest.raises(ValueError, match="negative"):
        HOURS.add(local(2030, 5, 4), timedelta(-1))
