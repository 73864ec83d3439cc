"""A reply as people read it on each platform, as one text: what a dialog says of it holds on all of them.

What can be picked is on Slack a button, which carries all that its press needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from esor_bot.domain.reply import Reply
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped
from esor_bot.reception import plain
from esor_bot.reception.pressing import judged
from esor_bot.testing.slack import flat
from esor_bot.testing.slack.block_kit import problems
from esor_bot.testing.slack.shown import elements
from esor_bot.wording import Wording
from esor_bot_slack.outbound import messages, press


def terminal(reply: Reply) -> str:
    """Return a reply as the terminal shows it."""
    return plain.render(reply)


def slack(reply: Reply) -> str:
    """Return a reply as Slack shows it; what Slack would refuse stands there in its place."""
    return "\n".join("\n".join(problems(blocks)) or flat(blocks) for blocks in _blocks(reply))


def buttons(reply: Reply) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Return what the buttons of a reply do on Slack, and what they carry, as a press brings it back."""
    for blocks in _blocks(reply):
        for _, element in elements(blocks):
            if name := press(element)[0]:
                yield name, press(element)[1]


def _blocks(reply: Reply) -> Iterator[list[dict[str, Any]]]:
    for payload in messages(judged(reply, _wording()), "dialog"):
        yield [dict(block) for block in payload.blocks]


@cache
def _wording() -> Wording:
    return Wording(load(shipped()).wording)


RENDERERS: Mapping[str, Callable[[Reply], str]] = {"terminal": terminal, "Slack": slack}
