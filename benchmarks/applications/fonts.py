"""The typefaces of the papers: the standard ones of PDF, and those that matplotlib and reportlab bring."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

FILES = {
    "DejaVu": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"),
    "DejaVuSerif": ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSerif-Italic.ttf"),
    "DejaVuMono": ("DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf", "DejaVuSansMono-Oblique.ttf"),
    "Stix": ("STIXGeneral.ttf", "STIXGeneralBol.ttf", "STIXGeneralItalic.ttf"),
}


@dataclass(frozen=True, slots=True)
class Face:
    """A family: names of the regular, bold and italic font, its width in per cent, and who stands in for it."""

    regular: str
    bold: str
    italic: str
    scale: int = 100
    fallback: str = ""


FACES = {
    "helvetica": Face("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", fallback="dejavu"),
    "times": Face("Times-Roman", "Times-Bold", "Times-Italic", fallback="stix"),
    "courier": Face("Courier", "Courier-Bold", "Courier-Oblique", fallback="mono"),
    "vera": Face("Vera", "VeraBd", "VeraIt", 90, fallback="dejavu"),
    "stix": Face("Stix", "Stix-Bold", "Stix-Italic", fallback="dejavuserif"),
    "dejavu": Face("DejaVu", "DejaVu-Bold", "DejaVu-Italic", 88),
    "dejavuserif": Face("DejaVuSerif", "DejaVuSerif-Bold", "DejaVuSerif-Italic", 88, fallback="dejavu"),
    "mono": Face("DejaVuMono", "DejaVuMono-Bold", "DejaVuMono-Italic", fallback="dejavu"),
}


@cache
def register() -> None:
    """Make the fonts known to reportlab, once."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name, files in FILES.items():
        for suffix, file in zip(("", "-Bold", "-Italic"), files, strict=True):
            pdfmetrics.registerFont(TTFont(name + suffix, str(folder / file)))
    for name in ("Vera", "VeraBd", "VeraIt"):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))


@cache
def _glyphs(font: str) -> Any:  # noqa: ANN401 - reportlab has no types
    register()
    face = pdfmetrics.getFont(font).face
    return getattr(face, "charToGlyph", None)


def has(font: str, text: str) -> bool:
    """Whether the font can draw every letter of the text."""
    glyphs = _glyphs(font)
    if glyphs is None:
        try:
            text.encode("cp1252")
        except UnicodeEncodeError:
            return False
        return True
    return all(ord(letter) in glyphs for letter in text)


def pick(face: str, text: str, weight: str = "regular") -> tuple[str, int]:
    """Return the font that can draw the text (the face's own or a stand-in) and its width in per cent."""
    family = FACES[face]
    font = str(getattr(family, weight))
    if family.fallback and not has(font, text):
        return pick(family.fallback, text, weight)
    return font, family.scale


def width(text: str, font: str, scale: int, size: float) -> float:
    """Return the width of the text in points."""
    return float(pdfmetrics.stringWidth(text, font, size)) * scale / 100
