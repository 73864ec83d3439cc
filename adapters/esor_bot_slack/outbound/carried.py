"""What a button or a form carries, as one text: Slack gives it back, so nothing has to be remembered."""

from __future__ import annotations

import json
from collections.abc import Mapping

from esor_bot.reception.text import sound, units

LONGEST_VALUE = 2000
LONGEST_METADATA = 3000

# Slack gives some texts back escaped, and does not say which. Written like this there is nothing to escape.
_GUARDED = {"&": "\\u0026", "<": "\\u003c", ">": "\\u003e"}


def packed(values: Mapping[str, str], most: int) -> str:
    """Return values as one text; without anything in it that Slack would escape, where that has room."""
    bare = json.dumps(
        {sound(name): sound(value) for name, value in values.items()}, ensure_ascii=False, separators=(",", ":")
    )
    guarded = bare
    for sign, written in _GUARDED.items():
        guarded = guarded.replace(sign, written)
    return guarded if units(guarded) <= most else bare


def packed_within(values: Mapping[str, str], most: int) -> str:
    """Return values as one text of so many characters at most; the longest value loses its end where it must.

    The core keeps values short enough; this is for whatever it did not think of: Slack refuses the whole message.
    """
    left = dict(values)
    while (over := units(packed(left, most)) - most) > 0:
        name = max(left, key=lambda one: len(left[one]))
        if not left[name]:
            raise ValueError(f"a button carries more than {most} characters in names alone")
        # A sign is written with six characters at most, so this takes no more than it must.
        left[name] = left[name][: -max(over // 6, 1)]
    return packed(left, most)


def unpacked(text: object) -> dict[str, str] | None:
    """Return the values of a text, None where somebody else wrote it."""
    try:
        values = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        return None
    return values
