"""How long a text is to Slack, and how it is cut and broken to fit."""

from __future__ import annotations

import re
from typing import Any

from esor_bot.reception import text as text_
from esor_bot.reception.text import fitting, printable, units

Json = dict[str, Any]

# What an object adds to the length of a message besides its texts: its type and its names. Slack doesn't say how it
# counts; messages of 11 300 characters of text in many small pieces were refused, ones of 13 200 in one piece were not.
_OBJECT = 20


# What would call people together, were it ever read as formatting.
_CALL = re.compile("<(?=[!@#])")
_JOINER = "\N{WORD JOINER}"


def harmless(text: str) -> str:
    """Return a text in which nothing calls anybody, wherever it is copied to: what shows is the same."""
    return _CALL.sub(f"<{_JOINER}", text)


def escaped(text: str) -> str:
    """Return a text without the three signs that Slack obeys wherever it reads formatting."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def weight(text: str) -> int:
    """Return the most that a text can be counted for: escaped, in the units of UTF-16."""
    return units(escaped(text))


def size(value: object) -> int:
    """Return how much blocks, or parts of them, add to the length of a message, on the safe side."""
    if isinstance(value, str):
        return weight(value)
    if isinstance(value, dict):
        return _OBJECT + sum(size(one) for name, one in value.items() if name != "type")
    return sum(size(one) for one in value) if isinstance(value, list) else 0


def cut(text: str, room: int) -> str:
    """Return a text that fits, as it can be sent; what was cut at a word ends with three dots."""
    return text_.cut(printable(text), room, weight)


def break_at(text: str, room: int) -> int:
    """Return where to break a text so that its beginning fits: behind a line or a word, 0 if not even a word does."""
    place = fitting(text, room, weight)
    if place == len(text):
        return place
    lines, words = text.rfind("\n", 0, place) + 1, text.rfind(" ", 0, place) + 1
    return lines if lines > place // 2 else words
