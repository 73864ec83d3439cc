"""A page as it was read: its lines with their places, and how far they can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_SPECKS = 3  # letters and digits that an OCR sees in dust


class Origin(StrEnum):
    """Where the lines of a page come from."""

    TEXT = "text"  # the file's own text layer
    OCR = "ocr"
    BOTH = "both"  # a text layer, and OCR of a picture that fills much of the page
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in its box.

    The box is in fractions of the page as it is read (upright), from 0 at the left and the top to 1; `score`
    is the OCR's (0 to 1), 1 for text of the file.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    score: float = 1.0

    @property
    def height(self) -> float:
        """The height as a fraction of the page's."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the file.

    `number` counts from 1; `width` and `height` are in points (1/72 inch) as the page is read; `ink` is the share
    of dark pixels (0 to 1) where the page was rendered, -1 where it was not; `turn` is by how many degrees
    (clockwise, 0, 90, 180, 270) the page had to be turned to be read; `legible` is False where there is ink that
    nothing, or next to nothing, could be read of (a script that the OCR doesn't know, a bad photo).
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    origin: Origin = Origin.NONE
    ink: float = -1.0
    turn: int = 0
    legible: bool = True

    @property
    def text(self) -> str:
        """All lines, top to bottom, one a line."""
        return "\n".join(line.text for line in self.lines)

    @property
    def blank(self) -> bool:
        """Say whether nothing stands on the page; a speck, the shade of the paper or a page number is nothing."""
        return self.legible and sum(char.isalnum() for line in self.lines for char in line.text) <= _SPECKS
