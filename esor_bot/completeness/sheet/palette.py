"""Colours of the contact sheet: nine that stay apart for the colour-blind too (Paul Tol's "muted" scheme)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Colour = tuple[int, int, int]

PAPER: Colour = (255, 255, 255)
GROUND: Colour = (243, 243, 240)
INK: Colour = (24, 24, 24)
QUIET: Colour = (104, 104, 104)
OTHER: Colour = (150, 150, 150)  # pages of no document

_DOCUMENTS: tuple[Colour, ...] = (
    (51, 34, 136),
    (136, 204, 238),
    (17, 119, 51),
    (221, 204, 119),
    (170, 68, 153),
    (68, 170, 153),
    (204, 102, 119),
    (153, 153, 51),
    (136, 34, 85),
)


@dataclass(frozen=True, slots=True)
class Palette:
    """Numbers and colours of documents, by their place in the order asked for."""

    ids: tuple[str, ...]

    @classmethod
    def of(cls, ids: Iterable[str]) -> Palette:
        """Return the palette of documents in their order."""
        return cls(tuple(ids))

    def number(self, document: str) -> int:
        """Return the document's place in the order, from 1; 0 for one that is not in it."""
        return self.ids.index(document) + 1 if document in self.ids else 0

    def colour(self, document: str) -> Colour:
        """Return the document's colour; after nine they begin anew, and the number tells them apart."""
        number = self.number(document)
        return _DOCUMENTS[(number - 1) % len(_DOCUMENTS)] if number else OTHER


def on(colour: Colour) -> Colour:
    """Return the colour, dark or light, in which text can be read on `colour`."""
    red, green, blue = colour
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else PAPER
