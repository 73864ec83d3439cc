"""Messages: what is posted, changed, read and taken away."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from typing import Any

from esor_bot.testing.discord import payloads
from esor_bot.testing.discord.method import Call, Method
from esor_bot.testing.discord.methods_places import place
from esor_bot.testing.discord.permissions import ATTACH, HISTORY, SEND, SEND_IN_THREADS
from esor_bot.testing.discord.refusing import RefusedError, forbidden, form, unknown
from esor_bot.testing.discord.rules import problems
from esor_bot.testing.discord.state import FORUM, LOADING, REPLY, Channel, File, Json, Message
from esor_bot.testing.discord.world import World, stamp

_MENTION = re.compile(r"<@!?(\d+)>")
_LONGEST_NONCE = 25
_MOST_READ = 100


def checked(world: World, call: Call, body: Json, kept: list[File] | None = None) -> list[File]:
    """Return the files of a message; refuse a message that breaks a rule. `kept` are those that it had before."""
    if found := problems(body):
        raise form(*found)
    listed = {str(one["id"]): one for one in body.get("attachments") or []}
    if missing := sorted(set(call.files) - set(listed)):
        raise form(*(f"files[{one}]: is not among the attachments" for one in missing))
    if any(len(data) > world.rules.largest for _, data, _ in call.files.values()):
        raise RefusedError(413, 40005)
    old = {one.id: one for one in kept or []}
    if strange := sorted(set(listed) - set(call.files) - set(old)):
        raise form(*(f"attachments: {one} was not sent" for one in strange))
    return [old[id_] if id_ in old else _file(world, call, id_, one) for id_, one in listed.items()]


def _file(world: World, call: Call, number: str, told: Json) -> File:
    name, data, kind = call.files[number]
    file = File(world.new_id(), str(told.get("filename") or name), data, "", kind)
    world.files[file.id] = file
    return file


def filled(world: World, message: Message, body: Json, files: list[File]) -> Message:
    """Put into a message what a body says."""
    message.content = str(body.get("content") or "")
    message.components = numbered(body.get("components") or [])
    message.files = files
    for file in files:
        file.channel, file.hidden = message.channel, payloads.is_hidden(message)
    message.mentions = _mentioned(world, message, body.get("allowed_mentions"))
    message.flags &= ~LOADING
    return message


def numbered(components: Any) -> list[Json]:  # noqa: ANN401 - any JSON
    """Return components as Discord tells of them: each has a number."""
    copy: list[Json] = json.loads(json.dumps(components))
    count = 0
    for row in copy:
        for one in [row, *row.get("components", []), *filter(None, [row.get("component")])]:
            count += 1
            one.setdefault("id", count)
    return copy


def _mentioned(world: World, message: Message, allowed: Any) -> list[str]:  # noqa: ANN401 - any JSON
    told = allowed if isinstance(allowed, dict) else {"parse": ["users"]}
    named = [one for one in dict.fromkeys(_MENTION.findall(message.content)) if one in world.users]
    return [one for one in named if "users" in told.get("parse", []) or one in told.get("users", [])]


def writable(world: World, call: Call, *, files: bool) -> Channel:
    """Return the channel in which a message can be posted."""
    found = world.channels.get(call.params["channel_id"])
    needed = (SEND_IN_THREADS if found is not None and found.thread else SEND, 50013)
    channel = place(world, call, needed, *([(ATTACH, 50013)] if files else []))
    if channel.direct and (world.users[channel.of].closed or world.users[channel.of].gone):
        raise forbidden(50007)
    if channel.kind == FORUM:
        raise RefusedError(400, 50008)
    if channel.locked:
        raise forbidden(160005)
    return channel


def _post(world: World, call: Call) -> Json:
    body = call.body
    channel = writable(world, call, files=bool(call.files))
    known = _nonce(world, body)
    if known is not None:
        return payloads.message(world, known)
    files = checked(world, call, body)
    message = Message(world.new_id(), channel.id, world.bot, nonce=body.get("nonce"), flags=body.get("flags") or 0)
    message.reply_to = _reply(world, channel, body.get("message_reference"))
    message.kind = REPLY if message.reply_to else message.kind
    filled(world, message, body, files)
    channel.archived = False
    if body.get("enforce_nonce"):
        world.nonces[str(body["nonce"])] = (time.monotonic(), message)
    world.put(message)
    told(world, message)
    return payloads.message(world, message)


def _nonce(world: World, body: Json) -> Message | None:
    """Return the message that was posted already under a nonce that is enforced."""
    nonce = body.get("nonce")
    if nonce is not None and (not isinstance(nonce, str | int) or len(str(nonce)) > _LONGEST_NONCE):
        raise form(f"nonce: at most {_LONGEST_NONCE} characters")
    if not body.get("enforce_nonce"):
        return None
    if nonce is None:
        raise form("nonce: is missing, where it is to be enforced")
    born, message = world.nonces.get(str(nonce), (float("-inf"), None))
    return message if time.monotonic() - born < world.rules.nonces else None


def _reply(world: World, channel: Channel, reference: Any) -> str:  # noqa: ANN401 - any JSON
    if not reference:
        return ""
    if not world.may(world.bot, channel) & HISTORY:
        raise RefusedError(400, 50035, "message_reference: needs READ_MESSAGE_HISTORY")
    found = world.find(channel.id, reference.get("message_id"))
    if found is None or found.only_for:
        if reference.get("fail_if_not_exists", True):
            raise form("message_reference: Unknown message")
        return ""
    return found.id


def told(world: World, message: Message) -> None:
    """Tell the bot of a message that came to be."""
    if not message.only_for:
        may_read = world.rules.privileged or payloads.readable(world, message)
        world.emit("MESSAGE_CREATE", payloads.created(world, message, content=may_read))


def changed(world: World, message: Message) -> None:
    """Tell everybody of a message that is another now."""
    message.versions += 1
    world.watch(message)
    if not message.only_for:
        may_read = world.rules.privileged or payloads.readable(world, message)
        world.emit("MESSAGE_UPDATE", payloads.created(world, message, content=may_read))


def gone(world: World, message: Message) -> None:
    """Tell the bot of a message that is not there any more."""
    where = {} if world.channels[message.channel].direct else {"guild_id": world.guild}
    world.emit("MESSAGE_DELETE", {"id": message.id, "channel_id": message.channel, **where})


def _found(world: World, call: Call) -> Message:
    channel = place(world, call)
    message = world.find(channel.id, call.params["message_id"])
    if message is None or message.only_for:
        raise unknown(10008)
    return message


def _read(world: World, call: Call) -> Json:
    place(world, call, (HISTORY, 50013))
    return _as_read(world, _found(world, call))


def _as_read(world: World, message: Message) -> Json:
    told = payloads.message(world, message)
    if not (world.rules.privileged or payloads.readable(world, message)):
        told |= {"content": "", "attachments": [], "embeds": [], "components": []}
    return told


def _history(world: World, call: Call) -> list[Json]:
    """Return the latest messages of a channel, or those after one of them: the newest comes first."""
    channel = place(world, call, (HISTORY, 50013))
    limit, after = call.query.get("limit", "50"), call.query.get("after", "0")
    if not limit.isdecimal() or not 1 <= int(limit) <= _MOST_READ or not after.isdecimal():
        raise form(f"limit: is 1 to {_MOST_READ}; after: is an id")
    there = [one for one in world.messages[channel.id].values() if not one.only_for and int(one.id) > int(after)]
    there.sort(key=lambda one: int(one.id))
    part = there[: int(limit)] if "after" in call.query else there[-int(limit) :]
    return [_as_read(world, one) for one in reversed(part)]


def edit(world: World, call: Call, message: Message) -> Json:
    """Change a message of the bot: what a body does not speak of stays."""
    body = call.body
    before: Json = {
        "content": message.content,
        "components": message.components,
        "allowed_mentions": {"parse": list[str]()},
        "attachments": [{"id": one.id, "filename": one.name} for one in message.files],
    }
    whole = {**before, **body}
    if "components" not in body:  # what stands there was looked at when it came
        whole["components"] = []
        whole["content"] = whole["content"] or ("·" if message.components else "")
    files = checked(world, call, whole, message.files)
    whole = {**before, **body}
    filled(world, message, whole, files)
    message.edited = stamp()
    changed(world, message)
    return payloads.message(world, message)


def _edit(world: World, call: Call) -> Json:
    message = _found(world, call)
    if message.author != world.bot:
        raise forbidden(50005)
    if world.channels[message.channel].archived:
        raise RefusedError(400, 50083)
    return edit(world, call, message)


def _delete(world: World, call: Call) -> None:
    message = _found(world, call)
    if message.author != world.bot:
        raise forbidden(50013)
    world.remove(message)
    gone(world, message)


METHODS: Mapping[tuple[str, str], Method] = {
    ("POST", "/channels/{channel_id}/messages"): Method(_post),
    ("GET", "/channels/{channel_id}/messages"): Method(_history),
    ("GET", "/channels/{channel_id}/messages/{message_id}"): Method(_read),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): Method(_edit),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}"): Method(_delete, 204),
}
