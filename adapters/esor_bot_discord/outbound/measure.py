"""How much Discord takes of everything, and texts that are cut to fit."""

from __future__ import annotations

from typing import Any, Final

from esor_bot.domain import moments
from esor_bot.reception.text import cut, fitting, printable, units

Json = dict[str, Any]

LONGEST_CONTENT: Final = 2000
MOST_ROWS: Final = 5
MOST_IN_A_ROW: Final = 5
MOST_FILES: Final = 10
LARGEST_FILE: Final = 10 * 1024 * 1024
"""Bytes of a file where Discord tells no other limit."""

LONGEST_LABEL: Final = 80
LONGEST_URL: Final = 512


def literal(text: str, room: int) -> str:
    """Return a text of one line that fits, as it shows where nothing is formatted; it is never empty."""
    return cut(" ".join(printable(moments.plainly(text)).split()), room) or "…"


def halves(text: str, first: int, second: int) -> tuple[str, str]:
    """Return a text as a line that fits and what goes on below it, "" where the line holds all of it."""
    line = " ".join(printable(moments.plainly(text)).split())
    if units(line) <= first:
        return line or "…", ""
    fits = fitting(line, first - 2)
    place = line[: fits + 1].rfind(" ")
    place = place if place > 0 else fits
    return f"{line[:place].rstrip()} …", literal(f"… {line[place:].strip()}", second)
