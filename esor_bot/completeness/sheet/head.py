"""The head of the contact sheet: the verdict, and the documents in the order asked for with their colours."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import ImageDraw

from esor_bot.completeness.say_finding import Sentences
from esor_bot.completeness.sheet.fonts import fitted, font, wrapped
from esor_bot.completeness.sheet.layout import INNER, MARGIN
from esor_bot.completeness.sheet.palette import INK, QUIET, Palette, on
from esor_bot.domain.report import DocumentReport, DocumentStatus, Severity

_VERDICT = 25  # pixels, as all below
_LINE = 34
_MOST = 3
_ROW = 30
_COLUMNS = 2
_CHIP = 24
_TEXT = 16


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a sheet, `height` pixels high with the room below it."""

    verdict: tuple[str, ...]
    sentences: Sentences
    palette: Palette

    @classmethod
    def of(cls, verdict: str, sentences: Sentences, palette: Palette) -> Head:
        """Break the verdict into lines."""
        return cls(tuple(wrapped(verdict, font(_VERDICT, bold=True), INNER, _MOST)), sentences, palette)

    @property
    def rows(self) -> int:
        """Rows of the legend, which is read column by column."""
        return -(-len(self.sentences.report.documents) // _COLUMNS)

    @property
    def height(self) -> int:
        """The height with the margins above and below."""
        return MARGIN + len(self.verdict) * _LINE + 10 + self.rows * _ROW + MARGIN

    def draw(self, pen: ImageDraw.ImageDraw) -> None:
        """Draw the verdict and the legend."""
        top = MARGIN
        for line in self.verdict:
            pen.text((MARGIN, top), line, INK, font(_VERDICT, bold=True))
            top += _LINE
        wide = INNER // _COLUMNS
        for number, document in enumerate(self.sentences.report.documents):
            column, row = divmod(number, self.rows)
            self._document(pen, document, MARGIN + column * wide, top + 10 + row * _ROW, wide - 16)

    def _document(self, pen: ImageDraw.ImageDraw, document: DocumentReport, left: int, top: int, wide: int) -> None:
        colour = self.palette.colour(document.id)
        bold, plain, small = font(_TEXT, bold=True), font(_TEXT), font(_TEXT - 2)
        middle = top + _CHIP // 2
        pen.rectangle((left, top, left + _CHIP - 1, top + _CHIP - 1), colour)
        number = str(self.palette.number(document.id) or "")
        pen.text((left + _CHIP // 2, middle), number, on(colour), bold, anchor="mm")
        told, sign = self._told(document)
        pen.text((left + _CHIP + 16, middle), sign, INK, bold, anchor="mm")
        room = wide - _CHIP - 32 - small.getlength(f"  {told}")
        title = fitted(self.sentences.title(document.id), plain, room)
        start = left + _CHIP + 30
        pen.text((start, middle), title, INK, plain, anchor="lm")
        pen.text((start + plain.getlength(title) + 8, middle), told, QUIET, small, anchor="lm")

    def _told(self, document: DocumentReport) -> tuple[str, str]:
        """Return what stands behind the title, and the sign before it."""
        phrases = self.sentences.phrases
        pages = phrases.bare_pages(document.pages) if document.pages else ""
        errors = [one for one in self.sentences.report.of(document.id) if one.severity is Severity.ERROR]
        if document.status is DocumentStatus.MISSING:
            return phrases.wording.say("check.sheet.not_recognised"), "–"
        if errors:
            return phrases.wording.say("check.sheet.mend", pages=pages).strip(), "✗"
        if document.status is DocumentStatus.UNSURE:
            return phrases.wording.say("check.sheet.unsure", pages=pages).strip(), "?"
        return pages, "✓"
