"""Moments in figures and words."""

from __future__ import annotations

from datetime import date

import pytest

from esor_bot.eligibility.message import prepare
from esor_bot.eligibility.times import parse_date, read_times
from esor_bot.eligibility.when import Span, add_months, resolve
from tests.unit.eligibility.world import lexicon

TODAY = date(2030, 4, 10)


def _spans(text: str) -> list[Span]:
    return [
        span
        for time in read_times(prepare(text, lexicon()))
        if time.when is not None
        for span in resolve(time.when, TODAY)
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2 November 2020", date(2020, 11, 2), date(2020, 11, 2)),
        ("Nov 2nd, 2020", date(2020, 11, 2), date(2020, 11, 2)),
        ("15. Februar 2020", date(2020, 2, 15), date(2020, 2, 15)),
        ("2020-11-02", date(2020, 11, 2), date(2020, 11, 2)),
        ("31/12/2020", date(2020, 12, 31), date(2020, 12, 31)),
        ("02.11.2020", date(2020, 11, 2), date(2020, 11, 2)),
        ("juin 2019", date(2019, 6, 1), date(2019, 6, 30)),
        ("06/2019", date(2019, 6, 1), date(2019, 6, 30)),
        ("in 2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("early 2019", date(2019, 1, 1), date(2019, 6, 30)),
        ("summer 2019", date(2019, 6, 1), date(2019, 9, 30)),
        ("last year", date(2029, 1, 1), date(2029, 12, 31)),
        ("in February", date(2030, 2, 1), date(2030, 2, 28)),
    ],
)
def test_moments_keep_their_precision(text: str, first: date, last: date) -> None:
    """A day is a day, a month is a month, a year is a year."""
    (span,) = _spans(text)
    assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["five years ago", "vor fünf Jahren", "il y a 5 ans", "hace cinco años", "cinque anni fa", "5 lat temu"],
)
def test_lengths_are_counted_back_from_today(text: str) -> None:
    """ "Five years ago" means about five years before today, in each language."""
    (span,) = _spans(text)
    assert span.first < date(2025, 4, 10) <= span.last < date(2026, 1, 1)


def test_day_and_month_may_be_swapped() -> None:
    """A date in figures with slashes keeps both readings; with dots there is one."""
    slashes, dots = parse_date("03/04/2021"), parse_date("03.04.2021")
    assert slashes is not None
    assert slashes.ambiguous
    assert dots is not None
    assert not dots.ambiguous


def test_impossible_dates_are_no_dates() -> None:
    """30 February is not read as a moment."""
    assert parse_date("30.02.2020") is None


def test_adding_months_keeps_to_the_month() -> None:
    """A month later than 31 January is the end of February."""
    assert add_months(date(2023, 1, 31), 1) == date(2023, 2, 28)
