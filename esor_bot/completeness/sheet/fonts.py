"""Fonts for pictures, and text that fits into a width. They have accents, Greek, Cyrillic and the marks ✓ and →."""

from __future__ import annotations

import io
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

_HOME = ("mpl-data", "fonts", "ttf")
_NAMES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}


@cache
def _data(bold: bool) -> bytes:
    """Return the font file that ships with matplotlib, which is not imported for it; b"" where it is not there."""
    spec = find_spec("matplotlib")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        file = Path(folder, *_HOME, _NAMES[bold])
        if file.is_file():
            return file.read_bytes()
    return b""


@cache
def font(size: int, *, bold: bool = False) -> Font:
    """Return the font in a size (pixels)."""
    data = _data(bold)
    return ImageFont.truetype(io.BytesIO(data), size) if data else ImageFont.load_default(size)


def prepare() -> None:
    """Read the font files; later sizes are made in memory."""
    for bold in _NAMES:
        font(12, bold=bold)


def fitted(text: str, face: Font, width: float) -> str:
    """Return the text, cut with an ellipsis where it is wider than `width` pixels."""
    if face.getlength(text) <= width:
        return text
    while text and face.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…" if text else ""


def wrapped(text: str, face: Font, width: float, most: int) -> list[str]:
    """Return the text in at most `most` lines of `width` pixels; what does not fit is cut with an ellipsis."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        taken = 1
        while taken < len(words) and face.getlength(" ".join(words[: taken + 1])) <= width:
            taken += 1
        lines.append(fitted(" ".join(words[:taken]), face, width))
        words = words[taken:]
    return [*lines, fitted(" ".join(words), face, width)] if words else lines
