"""What the bot may do in a server, each with its reason: stated once, for invitation, doctor and docs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from esor_bot_discord.rooms import FORUM, MEDIA

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Permission:
    """A permission: its name as Discord shows it, its bit, what it is for, and what does not work without it."""

    name: str
    bit: int
    why: str
    without: str


VIEW = Permission(
    "View Channels", 1 << 10, "sees where it is mentioned, and the office's channel", "it neither hears nor answers"
)
SEND = Permission("Send Messages", 1 << 11, "replies, and posts the office's cards", "nothing is answered")
_THREADS = Permission(
    "Create Public Threads", 1 << 35, "answers a mention in a thread of its own", "answers are replies in the channel"
)
_APART = Permission(
    "Create Private Threads",
    1 << 36,
    "reaches somebody whose direct messages are closed",
    "with direct messages closed nothing arrives",
)

PERMISSIONS: tuple[Permission, ...] = (
    VIEW,
    SEND,
    Permission("Send Messages in Threads", 1 << 38, "goes on in the thread of an answer", "threads stay empty"),
    _THREADS,
    _APART,
    Permission("Attach Files", 1 << 15, "hands over pictures and the calendar file", "no picture is sent"),
    Permission(
        "Read Message History",
        1 << 16,
        "replies, begins threads, and finds what was written while it was away",
        "replies and threads are refused",
    ),
)
"""The permissions, in the order in which they are shown."""

SCOPES: Mapping[str, str] = {
    "bot": "is a member of the server, and sends messages as itself",
    "applications.commands": "offers /esor, /esor-office and “Answer this”",
}
"""The scopes of the invitation."""

ADMINISTRATOR = 1 << 3
_EVERYTHING = (1 << 60) - 1


def wanted() -> int:
    """Return all permissions as one number."""
    return sum(one.bit for one in PERMISSIONS)


def missing(granted: int, among: Iterable[Permission] = PERMISSIONS) -> tuple[Permission, ...]:
    """Return what the bot may not do that it should."""
    return () if granted & ADMINISTRATOR else tuple(one for one in among if not granted & one.bit)


def of_office(sort: int) -> tuple[Permission, ...]:
    """Return what is needed in the channel of the office; a post of a forum needs no right to begin threads."""
    spared = {_APART, _THREADS} if sort in {FORUM, MEDIA} else {_APART}
    return tuple(one for one in PERMISSIONS if one not in spared)


def granted(guild: Json, channel: Json, roles: Iterable[str] = (), user: str = "") -> int:
    """Return what somebody with these roles may do in a channel; without roles and user, what everybody may."""
    everyone = str(guild["id"])
    mine = {everyone, *map(str, roles)}
    base = 0
    for role in guild.get("roles") or ():
        base |= int(role.get("permissions") or 0) if str(role["id"]) in mine else 0
    if base & ADMINISTRATOR or (user and str(guild.get("owner_id")) == user):
        return _EVERYTHING
    rules = {str(one["id"]): one for one in channel.get("permission_overwrites") or ()}
    base = _changed(base, [rules[everyone]] if everyone in rules else [])
    base = _changed(base, [rules[one] for one in mine - {everyone} if one in rules])
    return _changed(base, [rules[user]] if user in rules else [])


def _changed(base: int, rules: Iterable[Json]) -> int:
    denied = allowed = 0
    for rule in rules:
        denied |= int(rule.get("deny") or 0)
        allowed |= int(rule.get("allow") or 0)
    return base & ~denied | allowed
