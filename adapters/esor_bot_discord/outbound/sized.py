"""Files that are larger than Discord takes: a sentence stands where they would be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from esor_bot.domain.reply import Aside, Block, File, Picture, Reply
from esor_bot.wording import Wording
from esor_bot_discord.outbound.markdown import escaped
from esor_bot_discord.outbound.measure import literal
from esor_bot_discord.outbound.message import Payload

_MEGABYTE = 1024 * 1024
_NAME = 60


def sized(reply: Reply, room: int, wording: Wording) -> Reply:
    """Return a reply whose files have at most so many bytes each; of those that have more it is said so."""
    if all(len(block.data) <= room for block in reply.blocks if isinstance(block, Picture | File)):
        return reply
    return replace(reply, blocks=tuple(_sized(reply, room, wording)))


def without_files(payload: Payload, wording: Wording) -> Payload:
    """Return a message without its files, for Discord does not take them; it says so."""
    names = ", ".join(literal(file.name, _NAME) for file in payload.files)
    said = escaped(wording.say("surface_discord.files_refused", names=literal(names, 2 * _NAME)))
    return replace(payload, content="\n".join(filter(None, (payload.content, f"-# {said}"))), files=())


def _sized(reply: Reply, room: int, wording: Wording) -> Iterator[Block]:
    for block in reply.blocks:
        if isinstance(block, Picture | File) and len(block.data) > room:
            size, most = -(-len(block.data) // _MEGABYTE), room // _MEGABYTE
            name = literal(block.name, _NAME)
            yield Aside(wording.say("surface_discord.file_too_large", name=name, size=size, most=most))
        else:
            yield block
