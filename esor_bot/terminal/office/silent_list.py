"""The list of what the page is silent on, on one screen: topics by demand, then the groups that have no topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from esor_bot.desk.groups import Group
from esor_bot.desk.silent import Silence, Topic
from esor_bot.reception.names import Named
from esor_bot.reception.silences import Window, group_line, topic_named
from esor_bot.reception.spans import day, number
from esor_bot.wording import Wording

_COLUMNS = ("people", "questions", "weeks", "sent", "topic")


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
            yield Padding(Text(group_line(wording, group, window.until, window.programmes)), (0, 0, 0, 2))
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
        shown.add_row(*(f"{count:,}" if count else "–" for count in counts), topic_named(wording, topic, named))
    return shown


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
