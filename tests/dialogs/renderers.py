"""A reply as people read it on each platform, as one text: what a dialog says of it holds on all of them.

What can be picked is on Slack and Discord a button, which carries all that its press needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from esor_bot.domain.reply import Reply
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped
from esor_bot.reception import plain
from esor_bot.reception.pressing import judged
from esor_bot.testing.discord import rules
from esor_bot.testing.discord.shown import buttons as discord_buttons
from esor_bot.testing.discord.shown import labels, read
from esor_bot.testing.slack import flat
from esor_bot.testing.slack.block_kit import problems
from esor_bot.testing.slack.shown import elements
from esor_bot.wording import Wording
from esor_bot_discord import outbound
from esor_bot_slack.outbound import messages, press

Pressed = Iterator[tuple[str, Mapping[str, str]]]
"""What buttons do and carry, as a press brings it back."""


def terminal(reply: Reply) -> str:
    """Return a reply as the terminal shows it."""
    return plain.render(reply)


def slack(reply: Reply) -> str:
    """Return a reply as Slack shows it; what Slack would refuse stands there in its place."""
    return "\n".join("\n".join(problems(blocks)) or flat(blocks) for blocks in _blocks(reply))


def discord(reply: Reply) -> str:
    """Return a reply as Discord shows it; what Discord would refuse stands there in its place."""
    shown = []
    for payload in _payloads(reply):
        # The person's own question, which a message may keep in its last line, is nothing that the bot says.
        said = payload.content.partition(f"-# {_wording().say('blocks.question')}")[0]
        shown += rules.problems(payload.body) or [read(said), *labels(payload.components)]
    return "\n".join(shown)


def pressed_on_discord(reply: Reply) -> Pressed:
    """Return what the buttons of a reply do on Discord, and what they carry, as a press brings it back."""
    for payload in _payloads(reply):
        for one in discord_buttons(payload.components):
            yield outbound.press(one.get("custom_id"), payload.content, payload.components)


def pressed_on_slack(reply: Reply) -> Pressed:
    """Return what the buttons of a reply do on Slack, and what they carry, as a press brings it back."""
    for blocks in _blocks(reply):
        for _, element in elements(blocks):
            if name := press(element)[0]:
                yield name, press(element)[1]


def _blocks(reply: Reply) -> Iterator[list[dict[str, Any]]]:
    for payload in messages(judged(reply, _wording()), "dialog"):
        yield [dict(block) for block in payload.blocks]


def _payloads(reply: Reply) -> Sequence[outbound.Payload]:
    return outbound.messages(judged(reply, _wording()), wording=_wording())


@cache
def _wording() -> Wording:
    return Wording(load(shipped()).wording)


RENDERERS: Mapping[str, Callable[[Reply], str]] = {"terminal": terminal, "Slack": slack, "Discord": discord}
BUTTONS: Sequence[Callable[[Reply], Pressed]] = (pressed_on_slack, pressed_on_discord)
