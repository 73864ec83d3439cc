"""Days that a message names, held against the window for applications.

"My results come on the 20th of February" asks about the deadline without a word of it. What is read here only
lends weight to the entries on the window and on what comes too late; it never answers by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAME = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?{_NAME}(?:\s+(\d{{4}}))?\b")
_MONTH_DAY = re.compile(rf"\b{_NAME}\s+(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}}))?")
_END_OF = re.compile(rf"\bend of {_NAME}\b")
_NUMERIC = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./]?(\d{4})?\b")
_BARE = re.compile(r"\bthe (\d{1,2})(?:st|nd|rd|th)\b(?!\s+of)")
_RELATIVE = {"tomorrow": 1, "the day after tomorrow": 2, "next week": 7, "in a week": 7, "in two weeks": 14, "today": 0}
_IN = re.compile(r"\bin (\d{1,2}|two|three|four|five|six|ten) (day|week)s?\b")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}


def days(text: str, today: date) -> set[date]:
    """Return the days that an English text names, a day without a year or month being the next one."""
    line = text.lower()
    found = set(_calendar(line, today)) | set(_from_today(line, today))
    for match in _BARE.finditer(line):
        number = int(match[1])
        month = today.month if number >= today.day else today.month % 12 + 1
        year = today.year + (month < today.month)
        found |= set(_valid(year, month, number))
    return found


def written_days(text: str) -> set[date]:
    """Return the days that a text writes out with their year: May 20, 2031 or 20 May 2031."""
    found: set[date] = set()
    for match in _DAY_MONTH.finditer(text.lower()):
        if match[3]:
            found |= set(_valid(int(match[3]), _month(match[2]), int(match[1])))
    for match in _MONTH_DAY.finditer(text.lower()):
        if match[3]:
            found |= set(_valid(int(match[3]), _month(match[1]), int(match[2])))
    return found


def _calendar(line: str, today: date) -> Iterator[date]:
    for match in _DAY_MONTH.finditer(line):
        yield from _next(int(match[1]), _month(match[2]), match[3], today)
    for match in _MONTH_DAY.finditer(line):
        yield from _next(int(match[2]), _month(match[1]), match[3], today)
    for match in _END_OF.finditer(line):
        yield from _next(28, _month(match[1]), None, today)
    for match in _NUMERIC.finditer(line):
        yield from _next(int(match[1]), int(match[2]), match[3], today)


def _from_today(line: str, today: date) -> Iterator[date]:
    for said, number in _RELATIVE.items():
        if f" {said} " in f" {line} ":
            yield today + timedelta(days=number)
    for match in _IN.finditer(line):
        number = _NUMBERS.get(match[1]) or int(match[1])
        yield today + timedelta(days=number * (7 if match[2] == "week" else 1))


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _next(day: int, month: int, year: str | None, today: date) -> Iterator[date]:
    if year:
        yield from _valid(int(year), month, day)
    else:
        this = list(_valid(today.year, month, day))
        past = bool(this) and this[0] < today - timedelta(days=60)
        yield from _valid(today.year + 1, month, day) if past else this


def _valid(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return
