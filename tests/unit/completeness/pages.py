"""Pages built by hand, with boxes as a reader of files would give them."""

from __future__ import annotations

from collections.abc import Iterator

from esor_bot.completeness.page import Line, Origin, Page

A4 = (595.0, 842.0)
_GAP, _PLAIN, _LARGE = 0.009, 0.013, 0.024
_LETTER = 0.0105  # of the page's width
_MARGIN = 0.1


def lines(text: str, *, left: float = _MARGIN, width: float = 0.8, top: float = 0.08) -> Iterator[Line]:
    """Yield the lines of `text`, one below another; "# " begins a heading, an empty line leaves a gap."""
    for row in text.strip("\n").split("\n"):
        words = row.strip().removeprefix("# ")
        height = _LARGE if row.strip().startswith("# ") else _PLAIN
        if words:
            yield Line(words, left, top, min(left + _LETTER * len(words), left + width), top + height)
        top += height + _GAP


def page(number: int, text: str, *, origin: Origin = Origin.TEXT) -> Page:
    """Return an upright page with the lines of `text`."""
    return Page(number, *A4, tuple(lines(text)), origin)


def sheet(number: int, left: str, right: str) -> Page:
    """Return a landscape sheet with two pages side by side."""
    halves = (*lines(left, left=0.04, width=0.43), *lines(right, left=0.54, width=0.43))
    return Page(number, A4[1], A4[0], halves, Origin.TEXT)


def blank(number: int) -> Page:
    """Return a page with nothing on it."""
    return Page(number, *A4, ink=0.0)


def dark(number: int) -> Page:
    """Return a page with ink of which nothing could be read."""
    return Page(number, *A4, origin=Origin.OCR, ink=0.2, legible=False)


def file(*texts: str) -> list[Page]:
    """Return one page for each text, numbered from 1."""
    return [page(number, text) for number, text in enumerate(texts, start=1)]
