"""From characters to segments: pieces of one line of print without a wide gap in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from esor_bot.completeness.intake.chars import Boxes, Chars

_BREAK = 0.9  # a gap of that many heights of a letter ends a segment
_SPACE = 0.25  # a gap of that many heights is a space, also where the file has none
_BACK = 1.5  # going back by more is a new segment (a bit less happens: kerning, scripts from right to left)
_RISE = 0.4  # going up or down by that much of the height is another line
_VERTICAL = 3  # so many letters one above the other are text that is turned
_HYPHENS = (0x02, 0xFFFE, 0xAD)  # PDFium's ways to say "a hyphen at the end of the line"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of print: its text and its place in points from the left and the top of the page as read.

    `upright` is False for text that runs up or down.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    upright: bool = True

    @property
    def height(self) -> float:
        """The height of the box in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Where it stands, from the top in points."""
        return (self.top + self.bottom) / 2


def segments_of(chars: Chars, width: float, height: float) -> list[Segment]:
    """Group the characters of a page of `width` x `height` points to segments, in the order of the file."""
    blank = np.isin(chars.codes, (0, 9, 10, 13, 32, 0xA0, 0x200B, 0xFEFF))
    shown = np.flatnonzero(~blank)
    if not len(shown):
        return []
    boxes = chars.boxes[shown] * np.array((width, height, width, height), dtype=np.float32)
    codes = chars.codes[shown]
    lines = np.cumsum(np.isin(chars.codes, (10, 13)))[shown]
    gaps, ends, vertical = _breaks(boxes, np.diff(lines) > 0)
    spaces = (np.diff(shown) > 1) | (gaps > _SPACE * _heights(boxes))
    first = np.concatenate(([0], np.flatnonzero(ends) + 1))
    texts = _texts(codes, ends, spaces | (np.diff(lines) > 0))
    low = np.minimum.reduceat(boxes[:, :2], first, axis=0)
    high = np.maximum.reduceat(boxes[:, 2:], first, axis=0)
    found = [
        Segment(text, left, top, right, bottom, not turned)
        for text, (left, top), (right, bottom), turned in zip(
            texts, low.tolist(), high.tolist(), vertical[first].tolist(), strict=True
        )
        if text.strip()
    ]
    return _once(found)


def _heights(boxes: Boxes) -> NDArray[np.float32]:
    heights: NDArray[np.float32] = boxes[:, 3] - boxes[:, 1]
    higher: NDArray[np.float32] = np.maximum(heights[:-1], heights[1:])
    return np.maximum(higher, np.float32(0.1), dtype=np.float32)


def _breaks(
    boxes: Boxes, new_line: NDArray[np.bool_]
) -> tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the gaps between neighbours, where a segment ends, and which characters run up or down."""
    heights = _heights(boxes)
    gaps = boxes[1:, 0] - boxes[:-1, 2]
    across = np.abs(np.diff(boxes[:, 0] + boxes[:, 2])) / 2
    down = np.abs(np.diff(boxes[:, 1] + boxes[:, 3])) / 2
    wide = np.maximum(boxes[:-1, 2] - boxes[:-1, 0], boxes[1:, 2] - boxes[1:, 0])
    above = (across < 0.3 * wide) & (down > 0.3 * heights) & (down < 4 * heights) & ~new_line
    vertical = _long_runs(above)
    ends = (down > _RISE * heights) | (gaps > _BREAK * heights) | (gaps < -_BACK * heights)
    pair = vertical[:-1] & vertical[1:]
    ends = np.where(pair, ~above, ends | (vertical[:-1] != vertical[1:]))
    return np.where(pair, 0.0, gaps).astype(np.float32), ends, vertical


def _long_runs(pairs: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark the characters of runs of at least `_VERTICAL` pairs."""
    marked = np.zeros(len(pairs) + 1, dtype=np.bool_)
    if not pairs.any():
        return marked
    edges = np.flatnonzero(np.diff(np.concatenate(([0], pairs.astype(np.int8), [0]))))
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        if end - begin >= _VERTICAL:
            marked[begin : end + 1] = True
    return marked


def _texts(codes: NDArray[np.uint32], ends: NDArray[np.bool_], spaces: NDArray[np.bool_]) -> list[str]:
    hyphen = np.isin(codes, _HYPHENS) & np.concatenate((ends, [True]))
    bad = ((codes >= 0xD800) & (codes <= 0xDFFF)) | (codes > 0x10FFFF)
    codes = np.where(hyphen, 0x2D, np.where(bad, 0xFFFD, codes))
    at = np.flatnonzero(ends | spaces)
    codes = np.insert(codes, at + 1, np.where(ends[at], 10, 32))
    return codes.astype("<u4").tobytes().decode("utf-32-le").split("\n")


def _once(segments: list[Segment]) -> list[Segment]:
    """Leave out what is printed twice in one place, as bold print sometimes is."""
    seen: dict[tuple[str, int, int], Segment] = {}
    kept = []
    for segment in segments:
        key = (segment.text, round(segment.left / 4), round(segment.top / 4))
        if key not in seen:
            seen[key] = segment
            kept.append(segment)
    return kept
