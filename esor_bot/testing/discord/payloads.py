"""What Discord tells: users, members, channels, servers and messages, with the keys that it tells them with."""

from __future__ import annotations

from typing import Any

from esor_bot.testing.discord import cdn
from esor_bot.testing.discord.permissions import OF_BOT
from esor_bot.testing.discord.state import COMMAND, EPHEMERAL, Channel, File, Json, Message, Overwrite, Role, User
from esor_bot.testing.discord.world import World, stamp

JOINED = "2024-01-01T00:00:00+00:00"
LOCALE = "en-US"


def user(of: User) -> Json:
    """Return a user."""
    told: Json = {
        "id": of.id,
        "username": of.name,
        "global_name": None if of.bot else of.name.title(),
        "discriminator": "0",
        "avatar": None,
        "avatar_decoration_data": None,
        "clan": None,
        "collectibles": None,
        "display_name_styles": None,
        "primary_guild": None,
        "public_flags": 0,
    }
    return {**told, "bot": True} if of.bot else told


def member(of: User) -> Json:
    """Return what the server knows of somebody, without who it is."""
    return {
        "roles": list(of.roles),
        "nick": None,
        "avatar": None,
        "banner": None,
        "collectibles": None,
        "joined_at": JOINED,
        "premium_since": None,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
    }


