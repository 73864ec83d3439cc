"""Text on its way in and out: what a terminal must not see, and lines that fit its width."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

WIDEST = 100

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LEAD = re.compile(r"\s*(?:[✓✗?•-] |\d+\.? +)?")


def sound(text: str) -> str:
    """Return text that can be written as UTF-8: halves of characters become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def printable(text: str) -> str:
    """Return text without control characters, which a terminal would obey."""
    return _CONTROL.sub(" ", sound(text).replace("\r\n", "\n"))


def units(text: str) -> int:
    """Return the length of a text in the units of UTF-16, in which clients of platforms count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fitting(text: str, room: int, measure: Callable[[str], int] = units) -> int:
    """Return how many characters of a text fit from its beginning on, by how long each of them is held to be."""
    if measure(text) <= room:
        return len(text)
    used = 0
    for place, sign in enumerate(text):
        used += measure(sign)
        if used > room:
            return place
    return len(text)


def cut(text: str, room: int, measure: Callable[[str], int] = units) -> str:
    """Return a text that fits; one that was cut, at a word where that can be, ends with three dots."""
    if measure(text) <= room:
        return text
    begin = text[: fitting(text, room - 2, measure)]
    place = begin.rfind(" ")
    return f"{begin[:place]} …" if place > len(begin) // 2 else f"{begin}…"


def short(text: str, most: int = 70) -> str:
    """Return a text as one line of so many characters at most, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 2].rsplit(maxsplit=1)[0]} …"


def wrapped(text: str, width: int) -> str:
    """Break long lines at words; what follows a mark or a number stands below its first word."""
    return "\n".join(_wrap(line, min(width, WIDEST)) for line in text.split("\n"))


def _wrap(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    lead = _LEAD.match(line)
    indent = " " * (lead.end() if lead else 0)
    return textwrap.fill(line, max(width, 20), subsequent_indent=indent, break_on_hyphens=False)


def number_of(text: str) -> int | None:
    """Return the number that was written as 12 or #12, None where it is none."""
    digits = text.strip().removeprefix("#")
    return int(digits) if digits.isdecimal() and len(digits) <= 15 and int(digits) > 0 else None
