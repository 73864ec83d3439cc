"""The panels of questions: a bar for each week, made of what became of them, and a smaller one for the office's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from matplotlib.axes import Axes

from esor_bot.desk.chart import style
from esor_bot.desk.chart.axis import ROOMY, by_week, on_top, whole_numbers
from esor_bot.desk.stats import Period

Weeks = Sequence[tuple[date, Period]]

_WIDTH = 0.78


def questions(axes: Axes, weeks: Weeks) -> None:
    """Draw what the bot was asked."""
    periods = [period for _, period in weeks]
    below = [0] * len(periods)
    for colour, heights in (
        (style.ANSWERED, [period.answered for period in periods]),
        (style.ASKED_BACK, [period.asked_back for period in periods]),
        (style.UNANSWERED, [period.unanswered for period in periods]),
    ):
        axes.bar(range(len(periods)), heights, _WIDTH, bottom=below, color=colour, linewidth=0)
        below = [one + other for one, other in zip(below, heights, strict=True)]
    if len(periods) <= ROOMY:
        on_top(axes, below)
    whole_numbers(axes, max(below, default=0))
    by_week(axes, [monday for monday, _ in weeks])


def sent(axes: Axes, weeks: Weeks) -> None:
    """Draw what went to the office."""
    numbers = [period.sent for _, period in weeks]
    axes.bar(range(len(numbers)), numbers, _WIDTH, color=style.OFFICE, linewidth=0)
    if len(numbers) <= ROOMY:
        on_top(axes, numbers)
    whole_numbers(axes, max(numbers, default=0), 3)
    by_week(axes, [monday for monday, _ in weeks], 4)
