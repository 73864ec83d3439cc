"""Draws the whole sheet: the verdict, the legend, and the grid of all pages."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence, Set

from PIL import Image, ImageDraw, PngImagePlugin

from esor_bot.completeness.say_finding import Sentences
from esor_bot.completeness.say_verdict import say_verdict
from esor_bot.completeness.say_words import Phrases
from esor_bot.completeness.sheet import fonts
from esor_bot.completeness.sheet.cells import Cells
from esor_bot.completeness.sheet.head import Head
from esor_bot.completeness.sheet.layout import MARGIN, WIDTH, Grid
from esor_bot.completeness.sheet.palette import GROUND, Palette
from esor_bot.completeness.sheet.thumbs import Pixels
from esor_bot.domain.report import CompletenessReport, DocumentStatus, PageReport
from esor_bot.wording import Wording


def prepare() -> None:
    """Load what drawing needs from the disk: the fonts, and how a PNG is written."""
    fonts.prepare()
    _png(Image.new("RGB", (1, 1)))


def draw(
    thumbs: Sequence[Pixels | None],
    report: CompletenessReport,
    titles: Mapping[str, str],
    wording: Mapping[str, str],
    optional: Set[str] = frozenset(),
) -> bytes:
    """Return the contact sheet of a file as a PNG, 1200 pixels wide; b"" where there are no pages.

    `thumbs` are the pages in order, each (h, w, 3) in RGB and upright, or None where it could not be drawn: about
    170 pixels wide is enough. `titles` are those of the programme's documents by id, in the order asked for;
    `wording` holds the sentences of the check by id; `optional` are the ids of documents that may be absent. Pages
    that the report calls private are blurred.
    """
    if not thumbs:
        return b""
    palette = Palette.of(titles)
    words = Wording(wording)
    sentences = Sentences(Phrases(words), report, titles)
    head = Head.of(say_verdict(sentences, optional), sentences, palette)
    grid = Grid.of(len(thumbs))
    sheet = Image.new("RGB", (WIDTH, grid.bottom(len(thumbs), head.height) + MARGIN - grid.gap), GROUND)
    pen = ImageDraw.Draw(sheet)
    head.draw(pen)
    unsure = {one.id for one in report.documents if one.status is DocumentStatus.UNSURE}
    moves = {page: move for move in report.moves for page in range(move.first, move.last + 1)}
    cells = Cells(sheet, pen, grid, palette, titles, words, moves, unsure)
    known = {page.number: page for page in report.map}
    for index, pixels in enumerate(thumbs):
        # A page of which nothing is known may be anybody's passport.
        page = known.get(index + 1) or PageReport(index + 1, private=True)
        cells.draw(page, pixels, *grid.place(index, head.height))
    return _png(sheet)


def _png(image: Image.Image) -> bytes:
    """Write the picture into memory."""
    out = io.BytesIO()
    image.save(out, PngImagePlugin.PngImageFile.format)
    return out.getvalue()
