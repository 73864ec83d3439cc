"""What goes on in a message that only one person sees, of something that was begun where others read."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from esor_bot.domain.reply import Block, Buttons, Reply
from esor_bot_discord.outbound.carried import OWN, unpacked

OPEN: Final = f"{OWN}o"
"""The key by which a button or a form says so: what comes of it goes where it would have gone."""


def begun_openly(reply: Reply) -> Reply:
    """Return a reply whose buttons go on with what was begun where others read."""
    return replace(reply, blocks=tuple(map(_open, reply.blocks)))


def openly(custom_id: object) -> bool:
    """Say whether a button goes on with something of that kind."""
    return OPEN in unpacked(custom_id).values


def _open(block: Block) -> Block:
    if not isinstance(block, Buttons):
        return block
    return Buttons(tuple(replace(one, values={**one.values, OPEN: ""}) for one in block.buttons))
