"""Strips of characters that may be lines of a zone, put together from the boxes that stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from esor_bot.completeness.mrz.letters import plain
from esor_bot.completeness.page import Line

_SEED = re.compile(r"[<«‹]{2}|(?=[0-9A-Za-z<]{16})[A-Za-z]*[0-9<KC]|^[0-9A-Z< ]{24,}$")  # noqa: RUF001 - OCR writes them
_LEAST = 20
_SHARED = 0.4  # of the lower of two boxes that stand on one level
_OVERLAP = 0.02  # of the page's width, by which boxes side by side may cover one another


@dataclass(frozen=True, slots=True, repr=False)
class Strip:
    """A text in the alphabet of a zone; `middle` is its height on the page (a fraction), `order` its place of all."""

    text: str
    middle: float
    order: int

    def distance(self, other: Strip) -> float:
        """Return how far apart two strips are, mostly by their heights (rows of several pages may be in one list)."""
        return abs(self.middle - other.middle) + abs(self.order - other.order) / 1000


def strips(rows: Sequence[Line]) -> list[Strip]:
    """Return the strips among the lines, each line for itself and with those beside it."""
    found: dict[tuple[str, float], Strip] = {}
    for order, row in enumerate(rows):
        if not _SEED.search(row.text):
            continue
        middle = (row.top + row.bottom) / 2
        beside = [*reversed([*_chain(row, rows, -1)]), row, *_chain(row, rows, 1)]
        for group in ([row], beside) if len(beside) > 1 else ([row],):
            text = plain("".join(one.text for one in group))
            if len(text) >= _LEAST:
                found.setdefault((text, round(middle, 2)), Strip(text, middle, order))
    return list(found.values())


def _chain(row: Line, rows: Sequence[Line], way: int) -> Iterator[Line]:
    """Yield the boxes that stand beside `row`, one after another to the right (`way` 1) or to the left (-1)."""
    while True:
        beside = [one for one in rows if _after(row, one, way) and _level(row, one)]
        if not beside:
            return
        row = min(beside, key=lambda one: one.left * way)
        yield row


def _after(row: Line, other: Line, way: int) -> bool:
    if way > 0:
        return other.left >= row.right - _OVERLAP and other.left > row.left
    return other.right <= row.left + _OVERLAP and other.right < row.right


def _level(row: Line, other: Line) -> bool:
    shared = min(row.bottom, other.bottom) - max(row.top, other.top)
    return shared > _SHARED * min(row.height, other.height) > 0
