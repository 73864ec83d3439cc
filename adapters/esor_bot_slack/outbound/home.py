"""The bot's own page, and the questions it suggests to begin with."""

from __future__ import annotations

from collections.abc import Iterable

from esor_bot.domain import moments
from esor_bot.domain.reply import Block, Reply
from esor_bot.wording import Wording
from esor_bot_slack.outbound.layout import laid_out, told
from esor_bot_slack.outbound.measure import Json, cut, size

MOST_BLOCKS = 100

# A view has room for 250 000 characters of JSON.
_ROOM = 60_000

_MOST_PROMPTS = 4
_PROMPT, _MESSAGE = 75, 2900


def home(reply: Reply, wording: Wording | None = None) -> Json:
    """Return a reply as the bot's page; where it does not fit, its last line says so."""
    return {"type": "home", "blocks": within(reply.blocks, MOST_BLOCKS, wording)}


def prompts(reply: Reply) -> list[Json]:
    """Return the questions that a reply suggests, four at most: Slack shows the title and sends the message."""
    chips = [chip for chip in map(moments.plainly, reply.chips) if chip.strip()]
    return [{"title": cut(chip, _PROMPT), "message": cut(chip, _MESSAGE)} for chip in chips[:_MOST_PROMPTS]]


def within(blocks: Iterable[Block], most: int, wording: Wording | None) -> list[Json]:
    """Lay blocks out as so many of Slack's at most, each with an id; the last line says so where there are more."""
    shown = [one.block for one in laid_out(told(blocks), wording) if one.block]
    fit, room = [], _ROOM
    for block in shown:
        room -= size(block)
        if room < 0:
            break
        fit.append(block)
    if len(fit) < len(shown) or len(fit) > most:
        more = {"type": "plain_text", "text": wording.say("blocks.more") if wording else "…", "emoji": False}
        fit = [*fit[: most - 1], {"type": "context", "elements": [more]}]
    return [{**block, "block_id": f"b:{number}"} for number, block in enumerate(fit)]
