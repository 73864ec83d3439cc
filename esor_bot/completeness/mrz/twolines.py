"""Zones of two lines: passports (44 characters each), cards (36) and visas (44 or 36). The lower has the digits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from esor_bot.completeness.mrz.core import Core
from esor_bot.completeness.mrz.fields import fit, long_number, numbers, state_at_end, swapped, unfilled
from esor_bot.completeness.mrz.issuers import ISSUERS
from esor_bot.completeness.mrz.letters import check, digit, holds, last_digit

PASSPORT, CARD = 44, 36
_BOUND = 40  # between the two lengths
_LEAST = 28  # characters of a line whose number can't be read
_SEXES = "MFX<KNHC"  # and what they are taken for
_REPAIRS = 2  # exchanged characters of number and optional data, so that chance makes no zone valid


@dataclass(frozen=True, slots=True, repr=False)
class Lower:
    """The lower line: whether its state is known, the digits of number and whole hold, and its zone's length."""

    core: Core
    state: str
    known: bool
    number: bool
    whole: bool
    size: int


def lower_line(core: Core, strip: str, letter: str) -> Lower | None:
    """Read what stands around a core as the lower line of two, or return None; `letter` is the upper line's first."""
    front, state = state_at_end(core.before)
    known = state in ISSUERS
    found = numbers(front) or long_number(front, core.after)
    both = bool(core.birth and core.expiry)
    if not known and (core.guessed or core.sex not in tuple(_SEXES) or not (found and both) or not _spelt(core.before)):
        return None
    if not found and not (both and core.sex in _SEXES) and len(strip) < _LEAST:
        return None
    size = _size(core, letter)
    for likely in (size, PASSPORT + CARD - size):
        if both and _whole(found, core, likely, _REPAIRS if letter and likely == size else 0):
            return Lower(core, state, known, True, True, likely)
    return Lower(core, state, known, any(swaps < _REPAIRS for swaps in found.values()), False, size)


def _spelt(before: str) -> bool:
    """Say whether letters stand where a state has its own, though it is none that is known."""
    return sum(map(str.isalpha, before[-3:])) >= 2


def _size(core: Core, letter: str) -> int:
    if letter in {"P", "I", "A", "C"}:
        return PASSPORT if letter == "P" else CARD
    return PASSPORT if 28 + len(core.after) >= _BOUND else CARD


def _whole(found: dict[str, int], core: Core, size: int, most: int) -> bool:
    """Say whether the last digit checks the whole with at most so many exchanged characters.

    What stands before the optional data are 24 characters, so the weights begin anew with the data.
    """
    fronts = {(check(number + core.birth + core.expiry), swaps) for number, swaps in found.items()}
    for after in dict.fromkeys((core.after, core.after.rstrip("<"))):
        given = last_digit(after[-1:])
        if not given:
            continue
        for tail, swaps in _tails(after[:-1], size):
            if any(used + swaps + core.guessed <= most and (int(front) + int(tail)) % 10 == int(given)
                   for front, used in fronts):  # fmt: skip
                return True
    return False


def _tails(body: str, size: int) -> Iterator[tuple[str, int]]:
    """Yield the check digits of what the optional data may be; a passport's have a digit of their own, which holds."""
    width = 15 if size == PASSPORT else 7
    for text in unfilled(body):
        for fitted in fit(text, width):
            for reading, swaps in swapped(fitted, 1):
                if size == CARD:
                    yield check(reading), swaps
                elif holds(reading[:14], reading[14]):
                    yield check(reading[:14] + (digit(reading[14]) or "<")), swaps