def role(of: Role) -> Json:
    """Return a role."""
    return {
        "id": of.id,
        "name": of.name,
        "description": None,
        "permissions": str(of.permissions),
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": of.managed,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def channel(world: World, of: Channel) -> Json:
    """Return a channel or a thread."""
    told: Json = {"id": of.id, "type": of.kind, "flags": 0, "last_message_id": of.last or None}
    if of.direct:
        return {**told, "recipients": [user(world.users[of.of])]}
    told |= {"guild_id": world.guild, "name": of.name, "parent_id": of.parent or None, "rate_limit_per_user": 0}
    if of.thread:
        return told | _thread(world, of)
    return told | {
        "position": 0,
        "topic": None,
        "nsfw": False,
        "permission_overwrites": [_overwrite(one) for one in of.overwrites],
    }


def _thread(world: World, of: Channel) -> Json:
    count = len(world.messages[of.id])
    return {
        "owner_id": of.owner,
        "message_count": count,
        "total_message_sent": count,
        "member_count": len(of.members),
        "thread_metadata": {
            "archived": of.archived,
            "archive_timestamp": stamp(),
            "auto_archive_duration": of.archive_after,
            "locked": of.locked,
            "invitable": of.invitable,
            "create_timestamp": stamp(),
        },
    }


def _overwrite(of: Overwrite) -> Json:
    return {"id": of.id, "type": int(of.of_member), "allow": str(of.allow), "deny": str(of.deny)}


def guild(world: World) -> Json:
    """Return the server."""
    return {
        "id": world.guild,
        "name": "Moon",
        "icon": None,
        "description": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "features": ["COMMUNITY"],
        "owner_id": world.owner,
        "application_id": None,
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": LOCALE,
        "roles": [role(one) for one in world.roles.values()],
        "emojis": [],
        "stickers": [],
    }


def guild_created(world: World) -> Json:
    """Return the event of a server that the bot is in: its channels that it sees, and the threads that go on."""
    bot = world.users[world.bot]
    seen = [one for one in world.channels.values() if not one.direct and world.sees(world.bot, one)]
    return {
        **guild(world),
        "joined_at": JOINED,
        "large": False,
        "unavailable": False,
        "member_count": len(world.users),
        "members": [{**member(bot), "user": user(bot)}],
        "channels": [channel(world, one) for one in seen if not one.thread],
        "threads": [channel(world, one) for one in seen if one.thread and not one.archived],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def file(world: World, of: File) -> Json:
    """Return a file; its address holds for a while."""
    address = cdn.address(world, of)
    told: Json = {
        "id": of.id,
        "filename": of.name,
        "size": len(of.data),
        "url": address,
        "proxy_url": address,
        "content_type": of.kind,
    }
    told |= {"title": of.title} if of.title else {}
    return {**told, "ephemeral": True} if of.hidden else told


def message(world: World, of: Message, *, deep: bool = True) -> Json:
    """Return a message."""
    told: Json = {
        "id": of.id,
        "channel_id": of.channel,
        "type": of.kind,
        "author": user(world.users[of.author]),
        "content": of.content,
        "timestamp": stamp(),
        "edited_timestamp": of.edited or None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [user(world.users[one]) for one in of.mentions],
        "mention_roles": [],
        "attachments": [file(world, one) for one in of.files],
        "embeds": [],
        "components": of.components,
        "pinned": False,
        "flags": of.flags,
    }
    told |= {} if of.nonce is None else {"nonce": of.nonce}
    told |= _reference(world, of, deep) if of.reply_to else {}
    told |= _made_by(world, of) if of.interaction else {}
    return told


def _reference(world: World, of: Message, deep: bool) -> Json:
    where: Json = {"type": 0, "message_id": of.reply_to, "channel_id": of.channel}
    if not world.channels[of.channel].direct:
        where["guild_id"] = world.guild
    found = world.find(of.channel, of.reply_to)
    more: Json = {"referenced_message": message(world, found, deep=False) if found else None} if deep else {}
    return {"message_reference": where, **more}


def _made_by(world: World, of: Message) -> Json:
    """Return what a message that answers an interaction tells of that."""
    by = world.interactions.get(of.interaction)
    if by is None:  # it is long ago
        return {"application_id": world.app, "webhook_id": world.app}
    owners = by.payload["authorizing_integration_owners"]
    told: Json = {
        "id": by.id,
        "type": by.kind,
        "user": user(world.users[by.user]),
        "authorizing_integration_owners": owners,
    }
    if of.kind == COMMAND:
        told["name"] = by.payload["data"]["name"]
    return {"application_id": world.app, "webhook_id": world.app, "interaction_metadata": told}


def created(world: World, of: Message, *, content: bool) -> Json:
    """Return the event of a message. `content`: the bot may read it."""
    told = message(world, of)
    if not world.channels[of.channel].direct:
        told |= {"guild_id": world.guild, "member": member(world.users[of.author])}
        told["mentions"] = [{**one, "member": member(world.users[one["id"]])} for one in told["mentions"]]
    if not content:
        told |= {"content": "", "attachments": [], "embeds": [], "components": []}
        if isinstance(told.get("referenced_message"), dict):
            told["referenced_message"] |= {"content": "", "attachments": [], "embeds": [], "components": []}
    return told


def readable(world: World, of: Message) -> bool:
    """Say whether the bot, without the intent for that, gets to read a message."""
    return world.channels[of.channel].direct or of.author == world.bot or world.bot in of.mentions


def thread_member(world: World, thread: Channel, of: str) -> Json:
    """Return somebody as a member of a thread."""
    return {"id": thread.id, "user_id": of, "join_timestamp": stamp(), "flags": 0}


def interaction(world: World, kind: int, who: str, where: Channel, **about: Any) -> Json:  # noqa: ANN401 - any JSON
    """Return an interaction, without its id and token."""
    of = world.users[who]
    told: Json = {
        "application_id": world.app,
        "type": kind,
        "channel_id": where.id,
        "channel": {**channel(world, where), "permissions": str(world.may(who, where))},
        "version": 1,
        "locale": of.locale,
        "entitlements": [],
        "authorizing_integration_owners": {"0": "0" if where.direct else world.guild},
        "context": 1 if where.direct else 0,
        "attachment_size_limit": world.rules.largest,
        "app_permissions": str(OF_BOT if where.direct else world.may(world.bot, where)),
        **about,
    }
    if where.direct:
        return {**told, "user": user(of)}
    in_guild = {**member(of), "user": user(of), "permissions": str(world.may(who, where))}
    in_guild["unusual_dm_activity_until"] = None
    place = {"id": world.guild, "locale": LOCALE, "features": ["COMMUNITY"]}
    return {
        **told,
        "guild": place,
        "guild_id": world.guild,
        "guild_locale": LOCALE,
        "member": in_guild,
        "entitlement_sku_ids": [],
    }


def is_hidden(of: Message) -> bool:
    """Say whether only one person sees a message."""
    return bool(of.flags & EPHEMERAL)
