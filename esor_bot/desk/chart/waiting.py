"""The panel of waiting: within how many office hours half, and nine in ten, of a week's answers came."""

from __future__ import annotations

from matplotlib.axes import Axes

from esor_bot.desk.chart import style
from esor_bot.desk.chart.axis import by_week, whole_numbers
from esor_bot.desk.chart.questions import Weeks

_HOUR = 3600.0
_FEW = 20


def waiting(axes: Axes, weeks: Weeks) -> None:
    """Draw for each week a line from the half to nine in ten, with a point at each end."""
    told = [(place, period.waited) for place, (_, period) in enumerate(weeks) if period.waited is not None]
    places = [place for place, _ in told]
    half = [waited.half.total_seconds() / _HOUR for _, waited in told]
    most = [waited.most.total_seconds() / _HOUR for _, waited in told]
    size = 9 if len(weeks) <= _FEW else 6
    axes.vlines(places, half, most, color=style.MOST, linewidth=3)
    for hours, colour in ((most, style.MOST), (half, style.HALF)):
        axes.plot(places, hours, "o", color=colour, markersize=size, clip_on=False)
    whole_numbers(axes, max(most, default=0), 4)
    by_week(axes, [monday for monday, _ in weeks])
