"""Moments within a text, marked so that a platform can show each reader their own time.

A mark holds the moment and what is said of it where the platform can't do that. People can't write one: what comes in
is `unmarked`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

_OPEN, _MIDDLE, _CLOSE = "\ue0f0", "\ue0f1", "\ue0f2"
_MARK = re.compile(f"{_OPEN}(-?[0-9]{{1,12}}){_MIDDLE}([^{_OPEN}{_MIDDLE}{_CLOSE}]*){_CLOSE}")
_SIGNS = str.maketrans("", "", _OPEN + _MIDDLE + _CLOSE)


def marked(at: datetime, said: str) -> str:
    """Return what is said of a moment, marked as such. `at` is aware."""
    return f"{_OPEN}{int(at.timestamp())}{_MIDDLE}{unmarked(said)}{_CLOSE}"


def unmarked(text: str) -> str:
    """Return a text without the signs of a mark, which somebody outside may have written."""
    return text.translate(_SIGNS)


def shown(text: str, moment: Callable[[datetime, str], str], rest: Callable[[str], str] = str) -> str:
    """Return a text with each moment as `moment` shows it (given the moment in UTC and what is said of it).

    What stands between moments goes through `rest`, to be escaped.
    """
    parts, end = [], 0
    for found in _MARK.finditer(text):
        parts.append(rest(unmarked(text[end : found.start()])))
        parts.append(moment(datetime.fromtimestamp(int(found[1]), UTC), found[2]))
        end = found.end()
    parts.append(rest(unmarked(text[end:])))
    return "".join(parts)


def plainly(text: str) -> str:
    """Return a text in which each moment is as it was said."""
    return shown(text, lambda _, said: said)
