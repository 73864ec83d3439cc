"""Moments as people say them: today at 9:00, tomorrow at 9:00, on Monday, 7 January 2030, at 9:00."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from esor_bot.wording import Wording


def when(wording: Wording, at: datetime, now: datetime) -> str:
    """Say a moment as seen from another of the same zone."""
    clock = at_clock(at.time())
    if at.date() == now.date():
        return wording.say("desk.when.today", time=clock)
    if at.date() == now.date() + timedelta(days=1):
        return wording.say("desk.when.tomorrow", time=clock)
    if at.date() == now.date() - timedelta(days=1):
        return wording.say("desk.when.yesterday", time=clock)
    return wording.say("desk.when.day", weekday=f"{at:%A}", date=f"{at.day} {at:%B %Y}", time=clock)


def on_day(wording: Wording, at: datetime) -> str:
    """Say a moment such that it stays right whenever it is read."""
    return wording.say("desk.when.on", day=day(at), time=at_clock(at.time()))


def day(at: datetime) -> str:
    """Say a day: Monday, 7 January 2030."""
    return f"{at:%A}, {at.day} {at:%B %Y}"


def at_clock(moment: time) -> str:
    """Say a time of the day: 9:00."""
    return f"{moment.hour}:{moment.minute:02}"
