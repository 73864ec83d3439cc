"""Small files that ask for endless drawing: forms that draw forms that draw forms, and tiles without a size."""

from __future__ import annotations

import re
from collections import Counter

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from esor_bot.completeness.intake.reach import FAILS, Reach, raw

MOST = 2_000_000  # strokes of a page, with all that its forms draw
_DO = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_DEEPEST = 40  # PDFium goes no deeper
_FORM = 20  # PDFium keeps each form that is drawn once more, at the price of so many strokes
_BYTES = 64  # of contents for a stroke
_HEAVY = 1 << 20  # only contents of that length (bytes) are counted
_PAINTS = re.compile(rb"(?<![^\s\])>])(?:[SsfFbBn]\*?|Tj|TJ|Do|sh|EI)(?!\S)")
_SAVES = re.compile(rb"(?<!\S)([qQ])(?!\S)")
_NESTED = 300_000
_STEP = re.compile(rb"/[XY]Step\s+(-?[\d.]+)")
_MATRIX = re.compile(rb"/Matrix\s*\[\s*(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)")
_LEAST_STEP = 0.1  # points between two tiles


def is_endless_tiling(dictionary: bytes) -> bool:
    """Say whether a stream's dictionary is that of a pattern whose tiles are too many to be drawn."""
    steps = _STEP.findall(dictionary)
    if b"/PatternType" not in dictionary or not steps:
        return False
    try:
        found = _MATRIX.search(dictionary)
        scale = max(abs(float(part)) for part in found.groups()) if found else 1.0
        return min(abs(float(step)) for step in steps) * scale < _LEAST_STEP
    except ValueError:
        return False


def is_heavy(contents: bytes) -> bool:
    """Say whether the contents of a page have more strokes, or are nested deeper, than memory is for."""
    if len(contents) < _HEAVY:
        return False
    if sum(1 for _ in _PAINTS.finditer(contents)) > MOST // 2:
        return True
    turns = Counter(_SAVES.findall(contents))
    return turns[b"q"] - turns[b"Q"] > _NESTED


class Strokes:
    """Counts what pages draw with all their forms, each form read once."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._known: dict[int, int] = {}

    def of_page(self, page: DictionaryObject, resources: object) -> int:
        """Return the strokes of a page, 0 where it has no forms; at least `MOST` means: too many to be counted."""
        forms = self._forms(resources)
        if not forms:
            return 0
        return self._within(self._contents(raw(page, "/Contents")), forms, resources, 0)

    def _forms(self, resources: object) -> dict[bytes, StreamObject]:
        named = self._reach.at(resources, "/XObject")
        if not isinstance(named, DictionaryObject):
            return {}
        found = {}
        for name in list(named)[:2000]:
            thing = self._reach.get(raw(named, name))
            if isinstance(thing, StreamObject) and self._reach.text(raw(thing, "/Subtype")) == "/Form":
                found[name[1:].encode("utf-8", "replace")] = thing
        return found

    def _within(self, contents: bytes, forms: dict[bytes, StreamObject], resources: object, depth: int) -> int:
        total = 1 + len(contents) // _BYTES
        for name, times in Counter(_DO.findall(contents)).items():
            if name in forms and total < MOST:
                total += times * self._of_form(forms[name], resources, depth + 1)
        return min(total, MOST)

    def _of_form(self, form: StreamObject, resources: object, depth: int) -> int:
        if id(form) in self._known or depth > _DEEPEST:
            return self._known.get(id(form), 1)
        self._known[id(form)] = 1  # a form that draws itself is drawn once
        own = self._reach.get(raw(form, "/Resources")) or resources
        self._known[id(form)] = _FORM + self._within(self._contents(form), self._forms(own), own, depth)
        return self._known[id(form)]

    def _contents(self, thing: object) -> bytes:
        found = self._reach.get(thing)
        parts = list(found)[:64] if isinstance(found, ArrayObject) else [found]
        data = []
        for part in parts:
            stream = self._reach.get(part)
            if isinstance(stream, StreamObject):
                try:
                    data.append(bytes(stream.get_data()))
                except FAILS:
                    continue
        return b"\n".join(data)
