"""A server that is set up as it should be, as Discord tells of it: what the doctor asks for."""

from __future__ import annotations

from typing import Any

from esor_bot_discord.permissions import VIEW, wanted
from tests.adapters.discord.tiny import Json, Tiny

BOT, APP, GUILD, CHANNEL, ROLE, OWN_ROLE = "900001", "900001", "700001", "500001", "600001", "600002"
TOKEN = "a-secret-token"

OPEN = 1 << 10 | 1 << 11 | 1 << 16
"""What everybody may do in a server: see channels, write, read."""


def guild(own: int = 0, everyone: int = OPEN) -> Json:
    """Return a server in which the bot's role, and everybody, may do so much."""
    roles = [
        {"id": GUILD, "name": "@everyone", "permissions": str(everyone)},
        {"id": ROLE, "name": "office", "permissions": "0"},
        {"id": OWN_ROLE, "name": "ESOR bot", "permissions": str(own or wanted()), "managed": True},
    ]
    return {"id": GUILD, "name": "Fellows", "owner_id": "100001", "roles": roles}


def channel(sort: int = 0, hidden: bool = True, own_deny: int = 0) -> Json:
    """Return the office's channel: hidden from everybody but the bot's role, which is denied something there."""
    rules = [{"id": OWN_ROLE, "type": 0, "allow": str(VIEW.bit & ~own_deny), "deny": str(own_deny)}]
    if hidden:
        rules.append({"id": GUILD, "type": 0, "allow": "0", "deny": str(VIEW.bit)})
    return {"id": CHANNEL, "type": sort, "name": "esor-office", "guild_id": GUILD, "permission_overwrites": rules}


def well(server: Tiny, **other: Any) -> None:  # noqa: ANN401 - any JSON
    """Let a server answer as one where all is well, but for what is given."""
    commands = [{"name": name} for name in ("esor", "esor-office", "Answer this")]
    told = {
        "me": {"id": BOT, "username": "ESOR bot"},
        "app": {"id": APP, "name": "ESOR bot", "flags": 0},
        "commands": commands,
        "servers": [{"id": GUILD, "name": "Fellows", "permissions": str(wanted())}],
        "gateway": {"url": "wss://nowhere.invalid", "session_start_limit": {"remaining": 998}},
        "channel": channel(),
        "guild": guild(),
        "member": {"roles": [OWN_ROLE]},
        **other,
    }
    paths = {
        "me": "/users/@me",
        "app": "/applications/@me",
        "commands": f"/applications/{APP}/commands",
        "servers": "/users/@me/guilds",
        "gateway": "/gateway/bot",
        "channel": f"/channels/{CHANNEL}",
        "guild": f"/guilds/{GUILD}",
        "member": f"/guilds/{GUILD}/members/{BOT}",
    }
    for name, path in paths.items():
        status, body = told[name] if isinstance(told[name], tuple) else (200, told[name])
        server.always(f"^GET {path}$", status, body)
