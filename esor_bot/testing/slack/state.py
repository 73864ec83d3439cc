"""What there is in a workspace: people, channels, messages, files and views, as the server keeps them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

Json = dict[str, Any]

TEAM, APP, BOT_ID, DOMAIN = "T0MOON", "A0MOON", "B0MOON", "moon"


@dataclass(slots=True)
class User:
    """Somebody in the workspace, or from outside it."""

    id: str
    name: str
    locale: str = "en-US"
    zone: str = "Europe/Vienna"
    bot: bool = False
    gone: bool = False
    team: str = TEAM

    def shown(self, locale: bool = False) -> Json:
        """Return what `users.info` tells."""
        more = {"locale": self.locale} if locale else {}
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name,
            "deleted": self.gone,
            "real_name": self.name.title(),
            "tz": self.zone,
            "tz_label": "Central European Time",
            "tz_offset": 3600,
            "profile": {
                "real_name": self.name.title(),
                "display_name": self.name,
                "real_name_normalized": self.name.title(),
                "display_name_normalized": self.name,
                "team": self.team,
            },
            "is_admin": False,
            "is_owner": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "is_bot": self.bot,
            "is_app_user": False,
            "is_stranger": self.team != TEAM,
            "updated": 1700000000,
            **more,
        }


@dataclass(slots=True)
class Channel:
    """A channel, or the direct messages of one person with the bot (`of`)."""

    id: str
    name: str
    members: list[str]
    private: bool = False
    of: str = ""
    archived: bool = False
    shared: bool = False  # with another organisation

    @property
    def direct(self) -> bool:
        """Say whether these are direct messages."""
        return bool(self.of)

    @property
    def kind(self) -> str:
        """Return what events call it."""
        return "im" if self.direct else "group" if self.private else "channel"

    @property
    def scope(self) -> str:
        """Return the first half of the scopes that it needs."""
        return {"im": "im", "group": "groups", "channel": "channels"}[self.kind]

    def shown(self, bot: str) -> Json:
        """Return what `conversations.info` tells."""
        if self.direct:
            return {"id": self.id, "created": 1700000000, "is_im": True, "user": self.of, "is_archived": self.archived}
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": not self.private,
            "is_group": self.private,
            "is_im": False,
            "is_mpim": False,
            "is_private": self.private,
            "is_archived": self.archived,
            "is_general": False,
            "is_shared": self.shared,
            "is_ext_shared": self.shared,
            "is_member": bot in self.members,
            "created": 1700000000,
            "name_normalized": self.name,
        }


@dataclass(slots=True)
class File:
    """A file: who it belongs to, and how far its upload has come (`open`, `sent`, `done`, `deleted`)."""

    id: str
    name: str
    data: bytes
    user: str
    state: str = "done"
    title: str = ""
    kind: str = "application/pdf"
    size: int = 0

    def shown(self, base: str) -> Json:
        """Return what events and `files.info` tell."""
        ending = self.name.rpartition(".")[2].lower()
        address = f"{base}/files-pri/{TEAM}-{self.id}"
        return {
            "id": self.id,
            "created": 1700000000,
            "timestamp": 1700000000,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.kind,
            "filetype": ending,
            "pretty_type": ending.upper(),
            "user": self.user,
            "user_team": TEAM,
            "editable": False,
            "size": self.size or len(self.data),
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": False,
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "url_private": f"{address}/{quote(self.name)}",
            "url_private_download": f"{address}/download/{quote(self.name)}",
            "media_display_type": "unknown",
            "permalink": f"https://{DOMAIN}.slack.example/files/{self.user}/{self.id}/{quote(self.name)}",
            "has_rich_preview": False,
            "file_access": "visible",
        }


@dataclass(slots=True)
class Message:
    """A message. `only_for`: nobody else sees it, and it is not in the history."""

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    thread: str = ""
    only_for: str = ""
    of_bot: bool = False
    subtype: str = ""
    edited: str = ""
    versions: int = 1

    def shown(self) -> Json:
        """Return it as it stands in events, in payloads and in the history."""
        more: Json = {"bot_id": BOT_ID, "app_id": APP} if self.of_bot else {"client_msg_id": f"moon-{self.ts}"}
        more |= {"thread_ts": self.thread} if self.thread else {}
        more |= {"subtype": self.subtype} if self.subtype else {}
        more |= {"files": self.files, "upload": False, "display_as_bot": False} if self.files else {}
        more |= {"edited": {"user": self.user, "ts": self.edited}} if self.edited else {}
        blocks = self.blocks or [_typed(self.text)]
        return {
            "type": "message",
            "user": self.user,
            "ts": self.ts,
            "text": self.text,
            "team": TEAM,
            "blocks": blocks,
            **more,
        }


def _typed(text: str) -> Json:
    plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    line = {"type": "rich_text_section", "elements": [{"type": "text", "text": plain or "…"}]}
    return {"type": "rich_text", "block_id": "typed", "elements": [line]}


@dataclass(slots=True)
class View:
    """A form or a home page that somebody has before them, and what they filled in (by block, by action)."""

    id: str
    user: str
    body: Json
    hash: str
    root: str = ""
    previous: str | None = None
    filled: dict[str, Json] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        """Return its blocks."""
        blocks: list[Json] = self.body["blocks"]
        return blocks

    def shown(self) -> Json:
        """Return it as it stands in payloads."""
        return {
            "id": self.id,
            "team_id": TEAM,
            "private_metadata": "",
            "callback_id": "",
            "title": None,
            "close": None,
            "submit": None,
            "clear_on_close": False,
            "notify_on_close": False,
            "external_id": "",
            **self.body,
            "state": {"values": self.filled},
            "hash": self.hash,
            "previous_view_id": self.previous,
            "root_view_id": self.root or self.id,
            "app_id": APP,
            "app_installed_team_id": TEAM,
            "bot_id": BOT_ID,
        }


@dataclass(slots=True)
class Trigger:
    """Something that lets the bot open one form, for a few seconds."""

    user: str
    born: float = field(default_factory=time.monotonic)
    used: bool = False


@dataclass(slots=True)
class Response:
    """An address at which the bot may answer something a few times."""

    user: str
    channel: str
    message: str = ""
    born: float = field(default_factory=time.monotonic)
    uses: int = 0
