"""Buttons that ask before they do something: Discord has no question of its own, so a private message asks it."""

from __future__ import annotations

from collections.abc import Mapping

from esor_bot.domain.reply import Audience, Button, Buttons, Outcome, Reply, Style, Text
from esor_bot.wording import Wording
from esor_bot_discord.outbound.buttons import SURE
from esor_bot_discord.outbound.kept import ASKED

LEAVE = "stay"
"""What the button does that does nothing: the adapter answers it with `left`."""


def sure_question(pressed: Mapping[str, str], label: str, wording: Wording) -> Reply:
    """Return the question that a button asks first; its “yes” has the label of that button, and does what it does.

    `pressed` is what `press` gave as the button's values. Where what is to be asked is not found, it is asked plainly.
    """
    values = {key: value for key, value in pressed.items() if key not in (SURE, ASKED)}
    action, asked = pressed.get(SURE, ""), pressed.get(ASKED, "")
    shown = Text(asked or wording.say("blocks.sure", label=label))
    yes = Button(label, action, values, Style.DANGER)
    buttons = Buttons((yes, Button(wording.say("blocks.leave"), LEAVE)))
    return Reply(Outcome.SMALLTALK, (shown, buttons), audience=Audience.PERSON)


def left(wording: Wording) -> Reply:
    """Return what takes the question's place where nothing was done."""
    said = Text(wording.say("blocks.left"))
    return Reply(Outcome.SMALLTALK, (said,), audience=Audience.PERSON, instead=True)
