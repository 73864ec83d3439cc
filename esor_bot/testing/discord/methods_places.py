"""Who and where: the bot itself, its app, channels, servers and people."""

from __future__ import annotations

from collections.abc import Mapping

from esor_bot.testing.discord import payloads
from esor_bot.testing.discord.method import Call, Method
from esor_bot.testing.discord.permissions import VIEW
from esor_bot.testing.discord.refusing import forbidden, form, unknown
from esor_bot.testing.discord.state import Channel, Json
from esor_bot.testing.discord.world import World

CONTENT_OF_FEW = 1 << 19
"""The app may ask for the content of messages: it is in few servers."""


def place(world: World, call: Call, *needed: tuple[int, int]) -> Channel:
    """Return the channel of a call; refuse where it is unknown or unseen, or a permission is missing.

    `needed` are permissions, each with the code by which Discord refuses.
    """
    found = world.channels.get(call.params["channel_id"])
    if found is None:
        raise unknown(10003)
    may = world.may(world.bot, found)
    for bit, code in ((VIEW, 50001), *needed):
        if not may & bit:
            raise forbidden(code)
    return found


def _me(world: World, _: Call) -> Json:
    more = {"verified": True, "mfa_enabled": True, "locale": "en-US", "flags": 0, "email": None}
    return {**payloads.user(world.users[world.bot]), **more}


def _app(world: World, _: Call) -> Json:
    return {
        "id": world.app,
        "name": "ESOR bot",
        "icon": None,
        "description": "",
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": CONTENT_OF_FEW if world.rules.privileged else 0,
        "owner": payloads.user(world.users[world.owner]),
        "team": None,
        "summary": "",
        "bot": payloads.user(world.users[world.bot]),
        "integration_types_config": {"0": {}},
    }


def _guilds(world: World, _: Call) -> list[Json]:
    role = world.roles[world.bot_role]
    told = {"id": world.guild, "name": "Moon", "icon": None, "banner": None, "owner": False, "features": ["COMMUNITY"]}
    return [{**told, "permissions": str(role.permissions)}]


def _gateway(world: World, _: Call) -> Json:
    limit = {"total": 1000, "remaining": world.rules.identifies, "reset_after": 0, "max_concurrency": 1}
    return {"url": address(world), "shards": 1, "session_start_limit": limit}


def address(world: World) -> str:
    """Return where the gateway is."""
    return f"{world.base.replace('http', 'ws', 1)}/gateway"


def _guild_known(world: World, call: Call) -> None:
    if call.params["guild_id"] != world.guild:
        raise unknown(10004)


def _guild(world: World, call: Call) -> Json:
    _guild_known(world, call)
    return payloads.guild(world)


def _member(world: World, call: Call) -> Json:
    _guild_known(world, call)
    found = world.users.get(call.params["user_id"])
    if found is None or found.gone:
        raise unknown(10013 if found is None else 10007)
    return {**payloads.member(found), "user": payloads.user(found)}


def _active(world: World, call: Call) -> Json:
    _guild_known(world, call)
    there = [one for one in world.channels.values() if one.thread and not one.archived and world.sees(world.bot, one)]
    mine = [one for one in there if world.bot in one.members]
    return {
        "threads": [payloads.channel(world, one) for one in there],
        "members": [payloads.thread_member(world, one, world.bot) for one in mine],
    }


def _channel(world: World, call: Call) -> Json:
    return payloads.channel(world, place(world, call))


def _direct(world: World, call: Call) -> Json:
    user = str(call.body.get("recipient_id") or "")
    if user not in world.users:
        raise form("recipient_id: is nobody")
    if user == world.bot:
        raise forbidden(50007)
    return payloads.channel(world, world.channels[world.direct(user)])


METHODS: Mapping[tuple[str, str], Method] = {
    ("GET", "/users/@me"): Method(_me),
    ("GET", "/users/@me/guilds"): Method(_guilds),
    ("POST", "/users/@me/channels"): Method(_direct),
    ("GET", "/applications/@me"): Method(_app),
    ("GET", "/oauth2/applications/@me"): Method(_app),
    ("GET", "/gateway"): Method(lambda world, _: {"url": address(world)}),
    ("GET", "/gateway/bot"): Method(_gateway),
    ("GET", "/guilds/{guild_id}"): Method(_guild),
    ("GET", "/guilds/{guild_id}/members/{user_id}"): Method(_member),
    ("GET", "/guilds/{guild_id}/threads/active"): Method(_active),
    ("GET", "/channels/{channel_id}"): Method(_channel),
}
