"""`esor-bot settings`: everything an operator can set, with its meaning, its default and what was set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from esor_bot.desk.holidays import RIGHT, read_holidays
from esor_bot.reception.text import printable, wrapped
from esor_bot.serving.finding import adapters
from esor_bot.settings import Listed, listed

HOLIDAYS = "ESOR_BOT_OFFICE_HOLIDAYS"
_WIDTH = 100


def lines() -> tuple[list[str], bool]:
    """Return the lines that list the settings, and whether all make sense.

    Raises UsageError where the file of settings is not there.
    """
    known, missing = adapters()
    found = [_with_holidays(setting) for setting in listed(*(adapter.settings for adapter in known))]
    told = [line for setting in found for line in _told(setting)]
    told += [f"(Settings of {one.name} are not listed: {one.remedy})" for one in missing]
    return told, not any(setting.wrong for setting in found)


def _with_holidays(setting: Listed) -> Listed:
    """Say what is wrong with the holidays: that they can be read is seen when the office hours are put together."""
    if setting.name == HOLIDAYS:
        try:
            read_holidays(setting.given or setting.default)
        except ValueError as error:
            return replace(setting, wrong=f"has to be {RIGHT}; {error}")
    return setting


def _told(setting: Listed) -> Iterator[str]:
    yield setting.name
    yield from (f"  {line}" for line in wrapped(setting.meaning, _WIDTH - 2).split("\n"))
    if setting.given:
        default = f" (the default: {setting.default})" if setting.default else ""
        yield printable(f"  Set to: {setting.given}{default}")
    else:
        yield f"  Not set; the default: {setting.default}" if setting.default else "  Not set"
    if setting.wrong:
        yield printable(f"  Wrong: it {setting.wrong}.")
    yield ""
