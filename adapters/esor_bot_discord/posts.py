"""Posts of a forum. Discord knows no key by which a post is made once: one that may be there is looked for first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from esor_bot_discord.calls import Calls, Unclear
from esor_bot_discord.posting import Posted
from esor_bot_discord.rooms import Rooms
from esor_bot_discord.showing import Shown

_REMEMBERED = 500
_DAYS = 10_080  # minutes without a word, after which a post is put away


class Posts:
    """Makes posts, each once."""

    def __init__(self, calls: Calls, rooms: Rooms, me: str) -> None:
        self._calls = calls
        self._rooms = rooms
        self._me = me
        self._unsure: set[str] = set()
        self._heard: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._hears = False

    def heard(self, thread: Mapping[str, Any]) -> None:
        """Note a thread that was made, as the gateway tells; its own posts come back to whoever made them."""
        self._hears = True
        if str(thread.get("owner_id")) == self._me:
            self._heard[str(thread.get("parent_id")), str(thread.get("name"))] = str(thread["id"])
            while len(self._heard) > _REMEMBERED:
                self._heard.popitem(last=False)

    async def post(self, forum: str, title: str, shown: Shown, key: str) -> Posted:
        """Make a post of the first message of a reply, with the others in it. Raises DiscordTrouble."""
        first, *rest = shown.payloads
        found = await self._found(forum, title) if key in self._unsure else None
        if found is None:
            body = {"name": title or "#", "auto_archive_duration": _DAYS, "message": first.body}
            try:
                made = await self._calls.once("POST", f"/channels/{forum}/threads", body, files=first.files)
            except Unclear:
                self._unsure.add(key)
                raise
            self._rooms.heard(made)
            found = Posted(str(made["id"]), str((made.get("message") or made)["id"]))
            for payload in rest:
                await self._calls.surely(
                    "POST", f"/channels/{found.channel}/messages", payload.body, files=payload.files
                )
        self._unsure.discard(key)
        return found

    async def _found(self, forum: str, title: str) -> Posted | None:
        """Return a post of ours with a title, None where there is none."""
        if (forum, title) in self._heard:
            return Posted(self._heard[forum, title], self._heard[forum, title])
        if self._hears:
            return None
        guild = (await self._rooms.room(forum)).guild
        told: Any = await self._calls.surely("GET", f"/guilds/{guild}/threads/active", patience=5.0)
        for thread in told.get("threads") or ():
            ours = str(thread.get("owner_id")) == self._me and str(thread.get("parent_id")) == forum
            if ours and thread.get("name") == title:
                return Posted(str(thread["id"]), str(thread["id"]))
        return None
