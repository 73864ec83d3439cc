"""The statistics on a screen: a table of weeks in 80 columns, what it means in a sentence, and the silent topics."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from esor_bot.desk.stats import TOPICS, Period, Stats, Waited
from esor_bot.reception.figures import About, title, waited
from esor_bot.reception.names import Named
from esor_bot.reception.spans import day, hours, number, share
from esor_bot.wording import Wording

_COLUMNS = ("week", "questions", "answered", "asked_back", "unanswered", "sent", "replies", "half", "most")


def table(wording: Wording, stats: Stats, about: About, named: Named) -> Iterator[RenderableType]:
    """Yield what is shown of statistics that are not empty."""
    yield Text(f"{title(wording, stats, about)} · {about.name}", "bold")
    yield Text("")
    yield _weeks(wording, stats)
    yield Text("")
    yield Text(f"{wording.say('stats.so_far')} {waited(wording, stats.whole)}")
    yield from _opinions(wording, stats, named)
    yield Text("")
    if not stats.topics:
        yield Text(wording.say("stats.no_topics"))
        return
    yield Text(wording.say("stats.topics"))
    topics = Table.grid(padding=(0, 2, 0, 0))
    topics.add_column(justify="right", no_wrap=True)
    for one in stats.topics:
        people = number(wording, "stats.people", one.people or 1)
        topics.add_row(f"  {people}", named(one.programme, one.entry))
    yield topics
    yield Text(wording.say("stats.more"))


def _opinions(wording: Wording, stats: Stats, named: Named) -> Iterator[RenderableType]:
    """Yield what people say of answers, and of which they say that these did not help."""
    helped = sum(one.helped for one in stats.opinions)
    not_helped = sum(one.not_helped for one in stats.opinions)
    if not stats.opinions:
        return
    yield Text(wording.say("stats.opinions", helped=f"{helped:,}", not_helped=f"{not_helped:,}"))
    for one in [one for one in stats.opinions if one.not_helped and one.entry][:TOPICS]:
        number_, of = f"{one.not_helped:,}", f"{one.helped + one.not_helped:,}"
        said = wording.say("stats.not_helped", number=number_, of=of, topic=named(one.programme, one.entry))
        yield Text(f"  {said}")


def as_json(stats: Stats, about: About, named: Named, now: datetime) -> dict[str, Any]:
    """Return the statistics for machines; hours and days are numbers."""
    return {
        "programme": about.programme or None,
        "now": now.isoformat(),
        "weeks": [{"week": monday.isoformat(), **_period(period)} for monday, period in stats.weeks.items()],
        "total": _period(stats.whole),
        "topics": [
            {
                "programme": one.programme,
                "entry": one.entry,
                "label": named(one.programme, one.entry),
                "people": one.people,
                "questions": one.questions,
                "weeks": one.spans,
            }
            for one in stats.topics
        ],
        "opinions": [
            {
                "programme": one.programme,
                "entry": one.entry,
                "label": named(one.programme, one.entry) if one.entry else "",
                "helped": one.helped,
                "not_helped": one.not_helped,
            }
            for one in stats.opinions
        ],
    }


def _weeks(wording: Wording, stats: Stats) -> Table:
    shown = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="")
    for column in _COLUMNS:
        shown.add_column(wording.say(f"stats.columns.{column}"), justify="left" if column == "week" else "right")
    for monday, period in stats.weeks.items():
        shown.add_row(day(monday, year=False), *_cells(wording, period))
    if len(stats.weeks) > 1:
        shown.add_row()
        shown.add_row(wording.say("stats.columns.all"), *_cells(wording, stats.whole), style="bold")
    return shown


def _cells(wording: Wording, period: Period) -> list[str]:
    waited = period.waited
    answered = f"{period.answered:,} {share(period.share):>5}" if period.questions else ""
    return [
        _count(period.questions),
        answered,
        _count(period.asked_back),
        _count(period.unanswered),
        _count(period.sent),
        _count(period.replies),
        "" if waited is None else hours(wording, waited.half),
        "" if waited is None else hours(wording, waited.most),
    ]


def _count(value: int) -> str:
    return f"{value:,}" if value else "–"


def _period(period: Period) -> dict[str, Any]:
    return {
        "questions": period.questions,
        "answered": period.answered,
        "asked_back": period.asked_back,
        "unanswered": period.unanswered,
        "share_answered": None if period.share is None else round(period.share, 3),
        "sent": period.sent,
        "replies": period.replies,
        "waited": None if period.waited is None else _numbers(period.waited),
    }


def _numbers(waited: Waited) -> dict[str, float]:
    return {
        "office_hours_median": round(waited.half.total_seconds() / 3600, 2),
        "office_hours_90": round(waited.most.total_seconds() / 3600, 2),
        "days_median": round(waited.half_whole.total_seconds() / 86_400, 2),
        "days_90": round(waited.most_whole.total_seconds() / 86_400, 2),
    }
