"""How long a case has been waiting, and for what: read from its record, the same for reminders and the digest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from esor_bot.desk.act import joined
from esor_bot.desk.hours import OfficeHours
from esor_bot.domain.case import Case, Deed, Record, State

_WORD_OF_THE_OFFICE = frozenset({Deed.ANSWER, Deed.ASK_BACK, Deed.CLOSE})
_MAKES_OWNER = frozenset({Deed.CLAIM, Deed.TAKE_OVER, Deed.HAND_OVER})


@dataclass(frozen=True, slots=True)
class Pace:
    """How long the office is left alone with what.

    A question that nobody has taken: office time. One that waits for who asked it: office days, after which the
    office is told. One without an answer: office days, after which who asked is told.
    """

    unclaimed: timedelta = timedelta(hours=4)
    no_reply: int = 5
    no_answer: int = 5


@dataclass(frozen=True, slots=True)
class Wait:
    """What a live case waits for: `since` when somebody waits for the office, `asked` when the office asked back last.

    `had` is when whoever has it got it, `ended` how often the waiting came to an end before.
    """

    since: datetime
    asked: datetime | None = None
    had: datetime | None = None
    ended: int = 0

    def late(self, case: Case, hours: OfficeHours, pace: Pace) -> datetime:
        """Return from when on the office is reminded of a live case."""
        if case.state is State.OPEN:
            return hours.add(self.since, pace.unclaimed)
        if case.state is State.ASKED_BACK:
            return hours.days_later(hours.next_opening(self.asked or self.since), pace.no_reply)
        return max(self.expected(hours), hours.add(self.had or self.since, pace.unclaimed))

    def expected(self, hours: OfficeHours) -> datetime:
        """Return until when an answer is expected."""
        return hours.expected(self.since)

    def too_long(self, hours: OfficeHours, pace: Pace) -> datetime:
        """Return from when on who asked is told that it takes longer."""
        return hours.days_later(hours.next_opening(self.since), pace.no_answer)


def wait_of(case: Case, records: Sequence[Record]) -> Wait:
    """Read the record of a case. What is added while it waits for the office anyway begins no new waiting."""
    since, waits, ended = case.opened, True, 0
    asked: datetime | None = None
    had: datetime | None = None
    for record in records:
        if record.deed in _WORD_OF_THE_OFFICE:
            waits, asked = False, record.at
            ended += record.deed is not Deed.ASK_BACK
        elif record.deed is Deed.MERGE:
            ended += joined(record) is None  # it went to another case, not another one to it
        elif record.deed is Deed.REOPEN or (record.deed is Deed.ADD and not waits):
            since, waits = record.at, True
        if record.deed in _MAKES_OWNER:
            had = record.at
    return Wait(since, asked, had, ended)
