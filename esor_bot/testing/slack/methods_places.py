"""Who and where: the app itself, channels, people, and the app's own conversation."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from esor_bot.testing.slack.method import Method
from esor_bot.testing.slack.rules import RefusedError
from esor_bot.testing.slack.state import APP, BOT_ID, DOMAIN, TEAM, Channel, Json, Message
from esor_bot.testing.slack.world import World

MOST_PROMPTS = 4


def _auth(world: World, _: Json) -> Json:
    return {
        "url": f"https://{DOMAIN}.slack.example/",
        "team": "Moon",
        "user": world.users[world.bot].name,
        "team_id": TEAM,
        "user_id": world.bot,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def _connections(world: World, _: Json) -> Json:
    ticket = secrets.token_hex(8)
    world.tickets.add(ticket)
    return {"url": f"{world.base.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={APP}"}


def _bot(world: World, _: Json) -> Json:
    bot = {"id": BOT_ID, "app_id": APP, "user_id": world.bot, "name": world.users[world.bot].name, "deleted": False}
    return {"bot": bot}


def _open(world: World, args: Json) -> Json:
    users = [one for one in str(args.get("users") or "").split(",") if one]
    if not users:
        raise RefusedError("users_list_not_supplied")
    for user in users:
        if user not in world.users:
            raise RefusedError("user_not_found")
        if world.users[user].gone:
            raise RefusedError("user_disabled")
    if len(users) > 1:
        raise RefusedError("not_enough_users")  # the kit plays no group messages
    return {"channel": {"id": world.direct(users[0])}}


def _readable(world: World, args: Json, what: str, *, member: bool) -> Channel:
    channel = world.channel(args.get("channel"), member=member)
    world.need(f"{channel.scope}:{what}")
    return channel


def _info(world: World, args: Json) -> Json:
    return {"channel": _readable(world, args, "read", member=False).shown(world.bot)}


def _members(world: World, args: Json) -> Json:
    channel = _readable(world, args, "read", member=False)
    if channel.private and world.bot not in channel.members:
        raise RefusedError("channel_not_found")
    limit, start = int(args.get("limit") or 100), int(args.get("cursor") or 0)
    rest = str(start + limit) if start + limit < len(channel.members) else ""
    return {"members": channel.members[start : start + limit], "response_metadata": {"next_cursor": rest}}


def _history(world: World, args: Json) -> Json:
    channel = _readable(world, args, "history", member=True)
    roots = [one for one in world.messages[channel.id].values() if not one.thread or one.thread == one.ts]
    return _page(list(reversed(roots)), args)


def _replies(world: World, args: Json) -> Json:
    channel = _readable(world, args, "history", member=True)
    root = world.find(channel.id, args.get("ts"))
    if root is None:
        raise RefusedError("thread_not_found")
    return _page([root, *world.threads[channel.id, root.ts]], args)


def _page(messages: list[Message], args: Json) -> Json:
    """Return what was asked for. An app that others can install sees 15 messages a minute; one's own sees them all."""
    oldest, most = str(args.get("oldest") or "0"), min(int(args.get("limit") or 100), 999)
    there = [one.shown() for one in messages if one.ts >= oldest]
    return {"messages": there[:most], "has_more": len(there) > most}


def _user(world: World, args: Json) -> Json:
    user = world.users.get(str(args.get("user") or ""))
    if user is None:
        raise RefusedError("user_not_found")
    return {"user": user.shown(str(args.get("include_locale") or "").lower() in ("1", "true"))}


def _conversation(world: World, args: Json) -> Channel:
    channel = world.channel(args.get("channel_id"))
    thread = str(args.get("thread_ts") or "")
    if thread and world.find(channel.id, thread) is None:
        raise RefusedError("invalid_thread_ts")
    return channel


def _prompts(world: World, args: Json) -> Json:
    channel = _conversation(world, args)
    prompts = args.get("prompts")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= MOST_PROMPTS:
        raise RefusedError("invalid_arguments")
    if any(not isinstance(one, dict) or not one.get("title") or not one.get("message") for one in prompts):
        raise RefusedError("invalid_arguments")
    if args.get("thread_ts") and world.rules.surface == "agent":
        world.warn("prompts with a thread are not shown by the agent surface, without a word")
    else:
        world.prompts.append({**args, "channel_id": channel.id})
    return {}


def _status(world: World, args: Json) -> Json:
    if not args.get("thread_ts") or "status" not in args:
        raise RefusedError("invalid_arguments")
    _conversation(world, args)
    world.statuses.append(dict(args))
    return {}


def _title(world: World, args: Json) -> Json:
    if not args.get("thread_ts") or not args.get("title"):
        raise RefusedError("invalid_arguments")
    _conversation(world, args)
    return {}


METHODS: Mapping[str, Method] = {
    "auth.test": Method(_auth),
    "api.test": Method(lambda _, args: {"args": args}),
    "bots.info": Method(_bot, ("users:read",)),
    "apps.connections.open": Method(_connections, app=True),
    "conversations.open": Method(_open, ("im:write",)),
    "conversations.info": Method(_info),
    "conversations.members": Method(_members),
    "conversations.history": Method(_history),
    "conversations.replies": Method(_replies),
    "users.info": Method(_user, ("users:read",)),
    "assistant.threads.setSuggestedPrompts": Method(_prompts, ("assistant:write",)),
    "assistant.threads.setStatus": Method(_status, ("assistant:write", "chat:write")),
    "assistant.threads.setTitle": Method(_title, ("assistant:write",)),
}
