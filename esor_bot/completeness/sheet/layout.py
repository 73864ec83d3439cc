"""Sizes of the contact sheet in pixels: how many pages stand beside each other, and where each of them stands."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 1200
MARGIN = 24
INNER = WIDTH - 2 * MARGIN
_TALL = 1.42  # height of a sheet of A4 over its width
_COLUMNS = ((24, 6), (40, 7), (60, 9), (100, 11))
_MOST = 14


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of the pages. A cell holds the number above, the thumbnail in its frame, and the label below."""

    columns: int
    gap: int
    thumb: int
    tall: int
    text: int
    frame: int

    @classmethod
    def of(cls, pages: int) -> Grid:
        """Return the grid for a number of pages: thumbnails are smaller where there are many."""
        columns = next((columns for most, columns in _COLUMNS if pages <= most), _MOST)
        gap = 16 if columns < 9 else 10
        cell = (INNER - (columns - 1) * gap) // columns
        frame = 6 if columns < 9 else 4
        thumb = cell - 2 * frame
        return cls(columns, gap, thumb, round(thumb * _TALL), 15 if columns < 9 else 12, frame)

    @property
    def cell(self) -> int:
        """Width of a cell."""
        return self.thumb + 2 * self.frame

    @property
    def band(self) -> int:
        """Height of a line of text with the room around it."""
        return self.text + 8

    @property
    def height(self) -> int:
        """Height of a cell: the number, the frame, and two bands of label."""
        return self.band + self.tall + 2 * self.frame + 2 * self.band

    def place(self, index: int, top: int) -> tuple[int, int]:
        """Return left and top of a cell, counted from 0, in a grid that begins at `top`."""
        row, column = divmod(index, self.columns)
        return MARGIN + column * (self.cell + self.gap), top + row * (self.height + self.gap)

    def bottom(self, pages: int, top: int) -> int:
        """Return where the grid ends."""
        rows = -(-pages // self.columns)
        return top + rows * (self.height + self.gap)
