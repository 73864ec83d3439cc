"""Messages: posting them, changing them, taking them away."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping

from esor_bot.testing.slack.completed import completed
from esor_bot.testing.slack.limits import message_problems
from esor_bot.testing.slack.method import Method
from esor_bot.testing.slack.rules import RefusedError
from esor_bot.testing.slack.state import DOMAIN, Channel, Json, Message
from esor_bot.testing.slack.world import World

LONGEST_TEXT = 40_000
PINGS = re.compile(r"<!(?:channel|here|everyone|subteam)")


def check(world: World, args: Mapping[str, object]) -> None:
    """Refuse a message that says nothing, or too much."""
    text, blocks = str(args.get("text") or ""), args.get("blocks") or []
    if not text and not blocks:
        raise RefusedError("no_text")
    if len(text) > LONGEST_TEXT:
        raise RefusedError("msg_too_long")
    if problems := message_problems(blocks):
        raise RefusedError("invalid_blocks", response_metadata={"messages": [f"[ERROR] {one}" for one in problems]})
    if blocks and not text:
        world.warn("blocks without a text: notifications and screen readers say nothing")
    if PINGS.search(text):  # in blocks it is one of their problems
        world.refuse("a message would ping a channel or a group")


def made(world: World, channel: Channel, args: Mapping[str, object], only_for: str = "") -> Message:
    """Return a message of the bot, made of what came with a call."""
    ts, text, thread = world.ts(), str(args.get("text") or ""), str(args.get("thread_ts") or "")
    blocks = completed(args.get("blocks"), ts)
    return Message(channel.id, ts, world.bot, text, blocks, thread=thread, only_for=only_for, of_bot=True)


def echo(world: World, message: Message) -> None:
    """Tell the bot of its own message, as Slack does."""
    channel = world.channels[message.channel]
    event = {**message.shown(), "channel": channel.id, "event_ts": message.ts, "channel_type": channel.kind}
    world.emit(event)


def change(world: World, message: Message, args: Mapping[str, object]) -> None:
    """Put another text and other blocks in the place of a message's own."""
    message.text = str(args.get("text") or "")
    message.blocks = completed(args.get("blocks"), message.ts)
    message.edited = world.ts()
    message.versions += 1
    world.poke()


def open_channel(world: World, args: Mapping[str, object]) -> Channel:
    """Return the channel that a call names, if messages can be put there."""
    channel = world.channel(args.get("channel"))
    if channel.archived:
        raise RefusedError("is_archived")
    if channel.direct and world.users[channel.of].gone:
        raise RefusedError("user_not_found" if args.get("channel") == channel.of else "channel_not_found")
    return channel


def _limit(world: World, channel: Channel) -> None:
    now = time.monotonic()
    left, at = world.posted.get(channel.id, (float(world.rules.burst), now))
    left = min(world.rules.burst, left + (now - at) * world.rules.rate)
    if left < 1:
        world.warn("posted more than a message a second in one channel for a while")
        raise RefusedError("ratelimited")
    world.posted[channel.id] = (left - 1, now)


def _post(world: World, args: Json) -> Json:
    channel = open_channel(world, args)
    check(world, args)
    if args.get("thread_ts") and world.find(channel.id, args["thread_ts"]) is None:
        raise RefusedError("thread_not_found")
    _limit(world, channel)
    message = world.put(made(world, channel, args))
    echo(world, message)
    return {"channel": channel.id, "ts": message.ts, "message": message.shown()}


def _whisper(world: World, args: Json) -> Json:
    channel = open_channel(world, args)
    check(world, args)
    user = str(args.get("user") or "")
    if user not in world.users:
        raise RefusedError("user_not_found")
    if user not in channel.members:
        raise RefusedError("user_not_in_channel")
    return {"message_ts": world.put(made(world, channel, args, user)).ts}


def _own(world: World, args: Json, ts: object, otherwise: str) -> Message:
    message = world.find(open_channel(world, args).id, ts)
    if message is None:  # an ephemeral one is not found either
        raise RefusedError("message_not_found")
    if message.user != world.bot:
        raise RefusedError(otherwise)
    return message


def _update(world: World, args: Json) -> Json:
    message = _own(world, args, args.get("ts"), "cant_update_message")
    check(world, args)
    change(world, message, args)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": message.shown()}


def _delete(world: World, args: Json) -> Json:
    message = _own(world, args, args.get("ts"), "cant_delete_message")
    world.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def _permalink(world: World, args: Json) -> Json:
    channel = world.channel(args.get("channel"))
    if world.find(channel.id, args.get("message_ts")) is None:
        raise RefusedError("message_not_found")
    name = str(args["message_ts"]).replace(".", "")
    return {"channel": channel.id, "permalink": f"https://{DOMAIN}.slack.example/archives/{channel.id}/p{name}"}


METHODS: Mapping[str, Method] = {
    "chat.postMessage": Method(_post, ("chat:write",)),
    "chat.postEphemeral": Method(_whisper, ("chat:write",)),
    "chat.update": Method(_update, ("chat:write",)),
    "chat.delete": Method(_delete, ("chat:write",)),
    "chat.getPermalink": Method(_permalink),
}
