"""The hours of a week, and how people write them: "Mon-Thu 9:00-17:00, Fri 9-13"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MIDNIGHT = time(0)

_NAME = r"[a-z]+"
_HOUR = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|h)?"
_PART = re.compile(rf"(?P<days>{_NAME}(?:[\s-]+{_NAME})*)?[\s:]*(?P<hours>{_HOUR}\s*-\s*{_HOUR}|closed)?")
_FROM_TO = re.compile(rf"{_HOUR}\s*-\s*{_HOUR}")
_CLOSED = "closed"
_SHORTEST = 2  # letters of a day


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """From when to when somebody works on a day of the week (0 is Monday); closing at MIDNIGHT is at the day's end."""

    day: int
    opens: time
    closes: time

    @property
    def to_midnight(self) -> bool:
        """Say whether it lasts to the end of the day."""
        return self.closes == MIDNIGHT


Week = tuple[Shift, ...]


def shifts(days: Iterable[int], opens: time, closes: time) -> Week:
    """Return the same hours for several days."""
    return tuple(Shift(day, opens, closes) for day in sorted(days))


WORKDAYS = shifts(range(5), time(9), time(17))


def checked(week: Iterable[Shift]) -> Week:
    """Return the shifts in order. Raises ValueError for hours that never come, or come twice."""
    ordered = tuple(sorted(week))
    if not ordered:
        raise ValueError("there are no hours in it")
    for shift in ordered:
        if not 0 <= shift.day < len(DAYS):
            raise ValueError(f"there is no day {shift.day} of the week")
        if shift.opens >= shift.closes and not shift.to_midnight:
            raise ValueError(
                f"hours have to end after they begin, on the same day, unlike {shift.opens:%H:%M}-{shift.closes:%H:%M}"
            )
    for one, next_ in pairwise(ordered):
        if one.day == next_.day and (one.to_midnight or next_.opens < one.closes):
            raise ValueError(f"{DAYS[one.day]} has the same hour twice")
    return ordered


def read_week(text: str) -> Week:
    """Read hours as people write them: days, a range of hours, and commas between.

    Several days may share their hours, and a day may have several. Raises ValueError that names what can't be read.
    """
    found: list[Shift] = []
    days: list[int] = []
    complete = True
    for part in re.split(r"[,;\n]", _plain(text)):
        if not part.strip():
            continue
        named, hours = _split(part.strip())
        if named:
            days = named if complete else [*days, *named]
        if hours and not days:
            raise ValueError(f"no day is named for {part.strip()!r}")
        if hours and hours != _CLOSED:
            opens, closes = _hours(hours)
            found += [Shift(day, opens, closes) for day in days]
        complete = bool(hours)
    if not complete:
        raise ValueError("there are no hours behind the last day")
    return checked(found)


def _plain(text: str) -> str:
    text = re.sub(r"[\u2010-\u2015]|\b(?:to|until|till)\b", "-", text.lower())
    return re.sub(r"&|\+|\band\b", ",", text).replace("every day", "daily")


def _split(part: str) -> tuple[list[int], str]:
    """Return the days that a part names, and its hours as text."""
    read = _PART.fullmatch(part)
    if read is None:
        raise ValueError(f"{part!r} is no day with hours")
    named, hours = read["days"] or "", read["hours"] or ""
    if named.endswith(_CLOSED):
        named, hours = named.removesuffix(_CLOSED), _CLOSED
    return list(_days(named)), hours


def _days(named: str) -> Iterator[int]:
    """Yield the days of "mon-wed fri"; a range may go over the weekend."""
    for group in re.sub(r"\s*-\s*", "-", named.strip()).split():
        if group == "daily":
            yield from range(len(DAYS))
            continue
        ends = [_day(name) for name in group.split("-")]
        first, last = ends[0], ends[-1]
        if len(ends) > 2:
            raise ValueError(f"{group!r} is no range of days")
        yield from ((first + step) % len(DAYS) for step in range((last - first) % len(DAYS) + 1))


def _day(name: str) -> int:
    known = [place for place, day in enumerate(DAYS) if day.lower().startswith(name.removesuffix("s") or name)]
    if len(name) < _SHORTEST or len(known) != 1:
        raise ValueError(f"{name!r} is no day of the week")
    return known[0]


def _hours(text: str) -> tuple[time, time]:
    read = _FROM_TO.fullmatch(text)
    if read is None:
        raise ValueError(f"{text!r} is no range of hours")
    return _time(*read.groups()[:3]), _time(*read.groups()[3:])


def _time(hour: str, minute: str | None, half: str | None) -> time:
    hours, minutes = int(hour), int(minute or 0)
    if half in {"am", "pm"} and 1 <= hours <= 12:
        hours = hours % 12 + (12 if half == "pm" else 0)
    if (hours, minutes) == (24, 0):
        return MIDNIGHT
    try:
        return time(hours, minutes)
    except ValueError:
        raise ValueError(f"{hour}:{minutes:02} is no time of the day") from None
