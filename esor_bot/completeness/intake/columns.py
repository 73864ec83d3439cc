"""Which segments stand in columns of their own: a gutter that runs down much of the page keeps them apart.

A table has gutters too. Its rows go across them, so a gutter separates only where the lines on its two sides do
not stand level with each other, or where both sides are full lines of prose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from esor_bot.completeness.intake.segments import Segment

_BINS = 160
_LEAST_ROWS = 6  # lines on each side of a gutter
_LEAST_HEIGHT = 0.15  # of the page's height
_GUTTER = 0.012  # of the page's width
_WIDE = 0.22  # a column of prose takes that much of the page's width ...
_FULL = 0.62  # ... and its usual line that much of the column
_NEARLY = 0.6  # of gutters with about as many lines beside them the widest is taken
_LEVEL = 0.55  # with fewer lines level with one of the other side, it is no table
_DEPTH = 4
_FOLD = 0.03  # of the width that two pages on one sheet leave free between them
_SPREAD = 1.15  # a page that is wider than high by that much may be two pages side by side


@dataclass(frozen=True, slots=True)
class _Gutter:
    left: float
    right: float
    top: float
    bottom: float
    rows: int


def in_columns(segments: Sequence[Segment], width: float, height: float, depth: int = _DEPTH) -> list[list[Segment]]:
    """Return the segments in groups that are to be read one after the other."""
    if depth == _DEPTH and (halves := _two_pages(segments, width, height)):
        return [group for half in halves for group in in_columns(half, width, height, depth - 1)]
    if depth == 0 or len(segments) < 2 * _LEAST_ROWS:
        return [list(segments)] if segments else []
    gutter = _best(segments, width, height)
    if gutter is None:
        return [list(segments)]
    above = [one for one in segments if one.middle < gutter.top]
    below = [one for one in segments if one.middle > gutter.bottom]
    beside = [one for one in segments if gutter.top <= one.middle <= gutter.bottom]
    sides = (
        [one for one in beside if _centre(one) < gutter.left],
        [one for one in beside if _centre(one) >= gutter.left],
    )
    groups: list[list[Segment]] = []
    for part in (above, *sides, below):
        groups += in_columns(part, width, height, depth - 1)
    return groups


def _two_pages(segments: Sequence[Segment], width: float, height: float) -> tuple[list[Segment], list[Segment]] | None:
    """Return the two pages of a sheet that is wider than high, where nothing crosses its middle."""
    if width <= _SPREAD * height:
        return None
    left = [one for one in segments if _centre(one) < width / 2]
    right = [one for one in segments if _centre(one) >= width / 2]
    if min(len(left), len(right)) < 3:
        return None
    apart = min(one.left for one in right) - max(one.right for one in left)
    return (left, right) if apart >= _FOLD * width else None


def _centre(segment: Segment) -> float:
    return (segment.left + segment.right) / 2


def _best(segments: Sequence[Segment], width: float, height: float) -> _Gutter | None:
    ordered = sorted(segments, key=lambda one: one.middle)
    free = _free(ordered, width)
    found = [(gutter, _parts(ordered, gutter, width, height)) for gutter in _gutters(ordered, free, width)]
    most = max((lines for _, lines in found), default=0)
    good = [gutter for gutter, lines in found if lines and lines >= _NEARLY * most]
    return max(good, key=lambda one: one.right - one.left, default=None)


def _free(ordered: Sequence[Segment], width: float) -> NDArray[np.bool_]:
    """Say for each segment and each strip of the page's width whether the segment leaves it free."""
    edges = np.arange(_BINS + 1) * (width / _BINS)
    left = np.array([one.left for one in ordered])[:, None]
    right = np.array([one.right for one in ordered])[:, None]
    return np.asarray((right <= edges[:-1] + width * 0.002) | (left >= edges[1:] - width * 0.002))


def _gutters(ordered: Sequence[Segment], free: NDArray[np.bool_], width: float) -> list[_Gutter]:
    """Find for each strip the longest run of segments that leave it free, and join like strips to gutters."""
    centres = np.array([_centre(one) for one in ordered])
    found: list[_Gutter] = []
    for strip in range(_BINS // 12, _BINS - _BINS // 12):
        x = (strip + 0.5) * width / _BINS
        begin, end, rows = _longest(free[:, strip], centres, x)
        if rows < _LEAST_ROWS:
            continue
        top, bottom = ordered[begin].middle, ordered[end - 1].middle
        last = found[-1] if found else None
        if last and last.rows == rows and last.top == top and x - last.right < 1.6 * width / _BINS:
            found[-1] = _Gutter(last.left, x, top, bottom, rows)
        else:
            found.append(_Gutter(x, x, top, bottom, rows))
    return [one for one in found if one.right - one.left + width / _BINS >= _GUTTER * width]


def _longest(free: NDArray[np.bool_], centres: NDArray[np.float64], x: float) -> tuple[int, int, int]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], free.astype(np.int8), [0]))))
    best = (0, 0, 0)
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        left = int((centres[begin:end] < x).sum())
        rows = min(left, end - begin - left)
        if rows > best[2]:
            best = (begin, end, rows)
    return best


def _parts(ordered: Sequence[Segment], gutter: _Gutter, width: float, height: float) -> int:
    """Return how many lines a gutter keeps apart on its emptier side; 0 where it is a gap within a table."""
    if gutter.bottom - gutter.top < _LEAST_HEIGHT * height:
        return 0
    beside = [one for one in ordered if gutter.top <= one.middle <= gutter.bottom]
    left = _lines([one for one in beside if _centre(one) < gutter.left])
    right = _lines([one for one in beside if _centre(one) >= gutter.left])
    if min(len(left), len(right)) < _LEAST_ROWS:
        return 0
    if _is_spread(ordered, gutter, width, height) or (_is_prose(left, width) and _is_prose(right, width)):
        return min(len(left), len(right))
    few, many = sorted((left, right), key=len)
    middles = np.array([one.middle for one in many])
    level = sum(1 for one in few if float(np.abs(middles - one.middle).min()) < 0.2 * one.height)
    return len(few) if level < _LEVEL * len(few) else 0


def _lines(segments: Sequence[Segment]) -> list[Segment]:
    """Join the segments of one side that stand on one line (they come from top to bottom)."""
    lines: list[Segment] = []
    for one in segments:
        if lines and abs(one.middle - lines[-1].middle) < 0.35 * one.height:
            last = lines[-1]
            lines[-1] = Segment("", min(last.left, one.left), last.top, max(last.right, one.right), last.bottom)
        else:
            lines.append(one)
    return lines


def _is_spread(ordered: Sequence[Segment], gutter: _Gutter, width: float, height: float) -> bool:
    """Two pages side by side: nothing crosses the middle of a page that is wider than high."""
    whole = gutter.top <= ordered[0].middle and gutter.bottom >= ordered[-1].middle
    middle = gutter.left < 0.56 * width and gutter.right > 0.44 * width
    return width > _SPREAD * height and whole and middle and gutter.right - gutter.left > 0.04 * width


def _is_prose(lines: Sequence[Segment], width: float) -> bool:
    left = median(one.left for one in lines)
    right = max(one.right for one in lines)
    usual = median(one.right - one.left for one in lines)
    return right - left > _WIDE * width and usual > _FULL * (right - left)
