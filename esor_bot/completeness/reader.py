"""Reads the pages of a file: from its text where that is worth something, else from its picture."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Protocol

from esor_bot.completeness.intake import PdfFile, Reason, Unreadable, judge_layer
from esor_bot.completeness.ocr import Reader
from esor_bot.completeness.page import Line, Origin, Page
from esor_bot.completeness.sandbox.confine import trim

_BLANK = 0.0004  # of ink: specks and the shade of the paper are less
_PICTURE = 0.12  # of a page with text that pictures must cover for them to be read too
_SMALL = 0.02  # the same for a page with hardly any text
_LITTLE = 25  # words


class Judge(Protocol):
    """What is known of a page by what was read of it so far: `recognition.Recogniser`."""

    def knows(self, page: Page) -> bool:
        """Say whether it is certain what the page is, and no more of its text is needed."""

    def recognises(self, page: Page) -> bool:
        """Say whether it is clear which of the documents the page is."""


class PageReader:
    """Reads the pages of one open file; no picture is begun after `end`, a reading of time.monotonic."""

    def __init__(self, file: PdfFile, ocr: Reader, end: float, judge: Judge) -> None:
        self._file = file
        self._ocr = ocr
        self._end = end
        self._judge = judge
        self.unread: list[int] = []
        """The numbers of the pages for which there was no time."""

    def pages(self) -> Iterator[Page]:
        """Yield all pages in order."""
        for index in range(self._file.count):
            yield self._page(index)

    def _page(self, index: int) -> Page:
        try:
            return self._read(index)
        except Unreadable:
            return Page(index + 1, 595, 842, legible=False)

    def _read(self, index: int) -> Page:
        file = self._file
        lines, facts = file.lines(index), file.facts(index)
        layer = judge_layer(lines, facts)
        written = self._text(index, lines, Origin.BOTH if layer.doubtful else Origin.TEXT)
        if layer.reason is Reason.GOOD:
            least = _PICTURE if len(written.text.split()) > _LITTLE else _SMALL
            return self._with_pictures(index, written) if facts.pictures >= least else written
        if layer.reason is Reason.OCR and self._judge.recognises(written):
            return written
        if layer.reason is Reason.NONE and (ink := file.ink(index)) < _BLANK:
            return Page(index + 1, *file.size(index), ink=ink)
        seen = self._seen(index)
        if seen is None or (layer.usable and not seen.legible):
            return written if layer.usable else self._dark(index)
        return seen

    def _text(self, index: int, lines: Sequence[Line], origin: Origin) -> Page:
        width, height = _turned(self._file.size(index), self._file.turn(index))
        return Page(index + 1, width, height, tuple(lines), origin, turn=self._file.turn(index))

    def _dark(self, index: int) -> Page:
        return Page(index + 1, *self._file.size(index), legible=False)

    def _with_pictures(self, index: int, written: Page) -> Page:
        """Add what stands in the pictures of a page to its text, where the page is not clear without them."""
        if self._judge.recognises(written):
            return written
        seen = self._seen(index)
        if seen is None or not seen.lines or seen.turn != written.turn:
            return written if seen is None or not seen.lines or len(written.text) > len(seen.text) else seen
        more = [line for line in seen.lines if not any(_covers(line, other) for other in written.lines)]
        if not more:
            return written
        lines = sorted([*written.lines, *more], key=lambda line: (line.top, line.left))
        return Page(index + 1, written.width, written.height, tuple(lines), Origin.BOTH, seen.ink, written.turn)

    def _seen(self, index: int) -> Page | None:
        """Read a page's picture; None when there is no time left."""
        if time.monotonic() >= self._end:
            self.unread.append(index + 1)
            return None
        size = self._file.size(index)

        def enough(lines: Sequence[Line]) -> bool:
            return self._judge.knows(Page(index + 1, *size, tuple(lines), Origin.OCR))

        reading = self._ocr.read(lambda side: self._file.render(index, side), enough)
        trim()  # else the pieces of many pages' buffers add up to twice what one page needs
        width, height = _turned(size, reading.turn)
        return Page(
            index + 1, width, height, reading.lines, Origin.OCR, reading.ink, reading.turn, legible=reading.legible
        )


def _turned(size: tuple[float, float], turn: int) -> tuple[float, float]:
    return size if turn % 180 == 0 else (size[1], size[0])


def _covers(line: Line, other: Line) -> bool:
    """Say whether `other` stands where `line` was seen."""
    across = min(line.right, other.right) - max(line.left, other.left)
    down = min(line.bottom, other.bottom) - max(line.top, other.top)
    return across > 0.3 * (line.right - line.left) and down > 0.4 * line.height
