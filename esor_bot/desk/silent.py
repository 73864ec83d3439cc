"""What the page is silent on, ranked by how many people ask for it; and what else found no answer, in groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from esor_bot.desk.groups import Group, groups
from esor_bot.desk.likeness import Likeness
from esor_bot.desk.weeks import cut, up_to, week, weeks
from esor_bot.domain.case import LIVE
from esor_bot.domain.tally import Counted
from esor_bot.ports import Demand, Search, Sent, Span, Transaction

Key = tuple[str, str]  # a programme and an entry of it
Entries = Collection[Key]

_ANSWERED_WITHIN = timedelta(days=730)  # an answer of the office is looked for so far back
_COMPARED = 200  # open cases that groups are compared with


@dataclass(frozen=True, slots=True)
class Topic:
    """A known silence, and how much it is asked for.

    `sent` questions on it went to the office in that time; `answered` are numbers of those the office answered once,
    `waiting` of those that wait for it, newest first; `samples` are a few ways in which people ask.
    """

    programme: str
    entry: str
    questions: int = 0
    people: int = 0
    weeks: int = 0
    latest: datetime | None = None
    sent: int = 0
    answered: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """Topics and groups, those of most people first; `outside` questions had nothing to do with a programme."""

    topics: tuple[Topic, ...]
    groups: tuple[Group, ...]
    outside: int

    @property
    def empty(self) -> bool:
        """Say whether nothing was asked for in vain."""
        return not (self.topics or self.groups or self.outside)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of entries: those on which the page is silent, those that are about nothing of ours."""

    silent: Entries
    outside: Entries = ()
    likeness_of: Callable[[str], Likeness | None] = lambda programme: None


def silence(
    tx: Transaction, now: datetime, zone: ZoneInfo, known: Known, *, days: int = 90, programme: str = ""
) -> Silence:
    """Return what people asked for in vain in the last `days`."""
    span = Span(now - timedelta(days=days), up_to(now))
    spans = [cut(week(day, zone), span) for day in weeks(span.start, now, zone)]
    asked = {(one.programme, one.entry): one for one in tx.tally.demand(spans, programme)}
    live = tx.find(Search(states=tuple(LIVE), programme=programme, limit=_COMPARED))
    unanswered = [one for one in tx.tally.unanswered(span, programme) if not _is_outside(one, known)]
    found = groups(unanswered, known.likeness_of, known.silent, live)
    counted = _counted(asked, tx.tally.opened(Span(now - _ANSWERED_WITHIN, span.end), programme), known.silent)
    samples = {(group.programme, group.topic): group.samples for group in found if group.topic}
    waiting = frozenset(case.number for case in live)
    topics = [_topic(key, counted[key], waiting, span.start, samples.get(key, ())) for key in counted]
    return Silence(
        topics=tuple(sorted((one for one in topics if one.questions or one.sent), key=_rank)),
        groups=tuple(group for group in found if not group.topic),
        outside=sum(one.questions for key, one in asked.items() if key in known.outside),
    )


def _is_outside(one: Counted, known: Known) -> bool:
    return any((one.programme, entry) in known.outside for entry in one.entries)


def _counted(
    asked: Mapping[Key, Demand], sent: Iterable[Sent], silent: Entries
) -> Mapping[Key, tuple[Demand | None, list[Sent]]]:
    """Return what was asked and what was sent on each topic on which there is anything."""
    cases: defaultdict[Key, list[Sent]] = defaultdict(list)
    for one in sent:
        for entry in one.entries:
            cases[one.programme, entry].append(one)
    return {key: (asked.get(key), cases.get(key, [])) for key in {*asked, *cases} if key in silent}


def _topic(
    key: Key,
    counted: tuple[Demand | None, Sequence[Sent]],
    live: Collection[int],
    since: datetime,
    samples: tuple[str, ...],
) -> Topic:
    asked, cases = counted
    newest = sorted(cases, key=lambda one: -one.number)
    topic = Topic(
        *key,
        sent=sum(one.opened >= since for one in cases),
        answered=tuple(one.number for one in newest if one.answered is not None and one.number not in live),
        waiting=tuple(one.number for one in newest if one.number in live),
        samples=samples,
    )
    if asked is None:
        return topic
    people = asked.people or 1  # it was somebody, even if it was forgotten who
    return replace(topic, questions=asked.questions, people=people, weeks=asked.spans, latest=asked.latest)


def _rank(topic: Topic) -> tuple[int, int, int, str, str]:
    return -topic.people, -topic.questions, -topic.sent, topic.programme, topic.entry
