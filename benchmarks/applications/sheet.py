"""Paper to draw on: a PDF canvas with a cursor that flows down the pages."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from benchmarks.applications import fonts

Colour = tuple[float, float, float]
BLACK: Colour = (0, 0, 0)
INKS: tuple[Colour, ...] = ((0.1, 0.15, 0.45), (0.05, 0.2, 0.6), (0.1, 0.1, 0.12))
ACCENTS: tuple[Colour, ...] = (
    (0.05, 0.25, 0.5), (0.45, 0.05, 0.1), (0.0, 0.4, 0.35), (0.2, 0.2, 0.2), (0.55, 0.3, 0.0), (0.3, 0.1, 0.45),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """How a paper looks: lengths in points, colours as red, green, blue from 0 to 1."""

    face: str = "times"
    size: float = 11
    leading: float = 1.3
    left: float = 70
    right: float = 70
    top: float = 70
    bottom: float = 60
    accent: Colour = BLACK
    justify: bool = False
    heads: str = "bold"  # bold, caps, ruled, boxed, plain
    table: str = "plain"  # plain, grid, lines, zebra
    gap: float = 7


def random_style(rng: Random, faces: Sequence[str] = ("helvetica", "times", "dejavu", "dejavuserif", "stix")) -> Style:
    """Return one of many looks of a text document."""
    side = rng.choice([50, 57, 62, 71, 71, 85])
    return Style(
        face=rng.choice(faces),
        size=rng.choice([9.5, 10, 10.5, 11, 11, 11.5, 12]),
        leading=rng.choice([1.18, 1.25, 1.35, 1.45]),
        left=side + rng.choice([0, 0, 10]),
        right=side,
        top=rng.choice([45, 57, 71]),
        bottom=rng.choice([45, 57, 65]),
        accent=rng.choice(ACCENTS),
        justify=rng.random() < 0.35,
        heads=rng.choice(["bold", "bold", "caps", "ruled", "boxed", "plain"]),
        table=rng.choice(["plain", "grid", "lines", "zebra"]),
        gap=rng.choice([5, 7, 9]),
    )


@dataclass(slots=True)
class Field:
    """A form field: page from 0, rectangle in points, what was typed."""

    page: int
    box: tuple[float, float, float, float]
    value: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one weight."""

    text: str
    weight: str


def runs(text: str) -> Iterator[Run]:
    """Split `**bold**` and `__italic__` into words with their weights."""
    weight = "regular"
    for piece in text.replace("**", "\0*\0").replace("__", "\0_\0").split("\0"):
        if piece in ("*", "_"):
            now = {"*": "bold", "_": "italic"}[piece]
            weight = "regular" if weight == now else now
        else:
            for word in piece.split(" "):
                if word:
                    yield Run(word, weight)


@dataclass(slots=True)
class Sheet:
    """Pages in the making. `y` is the cursor, in points from the bottom."""

    style: Style
    page_size: tuple[float, float] = A4
    buffer: io.BytesIO = field(default_factory=io.BytesIO)
    canvas: Any = None
    y: float = 0
    page: int = 0
    marks: dict[str, list[int]] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)
    _open: str = ""

    def __post_init__(self) -> None:
        fonts.register()
        self.canvas = Canvas(self.buffer, pagesize=self.page_size, invariant=1)
        self.y = self.page_size[1] - self.style.top

    @property
    def width(self) -> float:
        """The width of the text area."""
        return self.page_size[0] - self.style.left - self.style.right

    def begin(self, label: str) -> None:
        """From here on the pages belong to a document (or are `-name`, a decoy; empty: nothing)."""
        self._open = label
        self._note()

    def _note(self) -> None:
        if self._open:
            pages = self.marks.setdefault(self._open, [])
            if self.page not in pages:
                pages.append(self.page)

    def new_page(self) -> None:
        """Go to the top of the next page."""
        self.canvas.showPage()
        self.page += 1
        self.y = self.page_size[1] - self.style.top
        self._note()

    def ensure(self, height: float) -> None:
        """Go to the next page when the rest of this one is too short."""
        if self.y - height < self.style.bottom and self.y < self.page_size[1] - self.style.top:
            self.new_page()

    def string(self, x: float, y: float, text: str, size: float, weight: str = "regular",
               colour: Colour = BLACK, align: str = "left") -> float:  # fmt: skip
        """Draw one line at a place, and return its width."""
        text = text.replace("ț", "ţ").replace("Ț", "Ţ") if self.style.face in ("stix", "times") else text
        if any("א" <= letter <= "ת" for letter in text):
            text = text[::-1]
        font, scale = fonts.pick(self.style.face, text, weight)
        long = fonts.width(text, font, scale, size)
        start = x - {"left": 0, "center": long / 2, "right": long}[align]
        line = self.canvas.beginText(start, y)
        line.setFont(font, size)
        line.setFillColorRGB(*colour)
        line.setHorizScale(scale)
        line.textOut(text)
        self.canvas.drawText(line)
        return long

    def measure(self, text: str, size: float, weight: str = "regular") -> float:
        """Return the width of the text as `string` would draw it."""
        font, scale = fonts.pick(self.style.face, text, weight)
        return fonts.width(text, font, scale, size)

    def wrap(self, text: str, room: float, size: float, weight: str = "regular") -> list[list[Run]]:
        """Break the text into lines that fit."""
        lines: list[list[Run]] = [[]]
        used, space = 0.0, self.measure(" ", size)
        for run in runs(text):
            bold = run.weight if run.weight != "regular" else weight
            long = self.measure(run.text, size, bold)
            if lines[-1] and used + long > room:
                lines.append([])
                used = 0.0
            lines[-1].append(Run(run.text, bold))
            used += long + space
        return lines

    def line(self, words: list[Run], x: float, room: float, size: float, colour: Colour,
             align: str, justify: bool) -> None:  # fmt: skip
        """Draw a line of words at the cursor's height."""
        space = self.measure(" ", size)
        total = sum(self.measure(word.text, size, word.weight) for word in words) + space * (len(words) - 1)
        if justify and len(words) > 1:
            space += (room - total) / (len(words) - 1)
        else:
            x += {"left": 0.0, "center": (room - total) / 2, "right": room - total}[align]
        if not justify and len({word.weight for word in words}) == 1:
            self.string(x, self.y, " ".join(word.text for word in words), size, words[0].weight, colour)
            return
        for word in words:
            x += self.string(x, self.y, word.text, size, word.weight, colour) + space

    def text(self, text: str, *, size: float = 0, weight: str = "regular", align: str = "left",
             colour: Colour = BLACK, indent: float = 0, room: float = 0, after: float = -1) -> None:  # fmt: skip
        """Set a paragraph at the cursor, over as many pages as it needs."""
        size = size or self.style.size
        room = room or self.width - indent
        height = size * self.style.leading
        lines = self.wrap(text, room, size, weight)
        for number, words in enumerate(lines):
            self.ensure(height)
            self.y -= height
            last = number == len(lines) - 1
            if words:
                justify = self.style.justify and align == "left" and not last
                self.line(words, self.style.left + indent, room, size, colour, align, justify)
        self.y -= self.style.gap if after < 0 else after

    def rule(self, thick: float = 0.7, colour: Colour = BLACK) -> None:
        """Draw a line across the text area."""
        self.y -= 3
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(thick)
        self.canvas.line(self.style.left, self.y, self.page_size[0] - self.style.right, self.y)
        self.y -= 5

    def done(self) -> bytes:
        """Finish and return the PDF."""
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()
