"""A form that was closed and is not done: what is wrong with it, or its next step. A button opens it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from esor_bot.domain.form import Mistakes
from esor_bot.domain.reply import Aside, Audience, Block, Button, Buttons, Outcome, Reply, Style, Text
from esor_bot.wording import Wording
from esor_bot_discord.outbound.carried import OWN
from esor_bot_discord.outbound.form import Filled
from esor_bot_discord.outbound.kept import QUESTION

NEXT = "next_step"
"""What the button to the next step does; it carries `step`, and the `key` under which the adapter keeps the rest."""

REST = "rest"
"""What the button does that shows what follows a message; it carries the `key` under which the adapter keeps that."""

_OPENS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "ask_office": ("office", {}),
    "check": ("word", {"w": "check"}),
}
"""What opens a form that is not opened by a button of its own name."""

_ASKS = {"ask_office": "question"}
"""The field of a form whose text its button carries as a question."""


def mistakes(wrong: Mistakes, filled: Filled, wording: Wording) -> Reply:
    """Return what is wrong with a form that was sent, with all that was typed; a button opens the form again.

    Discord has closed the form by then. `refilled` puts what was typed into it where the adapter remembers it.
    """
    return Reply(Outcome.SMALLTALK, tuple(_told(wrong, filled, wording)), audience=Audience.PERSON)


def next_step(key: str, step: int, steps: int, wording: Wording) -> Reply:
    """Return the way from one step of a form to the next one, counted from 0."""
    said = Text(wording.say("blocks.next", step=step + 1, steps=steps))
    button = Button(wording.say("blocks.continue"), NEXT, {"key": key, "step": str(step)}, Style.PRIMARY)
    return Reply(Outcome.SMALLTALK, (said, Buttons((button,))), audience=Audience.PERSON)


def reopening(filled: Filled) -> tuple[str, dict[str, str]]:
    """Return the button that opens a form: what it does and carries."""
    action, fixed = _OPENS.get(filled.form, (filled.form, {}))
    carried = {key: value for key, value in filled.carried.items() if not key.startswith(OWN)}
    if field := _ASKS.get(filled.form):
        carried[QUESTION] = filled.values.get(field, "") or carried.get(QUESTION, "")
    return action, {**carried, **fixed}


def _told(wrong: Mistakes, filled: Filled, wording: Wording) -> Iterator[Block]:
    yield Text(wording.say("blocks.wrong"))
    yield from map(Text, dict.fromkeys(wrong.wrong.values()))
    if typed := [filled.values[one] for one in filled.typed if filled.values.get(one, "").strip()]:
        yield Aside(wording.say("blocks.typed"))
        yield from map(Text, typed)
    action, values = reopening(filled)
    yield Buttons((Button(wording.say("blocks.again"), action, values, Style.PRIMARY),))
