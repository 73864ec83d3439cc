"""Weeks from Monday to Monday, as they are where the office is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from esor_bot.ports import Span

WEEK = timedelta(days=7)


def up_to(now: datetime) -> datetime:
    """Return the end of a span that holds the present moment, too."""
    return now + timedelta(seconds=1)


def cut(one: Span, whole: Span) -> Span:
    """Return the part of a span that lies within another one."""
    return Span(max(one.start, whole.start), min(one.end, whole.end))


def monday(at: datetime, zone: ZoneInfo) -> date:
    """Return the Monday of the week in which a moment lies."""
    day = at.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def week(first: date, zone: ZoneInfo) -> Span:
    """Return the week that begins with a Monday. It has an hour less, or more, where clocks change."""
    start, end = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (first, first + WEEK))
    return Span(start, end)


def weeks(since: datetime, until: datetime, zone: ZoneInfo) -> tuple[date, ...]:
    """Return the Mondays of all weeks from that of one moment to that of another one."""
    first, last = monday(since, zone), monday(until, zone)
    return tuple(first + number * WEEK for number in range((last - first) // WEEK + 1))
