"""The picture: what the bot was asked and what became of it, what the page is silent on, what the office did."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence

from matplotlib import rc_context, rcdefaults, rcParams
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from esor_bot.desk.chart import style
from esor_bot.desk.chart.axis import Mark, fit, heading, nothing
from esor_bot.desk.chart.content import Bar, Caption
from esor_bot.desk.chart.questions import questions, sent
from esor_bot.desk.chart.topics import topics
from esor_bot.desk.chart.waiting import waiting
from esor_bot.desk.stats import Stats
from esor_bot.wording import Wording

_FIRST, _WIDE = 0.085, 0.515  # of the width: where the left column begins, and how wide it is
_SECOND, _SIDE = 0.655, 0.03  # where the right one begins, and what the numbers at its side take
_UPPER, _LOWER = (0.41, 0.335), (0.08, 0.145)  # of the height: from where, and how high


def draw(wording: Wording, stats: Stats, caption: Caption, bars: Sequence[Bar]) -> bytes:
    """Return the picture as a PNG; `bars` are the silent topics with their names, most asked for first."""
    # Whatever somebody has set on this machine, the picture is the same. A letter that the font lacks is a box in it.
    with rc_context(), warnings.catch_warnings():
        rcdefaults()
        rcParams.update(style.SETTINGS)
        warnings.filterwarnings("ignore", "Glyph .* missing from font", UserWarning)
        figure = Figure(figsize=(style.WIDTH, style.HEIGHT), dpi=style.DPI, facecolor=style.PAPER)
        FigureCanvasAgg(figure)
        figure.text(style.LEFT, 0.945, caption.title, size=style.TITLE, weight="bold", va="center")
        about = figure.text(style.LEFT, 0.893, "", color=style.QUIET, va="center")
        fit(about, caption.about, f"  ·  {caption.summary}" if caption.summary else "")
        if stats.whole.empty:
            figure.text(0.5, 0.5, wording.say("chart.nothing"), size=style.PANEL, color=style.QUIET, ha="center")
        else:
            _asked(figure, wording, stats)
            _silent(figure, wording, bars)
            _waited(figure, wording, stats)
            _sent(figure, wording, stats)
        return _png(figure)


def _asked(figure: Figure, wording: Wording, stats: Stats) -> None:
    axes = figure.add_axes((_FIRST, _UPPER[0], _WIDE, _UPPER[1]))
    if not stats.whole.questions:
        heading(figure, axes, style.LEFT, wording.say("chart.week"))
        nothing(figure, axes, style.LEFT, wording.say("chart.no_questions"))
        return
    colours = (("answered", style.ANSWERED), ("asked_back", style.ASKED_BACK), ("unanswered", style.UNANSWERED))
    marks = [Mark("■", colour, wording.say(f"chart.{name}")) for name, colour in colours]
    heading(figure, axes, style.LEFT, wording.say("chart.week"), marks)
    questions(axes, list(stats.weeks.items()))


def _silent(figure: Figure, wording: Wording, bars: Sequence[Bar]) -> None:
    axes = figure.add_axes((_SECOND, _UPPER[0], style.RIGHT - _SECOND, _UPPER[1]))
    if not bars:
        heading(figure, axes, _SECOND, wording.say("chart.topics"))
        nothing(figure, axes, _SECOND, wording.say("chart.no_topics"))
        return
    heading(figure, axes, _SECOND, wording.say("chart.topics"), [Mark("■", style.TOPIC, wording.say("chart.people"))])
    topics(axes, bars)


def _waited(figure: Figure, wording: Wording, stats: Stats) -> None:
    axes = figure.add_axes((_FIRST, _LOWER[0], _WIDE, _LOWER[1]))
    if not stats.whole.replies:
        heading(figure, axes, style.LEFT, wording.say("chart.waited"))
        nothing(figure, axes, style.LEFT, wording.say("chart.no_replies"))
        return
    marks = [Mark("●", style.HALF, wording.say("chart.half")), Mark("●", style.MOST, wording.say("chart.most"))]
    heading(figure, axes, style.LEFT, wording.say("chart.waited"), marks)
    waiting(axes, list(stats.weeks.items()))


def _sent(figure: Figure, wording: Wording, stats: Stats) -> None:
    axes = figure.add_axes((_SECOND + _SIDE, _LOWER[0], style.RIGHT - _SECOND - _SIDE, _LOWER[1]))
    if not stats.whole.sent:
        heading(figure, axes, _SECOND, wording.say("chart.sent"))
        nothing(figure, axes, _SECOND, wording.say("chart.none_sent"))
        return
    heading(figure, axes, _SECOND, wording.say("chart.sent"), [Mark("■", style.OFFICE, wording.say("chart.sent_week"))])
    sent(axes, list(stats.weeks.items()))


def _png(figure: Figure) -> bytes:
    drawn, sink = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="rgba")
    size = round(style.WIDTH * style.DPI), round(style.HEIGHT * style.DPI)
    picture = Image.frombytes("RGBA", size, drawn.getvalue()).convert("RGB")
    picture.quantize(style.COLOURS, dither=Image.Dither.NONE).save(sink, "PNG", optimize=True)
    return sink.getvalue()
