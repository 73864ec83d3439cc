"""What delivers the outbox's notices on Discord: cards, what stands below them, and what is for one person."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar
from weakref import WeakValueDictionary

from esor_bot.desk.cards import CardPlaces
from esor_bot.desk.message import Notification
from esor_bot.desk.messenger import GaveUp, RetryLater
from esor_bot.desk.notices import CARD
from esor_bot.domain.case import Place
from esor_bot.domain.reply import Reply
from esor_bot.reception import plain
from esor_bot.reception.notices import Notice
from esor_bot.reception.text import short
from esor_bot.wording import Wording
from esor_bot_discord.calls import Calls, DiscordTrouble, Limited, Refused
from esor_bot_discord.heard import PLATFORM
from esor_bot_discord.inbound import user_of
from esor_bot_discord.posting import Posted, Poster
from esor_bot_discord.posts import Posts
from esor_bot_discord.rooms import Rooms
from esor_bot_discord.showing import Shower, Shown

_LOG = logging.getLogger(__name__)
_Result = TypeVar("_Result")
_PATIENCE = 7.0  # seconds; the outbox has patience of its own
MENDING = 60.0
"""Seconds until something is tried again that somebody has to mend first."""

_TITLE = 90
_LATER = frozenset({"http_401", "missing_access", "missing_permissions"})
"""Errors that somebody mends at Discord or in the settings; what is to be delivered to the office then waits for it."""

_LOST = frozenset({"unknown_message", "unknown_channel"})


@dataclass(frozen=True, slots=True)
class Sayings:
    """What the core says of notices, and where cards stand."""

    notice: Callable[[Place, str], Notice]
    cards: CardPlaces
    wording: Wording


class DiscordMessenger:
    """Delivers to places on Discord. A receipt is the channel and the id of a message."""

    def __init__(
        self,
        sayings: Sayings,
        calls: Calls,
        poster: Poster,
        shower: Shower,
        rooms: Rooms,
        posts: Posts,
        threads: Executor,
    ) -> None:
        self._sayings = sayings
        self._calls = calls
        self._poster = poster
        self._shower = shower
        self._rooms = rooms
        self._posts = posts
        self._threads = threads
        self._locks: WeakValueDictionary[tuple[int, str], asyncio.Lock] = WeakValueDictionary()

    async def send(self, place: Place, body: str, key: str) -> str:
        """Deliver a notice, once for its key."""
        notice = await self._call(partial(self._sayings.notice, place, body))
        try:
            return await self._sent(place, notice, key)
        except Refused as error:
            _LOG.warning("notice_refused", extra={"platform": PLATFORM, "reason": error.why})
            if self._calls.refused or (error.why in _LATER and (notice.card or notice.below)):
                raise RetryLater(MENDING, error.why) from None
            raise GaveUp(error.why) from None
        except Limited as error:
            raise RetryLater(error.seconds, error.why) from None
        except DiscordTrouble as error:
            raise RetryLater(None, error.why) from None

    async def _sent(self, place: Place, notice: Notice, key: str) -> str:
        if notice.card:
            return _receipt(await self._card(place, notice))
        if notice.below and notice.case:
            return await self._below(place, notice, key)
        shown = Shown(notice.reply, key, self._sayings.wording, again=True)
        if place.private:
            return _receipt(await self._shower.privately(shown, place.channel, place.thread, _PATIENCE))
        if (await self._rooms.room(place.channel)).is_forum and not place.thread:
            return _receipt(await self._posts.post(place.channel, self._title(notice.reply), shown, key))
        addressed = replace(shown, person=notice.person)
        try:
            channel = place.thread or place.channel
            return _receipt(await self._shower.put(addressed, channel, patience=_PATIENCE))
        except Refused as error:
            if place.thread and error.why == "unknown_channel":  # the thread is gone, or never began
                return await self._sent(replace(place, thread=""), notice, key)
            user = user_of(notice.person)
            if not user:
                raise
            _LOG.warning("place_closed", extra={"platform": PLATFORM, "case": notice.case, "reason": error.why})
        return _receipt(await self._shower.privately(shown, user, place.channel, _PATIENCE))

    async def _below(self, place: Place, notice: Notice, key: str) -> str:
        """Post below the card of a case, which is shown first where it is not there."""
        known = await self._call(partial(self._sayings.cards.get, notice.case, place))
        card = _posted(known[0]) if known else await self._card_of(place, notice.case)
        shown = Shown(notice.reply, key, self._sayings.wording, again=True, person=notice.person)
        room = await self._rooms.room(place.channel)
        if card is None:
            return _receipt(await self._shower.put(shown, place.channel, patience=_PATIENCE))
        channel = card.channel
        if room.has_threads:
            name = self._sayings.wording.say("surface_discord.below", number=notice.case)
            try:
                channel = await self._rooms.thread(card.channel, card.id, name)
            except Refused as error:
                _LOG.warning("no_thread", extra={"platform": PLATFORM, "case": notice.case, "reason": error.why})
        reply_to = card.id if channel == card.channel and not room.is_forum else ""
        return _receipt(await self._shower.put(shown, channel, reply_to=reply_to, patience=_PATIENCE))

    async def _card(self, place: Place, notice: Notice) -> Posted:
        """Show a card: in the message that shows it already, or in a new one. An older state never follows a newer."""
        async with self._locks.setdefault((notice.case, place.channel), asyncio.Lock()):
            known = await self._call(partial(self._sayings.cards.get, notice.case, place))
            message, version = known or ("", 0)
            if message and version > notice.version:
                return _posted(message)
            key = f"card:{notice.case}:{place.channel}"
            shown = Shown(notice.reply, key, self._sayings.wording, again=True)
            posted = _posted(message) if message else None
            if posted is None:
                posted = await self._new_card(place, shown, key)
            elif not await self._changed(posted, shown):
                # Under its first name Discord might say that it is there, for some minutes after it was deleted.
                posted = await self._new_card(place, shown, f"{key}:{posted.id}")
            await self._call(partial(self._sayings.cards.put, notice.case, place, _receipt(posted), notice.version))
            return posted

    async def _new_card(self, place: Place, shown: Shown, key: str) -> Posted:
        if (await self._rooms.room(place.channel)).is_forum:
            return await self._posts.post(place.channel, self._title(shown.reply), shown, key)
        return await self._poster.post(place.channel, shown.payloads[0], key, patience=_PATIENCE)

    async def _changed(self, posted: Posted, shown: Shown) -> bool:
        try:
            await self._poster.change(posted, shown.payloads[0], patience=_PATIENCE)
        except Refused as error:
            if error.why not in _LOST:
                raise
            _LOG.warning("card_lost", extra={"platform": PLATFORM, "reason": error.why})
            self._rooms.forget(posted.channel)
            return False
        return True

    async def _card_of(self, place: Place, case: int) -> Posted | None:
        card = await self._call(partial(self._sayings.notice, place, Notification(CARD, case, 0).dump()))
        return await self._card(place, card) if card.card else None

    @staticmethod
    def _title(reply: Reply) -> str:
        return short(plain.render_block(reply.blocks[0]).split("\n")[0], _TITLE) if reply.blocks else ""

    async def _call(self, work: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def _receipt(posted: Posted | None) -> str:
    return f"{posted.channel}:{posted.id}" if posted else ""


def _posted(message: str) -> Posted:
    channel, _, id_ = message.partition(":")
    return Posted(channel, id_)
