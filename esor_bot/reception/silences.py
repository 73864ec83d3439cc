"""What the page is silent on, in words: a topic with the questions on it, a group of questions on one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from esor_bot.desk.groups import Group
from esor_bot.desk.silent import Topic
from esor_bot.reception.names import Named
from esor_bot.reception.spans import day, number
from esor_bot.reception.text import printable, short
from esor_bot.wording import Wording

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


def topic_named(wording: Wording, topic: Topic, named: Named) -> str:
    """Name a topic, with the questions on it that the office has or had."""
    told = [named(topic.programme, topic.entry)]
    for id_, cases in (("answered", topic.answered), ("waiting", topic.waiting)):
        if cases:
            told.append(wording.say(f"silent.{id_}", cases=_cases(cases)))
    return " · ".join(told)


def _cases(numbers: Sequence[int]) -> str:
    shown = ", ".join(f"#{one}" for one in numbers[:_NUMBERS])
    return shown if len(numbers) <= _NUMBERS else f"{shown} …"


def group_line(wording: Wording, group: Group, until: date, programmes: Mapping[str, str]) -> str:
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
