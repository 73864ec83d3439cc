"""The picture, drawn in a process of its own: what draws is large, seldom wanted, and not made for several threads."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from esor_bot.desk.chart.content import Bar, Caption
from esor_bot.desk.stats import Stats
from esor_bot.wording import Wording


def draw_apart(wording: Wording, stats: Stats, caption: Caption, bars: Sequence[Bar]) -> bytes:
    """Return what `draw` draws. Raises BrokenProcessPool where the process dies."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_drawn, wording, stats, caption, bars).result()


def _drawn(wording: Wording, stats: Stats, caption: Caption, bars: Sequence[Bar]) -> bytes:
    from esor_bot.desk.chart.draw import draw

    return draw(wording, stats, caption, bars)
