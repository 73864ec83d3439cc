"""One page of the contact sheet: its number, the thumbnail in the colour of its document, the label and the marks."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from PIL import Image, ImageDraw

from esor_bot.completeness.sheet.fonts import fitted, font, wrapped
from esor_bot.completeness.sheet.layout import Grid
from esor_bot.completeness.sheet.palette import INK, OTHER, PAPER, QUIET, Colour, Palette, on
from esor_bot.completeness.sheet.thumbs import Pixels, thumbnail
from esor_bot.domain.report import Mark, Move, PageReport
from esor_bot.wording import Wording

_BANDS = 2  # lines of label below a page
_SMALLEST = 9  # pixels: the smallest text of a badge
_SEVERE = (Mark.MISPLACED, Mark.WRONG, Mark.UNREADABLE)


@dataclass(frozen=True, slots=True)
class Cells:
    """Draws pages into a sheet. `moves` holds the move that takes a page away, by the page's number;
    `unsure` the ids of documents that are not clear.
    """

    sheet: Image.Image
    pen: ImageDraw.ImageDraw
    grid: Grid
    palette: Palette
    titles: Mapping[str, str]
    wording: Wording
    moves: Mapping[int, Move]
    unsure: Set[str]

    def draw(self, page: PageReport, pixels: Pixels | None, left: int, top: int) -> None:
        """Draw one page with its upper left corner at (left, top)."""
        grid = self.grid
        self._number(page, left, top)
        self._picture(page, pixels, left, top + grid.band)
        self._labels(page, left, top + grid.band + grid.tall + 2 * grid.frame)
        self._badges(page, left + grid.frame, top + grid.band + grid.frame)

    def _number(self, page: PageReport, left: int, top: int) -> None:
        face = font(self.grid.text, bold=True)
        self.pen.text((left + 1, top + self.grid.band // 2), str(page.number), INK, face, anchor="lm")
        if _hidden(page):
            said = self.wording.say("check.sheet.private")
            small = font(self.grid.text - 2)
            room = self.grid.cell - face.getlength(f"{page.number}  ")
            right = left + self.grid.cell - 1
            self.pen.text((right, top + self.grid.band // 2), fitted(said, small, room), QUIET, small, anchor="rm")

    def _picture(self, page: PageReport, pixels: Pixels | None, left: int, top: int) -> None:
        grid = self.grid
        right, bottom = left + grid.cell - 1, top + grid.tall + 2 * grid.frame - 1
        colours = [self.palette.colour(document) for document in page.documents] or [OTHER]
        self.pen.rectangle((left, top, right, bottom), colours[0])
        if len(colours) > 1:  # the second half of the frame belongs to the second document
            middle = (top + bottom) // 2
            self.pen.rectangle((left, middle, right, bottom), colours[1])
        inside = (left + grid.frame, top + grid.frame)
        self.pen.rectangle((*inside, inside[0] + grid.thumb - 1, inside[1] + grid.tall - 1), PAPER)
        picture = thumbnail(pixels, grid.thumb, grid.tall, private=_hidden(page))
        x = inside[0] + (grid.thumb - picture.width) // 2
        y = inside[1] + (grid.tall - picture.height) // 2
        self.sheet.paste(picture, (x, y))
        if Mark.WRONG in page.marks or Mark.UNREADABLE in page.marks:
            self._crossed(inside, Mark.WRONG in page.marks)

    def _crossed(self, inside: tuple[int, int], both: bool) -> None:
        left, top = inside
        right, bottom = left + self.grid.thumb - 1, top + self.grid.tall - 1
        lines = [(left, bottom, right, top), *([(left, top, right, bottom)] if both else [])]
        for line in lines:
            self.pen.line(line, PAPER, 7)
        for line in lines:
            self.pen.line(line, INK, 3)

    def _labels(self, page: PageReport, left: int, top: int) -> None:
        shown = page.documents[:_BANDS]
        if not shown:
            self._band((OTHER if page.label else PAPER), "", self._otherwise(page), left, top, _BANDS)
        lines = _BANDS // max(1, len(shown))
        for place, id_ in enumerate(shown):
            number, title = f"{self.palette.number(id_) or ''}", self.titles.get(id_, id_)
            number += "?" if id_ in self.unsure else ""
            self._band(self.palette.colour(id_), number, title, left, top + place * self.grid.band, lines)

    def _band(self, colour: Colour, number: str, text: str, left: int, top: int, lines: int) -> None:
        grid, face = self.grid, font(self.grid.text - 2)
        self.pen.rectangle((left, top, left + grid.cell - 1, top + lines * grid.band - 1), colour)
        start = left + 5
        if number:
            bold = font(self.grid.text + 1, bold=True)
            self.pen.text((start, top + lines * grid.band // 2), number, on(colour), bold, anchor="lm")
            start += int(bold.getlength(f"{number}")) + 5
        said = wrapped(text, face, left + grid.cell - 3 - start, lines)
        for place, line in enumerate(said):
            y = top + lines * grid.band * (2 * place + 1) // (2 * len(said))
            self.pen.text((start, y), line, on(colour), face, anchor="lm")

    def _otherwise(self, page: PageReport) -> str:
        """Return the label of a page of no document: what was seen, or why there is nothing to say."""
        if page.label:
            return page.label
        quiet = [mark for mark in page.marks if mark not in _SEVERE]
        return ", ".join(self.wording.say(f"check.sheet.{mark.value}") for mark in quiet)

    def _badges(self, page: PageReport, left: int, top: int) -> None:
        for mark in _SEVERE:
            if mark in page.marks:
                self._badge(self._said(mark, page), left, top)
                top += self.grid.band + 4

    def _badge(self, text: str, left: int, top: int) -> None:
        room = self.grid.thumb - 10
        sizes = range(self.grid.text, _SMALLEST, -1)
        face = next((one for one in (font(size, bold=True) for size in sizes) if one.getlength(text) <= room), None)
        face = face or font(_SMALLEST, bold=True)
        text = fitted(text, face, room)
        right = left + min(self.grid.thumb, int(face.getlength(text)) + 11) - 1
        self.pen.rectangle((left, top, right, top + self.grid.band), INK)
        self.pen.text((left + 5, top + self.grid.band // 2), text, PAPER, face, anchor="lm")

    def _said(self, mark: Mark, page: PageReport) -> str:
        move = self.moves.get(page.number)
        if mark is not Mark.MISPLACED or move is None:
            return self.wording.say(f"check.sheet.{mark.value}")
        if move.before is None:
            return self.wording.say("check.sheet.move_end")
        return self.wording.say("check.sheet.move_before", page=move.before)


def _hidden(page: PageReport) -> bool:
    """Say whether a page is blurred: what could not be read may be a passport as well."""
    return page.private or Mark.UNREADABLE in page.marks
