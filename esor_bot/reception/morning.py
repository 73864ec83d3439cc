"""The morning's overview, and how long something waits, in words. They are read later, so no day is "today"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from esor_bot.desk.digest import Digest, Waiting
from esor_bot.reception.moments import day, on_day

if TYPE_CHECKING:
    from esor_bot.reception.phrases import Phrases

_HOUR = timedelta(hours=1)
_NAMED = 5  # cases on one line
_IN_DAYS = 2  # from so many office days on nobody wants to count hours


def times(phrases: Phrases, values: Mapping[str, str]) -> dict[str, object]:
    """Return those values of a notice that are durations and moments, in words on the office's clock."""
    said: dict[str, object] = {}
    if values.get("waits", "").isdecimal():
        said["waits"] = lasted(phrases, timedelta(seconds=int(values["waits"])))
    for name in {"expected", "asked"} & values.keys():
        at = _moment(values[name])
        if at is not None:
            said[name] = on_day(phrases.wording, at.astimezone(phrases.hours.zone))
    return said


def lasted(phrases: Phrases, duration: timedelta) -> str:
    """Say how much office time passed: in hours, and in days where it is more than one or so."""
    days, hours = duration / phrases.hours.typical_day(), int(duration / _HOUR)
    if days >= _IN_DAYS:
        return phrases.say("lasted.days", number=int(days))
    if hours == 0:
        return phrases.say("lasted.short")
    return phrases.say("lasted.hour" if hours == 1 else "lasted.hours", number=hours)


def read(phrases: Phrases, text: str) -> Iterator[str]:
    """Yield the lines of an overview that came as a notice; one line where it can't be read."""
    try:
        digest = Digest.load(text)
    except ValueError:
        yield phrases.say("digest.unreadable")
    else:
        yield from lines(phrases, digest)


def lines(phrases: Phrases, digest: Digest) -> Iterator[str]:
    """Yield the lines of an overview: few, whatever waits."""
    since = f"{digest.since.astimezone(phrases.hours.zone):%A}"
    yield phrases.say("digest.head", day=day(digest.at.astimezone(phrases.hours.zone)))
    if digest.empty:
        yield phrases.say("digest.nothing", day=since)
    for kind, waiting in (("unclaimed", digest.unclaimed), ("overdue", digest.overdue), ("asked", digest.asked)):
        if waiting:
            yield phrases.say(f"digest.{kind}", cases=_listed(phrases, [_waits(phrases, kind, one) for one in waiting]))
    if digest.at_work:
        yield phrases.say("digest.at_work", number=digest.at_work)
    done = [(kind, number) for kind, number in (("answered", digest.answered), ("closed", digest.closed)) if number]
    if done:
        said = ", ".join(phrases.say(f"digest.{kind}", number=number) for kind, number in done)
        yield phrases.say("digest.since", day=since, done=said)
    if digest.reopened:
        yield phrases.say("digest.reopened", cases=_listed(phrases, _numbers(phrases, digest.reopened)))
    if digest.undelivered:
        yield phrases.say("digest.undelivered", cases=_listed(phrases, _numbers(phrases, digest.undelivered)))
    if digest.proposals:
        yield phrases.say("digest.proposals", names=_listed(phrases, digest.proposals))


def _waits(phrases: Phrases, kind: str, one: Waiting) -> str:
    waits = lasted(phrases, timedelta(seconds=one.seconds))
    whose = "owned" if kind == "overdue" else "case"
    return phrases.say(f"digest.{whose}", number=one.number, waits=waits, owner=one.owner)


def _numbers(phrases: Phrases, numbers: Sequence[int]) -> list[str]:
    return [f"#{number}" if number else phrases.say("digest.no_case") for number in numbers]


def _listed(phrases: Phrases, items: Sequence[str]) -> str:
    named = ", ".join(items[:_NAMED])
    return phrases.say("digest.more", cases=named, number=len(items) - _NAMED) if len(items) > _NAMED else named


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None
