"""A second, closer look at small print that was read badly: find and read it again on an enlarged part."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from esor_bot.completeness.ocr.boxes import Floats, sides
from esor_bot.completeness.ocr.engine import Word
from esor_bot.completeness.ocr.strips import Strips
from esor_bot.completeness.ocr.turning import mean

_SMALL = 0.0108
"""Print is small where a box is lower than that share of the page's long side (7 points on A4)."""
_POOR = 0.9
_LEAST = 2
"""So many small boxes that were read badly ask for a second look."""
_APART = 0.05
"""Bands of small print that are farther apart than that share of the long side are looked at one by one."""
_MARGIN = 0.02
_AIM = 20.0
"""Small print is enlarged to boxes of so many pixels ..."""
_LARGEST = 2.5
_PIXELS = 1_150_000
"""... but no part to more pixels: memory."""
_WORTH = 1.0
"""A part that can't even be looked at in the size it has is left alone."""


def look_closer(strips: Strips) -> Strips:
    """Return the page, all of which was read, with its bands of badly read small print read again if that is better."""
    words = strips.read(range(len(strips)))
    long_side = max(strips.image.shape[:2])
    boxes = strips.boxes
    along, across = sides(boxes)
    low = np.minimum(along, across)
    small = [index for index in range(len(boxes)) if low[index] < _SMALL * long_side]
    for band in _bands(boxes, small, _APART * long_side):
        poor = [index for index in band if words[index].score < _POOR]
        if len(poor) >= _LEAST:
            strips = _again(strips, boxes[band], float(np.median(low[band])))
    return strips


def _bands(boxes: Floats, small: Sequence[int], apart: float) -> list[list[int]]:
    bands: list[list[int]] = []
    bottom = -np.inf
    for index in sorted(small, key=lambda one: float(boxes[one, :, 1].min())):
        if float(boxes[index, :, 1].min()) - bottom > apart:
            bands.append([])
        bands[-1].append(index)
        bottom = max(bottom, float(boxes[index, :, 1].max()))
    return bands


def _again(strips: Strips, band: Floats, low: float) -> Strips:
    height, width = strips.image.shape[:2]
    margin = _MARGIN * max(height, width)
    left, top = np.maximum(band.min(axis=(0, 1)) - margin, 0).astype(int)
    right, bottom = np.minimum(band.max(axis=(0, 1)) + margin, (width, height)).astype(int)
    zoom = min(_AIM / low, _LARGEST, float(np.sqrt(_PIXELS / ((right - left) * (bottom - top)))))
    if zoom < _WORTH:
        return strips
    part = cv2.resize(strips.image[top:bottom, left:right], None, fx=zoom, fy=zoom, interpolation=cv2.INTER_CUBIC)
    found = strips.found_on(np.asarray(part, np.uint8), zoom) + np.array((left, top), np.float32)
    return _better(strips, band, found)


def _better(strips: Strips, band: Floats, found: Floats) -> Strips:
    """Put what was found in the place of a band if it reads better."""
    chosen = {box.tobytes() for box in band}
    drop = [index for index, box in enumerate(strips.boxes) if box.tobytes() in chosen]
    kept = [index for index in range(len(strips)) if index not in set(drop)]
    fresh = np.array([box for box in found if not _covered(box, strips.boxes[kept])], np.float32).reshape(-1, 4, 2)
    other = strips.with_boxes(drop, fresh)
    before = strips.read(drop)
    after = other.read(range(len(kept), len(other)))
    return other if _sure(after) > _sure(before) else strips


def _sure(words: Sequence[Word]) -> float:
    """Rate a reading: the characters, each by how far it is surer than a guess."""
    return mean(words) * sum(max(0.0, word.score - 0.5) * len(word.text.strip()) for word in words)


def _covered(box: Floats, boxes: Floats) -> bool:
    """Say whether the middle of a box lies in one of the others."""
    if not len(boxes):
        return False
    middle = box.mean(axis=0)
    inside = (boxes.min(axis=1) <= middle).all(axis=1) & (boxes.max(axis=1) >= middle).all(axis=1)
    return bool(inside.any())
