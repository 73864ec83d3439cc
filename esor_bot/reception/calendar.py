"""A calendar file with the last day of a call."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from esor_bot.domain.programme import Programme
from esor_bot.wording import Wording

_BEFORE = timedelta(days=-7)  # so early a calendar reminds


def deadline(programme: Programme, closes: date, now: datetime, wording: Wording) -> bytes:
    """Return the file: a whole day, for the page may leave the hour open."""
    from icalendar import Alarm, Calendar, Event  # loading it takes longer than an answer

    cycle = programme.cycle
    event, alarm, calendar = Event(), Alarm(), Calendar()
    summary = wording.say("surface.deadline.entry", programme=programme.short or programme.title, cycle=cycle.title)
    event.add("uid", f"{programme.id}-{cycle.id}-{closes.isoformat()}@esor-bot")
    event.add("dtstamp", now)
    event.add("dtstart", closes)
    event.add("dtend", closes + timedelta(days=1))
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    if cycle.address:
        event.add("url", cycle.address)
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", _BEFORE)
    event.add_component(alarm)
    calendar.add("prodid", "-//esor-bot//deadline//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
