"""Days as they are written on certificates: numbers or month words of many languages."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from esor_bot.completeness.fold import fold

_NUMBERS = re.compile(r"(?<![\d.])(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})(?![\d.]\d|\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{1,2})(?!\d)")
_WORD = r"([^\W\d]{3,14})"
_OF = r"(?:de |del |di |of |da |d )?"
_YEAR = r"(?<!\d)(\d{4})\s(?:m\s|metu\s|gada\s|ev\s|evi\s|aasta\s|gads\s)?"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|o|a|e)?\s?(?:day of )?{_OF}{_WORD}\s?(?:[^\W\d]{{3,14}}\s)?{_OF}"
    r"(\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(rf"{_WORD}\s(\d{{1,2}})(?:st|nd|rd|th)?\s(\d{{4}})(?!\d)")
_YEAR_FIRST = re.compile(rf"{_YEAR}{_WORD}\s(?:men\s)?(\d{{1,2}})(?!\d)")
_YEAR_DAY_MONTH = re.compile(rf"{_YEAR}(\d{{1,2}})\s{_WORD}")
_MONTH_ONLY = re.compile(rf"(?<!\d )(?<!\d){_WORD}\s{_OF}((?:19|20)\d{{2}})(?!\d)")
_CENTURY = 50  # years of two digits from here on are of the last century


@dataclass(frozen=True, slots=True)
class Day:
    """A day and the number of the line where it stands."""

    day: date
    line: int


def days_in(lines: list[str], months: Mapping[str, int]) -> tuple[Day, ...]:
    """Return the days that are written out in the raw lines, also where one goes on in the next line."""
    known = {fold(word): month for word, month in months.items()}
    whole = [f"{line} {' '.join(after.split()[:2])}" for line, after in zip(lines, [*lines[1:], ""], strict=False)]
    return tuple(Day(day, number) for number, line in enumerate(whole) for day in dict.fromkeys(_days(line, known)))


def _days(line: str, months: Mapping[str, int]) -> Iterator[date]:
    for match in _NUMBERS.finditer(line):
        first, second, year = map(int, match.groups())
        year += 0 if year > 99 else (2000 if year < _CENTURY else 1900)
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
    for match in _YEAR_DAY_MONTH.finditer(folded):
        yield from _day(int(match.group(1)), months.get(match.group(3), 0), int(match.group(2)))


def months_in(lines: list[str], months: Mapping[str, int]) -> tuple[Day, ...]:
    """Return the months that are written with their year and without a day, each as its last day."""
    known = {fold(word): month for word, month in months.items()}
    return tuple(
        Day(day, number)
        for number, line in enumerate(lines)
        for match in _MONTH_ONLY.finditer(fold(line))
        for day in _last_day(int(match.group(2)), known.get(match.group(1), 0))
    )


def _last_day(year: int, month: int) -> list[date]:
    return [date(year, month, monthrange(year, month)[1])] if month else []


def _day(year: int, month: int, day: int) -> list[date]:
    try:
        return [date(year, month, day)] if 1900 <= year <= 2100 else []
    except ValueError:
        return []
