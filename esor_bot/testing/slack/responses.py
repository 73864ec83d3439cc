"""Answers that the bot sends to the address that came with a command or a button."""

from __future__ import annotations

from esor_bot.testing.slack.methods_chat import change, check, made
from esor_bot.testing.slack.rules import RefusedError
from esor_bot.testing.slack.state import Json, Message, Response
from esor_bot.testing.slack.world import World


def respond(world: World, to: Response, body: Json) -> Message | None:
    """Show what the bot answers; return a message that everybody sees, of which the bot is told too."""
    if not isinstance(body, dict):
        raise RefusedError("invalid_payload")
    original = _original(world, to)
    if body.get("delete_original"):
        if original is not None:
            world.remove(original)
        return None
    check(world, body)
    if body.get("replace_original"):
        if original is None:
            raise RefusedError("no_original")
        change(world, original, body)
        return None
    channel = world.channels[to.channel]
    if body.get("thread_ts") and world.find(channel.id, body["thread_ts"]) is None:
        raise RefusedError("thread_not_found")
    everybody = body.get("response_type") == "in_channel"
    message = world.put(made(world, channel, body, "" if everybody else to.user))
    return message if everybody else None


def _original(world: World, to: Response) -> Message | None:
    for one in world.whispers:
        if one.ts == to.message:
            return one
    found = world.find(to.channel, to.message)
    return found if found is not None and found.user == world.bot else None
