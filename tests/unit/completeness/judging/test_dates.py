"""Days are read as certificates write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esor_bot.completeness.judging.dates import days_in
from tests.unit.completeness.judging.applicant import catalogue

SPRING = date(2021, 3, 5)
MONTHS = {"march": 3, "května": 5}


def days(*lines: str) -> list[date]:
    """Return the days of some lines, with the shipped words for months."""
    return [one.day for one in days_in(list(lines), catalogue().months)]


@pytest.mark.parametrize(
    "written",
    [
        "5 March 2021", "5th March 2021", "5th of March 2021", "March 5, 2021", "March 5th, 2021", "MARCH 5 2021",
        "5. März 2021", "den 5. Maerz 2021", "5 mars 2021", "le 5 MARS 2021", "5 marzo 2021", "5 de marzo de 2021",
        "5 de marzo del 2021", "5 de março de 2021", "5 maart 2021", "5. marts 2021", "5. mars 2021",
        "5. maaliskuuta 2021", "5 marca 2021", "5. března 2021", "5. marca 2021", "5. ožujka 2021.", "5. mart 2021.",
        "5 martie 2021", "2021. március 5.", "2021 m. kovo 5 d.", "5. märts 2021", "5 Μαρτίου 2021", "5 марта 2021 г.",
        "5 березня 2021", "5 март 2021", "5 Mart 2021", "05-MAR-2021", "5 Mar. 2021", "05.03.2021", "5. 3. 2021",
        "5/3/2021", "05-03-2021", "2021-03-05", "2021/03/05", "2021.03.05.",
    ],
)  # fmt: skip
def test_written(written: str) -> None:
    """A day in numbers or with the word for its month, in the languages of Europe, is that day."""
    assert days(f"Given on {written}, with a seal") == [SPRING]
    assert days(written) == [SPRING]


@pytest.mark.parametrize(("written", "day"), [("1er mars 2021", 1), ("1° marzo 2021", 1), ("1º de março de 2021", 1)])
def test_first(written: str, day: int) -> None:
    """The first of a month is read in its own form."""
    assert days(written) == [date(2021, 3, day)]


def test_month_before_day() -> None:
    """Numbers are read day first, and month first only where they cannot be otherwise."""
    assert days("03/04/2021") == [date(2021, 4, 3)]
    assert days("04/13/2021") == [date(2021, 4, 13)]


@pytest.mark.parametrize(
    "written",
    ["30.02.2021", "45 March 2021", "5 Marchish 2021", "2021", "March 2021", "1.2.3", "05.03.1821", "No. 105.03.20211"],
)
def test_no_day(written: str) -> None:
    """What is no day of the calendar is none, and neither is a month without a day."""
    assert days(written) == []


def test_places() -> None:
    """Every day is told with the number of its line, and once a line."""
    found = days_in(["born 05.03.2021", "nothing", "5 March 2021, 05.03.2021 and 5. května 2022"], MONTHS)

    assert [(one.day, one.line) for one in found] == [(SPRING, 0), (SPRING, 2), (date(2022, 5, 5), 2)]


@settings(max_examples=40)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day(day: date) -> None:
    """Every day can be read back from how it is written."""
    assert days(day.strftime("%d.%m.%Y")) == days(day.isoformat()) == [day]
    assert days(f"{day.day} {day:%B} {day.year}") == days(f"{day:%B} {day.day}, {day.year}") == [day]
