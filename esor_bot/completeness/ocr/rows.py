"""From boxes that were read to lines in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from esor_bot.completeness.intake.columns import in_columns
from esor_bot.completeness.intake.layout import line_of, rows_of
from esor_bot.completeness.intake.segments import Segment
from esor_bot.completeness.ocr.boxes import Floats, sides
from esor_bot.completeness.ocr.engine import Word
from esor_bot.completeness.page import Line

_LONG = 3
"""So many times as long as high is a box whose slope says something."""
_STEEPEST = 15.0
"""Degrees: what slopes more is no line of the page's text."""
_REACH = 4
"""So many rows may be unfinished at a time: what was straightened is never quite level."""
_JITTER = 0.3
"""Boxes of one row of a table differ by less than that much of the height."""


@dataclass(frozen=True, slots=True)
class _Piece(Segment):
    score: float = 1.0


def slope(boxes: Floats) -> float:
    """Return by how many degrees the lines of boxes (n, 4, 2) go down to the right, as most of them do."""
    along, across = sides(boxes)
    long = along > _LONG * across
    if not long.any():
        return 0.0
    edges = (boxes[long, 1] - boxes[long, 0] + boxes[long, 2] - boxes[long, 3]) / 2
    angles = np.degrees(np.arctan2(edges[:, 1], edges[:, 0]))
    order = np.argsort(angles)
    weight = np.cumsum(along[long][order])
    middle = float(angles[order][np.searchsorted(weight, weight[-1] / 2)])
    return middle if abs(middle) <= _STEEPEST else 0.0


def straight(boxes: Floats, degrees: float, shape: tuple[int, ...]) -> Floats:
    """Turn boxes about the middle of a picture of that shape (height, width) so that their lines are level."""
    if abs(degrees) < 0.2:
        return boxes
    centre = np.array((shape[1] / 2, shape[0] / 2), np.float32)
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    turned = (boxes - centre) @ np.array(((cosine, -sine), (sine, cosine)), np.float32)
    return np.asarray(turned + centre, np.float32)


def lines_of(boxes: Floats, words: Sequence[Word], tall: Sequence[bool], shape: tuple[int, ...]) -> tuple[Line, ...]:
    """Put what was read in boxes (n, 4, 2) of a picture of that shape in order: columns, rows, left to right.

    `tall` marks boxes whose text runs up or down: they come last, each as a line of its own.
    """
    height, width = shape[:2]
    level = straight(boxes, slope(boxes), shape)
    pieces = [
        _Piece(word.text.strip(), left, top, right, bottom, not up, word.score)
        for word, (left, top), (right, bottom), up in zip(
            words, level.min(axis=1).tolist(), level.max(axis=1).tolist(), tall, strict=True
        )
        if word.text.strip()
    ]
    groups = _columns([one for one in pieces if one.upright], width, height)
    rows = [row for group in groups for row in rows_of(group, _REACH)]
    rows += [[one] for one in pieces if not one.upright]
    return tuple(_line(row, width, height) for row in rows)


def _columns(pieces: Sequence[_Piece], width: int, height: int) -> list[list[_Piece]]:
    """Group pieces by columns, as if the boxes of each row of a table were exactly level."""
    twins: dict[int, _Piece] = {}
    levelled: list[Segment] = []
    row: list[_Piece] = []
    for one in sorted(pieces, key=lambda piece: piece.middle):
        if row and one.middle - row[0].middle > _JITTER * min(one.height, row[0].height):
            row = []
        row.append(one)
        shift = row[0].middle - one.middle
        levelled.append(replace(one, top=one.top + shift, bottom=one.bottom + shift))
        twins[id(levelled[-1])] = one
    return [[twins[id(one)] for one in group] for group in in_columns(levelled, width, height)]


def _line(row: Sequence[_Piece], width: int, height: int) -> Line:
    letters = sum(len(one.text) for one in row)
    return replace(line_of(row, width, height), score=sum(one.score * len(one.text) for one in row) / letters)
