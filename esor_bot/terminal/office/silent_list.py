"""The list of what the page is silent on, on one screen: topics by demand, then the groups that have no topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from esor_bot.desk.groups import Group
from esor_bot.desk.silent import Silence, Topic
from esor_bot.reception.names import Named
from esor_bot.reception.spans import day, number
from esor_bot.reception.text import printable, short
from esor_bot.wording import Wording

_COLUMNS = ("people", "questions", "weeks", "sent", "topic")
_LINE, _SHORTEST = 76, 24
_THIS_YEAR = timedelta(days=300)  # so long a day and a month say which year it was
_NUMBERS = 2


@dataclass(frozen=True, slots=True)
class Window:
    """From which day to which day is looked at, and how much is shown of each part of the list.

    `programmes` are what those are called that have to be told apart: none where there is one.
    """

    since: date
    until: date
    limit: int
    programmes: Mapping[str, str] = field(default_factory=dict)


def listed(wording: Wording, found: Silence, window: Window, named: Named) -> Iterator[RenderableType]:
    """Yield what is shown; `found` holds something."""
    yield Text(wording.say("silent.title", since=day(window.since), until=day(window.until)), "bold")
    if found.topics:
        yield Text("")
        yield _topics(wording, found.topics[: window.limit], named)
        yield from _more(wording, "silent.topics_more", len(found.topics) - window.limit)
    if found.groups:
        yield Text("")
        yield Text(wording.say("silent.groups"))
        for group in found.groups[: window.limit]:
            yield Padding(Text(_group(wording, group, window.until, window.programmes)), (0, 0, 0, 2))
        rest = len(found.groups) - window.limit
        if rest > 0:
            yield Text(wording.say("silent.groups_more", number=rest))
    if found.outside:
        yield Text("")
        yield Text(wording.say("silent.outside", questions=number(wording, "stats.questions", found.outside)), "dim")


def as_json(found: Silence, window: Window, named: Named, now: datetime) -> dict[str, Any]:
    """Return the whole list for machines."""
    return {
        "since": window.since.isoformat(),
        "now": now.isoformat(),
        "topics": [_topic_for_machines(topic, named) for topic in found.topics],
        "groups": [_group_for_machines(group) for group in found.groups],
        "outside": found.outside,
    }


def _topics(wording: Wording, topics: Sequence[Topic], named: Named) -> Table:
    shown = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="")
    for column in _COLUMNS:
        name = wording.say(f"silent.columns.{column}")
        shown.add_column(name, justify="left" if column == "topic" else "right", vertical="top")
    for topic in topics:
        counts = (topic.people, topic.questions, topic.weeks, topic.sent)
        shown.add_row(*(f"{count:,}" if count else "–" for count in counts), _named(wording, topic, named))
    return shown


def _named(wording: Wording, topic: Topic, named: Named) -> str:
    told = [named(topic.programme, topic.entry)]
    for id_, cases in (("answered", topic.answered), ("waiting", topic.waiting)):
        if cases:
            told.append(wording.say(f"silent.{id_}", cases=_cases(cases)))
    return " · ".join(told)


def _cases(numbers: Sequence[int]) -> str:
    shown = ", ".join(f"#{one}" for one in numbers[:_NUMBERS])
    return shown if len(numbers) <= _NUMBERS else f"{shown} …"


def _group(wording: Wording, group: Group, until: date, programmes: Mapping[str, str]) -> str:
    """Return a group in one line, if it is somehow possible: the most typical phrasing, a second where it fits."""
    latest = group.latest.date()
    told = wording.say(
        "silent.group" if group.questions == group.people else "silent.group_times",
        people=number(wording, "stats.people", group.people),
        times=number(wording, "stats.times", group.questions),
        date=day(latest, year=until - latest > _THIS_YEAR),
        samples="",
    )
    after = f" · {wording.say('silent.waiting', cases=_cases(group.cases))}" if group.cases else ""
    if group.programme in programmes:
        after += f" ({programmes[group.programme]})"
    told += _quoted(group.samples[0], max(_SHORTEST, _LINE - len(told) - len(after)))
    for sample in (_quoted(sample, _LINE) for sample in group.samples[1:]):
        if len(told) + len(sample) + len(after) + 3 <= _LINE:
            return f"{told} · {sample}{after}"
    return told + after


def _quoted(sample: str, most: int) -> str:
    return f"“{short(printable(sample), most - 2)}”"


def _more(wording: Wording, id_: str, rest: int) -> Iterator[Text]:
    if rest > 0:
        yield Text(number(wording, id_, rest))


def _topic_for_machines(topic: Topic, named: Named) -> dict[str, Any]:
    return {
        "programme": topic.programme,
        "entry": topic.entry,
        "label": named(topic.programme, topic.entry),
        "people": topic.people,
        "questions": topic.questions,
        "weeks": topic.weeks,
        "latest": None if topic.latest is None else topic.latest.isoformat(),
        "sent": topic.sent,
        "answered": list(topic.answered),
        "open": list(topic.waiting),
        "samples": list(topic.samples),
    }


def _group_for_machines(group: Group) -> dict[str, Any]:
    return {
        "programme": group.programme,
        "people": group.people,
        "questions": group.questions,
        "latest": group.latest.isoformat(),
        "samples": list(group.samples),
        "open": list(group.cases),
    }
