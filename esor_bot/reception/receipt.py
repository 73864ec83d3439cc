"""The receipt of a forgetting, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from esor_bot.desk.forgetting import Receipt
from esor_bot.desk.retention import Keep
from esor_bot.domain.keeping import Kind
from esor_bot.domain.reply import Block, Listing, Text
from esor_bot.reception.keeping import long
from esor_bot.reception.moments import at_clock
from esor_bot.reception.phrases import Phrases

_ORDER = ("cases", "withdrawn", "words", "answers", "notes", "messages", "counted", "preferences", "events")


def receipt(phrases: Phrases, done: Receipt, keep: Keep, now: datetime) -> Iterator[Block]:
    """Yield the receipt, on the clock of whoever it is `now` for."""
    at = done.at.astimezone(now.tzinfo)
    date, time = f"{at.day} {at:%B %Y}", f"{at_clock(at.time())} ({at:%Z})"
    yield Text(phrases.say("receipt.head", number=done.number, date=date, time=time))
    if done.deleted:
        kinds = [kind for kind in _ORDER if done.deleted.get(kind)]
        yield Text(phrases.say("receipt.deleted"))
        yield Listing(tuple(phrases.say(f"receipt.{kind}", count=done.deleted[kind]) for kind in kinds))
    else:
        yield Text(phrases.say("receipt.nothing"))
    yield Text(phrases.say("receipt.stays"))
    yield Listing(tuple(_stays(phrases, done, keep)))
    yield Text(phrases.say("receipt.save"))


def _stays(phrases: Phrases, done: Receipt, keep: Keep) -> Iterator[str]:
    if done.deleted.get("cases"):
        yield phrases.say("receipt.numbers")
    if done.shared:
        yield phrases.say("receipt.shared", count=done.shared)
    if done.deleted:
        yield phrases.say("receipt.statements")
    yield phrases.say("receipt.itself", long=long(phrases, keep, Kind.RECEIPTS))
