"""Days as they are written on certificates: numbers or month words of many languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from esor_bot.completeness.recognition.fold import fold

_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|o|a|e)?\s(?:de |di |of |da )?([^\W\d]{3,14})\s(?:de |del |di |of )?"
    r"(\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(r"([^\W\d]{3,12})\s(\d{1,2})(?:st|nd|rd|th)?\s(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})\s(?:m\s|metu\s|gada\s|ev\s|evi\s|aasta\s)?([^\W\d]{3,14})\s(?:men\s)?(\d{1,2})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day and the number of the line where it stands."""

    day: date
    line: int


def days_in(lines: list[str], months: Mapping[str, int]) -> tuple[Day, ...]:
    """Return the days that are written out in the raw lines."""
    known = {fold(word): month for word, month in months.items()}
    return tuple(Day(day, number) for number, line in enumerate(lines) for day in dict.fromkeys(_days(line, known)))


def _days(line: str, months: Mapping[str, int]) -> Iterator[date]:
    for match in _NUMBERS.finditer(line):
        first, second, year = map(int, match.groups())
        yield from _day(year, second, first) or _day(year, first, second)
    for match in _ISO.finditer(line):
        year, month, day = map(int, match.groups())
        yield from _day(year, month, day)
    folded = fold(line)
    for match in _DAY_FIRST.finditer(folded):
        yield from _day(int(match.group(3)), months.get(match.group(2), 0), int(match.group(1)))
    for match in _MONTH_FIRST.finditer(folded):
        yield from _day(int(match.group(3)), months.get(match.group(1), 0), int(match.group(2)))
    for match in _YEAR_FIRST.finditer(folded):
        yield from _day(int(match.group(1)), months.get(match.group(2), 0), int(match.group(3)))


def _day(year: int, month: int, day: int) -> list[date]:
    try:
        return [date(year, month, day)] if 1900 <= year <= 2100 else []
    except ValueError:
        return []
