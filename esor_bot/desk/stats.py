"""What was asked in the last weeks, what became of it, and how long the office took to answer."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.weeks import cut, monday, up_to, week, weeks
from esor_bot.domain.tally import Result
from esor_bot.ports import Answer, Demand, Opinion, Span, Transaction

MOST_WEEKS = 104
TOPICS = 5
HALF, NINE_IN_TEN = 0.5, 0.9

_Wait = tuple[timedelta, timedelta]


@dataclass(frozen=True, slots=True)
class Waited:
    """How long answers of the office took: half of them at most `half`, nine in ten at most `most`.

    These are hours in which the office works; the `_whole` ones are those that really passed. Of fewer than ten the
    longest is `most`.
    """

    half: timedelta
    most: timedelta
    half_whole: timedelta
    most_whole: timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """What was asked in some time. A question that was asked back counts by where it got in the end.

    `sent` questions went to the office then; `replies` came from it then, whenever these had been asked.
    """

    answered: int = 0
    asked_back: int = 0
    unanswered: int = 0
    sent: int = 0
    replies: int = 0
    waited: Waited | None = None

    @property
    def questions(self) -> int:
        """How many questions the bot was asked."""
        return self.answered + self.asked_back + self.unanswered

    @property
    def share(self) -> float | None:
        """Of the questions, those that the bot answered; None where it was asked nothing."""
        return self.answered / self.questions if self.questions else None

    @property
    def empty(self) -> bool:
        """Say whether nothing happened."""
        return not (self.questions or self.sent or self.replies)


@dataclass(frozen=True, slots=True)
class Stats:
    """Weeks by their Monday, oldest first, without those before the first question; the last one is not over.

    `topics` are the silent topics that most people asked for, `opinions` what people say of answers, those first that
    helped least.
    """

    weeks: Mapping[date, Period]
    whole: Period
    topics: tuple[Demand, ...]
    opinions: tuple[Opinion, ...] = ()


def stats(
    tx: Transaction,
    now: datetime,
    hours: OfficeHours,
    *,
    last: int = 12,
    programme: str = "",
    silent: Collection[tuple[str, str]] = (),
) -> Stats:
    """Count the `last` weeks, the present one among them; `silent` are programmes and entries of silent topics."""
    mondays = _mondays(tx, now, hours, last, programme)
    if not mondays:
        return Stats({}, Period(), ())
    whole = Span(week(mondays[0], hours.zone).start, up_to(now))
    spans = [cut(week(day, hours.zone), whole) for day in mondays]
    results = _results(tx, spans, programme)
    sent = tx.tally.sent(spans, programme)
    waits = _waits(tx.tally.answers(whole, programme), hours)
    found = {day: _period(results[place], sent[place], waits.get(day, [])) for place, day in enumerate(mondays)}
    together = Counter[Result]()
    for one in results:
        together.update(one)
    total = _period(together, sum(sent), [wait for of_week in waits.values() for wait in of_week])
    asked = [one for one in tx.tally.demand(spans, programme) if (one.programme, one.entry) in silent]
    opinions = sorted(tx.tally.opinions(whole, programme), key=lambda one: (-one.not_helped, -one.helped, one.entry))
    return Stats(found, total, tuple(sorted(asked, key=by_demand)[:TOPICS]), tuple(opinions))


def by_demand(one: Demand) -> tuple[int, int, str, str]:
    """Order what was asked for: by people, then by questions."""
    return -one.people, -one.questions, one.programme, one.entry


def _mondays(tx: Transaction, now: datetime, hours: OfficeHours, last: int, programme: str) -> tuple[date, ...]:
    """Return the Mondays of the weeks to count: none where nothing was asked up to now."""
    first = tx.tally.first(programme)
    if first is None or first > now:
        return ()
    return weeks(first, now, hours.zone)[-max(1, min(last, MOST_WEEKS)) :]


def _results(tx: Transaction, spans: Sequence[Span], programme: str) -> list[Counter[Result]]:
    found = [Counter[Result]() for _ in spans]
    for count in tx.tally.results(spans, programme):
        found[count.span][count.outcome] = count.number
    return found


def _waits(answers: Iterable[Answer], hours: OfficeHours) -> Mapping[date, list[_Wait]]:
    """Return how long each answer took, by the week in which it came: office hours, and the time that passed."""
    found: defaultdict[date, list[_Wait]] = defaultdict(list)
    for one in answers:
        wait = hours.between(one.opened, one.answered), one.answered - one.opened
        found[monday(one.answered, hours.zone)].append(wait)
    return found


def _period(results: Counter[Result], sent: int, waits: Sequence[_Wait]) -> Period:
    chosen, left = results[Result.CHOSEN], results[Result.LEFT]
    return Period(
        answered=results[Result.ANSWERED] + chosen,
        asked_back=max(0, results[Result.ASKED_BACK] - chosen - left),
        unanswered=results[Result.UNANSWERED] + left,
        sent=sent,
        replies=len(waits),
        waited=_waited(waits) if waits else None,
    )


def _waited(waits: Sequence[_Wait]) -> Waited:
    at_work, passed = sorted(wait[0] for wait in waits), sorted(wait[1] for wait in waits)
    return Waited(
        _within(HALF, at_work), _within(NINE_IN_TEN, at_work), _within(HALF, passed), _within(NINE_IN_TEN, passed)
    )


def _within(share: float, durations: Sequence[timedelta]) -> timedelta:
    """Return the duration, one of those there are, within which such a share of them lies."""
    return durations[math.ceil(share * len(durations)) - 1]
