"""What there is in a server of Discord: people, channels, messages and files, as the kit keeps them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TEXT, DIRECT, CATEGORY, NEWS, NEWS_THREAD, PUBLIC_THREAD, PRIVATE_THREAD, FORUM = 0, 1, 4, 5, 10, 11, 12, 15
THREADS = frozenset({NEWS_THREAD, PUBLIC_THREAD, PRIVATE_THREAD})

EPHEMERAL, LOADING, HAS_THREAD = 1 << 6, 1 << 7, 1 << 5
SAID, THREAD_MADE, REPLY, COMMAND = 0, 18, 19, 20
"""Kinds of messages."""


@dataclass(slots=True)
class User:
    """Somebody; `closed`: who does not take direct messages of the bot, `gone`: who left the server."""

    id: str
    name: str
    locale: str = "en-US"
    roles: list[str] = field(default_factory=list)
    bot: bool = False
    closed: bool = False
    gone: bool = False


@dataclass(slots=True)
class Role:
    """A role of the server, and what it allows."""

    id: str
    name: str
    permissions: int = 0
    managed: bool = False


@dataclass(slots=True)
class Overwrite:
    """What a role, or somebody, may or may not do in one channel."""

    id: str
    of_member: bool = False
    allow: int = 0
    deny: int = 0


@dataclass(slots=True)
class Channel:
    """A channel, a thread below one, or the direct messages of one person with the bot (`of`)."""

    id: str
    name: str
    kind: int = TEXT
    parent: str = ""
    of: str = ""
    owner: str = ""
    members: list[str] = field(default_factory=list)
    overwrites: list[Overwrite] = field(default_factory=list)
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    archive_after: int = 1440
    last: str = ""

    @property
    def direct(self) -> bool:
        """Say whether these are direct messages."""
        return self.kind == DIRECT

    @property
    def thread(self) -> bool:
        """Say whether it is a thread."""
        return self.kind in THREADS


@dataclass(slots=True)
class File:
    """A file; `hidden`: it is of an ephemeral message or of a command."""

    id: str
    name: str
    data: bytes
    channel: str
    kind: str = "application/pdf"
    hidden: bool = False
    title: str = ""


@dataclass(slots=True, eq=False)
class Message:
    """A message. `only_for`: nobody else sees it, and it is not in the history."""

    id: str
    channel: str
    author: str
    content: str = ""
    components: list[Json] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    flags: int = 0
    kind: int = SAID
    nonce: str | int | None = None
    reply_to: str = ""
    only_for: str = ""
    edited: str = ""
    versions: int = 1
    interaction: str = ""

    @property
    def loading(self) -> bool:
        """Say whether it only says that somebody thinks."""
        return bool(self.flags & LOADING)


@dataclass(slots=True, eq=False)
class Modal:
    """A form that somebody has before them. `opener`: the interaction that opened it; `message`: where that was."""

    custom_id: str
    title: str
    components: list[Json]
    opener: str
    channel: str
    message: Message | None = None
