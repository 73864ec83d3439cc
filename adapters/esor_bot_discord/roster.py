"""Who is of the office: whoever has its role. Discord tells of that with what somebody does in the server."""

from __future__ import annotations

import logging
from time import monotonic

from esor_bot.desk.roster import Roster
from esor_bot.domain.conversation import Command, Press, Submission
from esor_bot_discord.calls import Calls, DiscordTrouble, Refused
from esor_bot_discord.heard import PLATFORM, Heard
from esor_bot_discord.inbound import Self, of_office, person
from esor_bot_discord.rooms import Rooms

FRESH = 60.0
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
        if not roster.keeps(f"{PLATFORM}:"):
            roster.put(PLATFORM, {})

    async def note(self, heard: Heard) -> None:
        """Note whether somebody is of the office, before the core judges what they do."""
        who = heard.event.scene.person
        if heard.member is not None:
            self._roster.note(who.id, who.name, member=heard.member)
        elif self._matters(heard) and monotonic() - self._looked.get(who.id, -FRESH) >= FRESH:
            await self._look(heard)

    def _matters(self, heard: Heard) -> bool:
        event = heard.event
        acts = isinstance(event, Press | Submission) or (isinstance(event, Command) and event.office)
        return acts and bool(self._channel and self._me.role)

    async def _look(self, heard: Heard) -> None:
        """Ask for the roles of somebody who did something where none are told: in direct messages."""
        who, user = heard.event.scene.person, heard.way.user
        try:
            guild = (await self._rooms.room(self._channel)).guild
            member = await self._calls.surely("GET", f"/guilds/{guild}/members/{user}", patience=1.0)
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
