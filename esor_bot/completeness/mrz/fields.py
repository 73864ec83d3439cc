"""Fields of a zone: runs of fillers put right, letters and digits exchanged, until their check digits hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from esor_bot.completeness.mrz.issuers import ISSUERS
from esor_bot.completeness.mrz.letters import LETTERS, digit, holds

_RUN = re.compile("<+")
_MISREAD = re.compile(r"(?<=<)[KCELSG]+(?=<|$)|([KCELS])\1{2,}")
_GERMAN = re.compile(r"D(?:<*|KK|CC)$|O<<$")  # the one state of a single letter
_SWAPS = {
    "O": "0", "Q": "0", "D": "0", "0": "O", "I": "1", "L": "1", "1": "I", "S": "5", "5": "S", "B": "8", "8": "B",
    "Z": "2", "2": "Z", "T": "7", "A": "4",
}  # fmt: skip
_SHORTEST, _LONGEST = 5, 9  # characters of a number


def fit(text: str, width: int) -> Iterator[str]:
    """Yield `text` with one of its runs of fillers made longer or shorter so that it is `width` long."""
    lack = width - len(text)
    if lack == 0:
        yield text
        return
    if lack > 0:
        yield text + "<" * lack
    for run in _RUN.finditer(text):
        if len(run.group()) + lack >= 0:
            yield text[: run.start()] + "<" * (len(run.group()) + lack) + text[run.end() :]


def unfilled(text: str) -> Iterator[str]:
    """Yield `text`, and again with letters made fillers where fillers are likely."""
    yield text
    mended = _MISREAD.sub(lambda match: "<" * len(match.group()), text)
    if mended != text:
        yield mended


def swapped(text: str, most: int) -> Iterator[tuple[str, int]]:
    """Yield `text` and what it may have been with up to `most` letters or digits exchanged, with how many were."""
    yield text, 0
    places = [place for place, char in enumerate(text) if char in _SWAPS]
    for amount in range(1, most + 1):
        for chosen in combinations(places, amount):
            yield "".join(_SWAPS[char] if place in chosen else char for place, char in enumerate(text)), amount


def numbers(text: str, most: int = 1) -> dict[str, int]:
    """Return the numbers with their check digit (10 characters) that may stand at the end of `text`.

    Only those whose check digit holds, each with how many characters had to be exchanged.
    """
    found: dict[str, int] = {}
    for length in (10, 9, 11, 8, 12):
        window = text[-length:].lstrip("<")
        given = digit(window[-1:])
        for body in unfilled(window[:-1]):
            number = body.rstrip("<")
            if not given or not _SHORTEST <= len(number) <= _LONGEST or not any(map(str.isdigit, number)):
                continue
            for reading, swaps in swapped(number, most):
                if holds(reading, given):
                    found.setdefault(reading.ljust(_LONGEST, "<") + given, swaps)
        if found:
            break
    return found


def long_number(front: str, after: str) -> dict[str, int]:
    """Return the number (10 characters, the last a filler) that goes on in `after`, its check digit behind it."""
    start, rest = front[-10:], after.split("<", 1)[0]
    for digits in (rest, rest[:-1]):  # the whole's check digit may follow at once
        if (
            len(start) == 10
            and start[-1] == "<" != start[-2]
            and len(digits) > 1
            and holds(start[:9] + digits[:-1], digits[-1])
        ):
            return {start: 0}
    return {}


def state_at_end(text: str) -> tuple[str, str]:
    """Return what stands before a state's code at the end of `text`, and the code."""
    letters = text.translate(LETTERS)
    if letters[-3:] in ISSUERS:
        return text[:-3], letters[-3:]
    german = _GERMAN.search(letters)
    if german:
        return text[: german.start()], "D"
    return text[:-3], letters[-3:]
