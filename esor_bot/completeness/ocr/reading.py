"""What was read of a page."""

from __future__ import annotations

from dataclasses import dataclass

from esor_bot.completeness.page import Line


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a page in reading order, and how far they can be trusted.

    The places are fractions of the page turned by `turn` degrees clockwise (0, 90, 180, 270), and straightened where
    it was a little askew. `ink` is the share of dark pixels (0 to 1). `legible` is False where something that looks
    like text stands on the page and nothing, or next to nothing, could be read of it. `partial`: reading was stopped
    because what had been read was enough.
    """

    lines: tuple[Line, ...]
    turn: int
    ink: float
    legible: bool
    partial: bool
