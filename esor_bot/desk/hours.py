"""When the office works: weekly hours in its own zone, but for its holidays. Pure, and right when clocks change.

Durations are hours that really pass. Results are in UTC: moments of one zone that has summer time compare by the clock
on the wall, which lies in the hour that comes twice.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from esor_bot.domain.week import WORKDAYS, Week, checked

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """From when to when the office works on each day of the week, but for its holidays.

    `answers_within` is how much office time a question takes at most, as a rule. Raises ValueError for hours that
    never come.
    """

    zone: ZoneInfo
    week: Week = WORKDAYS
    holidays: Container[date] = frozenset()
    answers_within: timedelta = timedelta(hours=16)

    def __post_init__(self) -> None:
        object.__setattr__(self, "week", checked(self.week))

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

    def days_later(self, at: datetime, days: int) -> datetime:
        """Return the same time of the day so many office days later; the opening, where the office is closed then."""
        wall = at.astimezone(self.zone)
        day = wall.date()
        while days > 0:
            day += _DAY
            days -= bool(self._of(day))
        moment, spans = _utc(datetime.combine(day, wall.time(), self.zone)), self._of(day)
        return moment if any(start <= moment < end for start, end in spans) or not spans else spans[0][0]

    def opening(self, at: datetime) -> datetime | None:
        """Return when the office opens, or opened, on the day of a moment; None where it is closed all day."""
        spans = self._of(at.astimezone(self.zone).date())
        return spans[0][0] if spans else None

    def next_morning(self, at: datetime) -> datetime:
        """Return when the office opens next on a day: after its lunch it does so no second time."""
        day = at.astimezone(self.zone).date()
        while not (spans := self._of(day)) or spans[0][0] < _utc(at):
            day += _DAY
        return spans[0][0]

    def last_morning(self, at: datetime) -> datetime:
        """Return when the office opened on its last day before that of a moment."""
        day = at.astimezone(self.zone).date() - _DAY
        while not (spans := self._of(day)):
            day -= _DAY
        return spans[0][0]

    def typical_day(self) -> timedelta:
        """Return how much office time a day of the week has on average, of those that have any."""
        monday = date(2001, 1, 1)
        whole = sum((_length(monday, shift.opens, shift.closes) for shift in self.week), timedelta())
        return whole / len({shift.day for shift in self.week})

    def _spans(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the spans of work in UTC that end after a moment, in order."""
        moment = _utc(at)
        day = moment.astimezone(self.zone).date() - _DAY
        while True:
            for start, end in self._of(day):
                if moment < end:
                    yield start, end
            day += _DAY

    def _of(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Return the spans of a day in UTC; none on a holiday."""
        if day in self.holidays:
            return ()
        spans: list[tuple[datetime, datetime]] = []
        for shift in self.week:
            if shift.day == day.weekday():
                start = _utc(datetime.combine(day, shift.opens, self.zone))
                end = _utc(datetime.combine(day + _DAY if shift.to_midnight else day, shift.closes, self.zone))
                start = max(start, spans[-1][1]) if spans else start
                if start < end:  # a change of the clock can shift one into the next, and swallow a short one whole
                    spans.append((start, end))
        return tuple(spans)


def _length(day: date, opens: time, closes: time) -> timedelta:
    end = day + _DAY if closes == time(0) else day
    return datetime.combine(end, closes, UTC) - datetime.combine(day, opens, UTC)


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC)
