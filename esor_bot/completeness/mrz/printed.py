"""The date of expiry as it is printed on a data page, beside or below its label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from esor_bot.completeness.fold import fold
from esor_bot.completeness.mrz.days import near
from esor_bot.completeness.mrz.printed_words import ISSUE_LABELS, LABELS, MONTHS
from esor_bot.completeness.page import Line

_BELOW = 3.6  # heights of the label within which its date stands below it
_ASIDE = 0.12  # of the page's width, by which a date below a label may stand further left
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\s?[./\- ]\s?(\d{1,2})\s?[./\- ]\s?(\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})\s?[-./ ]\s?(\d{1,2})\s?[-./ ]\s?(\d{1,2})(?!\d)")
_WORDS = re.compile(r"(?<!\d)(\d{1,2})\s?((?:[^\W\d]{3,12}\s?){1,3})(\d{4}|\d{2})(?!\d)")
_MONTH_OF = {word: month for month, words in MONTHS.items() for word in words.split()}


def printed_expiry(rows: Sequence[Line], today: date, labels: Sequence[str] = ()) -> date | None:
    """Return the date of expiry that stands beside or below its label, or None.

    `labels` are further phrases that name it. Of several dates there the last counts: the others are of the issue.
    """
    known = (*LABELS, *map(_fold, labels))
    folded = [_fold(row.text) for row in rows]
    best: list[tuple[float, date]] = []
    for row, text in zip(rows, folded, strict=True):
        label = next((label for label in known if label in text), None)
        if label is None:
            continue
        inside = [day for day in _days(text.split(label, 1)[1]) if near(day.year, today)]
        if inside:
            return max(inside)
        best += _around(row, text, rows, folded, today)
    nearest = min((distance for distance, _ in best), default=0.0)
    return max((day for distance, day in best if distance <= nearest + 0.01), default=None)


def _fold(text: str) -> str:
    """Fold `text`; a star, which ends the words of phrases elsewhere, is a mark like others here."""
    return fold(text.replace("*", " "))


def _around(
    label: Line, text: str, rows: Sequence[Line], folded: Sequence[str], today: date
) -> Iterator[tuple[float, date]]:
    """Yield the dates to the right of a label and below it, each with how far it is."""
    both = any(issue in text for issue in ISSUE_LABELS)
    for row, other in zip(rows, folded, strict=True):
        if row is label or not any(char.isdigit() for char in other):
            continue
        distance = _distance(label, row, wide=both)
        if distance is not None:
            days = [day for day in _days(other) if near(day.year, today)]
            yield from ((distance, day) for day in days)


def _distance(label: Line, row: Line, *, wide: bool) -> float | None:
    """Return how far below or beside the label a line is (a fraction of the page), or None if it is neither."""
    height = max(label.height, row.height)
    down = row.top - label.top
    shared = min(row.bottom, label.bottom) - max(row.top, label.top)
    if shared > 0.5 * min(row.height, label.height) and row.left >= label.right - 0.01:
        return row.left - label.right + height
    under = row.left < label.right + 0.01 and row.right > label.left - 0.01
    close = wide or row.left >= label.left - _ASIDE
    return down if 0 < down <= _BELOW * height and under and close else None


def _days(text: str) -> Iterator[date]:
    """Yield the dates in a folded text, whose marks have become spaces."""
    for match in _NUMBERS.finditer(text):
        yield from _day(match[3], int(match[2]), match[1])
    for match in _ISO.finditer(text):
        yield from _day(match[1], int(match[2]), match[3])
    for match in _WORDS.finditer(text):
        yield from _day(match[3], _month(match[2].split(), _MONTH_OF), match[1])


def _month(words: Iterable[str], months: Mapping[str, int]) -> int:
    return next((months[word] for word in words if word in months), 0)


def _day(year: str, month: int, day: str) -> Iterator[date]:
    try:
        yield date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
    except ValueError:
        return
