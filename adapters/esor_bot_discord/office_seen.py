"""What `esor-bot doctor` sees of the office on Discord: its channel, what the bot may do there, and its role."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from esor_bot.serving.adapter import Finding
from esor_bot.serving.examining import BAD, DOUBTFUL, GOOD, Answer
from esor_bot_discord.permissions import VIEW, Json, granted, missing, of_office
from esor_bot_discord.rooms import FORUM, MEDIA, NEWS, TEXT
from esor_bot_discord.settings import DISCORD_PREFIX, DiscordSettings

INVITE = "Open the address that `esor-bot discord invite` prints, and choose the server."

Ask = Callable[[str], Awaitable[Answer]]

_CHANNEL, _ROLE = "Discord: office", "Discord: role"
_UNSEEN = (
    "Look at the id. Where the channel is private, let the bot in: the channel's settings → Permissions →"
    " Add members or roles."
)


async def office(settings: DiscordSettings, get: Ask, me: str) -> list[Finding]:
    """Look at the channel and the role of the office. Raises Unreachable."""
    id_ = settings.office_channel
    if not id_:
        mend = (
            "Questions wait for somebody at `esor-bot office`. To have them in a channel or forum, set"
            f" {DISCORD_PREFIX}OFFICE_CHANNEL and {DISCORD_PREFIX}OFFICE_ROLE to their ids."
        )
        return [Finding(_CHANNEL, DOUBTFUL, "no channel is set for it", mend)]
    told = await get(f"/channels/{id_}")
    if told.error:
        return [_unseen(id_, told.error)]
    name, sort, server = f"#{told.body.get('name', id_)}", told.body.get("type"), told.body.get("guild_id")
    if sort not in {TEXT, NEWS, FORUM, MEDIA} or not server:
        mend = f"Set {DISCORD_PREFIX}OFFICE_CHANNEL to a text channel or a forum of your server."
        return [Finding(_CHANNEL, BAD, f"{name} is neither a text channel nor a forum", mend)]
    guild, member = await get(f"/guilds/{server}"), await get(f"/guilds/{server}/members/{me}")
    if guild.error or member.error:
        return [Finding(_CHANNEL, DOUBTFUL, f"its server can't be looked at: {guild.error or member.error}", INVITE)]
    may = granted(guild.body, told.body, member.body.get("roles") or (), me)
    return [*_channel(name, guild.body, told.body, may), _role(settings.office_role, guild.body)]


def _unseen(id_: str, error: str) -> Finding:
    if error == "unknown_channel":
        mend = f"Look at the id: right click on the channel, “Copy Channel ID”; set {DISCORD_PREFIX}OFFICE_CHANNEL."
        return Finding(_CHANNEL, BAD, f"{id_} is not found", mend)
    if error == "missing_access":
        return Finding(_CHANNEL, BAD, f"the bot does not see {id_}", _UNSEEN)
    return Finding(_CHANNEL, BAD, f"{id_} can't be looked at: {error}", _UNSEEN)


def _channel(name: str, guild: Json, channel: Json, may: int) -> list[Finding]:
    mend = f"Allow it for the bot: {name} → Edit Channel → Permissions → the bot's role."
    lacking = missing(may, of_office(int(channel["type"])))
    if lacking:
        return [Finding(_CHANNEL, BAD, f"{name}: {one.name} is missing, so {one.without}", mend) for one in lacking]
    if granted(guild, channel) & VIEW.bit:
        mend = f"Everybody in the server reads all questions. Make it private: {name} → Edit Channel → Permissions."
        return [Finding(_CHANNEL, DOUBTFUL, f"{name}; everybody sees it", mend)]
    return [Finding(_CHANNEL, GOOD, f"{name}, with all permissions that are needed there")]


def _role(id_: str, guild: Json) -> Finding:
    mend = f"Server Settings → Roles → the role → “Copy Role ID”; set {DISCORD_PREFIX}OFFICE_ROLE."
    if not id_:
        return Finding(_ROLE, BAD, "none is set: questions are shown, and nobody on Discord can answer them", mend)
    if id_ == str(guild["id"]):
        return Finding(_ROLE, BAD, "it is @everyone: everybody would be of the office", mend)
    found = next((one for one in guild.get("roles") or () if str(one["id"]) == id_), None)
    if found is None:
        return Finding(_ROLE, BAD, f"{id_} is not found in {guild.get('name', 'the server')}", mend)
    if found.get("managed"):
        return Finding(_ROLE, DOUBTFUL, f"@{found.get('name')} belongs to an app, nobody can be given it", mend)
    return Finding(_ROLE, GOOD, f"@{found.get('name', '?')}: whoever has it is of the office")
