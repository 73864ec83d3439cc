"""Small PDFs, made on the fly: drawn with reportlab, changed with pikepdf, or written by hand."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib
import pikepdf
from PIL import Image
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from esor_bot.completeness.intake import FileLimits, PageFacts, PdfFile, Structure, inspect
from esor_bot.completeness.page import Line

PROSE = (
    "The meeting took place on the second floor of the old library, where the light is",
    "good in the morning. We spoke about the plans for the coming year, about the people",
    "who would join us, and about the books that had been ordered in spring but never came.",
    "Nobody knew why. The librarian promised to write to the publisher once more and to let",
    "us know before the end of the month, which she did, to the surprise of all of us.",
)
DEJAVU = Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")


def drawn(paint: Callable[[Canvas], None], *, pages: int = 1, size: tuple[float, float] = A4) -> bytes:
    """Return a PDF whose pages are painted one like the other."""
    out = io.BytesIO()
    sheet = Canvas(out, pagesize=size, invariant=1)
    for _ in range(pages):
        paint(sheet)
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def written(
    sheet: Canvas, *lines: str, at: tuple[float, float] = (72, 760), size: float = 11, step: float = 16
) -> None:
    """Write lines one below the other."""
    sheet.setFontSize(size)
    for number, line in enumerate(lines):
        sheet.drawString(at[0], at[1] - number * step, line)


def prose(sheet: Canvas) -> None:
    """Paint a page of ordinary English."""
    written(sheet, *PROSE, *PROSE)


def scanned(sheet: Canvas) -> None:
    """Paint a picture over the whole page."""
    noise = ImageReader(Image.effect_noise((60, 80), 90).convert("RGB"))
    sheet.drawImage(noise, 0, 0, A4[0], A4[1])


def dejavu() -> str:
    """Return the name of a font with all letters of Europe."""
    pdfmetrics.registerFont(TTFont("DejaVu", str(DEJAVU)))
    return "DejaVu"


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None] | None = None, **how: Any) -> bytes:  # noqa: ANN401
    """Return a PDF with something changed, saved in some way."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        if change is not None:
            change(file)
        file.save(out, **how)
    return out.getvalue()


def hand_made(*objects: bytes, root: int = 1) -> bytes:
    """Return a PDF of objects 1, 2, 3, ..., each given as it is written between "obj" and "endobj"."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, table)
    return bytes(out)


def stream(data: bytes, dictionary: bytes = b"") -> bytes:
    """Return a stream as it is written."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), dictionary, data)


def one_page(contents: bytes, *more: bytes, page: bytes = b"") -> bytes:
    """Return a PDF of one page (object 3) with a stream of contents (object 4)."""
    return hand_made(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R %s >>" % page,
        contents,
        *more,
    )


def packed(data: bytes) -> bytes:
    """Pack with deflate as well as it goes."""
    return zlib.compress(data, 9)


def looked(data: bytes) -> Structure:
    """Look at a file with the usual limits."""
    return inspect(data, FileLimits())


def codes(data: bytes) -> dict[str, str]:
    """Return the findings of a file: code and severity."""
    return {finding.code: str(finding.severity) for finding in looked(data).findings}


def lines(data: bytes, index: int = 0) -> tuple[Line, ...]:
    """Return the lines of a page, with the values of its fields."""
    with PdfFile(data, fields=looked(data).fields) as file:
        return file.lines(index)


def texts(data: bytes, index: int = 0) -> list[str]:
    """Return the texts of the lines of a page."""
    return [line.text for line in lines(data, index)]


def facts(data: bytes, index: int = 0) -> PageFacts:
    """Return what a page holds beside its text."""
    with PdfFile(data) as file:
        return file.facts(index)
