"""Who is in the office's channel: looked at again and again, and whenever somebody comes or leaves."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from esor_bot.desk.roster import Roster
from esor_bot.serving.looking import Looking
from esor_bot.serving.trouble import Trouble
from esor_bot_slack.calls import REVOKED, Calls, Refused
from esor_bot_slack.heard import PLATFORM
from esor_bot_slack.inbound import Self, person_id
from esor_bot_slack.people import People

_PAGE, _MOST_PAGES, _MOST_NAMES = "200", 50, 200
_NEEDED = ("channels:read", "groups:read")
_NAMING = 2.0
_LOG = logging.getLogger(__name__)


class Office:
    """Keeps the list of those who are of the office on Slack: the members of one channel."""

    def __init__(self, calls: Calls, people: People, roster: Roster, channel: str, me: Self) -> None:
        self._calls = calls
        self._people = people
        self._roster = roster
        self._channel = channel
        self._me = me
        self._looking = Looking(PLATFORM, roster)

    def changed(self, channel: str) -> None:
        """Look again soon, where it is the office's channel that changed."""
        if channel == self._channel:
            self._looking.changed()

    async def run(self) -> None:
        """Look again and again, until it is cancelled."""
        await self._looking.run(self.look)

    async def look(self) -> bool:
        """Note who is there now; say whether all is well. Who was seen last stays while Slack is out of reach."""
        if not self._channel:
            self._roster.put(PLATFORM, {})
            return True
        try:
            if self._calls.lacks(*_NEEDED):
                raise Refused("missing_scope", ",".join(_NEEDED))
            closed = await self._closed()
            self._roster.shut(PLATFORM, shut=bool(closed))
            users = await self._members()
        except Refused as error:
            self._looking.say(error.reason)
            if error.why not in REVOKED:  # who was seen last is of the office still, when the token is good again
                self._roster.put(PLATFORM, {})
                self._roster.shut(PLATFORM, shut=True)
            return False
        except Trouble as error:
            self._looking.not_seen(error.why)
            return False
        ids = {user: person_id(self._me.team, user) for user in users if user != self._me.user}
        self._roster.put(PLATFORM, dict.fromkeys(ids.values(), ""))
        named = await asyncio.gather(*(self._people.person(user, _NAMING) for user in list(ids)[:_MOST_NAMES]))
        self._roster.put(PLATFORM, {**dict.fromkeys(ids.values(), ""), **{one.id: one.name for one in named}})
        self._looking.say(closed)
        return not closed

    async def _closed(self) -> str:
        """Return why nothing can be posted to the channel, "" where it can."""
        answer = await self._calls.surely("conversations.info", form={"channel": self._channel})
        told = answer.get("channel") or {}
        if told.get("is_archived"):
            return "is_archived"
        return "not_in_channel" if told.get("is_member") is False else ""

    async def _members(self) -> Sequence[str]:
        found: list[str] = []
        cursor = ""
        for _ in range(_MOST_PAGES):
            asked = {"channel": self._channel, "limit": _PAGE, "cursor": cursor or None}
            answer = await self._calls.surely("conversations.members", form=asked)
            found += [str(user) for user in answer.get("members") or ()]
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                break
        return found
