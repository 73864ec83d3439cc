"""What `esor-bot doctor` looks at on Discord: token, app, servers, commands, gateway, the office, the clock.

Changes nothing, posts nothing, and tells no secret.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import aiohttp

from esor_bot.serving.adapter import Finding
from esor_bot.serving.examining import BAD, DOUBTFUL, GOOD, Answer, Doctor, Look
from esor_bot.settings import read
from esor_bot_discord.asking import ask
from esor_bot_discord.inbound_acts import ANSWER_THIS, GROUP, OFFICE_GROUP
from esor_bot_discord.office_seen import INVITE, Ask, office
from esor_bot_discord.permissions import ADMINISTRATOR, missing
from esor_bot_discord.settings import DISCORD_PREFIX, DiscordSettings

_APPS = "discord.com/developers/applications → your app"
_SERVERS = 200
_INTENTS: Mapping[str, int] = {
    "Presence": 1 << 12 | 1 << 13,
    "Server Members": 1 << 14 | 1 << 15,
    "Message Content": 1 << 18 | 1 << 19,
}
"""The flags of an app by which it hears what Discord holds to be private."""


async def examine() -> Sequence[Finding]:
    """Look at everything that the settings name, and say what was found."""
    settings = read(DiscordSettings)
    async with aiohttp.ClientSession(trust_env=True) as session:

        async def get(path: str) -> Answer:
            return await ask(session, settings.api_url, path, settings.token.get_secret_value())

        def looks(me: Answer) -> tuple[Look, ...]:
            of_all = (partial(look, get) for look in (_app, _servers, _gateway))
            return *of_all, partial(office, settings, get, str(me.body["id"]))

        doctor = Doctor("Discord", settings.api_url, "by it deadlines, and how long a button is good, are told")
        return [finding async for finding in doctor.findings(lambda: get("/users/@me"), _token, looks)]


def _token(me: Answer) -> Finding:
    what = "Discord: token"
    if not me.error:
        return Finding(what, GOOD, f"valid, {me.body.get('username', '?')} ({me.body.get('id', '?')})")
    mend = f"Make a new one at {_APPS} → Bot → Reset Token, and set {DISCORD_PREFIX}TOKEN to it."
    return Finding(what, BAD, f"refused: {me.error}", mend)


async def _app(get: Ask) -> list[Finding]:
    """Look at the app and its commands."""
    what, told = "Discord: app", await get("/applications/@me")
    if told.error:
        return [Finding(what, DOUBTFUL, f"can't be looked at: {told.error}")]
    name = told.body.get("name", "?")
    found = [_intents(what, name, int(told.body.get("flags") or 0))]
    if told.body.get("interactions_endpoint_url"):
        mend = f"Empty the field Interactions Endpoint URL: {_APPS} → General Information."
        found.append(Finding(what, BAD, "commands and buttons go to a web address, and not to `serve`", mend))
    return [*found, _commands(await get(f"/applications/{told.body['id']}/commands"))]


def _intents(what: str, name: str, flags: int) -> Finding:
    spare = [intent for intent, bits in _INTENTS.items() if flags & bits]
    if not spare:
        return Finding(what, GOOD, f"{name}; no privileged intent is on, and none is needed")
    mend = f"Switch it off: {_APPS} → Bot → Privileged Gateway Intents."
    return Finding(what, DOUBTFUL, f"{name}; more is allowed than is needed: {', '.join(spare)} Intent", mend)


def _commands(told: Answer) -> Finding:
    what = "Discord: commands"
    if told.error:
        return Finding(what, DOUBTFUL, f"can't be looked at: {told.error}", INVITE)
    names: set[Any] = {one.get("name") for one in told.body}
    if {GROUP, OFFICE_GROUP, ANSWER_THIS} == names:
        return Finding(what, GOOD, f"/{GROUP}, /{OFFICE_GROUP} and “{ANSWER_THIS}” are registered")
    known = "others are registered" if names else "not registered yet"
    return Finding(what, GOOD, f"{known}; `esor-bot serve` registers its own when it starts")


async def _servers(get: Ask) -> list[Finding]:
    """Look at what the bot may do in the servers it is in."""
    what, told = "Discord: servers", await get(f"/users/@me/guilds?limit={_SERVERS}")
    if told.error:
        return [Finding(what, DOUBTFUL, f"can't be looked at: {told.error}")]
    if not told.body:
        return [Finding(what, BAD, "it is in none", INVITE)]
    found = []
    for server in told.body:
        may, name = int(server.get("permissions") or 0), server.get("name", "?")
        if may & ADMINISTRATOR:
            mend = "Take Administrator from its role: Server Settings → Roles."
            found.append(Finding(what, DOUBTFUL, f"in {name} it may do everything", mend))
        found += [
            Finding(what, BAD, f"{name}: {one.name} is missing, so {one.without}", INVITE) for one in missing(may)
        ]
    if found:
        return found
    names = told.body[0].get("name", "?") if len(told.body) == 1 else f"{len(told.body)} servers"
    return [Finding(what, GOOD, f"in {names}, with all permissions that are needed")]


async def _gateway(get: Ask) -> list[Finding]:
    """Look at how often it may still connect today."""
    what, told = "Discord: gateway", await get("/gateway/bot")
    if told.error:
        return [Finding(what, BAD, f"not to be had: {told.error}")]
    left = (told.body.get("session_start_limit") or {}).get("remaining")
    if left == 0:
        return [Finding(what, BAD, "no connection is left for today", "Does something start it again and again?")]
    more = f", {left} more {'time' if left == 1 else 'times'} today" if left else ""
    return [Finding(what, GOOD, f"can be connected to{more}")]
