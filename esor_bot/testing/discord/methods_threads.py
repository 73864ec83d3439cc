"""Threads: begun at a message, beside the channel, or as posts of a forum."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from esor_bot.testing.discord import payloads
from esor_bot.testing.discord.method import Call, Method
from esor_bot.testing.discord.methods_messages import checked, filled, told
from esor_bot.testing.discord.methods_places import place
from esor_bot.testing.discord.permissions import (
    HISTORY,
    MANAGE_THREADS,
    PRIVATE_THREADS,
    SEND,
    SEND_IN_THREADS,
    THREADS,
)
from esor_bot.testing.discord.refusing import RefusedError, form, unknown
from esor_bot.testing.discord.state import (
    FORUM,
    HAS_THREAD,
    NEWS,
    NEWS_THREAD,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    TEXT,
    THREAD_MADE,
    Channel,
    Json,
    Message,
)
from esor_bot.testing.discord.world import World

_DURATIONS = (60, 1440, 4320, 10080)
_KNOWN = {"name", "auto_archive_duration", "rate_limit_per_user"}


def _begun(world: World, body: Json, parent: Channel, kind: int, id_: str = "") -> Channel:
    name, duration = body.get("name"), body.get("auto_archive_duration", 1440)
    if not isinstance(name, str) or not 1 <= len(name.strip()) <= 100:
        raise form("name: must be between 1 and 100 in length")
    if duration not in _DURATIONS:
        raise form(f"auto_archive_duration: must be one of {_DURATIONS}")
    thread = Channel(id_ or world.new_id(), name, kind, parent.id, owner=world.bot, members=[world.bot])
    thread.archive_after, thread.invitable = duration, bool(body.get("invitable", True))
    world.channels[thread.id] = thread
    world.poke()
    return thread


def _announced(world: World, thread: Channel) -> Json:
    shown = payloads.channel(world, thread)
    world.emit("THREAD_CREATE", {**shown, "newly_created": True})
    return {**shown, "member": payloads.thread_member(world, thread, world.bot)}


def _known(body: Json, *more: str) -> None:
    if strange := sorted(set(body) - _KNOWN - set(more)):
        raise form(*(f"{one}: is not known" for one in strange))


def _at_message(world: World, call: Call) -> Json:
    _known(call.body)
    channel = place(world, call, (THREADS, 50013), (HISTORY, 50013))
    if channel.kind not in (TEXT, NEWS):
        raise RefusedError(400, 50024)
    message = world.find(channel.id, call.params["message_id"])
    if message is None or message.only_for:
        raise unknown(10008)
    if message.id in world.channels:
        raise RefusedError(400, 160004)
    kind = NEWS_THREAD if channel.kind == NEWS else PUBLIC_THREAD
    thread = _begun(world, call.body, channel, kind, message.id)
    message.flags |= HAS_THREAD
    return _announced(world, thread)


def _beside(world: World, call: Call) -> Json:
    channel = place(world, call)
    if channel.kind == FORUM:
        return _post(world, call, channel)
    body = call.body
    _known(body, "type", "invitable")
    if channel.kind not in (TEXT, NEWS):
        raise RefusedError(400, 50024)
    kind = body.get("type", PRIVATE_THREAD)
    if kind not in (PUBLIC_THREAD, PRIVATE_THREAD) or (kind == PRIVATE_THREAD and channel.kind != TEXT):
        raise form("type: is no kind of thread for this channel")
    place(world, call, (PRIVATE_THREADS if kind == PRIVATE_THREAD else THREADS, 50013))
    thread = _begun(world, body, channel, kind)
    shown = _announced(world, thread)
    if kind == PUBLIC_THREAD:
        made = Message(world.new_id(), channel.id, world.bot, thread.name, kind=THREAD_MADE, flags=HAS_THREAD)
        told(world, world.put(made))
    return shown


def _post(world: World, call: Call, forum: Channel) -> Json:
    body = call.body
    _known(body, "message", "applied_tags")
    place(world, call, (SEND, 50013))
    first: Any = body.get("message")
    if not isinstance(first, dict):
        raise form("message: a post needs one")
    files = checked(world, call, first)
    thread = _begun(world, body, forum, PUBLIC_THREAD)
    message = Message(thread.id, thread.id, world.bot, flags=first.get("flags") or 0)
    filled(world, message, first, files)
    shown = _announced(world, thread)
    world.put(message)
    told(world, message)
    return {**shown, "message": payloads.message(world, message)}


def _add_member(world: World, call: Call) -> None:
    thread = place(world, call, (SEND_IN_THREADS, 50013))
    if not thread.thread:
        raise RefusedError(400, 50024)
    user = call.params["user_id"]
    if user not in world.users or world.users[user].gone:
        raise unknown(10013)
    if thread.archived:
        raise RefusedError(400, 50083)
    if not world.sees(user, world.channels[thread.parent]):
        raise RefusedError(403, 50001)
    if thread.kind == PRIVATE_THREAD and not thread.invitable and thread.owner != world.bot:
        place(world, call, (MANAGE_THREADS, 50013))
    if user not in thread.members:
        thread.members.append(user)
    world.poke()


METHODS: Mapping[tuple[str, str], Method] = {
    ("POST", "/channels/{channel_id}/messages/{message_id}/threads"): Method(_at_message, 201),
    ("POST", "/channels/{channel_id}/threads"): Method(_beside, 201),
    ("PUT", "/channels/{channel_id}/thread-members/{user_id}"): Method(_add_member, 204),
}
