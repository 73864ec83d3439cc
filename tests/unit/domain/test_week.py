"""The hours of a week as people write them."""

from __future__ import annotations

from datetime import time

import pytest

from esor_bot.domain.week import WORKDAYS, Shift, Week, read_week, shifts

SHORT_FRIDAY = (*shifts(range(4), time(9), time(17)), Shift(4, time(9), time(13)))


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("Mon-Fri 9:00-17:00", WORKDAYS),
        ("monday to friday: 9am to 5pm", WORKDAYS),
        ("Mo – Fr, 9.00 – 17.00", WORKDAYS),
        ("mon-thu 9-17, fri 9-13", SHORT_FRIDAY),
        ("Fri 9h-13h; Mon, Tues, Wednesdays and Thurs 9h00-17h00", SHORT_FRIDAY),
        ("Mon-Thu 9-17, Fri 9-13, Sat and Sun closed", SHORT_FRIDAY),
        ("Mon 9-12, 13-17", (Shift(0, time(9), time(12)), Shift(0, time(13), time(17)))),
        ("Sat-Mon 8:30-9", tuple(Shift(day, time(8, 30), time(9)) for day in (0, 5, 6))),
        ("every day 12am-24:00", shifts(range(7), time(0), time(0))),
        ("tue thu 12pm-1pm", shifts((1, 3), time(12), time(13))),
        ("mon 13pm-14pm", (Shift(0, time(13), time(14)),)),
    ],
)
def test_hours_are_read(text: str, week: Week) -> None:
    """Days and hours are read in the ways people write them."""
    assert read_week(text) == week


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no hours"),
        ("sat closed", "no hours"),
        ("mon", "behind the last day"),
        ("9-17", "no day is named for '9-17'"),
        ("xyz 9-17", "'xyz' is no day"),
        ("t 9-17", "'t' is no day"),
        ("mon 9", "'mon 9'"),
        ("mon 9-17 fri", "'mon 9-17 fri'"),
        ("mon-tue-wed 9-17", "range of days"),
        ("mon 25-26", "25:00 is no time"),
        ("mon 9:75-10", "9:75"),
        ("mon 17-9", "end after they begin"),
        ("mon 9-17, mon 12-18", "Monday has the same hour twice"),
        ("mon 9-24, mon 10-11", "Monday has the same hour twice"),
    ],
)
def test_what_can_not_be_read(text: str, why: str) -> None:
    """What can't be read is named."""
    with pytest.raises(ValueError, match=why):
        read_week(text)
