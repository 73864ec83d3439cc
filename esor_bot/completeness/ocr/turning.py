"""Which way up is a page?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from esor_bot.completeness.ocr.boxes import sides
from esor_bot.completeness.ocr.engine import Word
from esor_bot.completeness.ocr.strips import Strips

SURE = 0.87
"""Upright pages have 0.92 and more, upside down 0.82 and less."""
_LONG = 1.5
"""A box so many times as long as wide says which way its line runs."""
_SAMPLE = 6
_UPRIGHT = 0.04
"""By so much the turned page has to be surer than the page as it is."""


def upright(strips: Strips) -> tuple[Strips, int]:
    """Return a page the right way up, with what was read to find out, and by how many degrees it was turned."""
    if not len(strips):
        return strips, 0
    first, second = (90, 270) if _sideways(strips) else (0, 180)
    sample = _sample(strips)
    one = strips.turned(first)
    score = mean(one.read(sample))
    if score >= SURE:
        return one, first
    other = strips.turned(second)
    ahead = mean(other.read(sample)) - score
    return (other, second) if ahead > (0 if first else _UPRIGHT) else (one, first)


def mean(words: Sequence[Word]) -> float:
    """Return how sure the reading of words is on average, the longer ones weighing more."""
    weight = sum(len(word.text) + 1 for word in words)
    return sum(word.score * (len(word.text) + 1) for word in words) / weight if words else 0.0


def _sideways(strips: Strips) -> bool:
    along, across = sides(strips.boxes)
    down, level = across > _LONG * along, along > _LONG * across
    return int(down.sum()) > 1 and float(across[down].sum()) > float(along[level].sum())


def _sample(strips: Strips) -> list[int]:
    """Choose the boxes to decide by: the longest of the way that most run."""
    along, across = sides(strips.boxes)
    length = across if _sideways(strips) else along
    # What is read upside down is read for nothing, so of a page that lies on its side not the very longest.
    ranked = [int(index) for index in np.argsort(-length, kind="stable")]
    return ranked[:_SAMPLE] if length is along else ranked[len(ranked) // 4 :][:_SAMPLE]
