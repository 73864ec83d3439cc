"""Is the file whole? Readers mend much without a word, and what is lost then is missing from the pages."""

from __future__ import annotations

import re
from enum import Enum, auto

_TAIL = 2048
_START = re.compile(rb"startxref\s+(\d{1,15})")
_TABLE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_OBJECT = re.compile(rb"\d\s+obj\b")


class Damage(Enum):
    """What is wrong with a file as a whole."""

    NONE = auto()
    TABLE = auto()  # the way to the table of objects, which is made anew
    CUT = auto()  # the end is missing, and perhaps a page with it


def damage_of(data: bytes, begin: int) -> Damage:
    """Look at the end of a file and the way to its table of objects; `begin` is where the header stands.

    Bytes after the end do no harm.
    """
    end = data.rfind(b"%%EOF")
    if _is_cut(data, max(0, end)):
        return Damage.CUT
    starts = _START.findall(data, max(0, end - _TAIL), max(0, end))
    if not starts:
        return Damage.TABLE
    offset = int(starts[-1])
    if offset == 0:  # some linearised files: the first table says where it goes on
        return Damage.NONE
    reached = any(_TABLE.match(data, place) for place in {offset, offset + begin} if place < len(data))
    return Damage.NONE if reached else Damage.TABLE


def _is_cut(data: bytes, end: int) -> bool:
    """Say whether an object begins after the last end of a revision, and does not end."""
    last = None
    for last in _OBJECT.finditer(data, end):  # noqa: B007 - the last one is what is looked for
        pass
    return last is not None and data.find(b"endobj", last.end()) < 0
