"""How notices of the outbox are shown on Discord. A receipt is the channel and the id of a message."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from esor_bot.domain.case import Place
from esor_bot.domain.reply import Reply
from esor_bot.reception import plain
from esor_bot.reception.notices import Notice
from esor_bot.reception.text import short
from esor_bot.serving import trouble
from esor_bot.wording import Wording
from esor_bot_discord.calls import Calls, Refused
from esor_bot_discord.heard import PLATFORM
from esor_bot_discord.inbound import user_of
from esor_bot_discord.posting import Posted, Poster
from esor_bot_discord.posts import Posts
from esor_bot_discord.rooms import Rooms
from esor_bot_discord.showing import Shower, Shown

_LOG = logging.getLogger(__name__)
_PATIENCE = 7.0  # seconds; the outbox has patience of its own
_TITLE = 90
_LATER = frozenset({"http_401", "missing_access", "missing_permissions"})
"""Errors that somebody mends at Discord or in the settings; what is to be delivered to the office then waits for it."""

_LOST = frozenset({"unknown_message", "unknown_channel"})


@dataclass(frozen=True, slots=True)
class DiscordNoticeboard:
    """Shows notices; `office` is the channel of the office, "" for none: what is for it waits, whatever is wrong."""

    wording: Wording
    calls: Calls
    poster: Poster
    shower: Shower
    rooms: Rooms
    posts: Posts
    office: str = ""

    def waits(self, error: trouble.Refused, place: Place, notice: Notice) -> bool:
        """Say whether something is to wait until somebody has mended something."""
        for_office = bool(self.office) and place.channel == self.office
        return bool(self.calls.refused) or for_office or (error.why in _LATER and (notice.card or notice.below))

    async def post(self, place: Place, notice: Notice, key: str) -> str:
        """Show a notice at a place, or to the person where that is closed."""
        shown = self._shown(notice, key)
        if place.private:
            return _receipt(await self.shower.privately(shown, place.channel, place.thread, _PATIENCE))
        if (await self.rooms.room(place.channel)).is_forum and not place.thread:
            return _receipt(await self.posts.post(place.channel, _title(notice.reply), shown, key))
        addressed = replace(shown, person=notice.person)
        try:
            channel = place.thread or place.channel
            return _receipt(await self.shower.put(addressed, channel, patience=_PATIENCE))
        except Refused as error:
            if place.thread and error.why == "unknown_channel":  # the thread is gone, or never began
                return await self.post(replace(place, thread=""), notice, key)
            user = user_of(notice.person)
            if not user:
                raise
            _LOG.warning("place_closed", extra={"platform": PLATFORM, "case": notice.case, "reason": error.why})
        return _receipt(await self.shower.privately(shown, user, place.channel, _PATIENCE))

    async def below(self, place: Place, card: str, notice: Notice, key: str) -> str:
        """Show a notice in a thread that begins at a card, or as a reply to it."""
        shown, message = replace(self._shown(notice, key), person=notice.person), _posted(card)
        room = await self.rooms.room(place.channel)
        if not card:
            return _receipt(await self.shower.put(shown, place.channel, patience=_PATIENCE))
        channel = message.channel
        if room.has_threads:
            name = self.wording.say("surface_discord.below", number=notice.case)
            try:
                channel = await self.rooms.thread(message.channel, message.id, name)
            except Refused as error:
                _LOG.warning("no_thread", extra={"platform": PLATFORM, "case": notice.case, "reason": error.why})
        reply_to = message.id if channel == message.channel and not room.is_forum else ""
        return _receipt(await self.shower.put(shown, channel, reply_to=reply_to, patience=_PATIENCE))

    async def card(self, place: Place, notice: Notice, key: str) -> str:
        """Show a card in a message of its own: in a forum, that begins a post."""
        shown = self._shown(notice, key)
        if (await self.rooms.room(place.channel)).is_forum:
            return _receipt(await self.posts.post(place.channel, _title(notice.reply), shown, key))
        return _receipt(await self.poster.post(place.channel, shown.payloads[0], key, patience=_PATIENCE))

    async def change(self, card: str, notice: Notice, key: str) -> bool:
        """Show a card in the message that showed it before."""
        posted = _posted(card)
        try:
            await self.poster.change(posted, self._shown(notice, key).payloads[0], patience=_PATIENCE)
        except Refused as error:
            if error.why not in _LOST:
                raise
            self.rooms.forget(posted.channel)
            return False
        return True

    def _shown(self, notice: Notice, key: str) -> Shown:
        return Shown(notice.reply, key, self.wording, again=True)


def _title(reply: Reply) -> str:
    return short(plain.render_block(reply.blocks[0]).split("\n")[0], _TITLE) if reply.blocks else ""


def _receipt(posted: Posted | None) -> str:
    return f"{posted.channel}:{posted.id}" if posted else ""


def _posted(message: str) -> Posted:
    channel, _, id_ = message.partition(":")
    return Posted(channel, id_)
