"""Zones of three lines of 30 characters, as cards have: the number, then the dates, then the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from esor_bot.completeness.mrz.core import Core
from esor_bot.completeness.mrz.days import expiry
from esor_bot.completeness.mrz.fields import fit, swapped, unfilled
from esor_bot.completeness.mrz.issuers import ISSUERS
from esor_bot.completeness.mrz.letters import LETTERS, check, digit, holds, last_digit
from esor_bot.completeness.mrz.names import words_of
from esor_bot.completeness.mrz.strips import Strip
from esor_bot.completeness.mrz.zone import Zone

_DIRT = 2  # characters before a line that are none of it
_UPPER = 22  # characters of an upper line, with fillers lost
_REPAIRS = 1
_LETTERS = tuple("IACPR1L")  # the first of a card's code, and what a small l is taken for
_SURE = 5  # fillers of an upper line that is a card's even if the others can't be read
_JOINED = re.compile(r"(.{1,14}?[0-9])([A-Z]{2,}<.*)")  # the middle line and the name's behind it


def three_lines(core: Core, strip: Strip, found: Sequence[Strip], today: date) -> Zone | None:
    """Read what stands around a core as the middle line of three, or return None."""
    state, rest = _state(core.after)
    joined = len(core.before) >= _UPPER
    if not state or not core.birth or not core.expiry or (len(core.before) > _DIRT and not joined):
        return None
    for text in [core.before] if joined else _near(strip, found):
        issuer, fields = _upper(text)
        for end, name in _ends(rest):
            if issuer and _whole(fields, core, end):
                surname, given = words_of(name) if name else _name(strip, found)
                return Zone("card", True, expiry(core.expiry, today), False, surname, given, issuer)
    if joined:
        return None
    ends = None if core.guessed else expiry(core.expiry, today)
    surname, given = _name(strip, found)
    return Zone("card", False, ends, True, surname, given, state)


def upper_alone(strip: Strip) -> Zone | None:
    """Read a strip as the upper line of a card whose others can't be read; its number's digit must hold as it is."""
    issuer, fields = _upper(strip.text)
    likely = issuer and strip.text[0] in "IAC" and strip.text.count("<") >= _SURE and len(strip.text) >= _UPPER
    if likely and (fields[9:10].isdigit() and holds(fields[:9], fields[9]) and any(map(str.isdigit, fields[:9]))):
        return Zone("card", False, None, True, issuer=issuer)
    return None


def _near(strip: Strip, found: Sequence[Strip]) -> list[str]:
    return [other.text for other in sorted(found, key=strip.distance) if other is not strip]


def _state(text: str) -> tuple[str, str]:
    """Return the code of a state at the start of `text` and what follows it; both empty if there is none."""
    letters = text[:3].translate(LETTERS)
    if letters in ISSUERS:
        return letters, text[3:]
    if letters[:1] in {"D", "O"} and letters[1:] in {"<<", "KK", "CC", "<K", "K<"}:
        return "D", text[3:]
    return "", ""


def _upper(text: str) -> tuple[str, str]:
    """Return the issuer of an upper line and what follows it; both empty if it is none."""
    for shift in range(_DIRT + 1):
        if text[shift : shift + 1] in _LETTERS:
            issuer, fields = _state(text[shift + 2 :])
            if issuer:
                return issuer, fields
    return "", ""


def _ends(rest: str) -> Iterator[tuple[str, str]]:
    """Yield what the end of the middle line may be, and the line of the name if that is joined to it."""
    if len(rest) <= 12 + _DIRT:
        yield rest, ""
        yield rest.rstrip("<"), ""
        return
    yield rest[:12], rest[12:]
    joined = _JOINED.match(rest)
    if joined:
        yield joined.group(1), joined.group(2)


def _whole(fields: str, core: Core, end: str) -> bool:
    """Say whether the last digit checks the whole; the weights begin anew behind the dates (39 characters)."""
    given = last_digit(end[-1:])
    if not given:
        return False
    tails = {int(check(tail)) for body in unfilled(end[:-1]) for tail in fit(body, 11)}
    for first in _firsts(fields):
        front = int(check(first + core.birth + core.expiry))
        if any((front + tail) % 10 == int(given) for tail in tails):
            return True
    return False


def _firsts(fields: str) -> Iterator[str]:
    """Yield the number, its check digit and the optional data (25 characters) of an upper line, the digit holding."""
    for body in unfilled(fields):
        for fitted in fit(body, 25):
            yield from _long(fitted)
            given = digit(fitted[9])
            for number, _ in swapped(fitted[:9], _REPAIRS):
                if given and holds(number, given):
                    yield number + given + fitted[10:]


def _long(fitted: str) -> Iterator[str]:
    """Yield the field if its number goes on in the optional data, the check digit behind it."""
    rest = fitted[10:].split("<", 1)[0]
    if fitted[9] == "<" and len(rest) >= 2 and holds(fitted[:9] + rest[:-1], rest[-1]):
        yield fitted


def _name(strip: Strip, found: Sequence[Strip]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    below = [other for other in found if other.middle > strip.middle and "<" in other.text]
    nearest = min(below, key=strip.distance, default=None)
    return words_of(nearest.text) if nearest else ((), ())
