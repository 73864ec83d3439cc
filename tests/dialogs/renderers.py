"""A reply as people read it on each platform, as one text: what a dialog says of it holds on all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from esor_bot.domain.reply import Reply
from esor_bot.reception import plain
from esor_bot.testing.slack import flat
from esor_bot.testing.slack.block_kit import problems
from esor_bot_slack.outbound import messages


def terminal(reply: Reply) -> str:
    """Return a reply as the terminal shows it."""
    return plain.render(reply)


def slack(reply: Reply) -> str:
    """Return a reply as Slack shows it; what Slack would refuse stands there in its place."""
    shown = []
    for payload in messages(reply, "dialog"):
        blocks = [dict(block) for block in payload.blocks]
        shown.append("\n".join(problems(blocks)) or flat(blocks))
    return "\n".join(shown)


RENDERERS: Mapping[str, Callable[[Reply], str]] = {"terminal": terminal, "Slack": slack}
