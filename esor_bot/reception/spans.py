"""Days, spans of time and numbers as people write them."""

from __future__ import annotations

from datetime import date, timedelta

from esor_bot.wording import Wording

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_NEARLY_A_DAY = timedelta(hours=23)
_FEW = 10  # below it half an hour matters


def day(of: date, *, year: bool = True) -> str:
    """Say a day: 7 January 2030."""
    return f"{of.day} {of:%B %Y}" if year else f"{of.day} {of:%B}"


def hours(wording: Wording, duration: timedelta) -> str:
    """Say a span of office time: 40 min, 2.5 h, 14 h."""
    if duration < _HOUR:
        return wording.say("stats.minutes", number=max(1, round(duration / timedelta(minutes=1))))
    return wording.say("stats.hours", number=_round(duration / _HOUR))


def passed(wording: Wording, duration: timedelta) -> str:
    """Say a span of time that passed: in hours up to a day, then in days."""
    if duration < _NEARLY_A_DAY:
        return hours(wording, duration)
    number = _round(duration / _DAY)
    return wording.say("stats.days_one") if number == "1" else wording.say("stats.days", number=number)


def number(wording: Wording, id_: str, count: int) -> str:
    """Say how many there are of something: 1 person, 3 people, 1,200 people."""
    return wording.say(f"{id_}_one") if count == 1 else wording.say(id_, number=f"{count:,}")


def share(of: float | None) -> str:
    """Say a share: 73 %; nothing where there is none."""
    return "" if of is None else f"{round(of * 100)} %"


def _round(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0") if value < _FEW else f"{round(value)}"
