"""The reports of the office as replies: figures with their picture, and what the page is silent on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from esor_bot.desk.silent import Known, Silence, silence
from esor_bot.desk.stats import Period, Stats, stats
from esor_bot.domain.reply import Aside, Block, Heading, Listing, Picture, Text
from esor_bot.reception.figures import About, picture, title, waited
from esor_bot.reception.report import Report
from esor_bot.reception.silences import Window, group_line, topic_named
from esor_bot.reception.spans import day, number, share

_LIMIT = 8
_WEEKS = 6  # a line for each; the picture has them all
_FILE = "questions.png"


def statistics(report: Report, weeks: int) -> Iterator[Block]:
    """Yield what was asked in the last weeks, and what became of it."""
    wording = report.phrases.wording
    with report.store.begin() as tx:
        found = stats(tx, report.now, report.hours, last=weeks, programme="", silent=report.topics.silent)
    if found.whole.empty:
        yield Text("\n".join(report.none("", min(found.weeks, default=None))))
        return
    about = About("", report.name(""), report.today.date())
    named = report.named("")
    head = title(wording, found, about)
    yield Heading(f"{head} · {about.name}")
    yield Text("\n".join((_period(report, found.whole), waited(wording, found.whole))))
    if len(found.weeks) > 1:
        yield Listing(tuple(_weeks(report, found)))
        yield Aside(wording.say("stats.so_far"))
    if found.topics:
        yield Text(wording.say("stats.topics"))
        people = (number(wording, "stats.people", one.people or 1) for one in found.topics)
        labels = (named(one.programme, one.entry) for one in found.topics)
        yield Listing(tuple(f"{many} · {label}" for many, label in zip(people, labels, strict=True)))
    else:
        yield Text(wording.say("stats.no_topics"))
    yield Picture(picture(wording, found, about, named, apart=True), _FILE, head)


def silences(report: Report, known: Known, days: int) -> Iterator[Block]:
    """Yield what the page does not say, by demand."""
    wording, today = report.phrases.wording, report.today.date()
    with report.store.begin() as tx:
        found = silence(tx, report.now, report.hours.zone, known, days=days, programme="")
    if found.empty:
        yield Text(wording.say("silent.none_one" if days == 1 else "silent.none", days=days))
        return
    window = Window(today - timedelta(days=days), today, _LIMIT, report.topics.apart(""))
    yield Heading(wording.say("silent.title", since=day(window.since), until=day(window.until)))
    yield from _topics(report, found)
    if found.groups:
        groups = found.groups[:_LIMIT]
        yield Text(wording.say("silent.groups"))
        yield Listing(tuple(group_line(wording, one, window.until, window.programmes) for one in groups))
        yield from _rest(report, "silent.groups_more", len(found.groups) - _LIMIT)
    if found.outside:
        yield Aside(wording.say("silent.outside", questions=number(wording, "stats.questions", found.outside)))


def _topics(report: Report, found: Silence) -> Iterator[Block]:
    wording, named = report.phrases.wording, report.named("")
    if not found.topics:
        return
    lines = []
    for one in found.topics[:_LIMIT]:
        people = number(wording, "stats.people", one.people or 1)
        told = {"people": people, "questions": number(wording, "stats.questions", one.questions)}
        id_ = "silent.topic" if one.questions else "silent.topic_sent"  # asked of the office alone, none is counted
        lines.append(report.phrases.at_desk(id_, **told, text=topic_named(wording, one, named)))
    yield Listing(tuple(lines))
    yield from _rest(report, "silent.more", len(found.topics) - _LIMIT)


def _rest(report: Report, id_: str, rest: int) -> Iterator[Block]:
    if rest > 0:
        more = {"number": f"{rest:,}"}
        own = id_ == "silent.more"
        yield Aside(report.phrases.at_desk(id_, **more) if own else report.phrases.wording.say(id_, **more))


def _weeks(report: Report, found: Stats) -> Iterator[str]:
    for monday, period in list(found.weeks.items())[-_WEEKS:]:
        yield report.phrases.at_desk("stats.week", monday=day(monday, year=False), text=_period(report, period))


def _period(report: Report, period: Period) -> str:
    """Say what was asked in some time: how many questions, how many of them were answered, how many went on."""
    wording, say = report.phrases.wording, report.phrases.at_desk
    told = [number(wording, "stats.questions", period.questions)]
    if period.questions:
        told.append(say("stats.answered", number=f"{period.answered:,}", share=share(period.share)))
    for id_ in ("asked_back", "unanswered", "sent"):
        if count := getattr(period, id_):
            told.append(say(f"stats.{id_}", number=f"{count:,}"))
    return " · ".join(told)
