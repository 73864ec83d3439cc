"""Who is of the office: whoever has its role. Discord tells of that with what somebody does in the server.

The office's channel and that role are looked at again and again, and whenever something of the server changes.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from time import monotonic
from typing import Any

from esor_bot.desk.roster import Roster
from esor_bot.domain.conversation import Command, Event, Person, Press, Submission
from esor_bot.serving.looking import Looking
from esor_bot_discord.calls import Calls, DiscordTrouble, Refused
from esor_bot_discord.heard import PLATFORM, Heard
from esor_bot_discord.inbound import Self, of_office, person, user_of
from esor_bot_discord.permissions import SEND, VIEW, granted, missing
from esor_bot_discord.permissions import of_office as needed
from esor_bot_discord.rooms import Rooms

FRESH = 60.0
_CHANGES = frozenset(
    {"CHANNEL_CREATE", "CHANNEL_DELETE", "CHANNEL_UPDATE", "GUILD_CREATE", "GUILD_DELETE"}
    | {"GUILD_ROLE_CREATE", "GUILD_ROLE_DELETE", "GUILD_ROLE_UPDATE"}
)
_GONE = frozenset({"unknown_channel", "unknown_guild", "missing_access", "http_403", "http_404"})
_SHUT = _GONE | {"wrong_channel", "not_in_channel"}
_NO_ROLE = "no_office_role"
_WORKS = frozenset({"everybody_is_office", "missing_permissions"})
"""What is to be mended, and keeps nothing from the office."""

_MOST = 2000
_LOG = logging.getLogger(__name__)


class Office:
    """Keeps the list of those who are of the office on Discord, person by person."""

    def __init__(self, calls: Calls, rooms: Rooms, roster: Roster, channel: str, me: Self) -> None:
        self._calls = calls
        self._rooms = rooms
        self._roster = roster
        self._channel = channel
        self._me = me
        self._looked: dict[str, float] = {}
        self._looking = Looking(PLATFORM, roster)
        if not roster.keeps(f"{PLATFORM}:"):
            roster.put(PLATFORM, {})

    def changed(self, event: str) -> None:
        """Look at the channel again soon, where what the gateway tells may be about it."""
        if event in _CHANGES:
            self._looking.changed()

    async def run(self) -> None:
        """Look at the channel again and again, until it is cancelled."""
        if self._channel:
            await self._looking.run(self.look)

    async def look(self) -> bool:
        """Note whether what is for the office reaches its channel; say whether all is well with it and its role.

        Without the role nobody is of the office. As long as Discord is out of reach all stays as it was.
        """
        try:
            closed = await self._closed()
        except Refused as error:
            if error.why not in _GONE:  # the token, say: whoever was of the office is so when it is good again
                self._looking.say(error.why, works=error.why in _WORKS)
                return False
            closed = error.why
        except DiscordTrouble as error:
            _LOG.warning("office_not_seen", extra={"platform": PLATFORM, "reason": error.why})
            return False
        self._roster.shut(PLATFORM, shut=closed in _SHUT)
        if closed in _SHUT or closed == _NO_ROLE:
            self._roster.put(PLATFORM, {})
            self._looked.clear()
        self._looking.say(closed, works=closed in _WORKS)
        return not closed

    async def _closed(self) -> str:
        """Return what is wrong with the office, in a word of ours, "" where nothing is. Raises DiscordTrouble."""
        channel = await self._get(f"/channels/{self._channel}")
        server = str(channel.get("guild_id") or "")
        if not server:
            return "wrong_channel"
        guild, me = await self._get(f"/guilds/{server}"), await self._get(f"/guilds/{server}/members/{self._me.user}")
        may = granted(guild, channel, me.get("roles") or (), self._me.user)
        if missing(may, (VIEW, SEND)):
            return "not_in_channel"
        if self._me.role not in {str(one.get("id")) for one in guild.get("roles") or ()}:
            return _NO_ROLE
        if self._me.role == server:
            return "everybody_is_office"
        return "missing_permissions" if missing(may, needed(int(channel.get("type") or 0))) else ""

    async def _get(self, path: str) -> Mapping[str, Any]:
        told: Mapping[str, Any] = await self._calls.surely("GET", path, patience=5.0)
        return told

    async def note(self, heard: Heard) -> None:
        """Note whether somebody is of the office, before the core judges what they do."""
        who, event = heard.event.scene.person, heard.event
        if heard.member is not None:
            self._roster.note(who.id, who.name, member=heard.member)
        elif self._matters(heard):
            await self._look(who)
        if self._roster.has(who.id):
            for id_ in _people(event):  # somebody else, to whom something is given
                await self._look(Person(id_))

    def _matters(self, heard: Heard) -> bool:
        event = heard.event
        return isinstance(event, Press | Submission) or (isinstance(event, Command) and event.office)

    async def _look(self, who: Person) -> None:
        """Ask for the roles of somebody where none are told: in direct messages, or of somebody else."""
        fresh = monotonic() - self._looked.get(who.id, -FRESH) < FRESH
        if fresh or not (self._channel and self._me.role):
            return
        try:
            guild = (await self._rooms.room(self._channel)).guild
            member = await self._calls.surely("GET", f"/guilds/{guild}/members/{user_of(who.id)}", patience=1.0)
        except Refused as error:
            if error.why not in {"unknown_member", "unknown_user"}:
                _LOG.error("office_not_seen", extra={"platform": PLATFORM, "reason": error.why})
            self._roster.note(who.id, who.name, member=False)
        except DiscordTrouble as error:  # who was seen last stays
            _LOG.warning("office_not_seen", extra={"platform": PLATFORM, "reason": error.why})
            return
        else:
            name = person(member.get("user") or {}, member).name
            self._roster.note(who.id, name, member=bool(of_office(member, guild, self._me)))
        if len(self._looked) > _MOST:
            self._looked.clear()
        self._looked[who.id] = monotonic()


def _people(event: Event) -> list[str]:
    """Return who was chosen in a form."""
    values = event.values.values() if isinstance(event, Submission) else ()
    return [value for value in values if user_of(value).isdecimal()]
