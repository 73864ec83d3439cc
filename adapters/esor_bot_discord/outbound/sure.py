"""Buttons that ask before they do something: Discord has no question of its own, so a private message asks it."""

from __future__ import annotations

from esor_bot.domain.reply import Audience, Button, Buttons, Outcome, Reply, Style, Text
from esor_bot.wording import Wording
from esor_bot_discord.outbound.buttons import SURE, press
from esor_bot_discord.outbound.kept import ASKED

LEAVE = "stay"
"""What the button does that does nothing: the adapter answers it with `left`."""


def sure_question(custom_id: object, content: str, label: str, wording: Wording) -> Reply:
    """Return the question that a pressed button asks first; its “yes” is the label of that button, and does it.

    `content` is that of the message the button stands in. Where what is to be asked is not found, it is asked plainly.
    """
    _, values = press(custom_id, content)
    action, asked = values.pop(SURE, ""), values.pop(ASKED, "")
    shown = Text(asked or wording.say("blocks.sure", label=label))
    yes = Button(label, action, values, Style.DANGER)
    buttons = Buttons((yes, Button(wording.say("blocks.leave"), LEAVE)))
    return Reply(Outcome.SMALLTALK, (shown, buttons), audience=Audience.PERSON)


def left(wording: Wording) -> Reply:
    """Return what takes the question's place where nothing was done."""
    said = Text(wording.say("blocks.left"))
    return Reply(Outcome.SMALLTALK, (said,), audience=Audience.PERSON, instead=True)
