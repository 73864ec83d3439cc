"""Moments as people tell them: exact, by month or year, or relative to today; resolved to a span of days."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

_EARLIEST = date(1950, 1, 1)
_LATEST = date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Span:
    """All days from `first` to `last` that may be meant, and how the moment is said in a reply."""

    first: date
    last: date
    said: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A moment as told.

    `first` and `last` bound an absolute moment; `other` is the second reading of an ambiguous date.
    A relative moment is counted in months before today: between `newest` and `oldest` ago (negative: ahead).
    `month` alone is a month without a year. `bound` is "before" or "after" where only one side was told.
    """

    first: date | None = None
    last: date | None = None
    other: tuple[date, date] | None = None
    newest: float | None = None
    oldest: float | None = None
    month: int | None = None
    bound: str = ""
    said: str = ""
    calendar_year: int | None = None

    @property
    def ambiguous(self) -> bool:
        """Say whether the moment has two readings."""
        return self.other is not None


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (or earlier), the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def month_span(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def say_day(day: date) -> str:
    """Write a day as people do."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def say_month(day: date) -> str:
    """Write a month as people do."""
    return f"{calendar.month_name[day.month]} {day.year}"


def resolve(when: When, today: date, ahead: bool = False) -> tuple[Span, ...]:
    """Return the spans a moment may mean: one as a rule, two for an ambiguous date, none if it can't be told.

    `ahead` says that a month without a year is meant to come.
    """
    if when.month is not None:
        return (_of_month(when.month, today, ahead, when.bound),)
    if when.calendar_year is not None:
        year = today.year + when.calendar_year
        return (_bounded(date(year, 1, 1), date(year, 12, 31), when.bound, when.said or str(year)),)
    if when.newest is not None and when.oldest is not None:
        first, last = _ago(today, when.oldest), _ago(today, when.newest)
        return (_bounded(first, last, when.bound, when.said or _say_about(first, last)),)
    if when.first is None or when.last is None:
        return ()
    spans = [_bounded(when.first, when.last, when.bound, when.said or _say(when.first, when.last))]
    if when.other:
        spans.append(_bounded(*when.other, when.bound, _say(*when.other)))
    return tuple(spans)


def _of_month(month: int, today: date, ahead: bool, bound: str) -> Span:
    year = today.year
    if ahead and month < today.month:
        year += 1
    if not ahead and month > today.month:
        year -= 1
    first, last = month_span(year, month)
    return _bounded(first, last, bound, say_month(first))


def _ago(today: date, months: float) -> date:
    whole = int(months) if months >= 0 else -int(-months)
    day = add_months(today, -whole)
    return day - timedelta(days=round((months - whole) * 30.4))


def _bounded(first: date, last: date, bound: str, said: str) -> Span:
    if bound == "before":
        return Span(_EARLIEST, last, said)
    if bound == "after":
        return Span(first, _LATEST, said)
    return Span(first, last, said)


def _say(first: date, last: date) -> str:
    if first == last:
        return say_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return say_month(first)
    if first.year == last.year:
        return str(first.year)
    return f"{first.year} to {last.year}"


def _say_about(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"about {say_month(first)}"
    return f"between {say_month(first)} and {say_month(last)}"
