"""What is drawn on a page, apart from the text itself: pictures, and text that may not be seen."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as raw  # type: ignore[import-untyped]
from numpy.typing import NDArray

from esor_bot.completeness.intake.chars import Boxes, Frame

_MOST = 3000  # objects of a page that are looked at
_DEEPEST = 6  # forms within forms
_GRID = 100  # the page is laid out in so many cells a side to see how much pictures cover
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_PALE = 225  # a colour whose three parts are all that light can't be seen on paper

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page holds beside its text.

    `pictures` is the share of the page that raster images cover; `texts`, `paths` and `images` are numbers of
    objects; `invisible` is the share of the text objects that are not drawn (as OCR layers are not); `doubt` says
    that some text may not be seen, and has to be compared with the page's picture.
    """

    pictures: float = 0.0
    texts: int = 0
    paths: int = 0
    images: int = 0
    invisible: float = 0.0
    doubt: bool = False


def facts_of(page: Any, frame: Frame) -> PageFacts:  # noqa: ANN401 - a handle of ctypes
    """Look through the objects of a page."""
    counts = [0, 0, 0]
    invisible = pale = 0
    texts: list[tuple[float, float]] = []
    covered = False
    images: list[tuple[float, float, float, float]] = []
    for kind, item, matrix in _objects(page):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            counts[0] += 1
            hidden, light = _look(item)
            invisible += hidden
            pale += light
            left, bottom, right, top = _bounds(item, matrix)
            texts.append(((left + right) / 2, (top + bottom) / 2))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            counts[1] += 1
            images.append(_bounds(item, matrix))
            covered = covered or _covers(images[-1], texts)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            counts[2] += 1
            covered = covered or (bool(texts) and _filled(item) and _covers(_bounds(item, matrix), texts))
    return PageFacts(
        pictures=_cover(images, frame),
        texts=counts[0],
        images=counts[1],
        paths=counts[2],
        invisible=invisible / counts[0] if counts[0] else 0.0,
        doubt=bool(invisible or pale or covered),
    )


def _objects(page: Any) -> Iterator[tuple[int, Any, Matrix]]:  # noqa: ANN401
    """Yield the objects of a page with those of its forms in their place, each with its form's matrix."""
    left = _MOST
    stack = [iter([(raw.FPDFPage_GetObject(page, at), _UNIT) for at in range(min(_MOST, _number(page)))])]
    while stack and left:
        if (following := next(stack[-1], None)) is None:
            stack.pop()
            continue
        item, matrix = following
        if not item:
            continue
        left -= 1
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and len(stack) < _DEEPEST:
            inner = _times(_matrix(item), matrix)
            count = min(left, max(0, raw.FPDFFormObj_CountObjects(item)))
            stack.append(iter([(raw.FPDFFormObj_GetObject(item, at), inner) for at in range(count)]))
        else:
            yield kind, item, matrix


def _number(page: Any) -> int:  # noqa: ANN401
    return max(0, int(raw.FPDFPage_CountObjects(page)))


def _matrix(item: Any) -> Matrix:  # noqa: ANN401
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return _UNIT
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _bounds(item: Any, matrix: Matrix) -> tuple[float, float, float, float]:  # noqa: ANN401
    """Return left, bottom, right, top on the page's plane; nothing (0) where PDFium does not tell."""
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(item, *sides):
        return (0.0, 0.0, 0.0, 0.0)
    left, bottom, right, top = (side.value for side in sides)
    if matrix is _UNIT:
        return left, bottom, right, top
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)


def _colour(item: Any) -> tuple[int, int, int, int] | None:  # noqa: ANN401
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(item, *parts):
        return None
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _look(item: Any) -> tuple[bool, bool]:  # noqa: ANN401
    """Say whether a text object is not drawn at all, and whether it is drawn so pale that it may not be seen."""
    if raw.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE:
        return True, False
    colour = _colour(item)
    return False, colour is not None and (min(colour[:3]) >= _PALE or colour[3] < 30)


def _filled(item: Any) -> bool:  # noqa: ANN401
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, mode, stroke) or mode.value == raw.FPDF_FILLMODE_NONE:
        return False
    colour = _colour(item)
    return colour is not None and colour[3] > 128


def _covers(box: tuple[float, float, float, float], points: list[tuple[float, float]]) -> bool:
    left, bottom, right, top = box
    return any(left < x < right and bottom < y < top for x, y in points)


def _cover(images: list[tuple[float, float, float, float]], frame: Frame) -> float:
    if not images:
        return 0.0
    boxes: Boxes = np.array([(left, top, right, bottom) for left, bottom, right, top in images], dtype=np.float32)
    placed = np.nan_to_num(frame.place(boxes))
    cells: NDArray[np.bool_] = np.zeros((_GRID, _GRID), dtype=np.bool_)
    for left, top, right, bottom in np.clip(np.round(placed * _GRID), 0, _GRID).astype(int).tolist():
        cells[top:bottom, left:right] = True
    return float(cells.mean())
