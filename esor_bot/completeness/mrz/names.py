"""The line of the name: the kind of document, the issuer and the words of the name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from esor_bot.completeness.mrz.issuers import ISSUERS
from esor_bot.completeness.mrz.letters import LETTERS

_LEAST = 24  # characters
_SURE = 30
_DIGITS_MOST = 6
_SHIFT = 2  # characters of dirt before the line
_NAME = 5  # where the name begins
_TRAILING = re.compile(r"K{3,}$|C{4,}$|[KC<]{5,}$")
_PARTED = re.compile(r"<<+|<[KC](?=[A-Z])|[KC]<+|KK+|CC+")
_FILLERS = re.compile(r"<|KK+|CC+")
_LETTERS = frozenset("PVIAC")


@dataclass(frozen=True, slots=True, repr=False)
class NameLine:
    """A line that carries a name; `letter` is the first of the document's code, `sure` that it can be nothing else."""

    letter: str
    issuer: str
    surname: tuple[str, ...]
    given: tuple[str, ...]
    sure: bool


def name_line(strip: str) -> NameLine | None:
    """Read a strip as the upper line of two, or return None."""
    if len(strip) < _LEAST or sum(map(str.isdigit, strip)) > _DIGITS_MOST or len(_FILLERS.findall(strip)) < 2:
        return None
    text = strip.translate(LETTERS)
    clean = text[0] in _LETTERS and text[1] == "<"
    for exact in (True, False):
        for shift in range(1 if clean else _SHIFT + 1):
            letter = text[shift] if text[shift] in _LETTERS else ""
            issuer, rest = _issuer(text[shift + 1 :], exact) if letter else ("", "")
            if issuer:
                surname, given = words_of(rest)
                clear = exact and not shift and strip.count("<") >= 5 and "<<" in rest.strip("<")
                return NameLine(letter, issuer, surname, given, clear and bool(given) and len(strip) >= _SURE)
    return NameLine(text[0], "", *words_of(text[_NAME:]), False) if clean else None


def _issuer(text: str, exact: bool) -> tuple[str, str]:
    """Return the issuer and what follows it in a line without its first letter; both empty if there is none."""
    if text[1] in "DO" and text[2] in "<KC" and text[3] in "<KC":
        return "D", text[4:]
    if exact:
        return (text[1:4], text[4:]) if text[1:4] in ISSUERS else ("", "")
    for start in (0, 2):
        if text[start : start + 3] in ISSUERS:
            return text[start : start + 3], text[start + 3 :]
    for end in ("<D<", "<D", "D<<"):
        if text.startswith(end):
            return "D", text[len(end) :]
    return "", ""


def words_of(rest: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of the surname and of the given names of what follows the issuer."""
    text = rest.translate(LETTERS).strip("<")
    trailing = _TRAILING.search(text)
    text = text[: trailing.start()] if trailing else text
    if "<<" in text:
        surname, given = text.split("<<", 1)
    else:
        parts = _PARTED.split(text, maxsplit=1)
        surname, given = parts[0], parts[1] if len(parts) > 1 else ""
    # what stands behind a second gap is dirt among the fillers
    given = given.lstrip("<").split("<<", 1)[0]
    misread = trailing is not None and "K" in trailing.group()
    return _words(surname, misread), _words(given, misread)


def _words(text: str, misread: bool) -> tuple[str, ...]:
    """Part a name into words; where K stands for fillers elsewhere in the line, it may part words as well."""
    words = [word for word in text.split("<") if word]
    parts = [part for word in words if "K" in word for part in word.split("K") if len(part) > 2] if misread else []
    return tuple(dict.fromkeys(words + parts))
