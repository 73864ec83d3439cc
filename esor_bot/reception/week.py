"""The hours of a week as people say them: Monday to Thursday, 9:00 to 17:00, and Friday, 9:00 to 13:00."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from esor_bot.domain.week import DAYS, Shift, Week
from esor_bot.reception.moments import at_clock
from esor_bot.wording import Wording

_REGIONS = frozenset("Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific".split())


def told(wording: Wording, week: Week, zone: ZoneInfo) -> str:
    """Say when and where somebody works."""
    groups = _grouped(week)
    said = [
        wording.say("desk.week.group", days=_days(wording, days), hours=_hours(wording, shifts))
        for shifts, days in groups
    ]
    where = "several" if len(said) > 1 else "one"
    region, _, city = zone.key.partition("/")
    if region not in _REGIONS or not city:
        return wording.say("desk.week.in_zone", week=_joined(wording, said, "and_more"), zone=zone.key)
    city = city.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    return wording.say(f"desk.week.in_city_{where}", week=_joined(wording, said, "and_more"), city=city)


def _grouped(week: Week) -> list[tuple[tuple[Shift, ...], list[int]]]:
    """Return the hours of a day with the days that have these, in the order of the first of them."""
    groups: dict[tuple[tuple[object, object], ...], tuple[tuple[Shift, ...], list[int]]] = {}
    for day in sorted({shift.day for shift in week}):
        shifts = tuple(shift for shift in week if shift.day == day)
        own = tuple((shift.opens, shift.closes) for shift in shifts)
        groups.setdefault(own, (shifts, []))[1].append(day)
    return list(groups.values())


def _days(wording: Wording, days: Sequence[int]) -> str:
    if len(days) == len(DAYS):
        return wording.say("desk.week.every_day")
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    said: list[str] = []
    for run in runs:
        if len(run) > 2:
            said.append(wording.say("desk.week.from_to", first=DAYS[run[0]], last=DAYS[run[-1]]))
        else:
            said += [DAYS[day] for day in run]
    return _joined(wording, said, "and")


def _hours(wording: Wording, shifts: Sequence[Shift]) -> str:
    said = [
        wording.say(
            "desk.week.from_to",
            first=at_clock(shift.opens),
            last="24:00" if shift.to_midnight else at_clock(shift.closes),
        )
        for shift in shifts
    ]
    return _joined(wording, said, "and")


def _joined(wording: Wording, parts: Sequence[str], last: str) -> str:
    *most, end = parts
    if not most:
        return end
    return wording.say(f"desk.week.{last}", before=", ".join(most), last=end)
