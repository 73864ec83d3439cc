"""An application of somebody who does not exist, with content that would be known again anywhere."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from tests.unit.completeness.intake.makers import DEJAVU, written
from tests.unit.completeness.mrz.makers import passport

FAMILY, GIVEN, NUMBER, FIELD = "Zambrovsk", "Quillane", "KQ7741903", "Ollerenshaw-Teith"
OWLS = "thirteen owls of Skelderby"
ZONE = passport(name=f"{FAMILY}<<{GIVEN}".upper(), number=NUMBER)
WORDS = (FAMILY, GIVEN, NUMBER, FIELD, OWLS, *ZONE)
LETTER = (
    "Letter of motivation",
    f"Dear committee, I am {GIVEN} {FAMILY}, and I apply for the fellowship.",
    "My motivation is to learn more about oncologic imaging in your department.",
    f"In my free time I count the {OWLS}.",
)
PASSPORT = ("PASSPORT", f"Surname {FAMILY}", f"Given names {GIVEN}", f"Passport No. {NUMBER}", "Nationality Norwegian")
_SIZE = (827, 1170)
_STREAM = re.compile(rb"stream\r?\n(.+?)endstream", re.DOTALL)
_PARTS, _PART = 8, 20  # pieces of a stream, and their length in bytes


@cache
def digital() -> bytes:
    """Return three pages of text: a letter, one with a form field, and a passport."""
    out = io.BytesIO()
    sheet = Canvas(out, pagesize=A4, invariant=1)
    written(sheet, *LETTER)
    sheet.showPage()
    written(sheet, "Family name of my mother", "and nothing else that anybody would have to know of me")
    sheet.acroForm.textfield(name="family", value=FIELD, x=72, y=600, width=200, height=18)
    sheet.showPage()
    written(sheet, *PASSPORT)
    sheet.setFont("Courier", 11)
    for row, line in enumerate(ZONE):
        sheet.drawString(72, 300 - 16 * row, line)
    sheet.showPage()
    sheet.save()
    return out.getvalue()


@cache
def scanned(copies: int = 1) -> bytes:
    """Return the passport and the letter, as two pages that are pictures, and more copies of both."""
    out = io.BytesIO()
    sheet = Canvas(out, pagesize=A4, invariant=1)
    for lines, zone in ((PASSPORT, ZONE), (LETTER, [])) * copies:
        sheet.drawImage(ImageReader(_picture(lines, zone)), 0, 0, *A4)
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def cut() -> bytes:
    """Return the text pages without the end of the file."""
    return digital()[: len(digital()) * 7 // 10]


@cache
def needles() -> tuple[bytes, ...]:
    """Return what to look for: the words, written in every way, and pieces of the files' packed contents."""
    words = {form for word in WORDS for form in (word, word.upper(), word.lower())}
    found = {word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "utf-16-be")}
    for body in _STREAM.findall(digital() + scanned()):
        step = max(_PART, len(body) // _PARTS)
        found |= {body[begin : begin + _PART] for begin in range(_PART, len(body) - 2 * _PART, step)}
    return tuple(sorted(found))


def good(pages: int = 1) -> bytes:
    """Return a file with nothing wrong: each of its pages is a letter."""
    return paged(*[LETTER] * pages)


def paged(*pages: Sequence[str]) -> bytes:
    """Return a file of text: the lines of each page."""
    out = io.BytesIO()
    sheet = Canvas(out, pagesize=A4, invariant=1)
    for lines in pages:
        written(sheet, *lines)
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def _picture(lines: Sequence[str], zone: Sequence[str]) -> Image.Image:
    sheet = Image.new("L", _SIZE, 255)
    draw = ImageDraw.Draw(sheet)
    words, machine = (
        ImageFont.truetype(str(DEJAVU), 20),
        ImageFont.truetype(str(DEJAVU.with_name("DejaVuSansMono.ttf")), 26),
    )
    for row, line in enumerate(lines):
        draw.text((60, 90 + 60 * row), line, font=words, fill=0)
    for row, line in enumerate(zone):
        draw.text((60, 980 + 44 * row), line, font=machine, fill=0)
    return sheet
