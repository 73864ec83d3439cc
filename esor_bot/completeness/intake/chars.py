"""The characters of a page with their places, as PDFium gives them, in one go."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as raw  # type: ignore[import-untyped]
from numpy.typing import NDArray

Boxes = NDArray[np.float32]

_MOST = 60_000  # characters of a page that are looked at; a page of a book has 3000
_SURROGATES = (0xD800, 0xDFFF)
_SMALL_POINTS = 2.5  # nobody reads letters of that height (points) ...
_SMALL_SHARE = 0.003  # ... on a page that is more than so many times as long
_RAD90 = np.pi / 2

_box_of = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)
_unicode_of = ctypes.CFUNCTYPE(ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetUnicode, ctypes.c_void_p).value or 0
)


@dataclass(frozen=True, slots=True)
class Frame:
    """How places on the page's own plane become places on the page as displayed.

    `left`, `bottom`, `right`, `top` is the visible box in points of the page's plane; `rotation` is by how many
    degrees (0, 90, 180, 270, clockwise) it is displayed turned.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def width(self) -> float:
        """The width in points as displayed."""
        return self.right - self.left if self.rotation % 180 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        """The height in points as displayed."""
        return self.top - self.bottom if self.rotation % 180 == 0 else self.right - self.left

    def place(self, boxes: Boxes) -> Boxes:
        """Turn boxes (n, 4: left, top, right, bottom in points, y upwards) into fractions (y downwards)."""
        wide = max(self.right - self.left, 1e-6)
        high = max(self.top - self.bottom, 1e-6)
        placed = np.empty_like(boxes)
        placed[:, 0] = (np.minimum(boxes[:, 0], boxes[:, 2]) - self.left) / wide
        placed[:, 2] = (np.maximum(boxes[:, 0], boxes[:, 2]) - self.left) / wide
        placed[:, 1] = (self.top - np.maximum(boxes[:, 1], boxes[:, 3])) / high
        placed[:, 3] = (self.top - np.minimum(boxes[:, 1], boxes[:, 3])) / high
        return turned(placed, self.rotation)


def turned(boxes: Boxes, degrees: int) -> Boxes:
    """Turn boxes (n, 4: left, top, right, bottom in fractions) together with their page, clockwise."""
    left, top, right, bottom = boxes.T
    if degrees == 90:
        return np.stack((1 - bottom, left, 1 - top, right), axis=1)
    if degrees == 180:
        return np.stack((1 - right, 1 - bottom, 1 - left, 1 - top), axis=1)
    if degrees == 270:
        return np.stack((top, 1 - right, bottom, 1 - left), axis=1)
    return boxes


@dataclass(frozen=True, slots=True)
class Chars:
    """The characters of a page, in the order of the file.

    `codes` (n) are their code points, `boxes` (n, 4) their places in fractions of the page as displayed; PDFium's
    own spaces and line ends have boxes without a size.
    """

    codes: NDArray[np.uint32]
    boxes: Boxes

    def __len__(self) -> int:
        return len(self.codes)

    def only(self, keep: NDArray[np.bool_]) -> Chars:
        """Return those characters that `keep` says."""
        return Chars(self.codes[keep], self.boxes[keep])


def read_chars(text_page: Any, frame: Frame) -> Chars:  # noqa: ANN401 - a handle of ctypes
    """Read the characters of a text page, without those out of the page or too small to be read."""
    count = min(max(0, raw.FPDFText_CountChars(text_page)), _MOST)
    rects = (raw.FS_RECTF * count)()
    handle = ctypes.cast(text_page, ctypes.c_void_p).value
    address, size = ctypes.addressof(rects), ctypes.sizeof(raw.FS_RECTF)
    for index in range(count):
        _box_of(handle, index, address + index * size)
    flat = np.frombuffer(rects, dtype=np.float32).reshape(count, 4) if count else np.zeros((0, 4), np.float32)
    chars = Chars(_codes(text_page, handle, count), frame.place(flat))
    return chars.only(_readable(chars, frame))


def _codes(text_page: Any, handle: int | None, count: int) -> NDArray[np.uint32]:  # noqa: ANN401
    """Return the code points; all at once where the text has one unit for each character, else one by one."""
    units = (ctypes.c_ushort * (count + 2))()
    got = raw.FPDFText_GetText(text_page, 0, count, units)
    codes: NDArray[np.uint32] = np.ctypeslib.as_array(units)[:count].astype(np.uint32)
    surrogates = bool(((codes >= _SURROGATES[0]) & (codes <= _SURROGATES[1])).any())
    if got == count + 1 and not surrogates:
        return codes
    return np.array([_unicode_of(handle, index) for index in range(count)], dtype=np.uint32)


def _readable(chars: Chars, frame: Frame) -> NDArray[np.bool_]:
    left, top, right, bottom = chars.boxes.T
    blank = (chars.codes == 32) | (chars.codes == 13) | (chars.codes == 10)
    inside = ((left + right) / 2 > 0) & ((left + right) / 2 < 1) & ((top + bottom) / 2 > 0) & ((top + bottom) / 2 < 1)
    inside &= np.isfinite(chars.boxes).all(axis=1)
    size = np.maximum((right - left) * frame.width, (bottom - top) * frame.height)
    least = min(_SMALL_POINTS, _SMALL_SHARE * max(frame.width, frame.height))
    return np.asarray(blank | (inside & (size >= least)))


def directions(text_page: Any, sample: int = 40) -> int:  # noqa: ANN401
    """Return the turn (0, 90, 180, 270) that most of a sample of the characters have on the page's own plane."""
    count = max(0, raw.FPDFText_CountChars(text_page))
    votes = [0, 0, 0, 0]
    for index in range(0, count, max(1, count // sample)):
        angle = raw.FPDFText_GetCharAngle(text_page, index)
        if angle >= 0 and raw.FPDFText_IsGenerated(text_page, index) == 0:
            votes[round(angle / _RAD90) % 4] += 1
    return int(np.argmax(votes)) * 90 if sum(votes) else 0
