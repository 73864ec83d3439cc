"""Dates of a zone: six digits and their check digit, with what OCR makes of them."""

from __future__ import annotations

from datetime import date
from itertools import product
from math import prod

from esor_bot.completeness.mrz.letters import DIGITS, check, digit

_PAST, _AHEAD = 20, 30  # years within which a document ends
_MOST = 64  # readings of a damaged date that are tried


def solve(text: str) -> str | None:
    """Return the seven characters of a date with its check digit as they must have been, or None.

    A letter is taken for the digit that it most likely is; more is not tried, since a date that is wrong does harm.
    """
    first = "".join(map(digit, text))
    return first if len(first) == 7 and _right(first) else None


def solve_birth(text: str) -> tuple[str, bool] | None:
    """Return the same of a date of birth, which nobody is told, and whether a letter had to be guessed.

    It may have fillers for a day or a month that is not known. None if nothing, or more than one thing, holds.
    """
    if "<" in text[:6]:
        return (text, False) if check(text[:6]) == digit(text[6]) else None
    if likely := solve(text):
        return likely, False
    options = [char if char.isdigit() else DIGITS.get(char, "") for char in text]
    if not 1 < prod(map(len, options)) <= _MOST:
        return None
    found = [reading for chars in product(*options) if _right(reading := "".join(chars))]
    return (found[0], True) if len(found) == 1 else None


def _right(text: str) -> bool:
    return 1 <= int(text[2:4]) <= 12 and 1 <= int(text[4:6]) <= 31 and check(text[:6]) == text[6]


def near(year: int, today: date) -> bool:
    """Say whether a document that is shown today may end in a year."""
    return today.year - _PAST <= year <= today.year + _AHEAD


def expiry(text: str, today: date) -> date | None:
    """Return the day that six digits (YYMMDD) mean as the end of a document, or None if none near today is meant."""
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:6])
    for century in (1900, 2000, 2100):
        if near(century + year, today):
            try:
                return date(century + year, month, day)
            except ValueError:
                return None
    return None
