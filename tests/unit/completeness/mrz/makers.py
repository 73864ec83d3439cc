"""Makes zones of invented people, and damages them as OCR does."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from esor_bot.completeness.page import Line

_WEIGHTS = (7, 3, 1)
_ALIKE = {"0": "O", "1": "I", "5": "S", "8": "B", "2": "Z", "O": "0", "I": "1", "S": "5", "B": "8", "Z": "2"}


def digit(text: str) -> str:
    """Return the check digit of `text` as ICAO 9303 reckons it (written anew, so that the tests judge the code)."""
    values = [0 if char == "<" else int(char, 36) for char in text]
    return str(sum(value * _WEIGHTS[place % 3] for place, value in enumerate(values)) % 10)


def passport(
    *,
    name: str = "BRANDVOLD<<TUVA<LINE",
    state: str = "NOR",
    number: str = "CCC004588",
    birth: str = "910417",
    expiry: str = "310922",
    personal: str = "",
    code: str = "P<",
) -> list[str]:
    """Return the two lines of a passport."""
    number, state = number.ljust(9, "<"), state.ljust(3, "<")
    data = personal.ljust(14, "<")
    parts = number + digit(number), birth + digit(birth), expiry + digit(expiry)
    optional = data + (digit(data) if personal else "<")
    lower = parts[0] + state + parts[1] + "F" + parts[2] + optional + digit("".join(parts) + optional)
    return [(code + state + name).ljust(44, "<")[:44], lower]


def card(
    *,
    name: str = "BRANDVOLD<<TUVA<LINE",
    state: str = "NOR",
    number: str = "CCC004588",
    birth: str = "910417",
    expiry: str = "310922",
    optional: str = "",
) -> list[str]:
    """Return the three lines of a card."""
    number, state, optional = number.ljust(9, "<"), state.ljust(3, "<"), optional.ljust(15, "<")
    first = number + digit(number) + optional
    dates = birth + digit(birth), expiry + digit(expiry)
    whole = digit(first + "".join(dates) + "<" * 11)
    return ["I<" + state + first, dates[0] + "F" + dates[1] + state + "<" * 11 + whole, name.ljust(30, "<")[:30]]


def small(
    *,
    name: str = "BRANDVOLD<<TUVA<LINE",
    state: str = "ROU",
    number: str = "XB12345",
    code: str = "ID",
    birth: str = "910417",
    expiry: str = "310922",
    optional: str = "",
) -> list[str]:
    """Return the two lines, of 36 characters each, of a card."""
    number, state, optional = number.ljust(9, "<"), state.ljust(3, "<"), optional.ljust(7, "<")
    parts = number + digit(number), birth + digit(birth), expiry + digit(expiry)
    lower = parts[0] + state + parts[1] + "M" + parts[2] + optional + digit("".join(parts) + optional)
    return [(code + state + name).ljust(36, "<")[:36], lower]


def visa(*, name: str = "BRANDVOLD<<TUVA<LINE", expiry: str = "270131", length: int = 44) -> list[str]:
    """Return the two lines of a visa."""
    number, birth = "X12345678", "910417"
    lower = number + digit(number) + "NOR" + birth + digit(birth) + "F" + expiry + digit(expiry)
    return [("V<FRA" + name).ljust(length, "<"), lower.ljust(length, "<")]


def rows(texts: Sequence[str], top: float = 0.8) -> list[Line]:
    """Return the texts as lines one below another."""
    return [Line(text, 0.08, top + 0.03 * place, 0.92, top + 0.03 * place + 0.02) for place, text in enumerate(texts)]


def misread(text: str, chance: random.Random, times: int) -> str:
    """Return `text` with some of the damage that OCR does; it never takes a digit for another digit."""
    for _ in range(times):
        text = chance.choice(_DAMAGE)(text, chance)
    return text


def _filler(text: str, chance: random.Random) -> str:
    places = [match.start() for match in re.finditer("<", text)]
    if not places:
        return text
    place = chance.choice(places)
    return text[:place] + chance.choice("KCE(«‹£") + text[place + 1 :]


def _run(text: str, chance: random.Random) -> str:
    runs = list(re.finditer("<{2,}", text))
    if not runs:
        return text
    run = chance.choice(runs)
    return text[: run.start()] + "<" * max(1, len(run.group()) + chance.randint(-6, 3)) + text[run.end() :]


def _space(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text))
    return text[:place] + " " + text[place:]


def _small(text: str, chance: random.Random) -> str:
    return text.lower()


def _alike(text: str, chance: random.Random) -> str:
    places = [place for place, char in enumerate(text) if char in _ALIKE]
    if not places:
        return text
    place = chance.choice(places)
    return text[:place] + _ALIKE[text[place]] + text[place + 1 :]


def _lost(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text))
    return text[:place] + text[place + 1 :]


_DAMAGE = (_filler, _run, _space, _small, _alike, _filler, _run, _space, _alike, _lost)
