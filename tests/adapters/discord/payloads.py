"""What Discord sends, as short as our code needs it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from esor_bot_discord.inbound import Self
from esor_bot_discord.rooms import Room

Json = dict[str, Any]
NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
ME = Self("900000", "800001")
GUILD, CHANNEL, THREAD, ANNA = "700000", "100001", "100002", "200001"
TEXT = Room(CHANNEL, 0, "", GUILD)
BELOW = Room(THREAD, 11, CHANNEL, GUILD)
USER: Json = {"id": ANNA, "username": "anna", "global_name": "Anna"}


def message(content: str, *, mentioned: bool = True, direct: bool = False, **more: object) -> Json:
    """Return a message."""
    where = {} if direct else {"guild_id": GUILD, "member": {"roles": [], "nick": "Anna B."}}
    mentions = [{"id": ME.user, "username": "esor"}] if mentioned else []
    told = {"id": "300001", "channel_id": CHANNEL, "author": USER, "content": content, "type": 0, "attachments": []}
    return {**told, **where, "mentions": mentions, **more}


def file(name: str, size: int = 10) -> Json:
    """Return what is told of a file."""
    return {"id": "400001", "filename": name, "size": size, "url": f"https://cdn.discordapp.com/{name}"}


def interaction(sort: int, data: Json, *, direct: bool = False, **more: object) -> Json:
    """Return an interaction."""
    who: Json = {"user": USER} if direct else {"guild_id": GUILD, "member": {"user": USER, "roles": ["800001"]}}
    channel = {"id": CHANNEL, "type": 1 if direct else 0}
    told = {
        "id": "500001",
        "type": sort,
        "token": "tok",
        "application_id": "600001",
        "channel_id": CHANNEL,
        "data": data,
    }
    return {**told, "channel": channel, "locale": "de", **who, **more}


def slash(word: str, group: str = "esor", resolved: Json | None = None, **options: object) -> Json:
    """Return the data of a command."""
    given = [{"name": name, "type": 3, "value": value} for name, value in options.items()]
    word_ = {"name": word, "type": 1, "options": given}
    return {"name": group, "type": 1, "options": [word_], **({"resolved": resolved} if resolved else {})}
