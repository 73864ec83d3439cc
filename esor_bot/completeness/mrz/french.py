"""The French identity card of before 2021: two lines of 36 characters that follow no standard and have no expiry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from esor_bot.completeness.mrz.fields import fit
from esor_bot.completeness.mrz.letters import LETTERS, check, digit, holds
from esor_bot.completeness.mrz.names import words_of
from esor_bot.completeness.mrz.strips import Strip
from esor_bot.completeness.mrz.zone import Zone

_UPPER = re.compile(r"[I1L]D?FRA([A-Z<]{6,25})([0-9A-Z<]{0,6})$")
_LOWER = re.compile(
    r"^[^0-9]?([0-9OIL]{4}[0-9A-Z]{3}[0-9OIL]{5})([0-9OIL])([A-Z<]{3,16}?)([0-9OIL]{6})([0-9OIL])([MF])([0-9OIL])$"
)


def french_card(found: Sequence[Strip]) -> Iterator[Zone]:
    """Yield the card if its lower line is among the strips and the digits of number and birth hold."""
    for strip in found:
        lower = _LOWER.match(strip.text)
        if lower is None or not holds(_digits(lower[1]), lower[2]) or not holds(_digits(lower[4]), lower[5]):
            continue
        upper = next((other.text for other in found if _UPPER.match(other.text)), "")
        surname, _ = words_of(upper[5:30].translate(LETTERS)) if upper else ((), ())
        whole = bool(upper) and _whole(upper, lower)
        yield Zone("card", whole, None, not whole, surname, tuple(filter(None, lower[3].split("<"))), "FRA")


def _digits(text: str) -> str:
    return "".join(digit(char) if char in "OIL" else char for char in text)


def _whole(upper: str, lower: re.Match[str]) -> bool:
    given = next(fit(lower[3], 14)) if len(lower[3]) <= 14 else lower[3][:14]
    line = _digits(lower[1] + lower[2]) + given + _digits(lower[4] + lower[5]) + lower[6]
    return any(check(first + line) == digit(lower[7]) for first in fit(upper, 36))
