"""What a button or a form carries, within the hundred characters that Discord gives back.

`name|key=value|key=value`; a key alone says that its value stands in the message itself, as its last line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from esor_bot.reception.text import sound, units

LONGEST = 100
OWN = "~"
"""What the adapter's own keys begin with; buttons that would be the same are told apart by one."""

_SIGNS = re.compile(r"[%|\x00-\x1f\x7f]|^\s|\s$")
_KEY_SIGNS = re.compile(r"[%|=\x00-\x1f\x7f]|^\s|\s$")
_CODE = re.compile(r"%([0-9a-f]{2,6});")


class Carried(NamedTuple):
    """What was carried: a name, values, and the keys of those that stand in the message."""

    name: str
    values: dict[str, str]
    elsewhere: frozenset[str]


def packed(name: str, values: Mapping[str, str], elsewhere: frozenset[str] = frozenset()) -> str:
    """Return a name and values as one text, however long it gets."""
    parts = [_coded(name, _KEY_SIGNS)]
    for key, value in values.items():
        coded = _coded(key, _KEY_SIGNS)
        parts.append(coded if key in elsewhere else f"{coded}={_coded(value, _SIGNS)}")
    return "|".join(parts)


def unpacked(text: object) -> Carried:
    """Return what a text carries; the name is "" where it is none of ours."""
    if not isinstance(text, str) or not text:
        return Carried("", {}, frozenset())
    name, *parts = text.split("|")
    values, elsewhere = dict[str, str](), set[str]()
    for part in parts:
        key, sign, value = part.partition("=")
        if sign:
            values[_decoded(key)] = _decoded(value)
        else:
            elsewhere.add(_decoded(key))
    return Carried(_decoded(name), values, frozenset(elsewhere))


def cut(name: str, values: Mapping[str, str], elsewhere: frozenset[str], most: int) -> str:
    """Return what fits: the longest values lose their ends, rather than that Discord refuses the whole message."""
    left = {key: sound(value) for key, value in values.items()}
    while (over := units(packed(name, left, elsewhere)) - most) > 0:
        key = max((one for one in left if one not in elsewhere), key=lambda one: len(left[one]), default="")
        if not left.get(key):
            raise ValueError(f"{name!r} carries more than {most} characters in names alone")
        left[key] = left[key][: -max(over // 8, 1)]  # a sign is written with eight characters at most
    return packed(name, left, elsewhere)


def _coded(text: str, signs: re.Pattern[str]) -> str:
    return signs.sub(lambda found: f"%{ord(found[0]):02x};", sound(text))


def _decoded(text: str) -> str:
    return _CODE.sub(lambda found: _sign(int(found[1], 16)), text)


def _sign(number: int) -> str:
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "?"
