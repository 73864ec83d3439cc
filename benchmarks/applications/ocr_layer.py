"""The invisible text that scanning software puts behind a page, with the errors it makes."""

from __future__ import annotations

from random import Random

import pypdfium2  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from benchmarks.applications import fonts
from benchmarks.applications.people import plain

MISREAD = {
    "m": "rn",
    "l": "1",
    "I": "l",
    "O": "0",
    "S": "5",
    "e": "c",
    "h": "b",
    "i": "í",
    "d": "cl",
    "B": "8",
    "g": "q",
    "t": "f",
}
LATIN = "bcdeghijklmnopqruvwxyzABEHKMOPTX3609"


def write(canvas: Canvas, pdf: bytes, page: int, rng: Random, rate: float = 0.04) -> None:
    """Write the page's own text invisibly onto the canvas, `rate` of its letters misread."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page].get_textpage()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
        lines = [(box, text.get_text_bounded(*box)) for box in boxes]
    finally:
        document.close()
    for (left, bottom, _, top), words in lines:
        shown = misread(" ".join(words.split()), rng, rate)
        size = max(4.0, min(top - bottom, 40))
        line = canvas.beginText(left, bottom)
        line.setTextRenderMode(3)
        font, _ = fonts.pick("times", shown)
        line.setFont(font, size)
        line.textOut(shown)
        canvas.drawText(line)


def misread(text: str, rng: Random, rate: float) -> str:
    """Return the text as an English OCR engine would have it: letters mistaken, other scripts turned to rubbish.

    From a rate of one half on, letters are not mistaken for similar ones but for any.
    """
    out = []
    for letter in text:
        if ord(letter) > 0x36F and letter.isalpha():
            out.append(rng.choice(LATIN))
        elif rng.random() < rate:
            out.append(rng.choice(LATIN) if rate >= 0.5 and letter.isalpha() else MISREAD.get(letter, letter))
        elif not letter.isascii() and letter.isalpha() and rng.random() < 0.5:
            out.append(plain(letter) or letter)
        else:
            out.append(letter)
    return "".join(out)
