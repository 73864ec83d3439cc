"""What the panels share: their headings, the weeks along the bottom, whole numbers up the side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from esor_bot.desk.chart import style

ROOMY = 14  # up to so many weeks have a number at each bar
_ROOM = 6
_DATED = 20  # up to so many weeks are named by their Mondays, more by their months


@dataclass(frozen=True, slots=True)
class Mark:
    """A colour in a panel, as a sign, and what it means."""

    sign: str
    colour: str
    meaning: str


def heading(figure: Figure, axes: Axes, left: float, text: str, marks: Sequence[Mark] = ()) -> None:
    """Write a panel's heading, and below it what its colours mean. `left` is a share of the figure's width."""
    top = axes.get_position().y1
    figure.text(left, top + 0.062, text, size=style.PANEL, weight="bold", va="bottom")
    before = None
    for mark in marks:
        for words, colour, gap in ((mark.sign, mark.colour, 20), (mark.meaning, style.INK, 6)):
            if before is None:
                before = axes.annotate(
                    words,
                    (left, top + 0.018),
                    xycoords="figure fraction",
                    color=colour,
                    va="bottom",
                    annotation_clip=False,
                )
                continue
            before = axes.annotate(
                words,
                (1, 0),
                xycoords=before,
                xytext=(gap, 0),
                textcoords="offset points",
                color=colour,
                va="bottom",
                annotation_clip=False,
            )


def by_week(axes: Axes, mondays: Sequence[date], most: int = 8) -> None:
    """Write the weeks along the bottom, at most so many: their Mondays where there are few, else the months."""
    beside = max(0.6, (_ROOM - len(mondays)) / 2)  # a few weeks stand in the middle
    axes.set_xlim(-beside, len(mondays) - 1 + beside)
    if len(mondays) <= _DATED:
        chosen = _spread(range(len(mondays)), most)
        axes.set_xticks(chosen, [f"{mondays[place].day} {mondays[place]:%b}" for place in chosen])
        return
    firsts = _spread([place for place, monday in enumerate(mondays) if monday.day <= 7], most + 4)
    years = [mondays[place].year for place in firsts]
    new = [not number or years[number] != years[number - 1] for number in range(len(firsts))]
    # The second line is there under each, or they would not stand in one line.
    axes.set_xticks(
        firsts,
        [
            f"{mondays[place]:%b}\n{year if first else ' '}"
            for place, year, first in zip(firsts, years, new, strict=True)
        ],
    )


def whole_numbers(axes: Axes, most: float, steps: int = 5) -> None:
    """Give the side whole numbers only, from zero to a little more than the most there is."""
    axes.set_ylim(0, max(2.0, most * 1.14))
    axes.yaxis.set_major_locator(MaxNLocator(steps, integer=True))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))


def on_top(axes: Axes, numbers: Sequence[int]) -> None:
    """Write a number over each bar, but for none."""
    for place, number in enumerate(numbers):
        if number:
            axes.annotate(
                f"{number:,}",
                (place, number),
                xytext=(0, 4),
                textcoords="offset points",
                ha="center",
                size=style.SMALL,
                annotation_clip=False,
            )


def nothing(figure: Figure, axes: Axes, left: float, text: str) -> None:
    """Say in the place of a panel that there is nothing to draw."""
    axes.set_axis_off()
    figure.text(left, axes.get_position().y1 + 0.05, text, color=style.QUIET, va="top")


def fit(text: Text, name: str, after: str = "") -> None:
    """Write a name and what comes after it; the name is cut, at a word if it has any, where there is no room for it."""
    text.set_text(name + after)
    kept = name
    while kept and text.get_window_extent().x1 > style.RIGHT * style.WIDTH * style.DPI:
        kept = kept[:-1]
        text.set_text(f"{kept.rsplit(' ', 1)[0].rstrip(' ,·')}…{after}")


def _spread(places: Sequence[int], most: int) -> list[int]:
    """Return at most so many places, the last one among them, equally far from each other."""
    step = -(-len(places) // most)
    return list(places[::-1][:: max(1, step)][::-1])
