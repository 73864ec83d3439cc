"""From segments to lines in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from esor_bot.completeness.intake.columns import in_columns
from esor_bot.completeness.intake.segments import Segment
from esor_bot.completeness.page import Line

_Segment = TypeVar("_Segment", bound=Segment)
_REACH = 3
_SAME = 0.5  # segments whose middles differ by less than that much of the height stand on one line


def lines_of(segments: Sequence[Segment], width: float, height: float) -> tuple[Line, ...]:
    """Order the segments of a page of `width` x `height` points to lines: columns one after the other, top to bottom.

    Text that runs up or down comes last, each piece as a line of its own.
    """
    upright = [one for one in segments if one.upright]
    rows = [row for group in in_columns(upright, width, height) for row in rows_of(group, _REACH)]
    rows += [[one] for one in segments if not one.upright]
    return tuple(line_of(row, width, height) for row in rows)


def rows_of(segments: Sequence[_Segment], reach: int) -> list[list[_Segment]]:
    """Put the segments that stand level into rows, from top to bottom and left to right.

    A segment goes to one of the last `reach` rows that were begun, or begins one.
    """
    rows: list[list[_Segment]] = []
    for one in sorted(segments, key=lambda segment: segment.middle):
        row = next((row for row in reversed(rows[-reach:]) if _level(row, one)), None)
        if row is None:
            rows.append([one])
        else:
            row.append(one)
    rows.sort(key=lambda row: min(one.middle for one in row))
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _level(row: Sequence[Segment], one: Segment) -> bool:
    """Say whether a segment stands on a row: level with its nearest segment, and not upon it."""
    nearest = min(row, key=lambda other: max(one.left - other.right, other.left - one.right))
    upon = min(one.right, nearest.right) - max(one.left, nearest.left)
    if upon > 0.5 * min(one.right - one.left, nearest.right - nearest.left):
        return False
    return abs(one.middle - nearest.middle) < _SAME * min(max(one.height, 0.1), max(nearest.height, 0.1))


def line_of(row: Sequence[Segment], width: float, height: float) -> Line:
    """Join a row of a page of `width` x `height` to a line."""
    return Line(
        text=" ".join(one.text.strip() for one in row),
        left=_share(min(one.left for one in row), width),
        top=_share(min(one.top for one in row), height),
        right=_share(max(one.right for one in row), width),
        bottom=_share(max(one.bottom for one in row), height),
    )


def _share(value: float, whole: float) -> float:
    return min(1.0, max(0.0, value / whole)) if whole > 0 else 0.0
