"""What delivers the outbox's notices on Slack: cards, what stands in their threads, and what is for one person."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from time import time
from typing import TypeVar
from weakref import WeakValueDictionary

from esor_bot.desk.cards import CardPlaces
from esor_bot.desk.message import Notification
from esor_bot.desk.messenger import GaveUp, NotYet, RetryLater
from esor_bot.desk.notices import CARD
from esor_bot.domain.case import Place
from esor_bot.reception.notices import Notice
from esor_bot.serving.trouble import Limited, Trouble
from esor_bot.wording import Wording
from esor_bot_slack.calls import REVOKED, Calls, Refused
from esor_bot_slack.heard import PLATFORM
from esor_bot_slack.inbound import user_of
from esor_bot_slack.posting import Posted, Poster, Target
from esor_bot_slack.showing import Shower, Shown, body_of

_LOG = logging.getLogger(__name__)
_Result = TypeVar("_Result")
_PATIENCE = 7.0  # seconds; the outbox has patience of its own
_MENDING = 30.0  # seconds; somebody has to do something about it
_BACK = 3600.0  # seconds in which something may have been posted whose confirmation was lost
_LATER = REVOKED | {"missing_scope", "not_allowed_token_type", "no_permission"}
"""Errors that somebody mends at Slack or in the settings; what is to be delivered then waits for it."""

_LOST = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"})


@dataclass(frozen=True, slots=True)
class Sayings:
    """What the core says of notices, and where cards stand; `office` is the channel of the office.

    What is for the office waits for its channel, whatever is wrong with it: nobody else is told of it.
    """

    notice: Callable[[Place, str], Notice]
    cards: CardPlaces
    wording: Wording
    office: str = ""


class SlackMessenger:
    """Delivers to places on Slack. A receipt is the channel and the time stamp of a message."""

    def __init__(self, sayings: Sayings, calls: Calls, poster: Poster, shower: Shower, threads: Executor) -> None:
        self._sayings = sayings
        self._calls = calls
        self._poster = poster
        self._shower = shower
        self._threads = threads
        self._locks: WeakValueDictionary[tuple[int, str], asyncio.Lock] = WeakValueDictionary()

    async def send(self, place: Place, body: str, key: str) -> str:
        """Deliver a notice, once for its key."""
        notice = await self._call(partial(self._sayings.notice, place, body))
        try:
            return await self._sent(place, notice, key)
        except Refused as error:
            _LOG.warning("notice_refused", extra={"platform": PLATFORM, "reason": error.reason})
            if error.why in _LATER or place.channel == self._sayings.office:
                raise NotYet(_MENDING, error.why) from None
            raise GaveUp(error.why) from None
        except Limited as error:
            raise RetryLater(error.seconds, error.why) from None
        except Trouble as error:
            raise RetryLater(None, error.why) from None

    async def _sent(self, place: Place, notice: Notice, key: str) -> str:
        if notice.card:
            return await self._card(place, notice)
        thread = place.thread
        if notice.below and notice.case:
            thread = (await self._card_of(place, notice.case)).rpartition(":")[2] or thread
        try:
            return await self._post(Target(place.channel, thread), notice, key)
        except Refused as error:
            if error.why in {"thread_not_found", "invalid_thread_ts"}:
                return await self._post(Target(place.channel), notice, key)
            user = "" if place.private else user_of(notice.person)
            if not user or error.why in _LATER:
                raise
            _LOG.warning("place_closed", extra={"platform": PLATFORM, "case": notice.case, "reason": error.reason})
            return await self._post(Target(user), notice, key)

    async def _post(self, target: Target, notice: Notice, key: str) -> str:
        """Post a notice, unless it is there: the same key comes again when its confirmation was lost."""
        person = notice.person if target.channel[:1] in {"C", "G"} else ""
        shown = Shown(notice.reply, key, self._sayings.wording, True, time() - _BACK, person)
        posted = await self._shower.post(shown, target, _PATIENCE)
        return "" if posted is None else _receipt(posted)

    async def _card(self, place: Place, notice: Notice) -> str:
        """Show a card: in the message that shows it already, or in a new one. An older state never follows a newer."""
        lock = self._locks.setdefault((notice.case, place.channel), asyncio.Lock())
        async with lock:
            known = await self._call(partial(self._sayings.cards.get, notice.case, place))
            message, version = known or ("", 0)
            if message and version > notice.version:
                return message
            shown = Shown(notice.reply, f"card:{notice.case}:{place.channel}", self._sayings.wording, True)
            if not (message and await self._changed(message, shown)):
                body = body_of(shown.payloads[0])
                target = Target(place.channel, place.thread)
                posted = await self._poster.post(target, body, look=True, since=time() - _BACK, patience=_PATIENCE)
                message = _receipt(posted)
            await self._call(partial(self._sayings.cards.put, notice.case, place, message, notice.version))
            return message

    async def _changed(self, message: str, shown: Shown) -> bool:
        channel, _, stamp = message.rpartition(":")
        try:
            await self._calls.surely(
                "chat.update", {**body_of(shown.payloads[0]), "channel": channel, "ts": stamp}, tries=3
            )
        except Refused as error:
            if error.why not in _LOST:
                raise
            _LOG.warning("card_lost", extra={"platform": PLATFORM, "reason": error.reason})
            self._poster.gone(body_of(shown.payloads[0]))
            return False
        return True

    async def _card_of(self, place: Place, case: int) -> str:
        """Return the message that is the card of a case, which is shown first where it is not there."""
        known = await self._call(partial(self._sayings.cards.get, case, place))
        if known is not None:
            return known[0]
        card = await self._call(partial(self._sayings.notice, place, Notification(CARD, case, 0).dump()))
        return await self._card(place, card) if card.card else ""

    async def _call(self, work: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def _receipt(posted: Posted) -> str:
    return f"{posted.channel}:{posted.stamp}"
