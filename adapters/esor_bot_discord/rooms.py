"""The channels of servers and the direct messages of people: what Discord tells of them, or is asked for once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from esor_bot_discord.calls import Calls, Refused

TEXT, DIRECT, NEWS, FORUM, MEDIA = 0, 1, 5, 15, 16
THREADS = frozenset({10, 11, 12})
PRIVATE_THREAD = 12

_REMEMBERED = 5000
_DAY = 1440  # minutes without a word, after which a thread is put away


@dataclass(frozen=True, slots=True)
class Room:
    """A channel, or a thread below one."""

    id: str
    sort: int
    parent: str = ""
    guild: str = ""

    @property
    def is_thread(self) -> bool:
        """Say whether it is a thread."""
        return self.sort in THREADS

    @property
    def has_threads(self) -> bool:
        """Say whether a thread can begin at a message of it."""
        return self.sort in {TEXT, NEWS}

    @property
    def is_forum(self) -> bool:
        """Say whether it holds posts alone."""
        return self.sort in {FORUM, MEDIA}


class Rooms:
    """Knows channels by their ids."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._rooms: OrderedDict[str, Room] = OrderedDict()
        self._direct: OrderedDict[str, str] = OrderedDict()
        self._private: OrderedDict[tuple[str, str], str] = OrderedDict()

    def heard(self, channel: Mapping[str, Any], guild: str = "") -> Room:
        """Note what is told of a channel."""
        told_guild = str(channel.get("guild_id") or guild)
        room = Room(str(channel["id"]), int(channel["type"]), str(channel.get("parent_id") or ""), told_guild)
        _put(self._rooms, room.id, room)
        return room

    def known(self, id_: str) -> Room | None:
        """Return a channel if it is known."""
        return self._rooms.get(id_)

    def forget(self, id_: str) -> None:
        """Forget a channel that is gone."""
        self._rooms.pop(id_, None)

    async def room(self, id_: str) -> Room:
        """Return a channel. Raises DiscordTrouble where Discord does not tell."""
        known = self._rooms.get(id_)
        return known or self.heard(await self._calls.surely("GET", f"/channels/{id_}", patience=5.0))

    async def direct(self, user: str) -> str:
        """Return the channel of somebody's direct messages. Raises DiscordTrouble."""
        if user not in self._direct:
            told = await self._calls.surely("POST", "/users/@me/channels", {"recipient_id": user}, patience=10.0)
            _put(self._direct, user, str(told["id"]))
        return self._direct[user]

    def met(self, user: str, channel: str) -> None:
        """Note where somebody's direct messages are."""
        _put(self._direct, user, channel)

    def met_last(self, most: int) -> list[str]:
        """Return the direct messages of those who were met last."""
        return list(self._direct.values())[-most:]

    async def thread(self, channel: str, message: str, name: str) -> str:
        """Begin a thread at a message and return its id, or that of the one that is there. Raises DiscordTrouble."""
        if message in self._rooms:
            return message
        body = {"name": name, "auto_archive_duration": _DAY}
        path = f"/channels/{channel}/messages/{message}/threads"
        try:
            made = await self._calls.surely("POST", path, body, patience=10.0, done="thread_is_there")
        except Refused as error:
            if error.why != "thread_is_there":
                raise
            made = None
        if made:
            self.heard(made)
        return message

    async def apart(self, channel: str, user: str, name: str) -> str:
        """Return the thread of a channel that only one person and the bot see. Raises DiscordTrouble."""
        key = (channel, user)
        if key not in self._private:
            body = {"name": name, "type": PRIVATE_THREAD, "auto_archive_duration": 7 * _DAY, "invitable": False}
            made = self.heard(await self._calls.once("POST", f"/channels/{channel}/threads", body))
            await self._calls.surely("PUT", f"/channels/{made.id}/thread-members/{user}", patience=10.0)
            _put(self._private, key, made.id)
        return self._private[key]

    def no_longer_apart(self, channel: str, user: str) -> None:
        """Forget a thread for one person that can't be used any more."""
        self._private.pop((channel, user), None)


def _put(known: OrderedDict[Any, Any], name: object, value: object) -> None:
    known[name] = value
    known.move_to_end(name)
    while len(known) > _REMEMBERED:
        known.popitem(last=False)
