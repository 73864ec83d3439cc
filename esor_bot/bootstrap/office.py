"""When the office works, who is of it, and where it is told: as the settings say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from esor_bot.errors import UsageError

if TYPE_CHECKING:
    from esor_bot.desk.hours import OfficeHours
    from esor_bot.desk.people import People
    from esor_bot.desk.roster import Roster
    from esor_bot.desk.waiting import Pace
    from esor_bot.domain.case import Place
    from esor_bot.settings import Settings

TERMINAL = "terminal"
"""The platform on which the office is as long as no other one is set up for it."""


def office_hours() -> OfficeHours:
    """Return when the office works, by the settings. Raises UsageError that names each setting that makes no sense."""
    from zoneinfo import ZoneInfo

    from esor_bot.desk.holidays import RIGHT, read_holidays
    from esor_bot.desk.hours import OfficeHours
    from esor_bot.domain.week import read_week
    from esor_bot.settings import load as load_settings

    settings = load_settings()
    try:
        holidays = read_holidays(settings.office_holidays)
    except ValueError as error:
        raise UsageError(f"ESOR_BOT_OFFICE_HOLIDAYS has to be {RIGHT}; {error}") from None
    within = timedelta(hours=settings.office_answers_within)
    return OfficeHours(ZoneInfo(settings.office_zone), read_week(settings.office_hours), holidays, within)


def people(settings: Settings, roster: Roster | None = None) -> People:
    """Return the people of the office; a bare name is that of somebody at the terminal.

    `roster` lists who is of it on platforms that have a channel for it.
    """
    from esor_bot.desk.people import People

    named = [one.strip() for one in settings.office_people.split(",")]
    return People({one if ":" in one else f"{TERMINAL}:{one}": one for one in named if one}, roster)


def terminal_office() -> Mapping[str, Place]:
    """Return where the office is told, as long as no platform is set up for that."""
    from esor_bot.domain.case import Place

    return {TERMINAL: Place(TERMINAL, "office", private=False)}


def pace(settings: Settings) -> Pace:
    """Return how long the office lets things wait before it is reminded."""
    from esor_bot.desk.waiting import Pace

    return Pace(unclaimed=timedelta(hours=settings.office_remind_after))
