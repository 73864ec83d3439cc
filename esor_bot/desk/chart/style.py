"""What the picture looks like: colours that stay apart for the colour-blind, and sizes that can be read on a phone."""

from __future__ import annotations

from typing import Any, Final

WIDTH, HEIGHT, DPI = 16.0, 9.0, 100
LEFT, RIGHT = 0.045, 0.962  # of the width: where everything begins, where the last thing ends

PAPER = "#ffffff"
INK = "#1f2328"
QUIET = "#57606a"
RULE = "#d5dadf"

# Blue for what the bot could do, orange for what it could not; they differ in lightness, too.
ANSWERED = "#2b6ca3"
ASKED_BACK = "#a9cbe8"
UNANSWERED = "#e07b2f"
TOPIC = "#eda66f"
OFFICE = "#3f474f"
HALF, MOST = "#1f2328", "#9aa4ad"

TITLE, PANEL, TEXT, SMALL = 28, 20, 18, 17

COLOURS = 128  # of the file: enough for the edges of letters, and half the size

SETTINGS: Final[dict[Any, Any]] = {
    "font.family": "DejaVu Sans",
    "font.size": TEXT,
    "text.color": INK,
    "axes.edgecolor": RULE,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": RULE,
    "grid.linewidth": 1.0,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "ytick.major.size": 0,
    "xtick.major.size": 0,
    "text.usetex": False,
    "text.parse_math": False,
}
