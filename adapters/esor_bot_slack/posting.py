"""Posting a message exactly once, although Slack takes no key by which it could tell that it was sent already.

The first block of every message has an id that follows from what it answers. Where a call ends without an answer, the
channel is looked at for a message with that id before anything is sent again.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic, time
from typing import Any

from esor_bot.metrics import Metrics
from esor_bot.serving.trouble import Limited, Trouble, pause
from esor_bot_slack.calls import UNSURE, Calls, Refused, Unclear
from esor_bot_slack.heard import PLATFORM
from esor_bot_slack.pacing import Pace

_LOG = logging.getLogger(__name__)
PATIENT = 600.0
"""For so many seconds something is tried again that somebody waits for."""

_REMEMBERED = 2000
_SHORT = 2.0  # seconds that it is waited for Slack to let a channel be looked at
_ECHO = 1.5  # seconds in which our own message comes back as an event
_BEFORE = 60.0  # seconds by which clocks may differ
_MOST = 100  # messages that are looked at
_HISTORY = {
    "C": ("channels:history", "groups:history"),
    "G": ("groups:history", "mpim:history"),
    "D": ("im:history",),
}


@dataclass(frozen=True, slots=True)
class Target:
    """Where something is posted: a channel or a person, and a thread of it."""

    channel: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that is there."""

    channel: str
    stamp: str


class Echoes:
    """Our own messages as they come back, and the conversations we have with people."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, Posted] = OrderedDict()
        self._rooms: OrderedDict[str, str] = OrderedDict()

    def heard(self, message: Mapping[str, Any], channel: str) -> None:
        """Note a message of ours."""
        mark = mark_of(message)
        if mark and channel and message.get("ts"):
            _put(self._seen, mark, Posted(channel, str(message["ts"])))

    def get(self, mark: str) -> Posted | None:
        """Return the message with a mark, None where none has come back."""
        return self._seen.get(mark)

    def forget(self, mark: str) -> None:
        """Forget a message of ours that is not there any more."""
        self._seen.pop(mark, None)

    def met(self, user: str, channel: str) -> None:
        """Note the conversation with somebody."""
        if channel.startswith("D"):
            _put(self._rooms, user, channel)

    def room(self, channel: str) -> str:
        """Return the conversation with somebody where it is known; of a channel itself."""
        return self._rooms.get(channel, channel)


class Poster:
    """Posts messages, each once."""

    def __init__(self, calls: Calls, echoes: Echoes, pace: Pace, metrics: Metrics) -> None:
        self._calls = calls
        self._echoes = echoes
        self._pace = pace
        self._metrics = metrics
        self._blind = 0.0  # until when Slack does not want channels to be looked at

    async def post(
        self,
        target: Target,
        body: Mapping[str, Any],
        *,
        look: bool = False,
        since: float | None = None,
        patience: float = PATIENT,
    ) -> Posted:
        """Post a message and return it, or the one that is there already; `look`: it may be, from `since` on.

        Raises Refused where Slack will never take it, Limited and Unclear where it did not within so many seconds.
        """
        until, since, turn, mark = monotonic() + patience, since or time() - _BEFORE, 0, mark_of(body)
        while True:
            if look and (found := await self.find(target, mark, since, wait=turn > 0)):
                return found
            try:
                return await self._once(target, body)
            except Limited as error:
                trouble: Trouble = error
                self._pace.rest(self._echoes.room(target.channel), error.seconds)
                wait = 0.0 if monotonic() + error.seconds < until else -1.0
            except Unclear as error:
                trouble, look, wait = error, look or error.sent, pause(turn)
            except Refused as error:
                if error.why not in UNSURE:
                    self._metrics.delivered(PLATFORM, error.why)
                    raise
                trouble, look, wait = error, True, pause(turn)
            self._metrics.delivered(PLATFORM, trouble.why)
            turn += 1
            if wait < 0 or monotonic() + wait > until:
                raise trouble if not isinstance(trouble, Refused) else Unclear(trouble.why)
            await asyncio.sleep(wait)

    def gone(self, body: Mapping[str, Any]) -> None:
        """Note that a message is not there any more, and may be posted again."""
        self._echoes.forget(mark_of(body))

    async def find(self, target: Target, mark: str, since: float, *, wait: bool) -> Posted | None:
        """Return our message with a mark, None where there is none, or nobody can say.

        `wait`: where the channel can't be seen, it may still come back as an event.
        """
        if not mark:
            return None
        if found := self._echoes.get(mark):
            return found
        messages = await self.messages(target, since)
        if messages is None:
            await asyncio.sleep(_ECHO if wait else 0.0)
            return self._echoes.get(mark)
        channel = self._echoes.room(target.channel)
        for message in messages:
            if mark_of(message) == mark:
                return Posted(channel, str(message["ts"]))
        return self._echoes.get(mark)

    async def messages(self, target: Target, since: float) -> Sequence[Mapping[str, Any]] | None:
        """Return the newest messages of a place, None where they can't be seen."""
        channel = await self._room(target.channel)
        if not channel or monotonic() < self._blind or self._calls.lacks(*_HISTORY.get(channel[:1], ())):
            return None
        method = "conversations.replies" if target.thread else "conversations.history"
        asked = {"channel": channel, "oldest": f"{since:.6f}", "limit": str(_MOST), "inclusive": "true"}
        if target.thread:
            asked["ts"] = target.thread
        try:
            answer = await self._calls.surely(method, form=asked, tries=3, longest=_SHORT)
        except Trouble as error:
            if isinstance(error, Limited):
                self._blind = monotonic() + error.seconds
            _LOG.warning("channel_not_seen", extra={"platform": PLATFORM, "reason": error.reason})
            return None
        return [message for message in answer.get("messages") or () if isinstance(message, dict)]

    async def _once(self, target: Target, body: Mapping[str, Any]) -> Posted:
        channel = self._echoes.room(target.channel)
        await self._pace.turn(channel)
        where = {"channel": channel, **({"thread_ts": target.thread} if target.thread else {})}
        answer = await self._calls.once(
            "chat.postMessage", {**body, **where, "unfurl_links": False, "unfurl_media": False}
        )
        self._metrics.delivered(PLATFORM)
        posted = Posted(str(answer.get("channel") or channel), str(answer.get("ts") or ""))
        self._echoes.met(target.channel, posted.channel)
        return posted

    async def _room(self, channel: str) -> str:
        """Return the conversation with somebody, "" where it can't be known."""
        room = self._echoes.room(channel)
        if room[:1] not in {"U", "W"}:
            return room
        if self._calls.lacks("im:write"):
            return ""
        try:
            answer = await self._calls.surely("conversations.open", {"users": room}, tries=3)
        except Trouble:
            return ""
        self._echoes.met(channel, str((answer.get("channel") or {}).get("id") or ""))
        found = self._echoes.room(channel)
        return found if found != channel else ""


def mark_of(message: Mapping[str, Any]) -> str:
    """Return the id of a message's first block, "" where it has none."""
    blocks = message.get("blocks") or ()
    return str(blocks[0].get("block_id") or "") if blocks and isinstance(blocks[0], dict) else ""


def _put(known: OrderedDict[str, Any], name: str, value: object) -> None:
    known[name] = value
    known.move_to_end(name)
    while len(known) > _REMEMBERED:
        known.popitem(last=False)
