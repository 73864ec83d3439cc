"""One's own questions to the office in words: where each stands, and all that was said about it."""

from __future__ import annotations

from datetime import datetime

from esor_bot.desk.files import OwnCase
from esor_bot.domain.case import Deed
from esor_bot.domain.reply import Block, Listing, Text
from esor_bot.reception.phrases import Phrases
from esor_bot.reception.text import short

_OF_THE_OFFICE = frozenset({Deed.ANSWER, Deed.ASK_BACK})


def line(phrases: Phrases, own: OwnCase, now: datetime) -> str:
    """Say in one line where a question stands, on the clock of whoever it is `now` for."""
    state = phrases.own_state(own)
    said = phrases.say("cases.line", number=own.case.number, state=state, question=short(own.case.question))
    if own.expected is None:
        return said
    if own.expected < now:
        return f"{said} · {phrases.say('cases.late')}"
    return f"{said} · {phrases.say('cases.expected', when=phrases.when(own.expected, now))}"


def whole(phrases: Phrases, own: OwnCase, now: datetime) -> tuple[Block, ...]:
    """Say where a question stands, and all that was said about it."""
    lines = []
    for record in own.records:
        who = "theirs" if record.deed in _OF_THE_OFFICE else "yours"
        if record.text:
            lines.append(phrases.say(f"cases.{who}", when=phrases.when(record.at, now), text=record.text))
    return (Text(line(phrases, own, now)), Listing(tuple(lines)))
