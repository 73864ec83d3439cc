"""When the office works: weekly hours in its own zone, but for its holidays. Pure, and right when clocks change.

Durations are hours that really pass. Results are in UTC: moments of one zone that has summer time compare by the clock
on the wall, which lies in the hour that comes twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MONDAY_TO_FRIDAY = frozenset(range(5))
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """From when to when the office works, on which days of the week (0 is Monday).

    `answers_within` is how much office time a question takes at most, as a rule. Raises ValueError for hours that
    never come.
    """

    zone: ZoneInfo
    opens: time = time(9)
    closes: time = time(17)
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    holidays: frozenset[date] = frozenset()
    answers_within: timedelta = timedelta(hours=16)

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError(f"the office opens at {self.opens} and closes at {self.closes}")
        if not self.weekdays or not self.weekdays <= set(range(7)):
            raise ValueError(f"no days of the week: {sorted(self.weekdays)}")

    def is_open(self, at: datetime) -> bool:
        """Say whether the office works at a moment; at the minute it closes it does not."""
        return next(self._spans(at))[0] <= _utc(at)

    def next_opening(self, at: datetime) -> datetime:
        """Return when the office works next: the moment itself where it does."""
        return max(next(self._spans(at))[0], _utc(at))

    def add(self, at: datetime, duration: timedelta) -> datetime:
        """Return the moment when so much office time will have passed; for none, when the office works next.

        Raises ValueError for a negative duration.
        """
        if duration < timedelta():
            raise ValueError(f"a negative duration: {duration}")
        left, moment = duration, _utc(at)
        for start, end in self._spans(at):
            moment = max(start, moment)
            if left <= end - moment:
                break
            left -= end - moment
        return moment + left

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the office time from one moment to a later one; none where it is not later."""
        passed, first, last = timedelta(), _utc(start), _utc(end)
        for opened, closed in self._spans(start):
            if opened >= last:
                break
            passed += max(min(closed, last) - max(opened, first), timedelta())
        return passed

    def expected(self, asked: datetime) -> datetime:
        """Return until when a question is answered, as a rule."""
        return self.add(asked, self.answers_within)

    def _spans(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the spans of work in UTC that end after a moment, in order."""
        moment = _utc(at)
        day = moment.astimezone(self.zone).date() - _DAY
        while True:
            if day.weekday() in self.weekdays and day not in self.holidays:
                start, end = (_utc(datetime.combine(day, hour, self.zone)) for hour in (self.opens, self.closes))
                if start < end and moment < end:  # a change of the clock can swallow a short day whole
                    yield start, end
            day += _DAY


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC)
