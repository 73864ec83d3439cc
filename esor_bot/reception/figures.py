"""The statistics in words: what they are about, how long people waited, and the picture with its caption."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from esor_bot.desk.chart.apart import draw_apart
from esor_bot.desk.chart.content import Bar, Caption
from esor_bot.desk.stats import Period, Stats
from esor_bot.reception.names import Named
from esor_bot.reception.spans import day, hours, number, passed, share
from esor_bot.wording import Wording

_FEW = 10


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about: whose questions ("" for all), what that is called, until which day."""

    programme: str
    name: str
    until: date


def title(wording: Wording, stats: Stats, about: About) -> str:
    """Return the days that the statistics are about; with no questions there is but the last."""
    if not stats.weeks:
        return wording.say("stats.title_none", until=day(about.until))
    since, until = day(min(stats.weeks)), day(about.until)
    return wording.say("stats.title_day" if since == until else "stats.title", since=since, until=until)


def waited(wording: Wording, whole: Period) -> str:
    """Say how long people waited for the office."""
    if whole.waited is None:
        return wording.say("stats.waited_none")
    id_ = "waited_one" if whole.replies == 1 else "waited_few" if whole.replies < _FEW else "waited"
    return wording.say(
        f"stats.{id_}",
        replies=number(wording, "stats.questions", whole.replies),
        half=_took(wording, "half", whole.waited.half, whole.waited.half_whole),
        most=_took(wording, "most", whole.waited.most, whole.waited.most_whole),
    )


def _took(wording: Wording, which: str, at_work: timedelta, whole: timedelta) -> str:
    """Say how long something took in office hours, and in all where that is another number."""
    told = {"hours": hours(wording, at_work), "whole": passed(wording, whole)}
    id_ = f"stats.{which}_same" if told["hours"] == told["whole"] else f"stats.{which}"
    return wording.say(id_, **told)


def picture(wording: Wording, stats: Stats, about: About, named: Named, *, apart: bool = False) -> bytes:
    """Return the picture as a PNG; `apart`: drawn by another process, so that this one stays small."""
    caption = Caption(title(wording, stats, about), about.name, _summary(wording, stats.whole))
    bars = [Bar(named(one.programme, one.entry), one.people or 1) for one in stats.topics]
    if apart:
        return draw_apart(wording, stats, caption, bars)
    from esor_bot.desk.chart.draw import draw  # what draws is slow to load, and seldom wanted

    return draw(wording, stats, caption, bars)


def _summary(wording: Wording, whole: Period) -> str:
    if whole.empty:
        return ""
    told = [number(wording, "stats.questions", whole.questions)]
    if whole.share is not None:
        told.append(wording.say("chart.share", share=share(whole.share)))
    if whole.sent:
        told.append(wording.say("chart.summary_sent", sent=f"{whole.sent:,}"))
    return "  ·  ".join(told)
