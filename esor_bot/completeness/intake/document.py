"""A PDF that is open: the text of its pages, and their pictures."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from types import TracebackType
from typing import Self

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from esor_bot.completeness.intake.chars import Boxes, Chars, Frame, directions, read_chars, turned
from esor_bot.completeness.intake.layout import lines_of
from esor_bot.completeness.intake.objects import PageFacts, facts_of
from esor_bot.completeness.intake.opening import open_document
from esor_bot.completeness.intake.pictures import Pixels, draw, ink_of
from esor_bot.completeness.intake.segments import Segment, segments_of
from esor_bot.completeness.page import Line

_LOOK = 900  # pixels of the long side of the picture that doubtful text is compared with
_CONTRAST = 12  # of 255: where a text's place is more even than that, nothing is to be seen
_INK = 500  # pixels of the long side for the share of ink


class Unreadable(Exception):
    """PDFium can't open the file, or a page of it."""


class PdfFile:
    """A PDF opened for reading, to be used in a `with` statement and in one thread only.

    `fields` are the values of form fields by page (from 0), with places as displayed: `Structure.fields`. Pages
    count from 0. All methods raise Unreadable for a page that can't be loaded.
    """

    def __init__(self, data: bytes, *, fields: Mapping[int, tuple[Line, ...]] | None = None) -> None:
        self._fields = fields or {}
        logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)  # it writes of forms it can't show
        try:
            self._document = open_document(data)[0]
            self._document.init_forms()
        except pdfium.PdfiumError as error:
            raise Unreadable(str(error)) from error
        self._open: tuple[int, _OpenPage] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back what PDFium holds."""
        if self._open is not None:
            self._open[1].close()
            self._open = None
        self._document.close()

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self._document)

    def size(self, index: int) -> tuple[float, float]:
        """Return width and height of a page in points as displayed."""
        frame = self._page(index).frame
        return frame.width, frame.height

    def turn(self, index: int) -> int:
        """Return by how many degrees (0, 90, 180, 270; clockwise) to turn a page for its text to be upright."""
        return self._page(index).turn

    def lines(self, index: int) -> tuple[Line, ...]:
        """Return the text of a page that can be seen, in reading order, with the values of its form fields.

        The places are fractions of the page turned by `turn`. Text that nobody can see is left out: out of the
        page, tiny, invisible with nothing beneath it, white on white, covered.
        """
        page = self._page(index)
        width, height = page.reading_size
        segments = page.segments() + _as_segments(self._fields.get(index, ()), page.turn, width, height)
        return lines_of(segments, width, height)

    def facts(self, index: int) -> PageFacts:
        """Return what a page holds beside its text."""
        return self._page(index).facts

    def pictures(self, index: int) -> float:
        """Return the share of a page (0 to 1) that raster images cover."""
        return self.facts(index).pictures

    def render(self, index: int, long_side: int, *, grey: bool = False) -> Pixels:
        """Draw a page as displayed, `long_side` pixels long: an array (h, w, 3) of uint8, or (h, w) in grey."""
        return self._page(index).draw(long_side, grey=grey)

    def ink(self, index: int) -> float:
        """Return the share of a page (0 to 1) that is dark."""
        return ink_of(self._page(index).draw(_INK, grey=True))

    def _page(self, index: int) -> _OpenPage:
        """Return a page, and keep only one open at a time."""
        if self._open is not None and self._open[0] == index:
            return self._open[1]
        if self._open is not None:
            self._open[1].close()
            self._open = None
        try:
            page = _OpenPage(self._document[index])
        except pdfium.PdfiumError as error:
            raise Unreadable(str(error)) from error
        self._open = (index, page)
        return page


class _OpenPage:
    """One page of PDFium with its text page; what is asked for is worked out once."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        self._text = raw.FPDFText_LoadPage(page.raw)
        self.frame = _frame(page)
        self.turn = -(directions(self._text) + self.frame.rotation) % 360 if self._text else 0
        self._facts: PageFacts | None = None

    def close(self) -> None:
        if self._text:
            raw.FPDFText_ClosePage(self._text)
            self._text = None
        self._page.close()

    @property
    def facts(self) -> PageFacts:
        if self._facts is None:
            self._facts = facts_of(self._page.raw, self.frame)
        return self._facts

    @property
    def reading_size(self) -> tuple[float, float]:
        size = self.frame.width, self.frame.height
        return size if self.turn % 180 == 0 else (size[1], size[0])

    def draw(self, long_side: int, *, grey: bool) -> Pixels:
        try:
            return draw(self._page, long_side, grey=grey)
        except pdfium.PdfiumError as error:
            raise Unreadable(str(error)) from error

    def segments(self) -> list[Segment]:
        """Return the segments of the page as read, without those that can't be seen."""
        if not self._text:
            return []
        chars = read_chars(self._text, self.frame)
        if not len(chars):
            return []
        width, height = self.reading_size
        found = segments_of(Chars(chars.codes, turned(chars.boxes, self.turn)), width, height)
        if not found or not self.facts.doubt:
            return found
        picture = np.rot90(self.draw(_LOOK, grey=True), -self.turn // 90 % 4)
        return [one for one in found if _seen(one, picture, width, height)]


def _frame(page: pdfium.PdfPage) -> Frame:
    box = raw.FS_RECTF()
    rotation = raw.FPDFPage_GetRotation(page.raw) % 4 * 90
    if raw.FPDF_GetPageBoundingBox(page.raw, box) and box.right > box.left and box.top > box.bottom:
        return Frame(box.left, box.bottom, box.right, box.top, rotation)
    width, height = page.get_size()
    if rotation % 180:
        width, height = height, width
    return Frame(0, 0, max(width, 1), max(height, 1), rotation)


def _seen(one: Segment, picture: Pixels, width: float, height: float) -> bool:
    """Say whether anything is drawn where a segment stands."""
    across, down = picture.shape[1] / width, picture.shape[0] / height
    left, right = int(one.left * across), int(one.right * across) + 1
    top, bottom = int(one.top * down), int(one.bottom * down) + 1
    part = picture[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    return part.size > 0 and int(part.max()) - int(part.min()) >= _CONTRAST


def _as_segments(lines: tuple[Line, ...], turn: int, width: float, height: float) -> list[Segment]:
    if not lines:
        return []
    boxes: Boxes = np.array([(one.left, one.top, one.right, one.bottom) for one in lines], dtype=np.float32)
    scaled = turned(boxes, turn) * np.array((width, height, width, height), dtype=np.float32)
    return [Segment(one.text, *place) for one, place in zip(lines, scaled.tolist(), strict=True)]
