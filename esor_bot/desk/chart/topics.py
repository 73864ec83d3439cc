"""The panel of silent topics: by how many people each was asked for, with its name over its bar."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from esor_bot.desk.chart import style
from esor_bot.desk.chart.axis import fit
from esor_bot.desk.chart.content import Bar

_MOST = 5
_NUMBER = 1.15  # the longest bar leaves room for its number


def topics(axes: Axes, bars: Sequence[Bar]) -> None:
    """Draw the topics, those of most people first."""
    shown = bars[:_MOST]
    axes.set_axis_off()
    axes.set_ylim(_MOST - 0.75, -0.55)
    axes.set_xlim(0, max(bar.people for bar in shown) * _NUMBER)
    axes.barh(range(len(shown)), [bar.people for bar in shown], 0.3, color=style.TOPIC, linewidth=0)
    for place, bar in enumerate(shown):
        number, name = (bar.people, place), (0, place - 0.17)
        axes.annotate(f"{bar.people:,}", number, (7, 0), textcoords="offset points", va="center", size=style.SMALL)
        fit(axes.annotate("", name, (0, 3), textcoords="offset points", va="bottom", size=style.SMALL), bar.label)
