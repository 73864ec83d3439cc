"""Something is added to a question that is with the office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from esor_bot.desk.desk import Desk
from esor_bot.domain.case import Deed
from esor_bot.domain.reply import Block, Text
from esor_bot.errors import EsorBotError, RefusedError
from esor_bot.reception.phrases import Phrases
from esor_bot.terminal.office.person import Person
from esor_bot.terminal.port import Clock


@dataclass(frozen=True, slots=True)
class Added:
    """What came of it: whether it was sent, and what is said."""

    sent: bool
    blocks: tuple[Block, ...]


def add(
    desk: Callable[[], Desk],
    phrases: Phrases,
    clock: Clock,
    person: Person,
    number: int,
    text: str,
    event: str = "",
) -> Added:
    """Add a text to a case of the person; where that can't be done, the text is shown again."""
    try:
        desk().do(number, Deed.ADD, person.actor, text=text, event=f"{event}:add" if event else "")
    except RefusedError as error:
        return Added(False, unused(phrases, phrases.refused(error), text))
    except EsorBotError:
        return Added(False, unused(phrases, phrases.say("away"), text))
    return Added(True, (Text(phrases.say("cases.added", number=number, hours=phrases.office_hours(clock()))),))


def unused(phrases: Phrases, why: str, text: str) -> tuple[Block, ...]:
    """Say why something could not be used, and what it was."""
    return (Text(why), Text(phrases.say("cases.said", text=text))) if text else (Text(why),)
