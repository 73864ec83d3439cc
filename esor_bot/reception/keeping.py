"""What is kept of a person, in words, with the times that are really set."""

from __future__ import annotations

from collections.abc import Iterator

from esor_bot.desk.retention import Keep
from esor_bot.domain.keeping import Kind
from esor_bot.domain.reply import Block, Listing, Text
from esor_bot.reception.phrases import Phrases

TOLD = (Kind.CASES, Kind.DELIVERED, Kind.GIVEN_UP, Kind.EVENTS, Kind.RECEIPTS)
"""Of what is kept, that which the chat in the terminal leaves anything of, in the order in which it is told."""


def real_keep(phrases: Phrases) -> Keep:
    """Return for how long what is kept, as the settings say. Raises UsageError where they make no sense."""
    from esor_bot.settings import load

    return Keep(load().keep, phrases.hours.zone)


def kept(phrases: Phrases, keep: Keep, file: object) -> Iterator[Block]:
    """Say what is kept of the person whose number is in `file`."""
    yield Text(phrases.say("keeping.here", file=file))
    yield Text(phrases.say("keeping.kinds"))
    yield Listing(tuple(phrases.say(f"keeping.{kind}", long=long(phrases, keep, kind)) for kind in TOLD))
    yield Text(phrases.say("keeping.after"))


def long(phrases: Phrases, keep: Keep, kind: Kind) -> str:
    """Say for how long a kind is kept: what stands behind "for"."""
    days = keep.days[kind]
    if days is None:
        return phrases.say("keeping.forever")
    if days == 0:
        return phrases.say("keeping.none")
    years, rest = divmod(days, 365)
    if rest:
        return phrases.say("keeping.day") if days == 1 else phrases.say("keeping.days", days=days)
    return phrases.say("keeping.year") if years == 1 else phrases.say("keeping.years", years=years)
