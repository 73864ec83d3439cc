"""How notices of the outbox are shown on Slack. A receipt is the channel and the time stamp of a message."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from time import time

from esor_bot.domain.case import Place
from esor_bot.reception.notices import Notice
from esor_bot.serving import trouble
from esor_bot.wording import Wording
from esor_bot_slack.calls import REVOKED, Calls, Refused
from esor_bot_slack.heard import PLATFORM
from esor_bot_slack.inbound import user_of
from esor_bot_slack.posting import Posted, Poster, Target
from esor_bot_slack.showing import Shower, Shown, body_of

_LOG = logging.getLogger(__name__)
_PATIENCE = 7.0  # seconds; the outbox has patience of its own
_BACK = 3600.0  # seconds in which something may have been posted whose confirmation was lost
_LATER = REVOKED | {"missing_scope", "not_allowed_token_type", "no_permission"}
"""Errors that somebody mends at Slack or in the settings; what is to be delivered then waits for it."""

_LOST = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"})


@dataclass(frozen=True, slots=True)
class SlackNoticeboard:
    """Shows notices; `office` is the channel of the office.

    What is for the office waits for its channel, whatever is wrong with it: nobody else is told of it.
    """

    wording: Wording
    calls: Calls
    poster: Poster
    shower: Shower
    office: str = ""

    def waits(self, error: trouble.Refused, place: Place, notice: Notice) -> bool:
        """Say whether something is to wait until somebody has mended something."""
        return error.why in _LATER or place.channel == self.office

    async def below(self, place: Place, card: str, notice: Notice, key: str) -> str:
        """Show a notice in the thread of a card."""
        return await self.post(replace(place, thread=card.rpartition(":")[2] or place.thread), notice, key)

    async def post(self, place: Place, notice: Notice, key: str) -> str:
        """Show a notice at a place, or to the person where that is closed."""
        try:
            return await self._post(Target(place.channel, place.thread), notice, key)
        except Refused as error:
            if error.why in {"thread_not_found", "invalid_thread_ts"}:
                return await self._post(Target(place.channel), notice, key)
            user = "" if place.private else user_of(notice.person)
            if not user or error.why in _LATER:
                raise
            _LOG.warning("place_closed", extra={"platform": PLATFORM, "case": notice.case, "reason": error.reason})
            return await self._post(Target(user), notice, key)

    async def card(self, place: Place, notice: Notice, key: str) -> str:
        """Show a card in a message of its own."""
        body, target = body_of(self._shown(notice, key).payloads[0]), Target(place.channel, place.thread)
        posted = await self.poster.post(target, body, look=True, since=time() - _BACK, patience=_PATIENCE)
        return _receipt(posted)

    async def change(self, card: str, notice: Notice, key: str) -> bool:
        """Show a card in the message that showed it before."""
        channel, _, stamp = card.rpartition(":")
        body = body_of(self._shown(notice, key).payloads[0])
        try:
            await self.calls.surely("chat.update", {**body, "channel": channel, "ts": stamp}, tries=3)
        except Refused as error:
            if error.why not in _LOST:
                raise
            self.poster.gone(body)
            return False
        return True

    async def _post(self, target: Target, notice: Notice, key: str) -> str:
        """Post a notice, unless it is there: the same key comes again when its confirmation was lost."""
        person = notice.person if target.channel[:1] in {"C", "G"} else ""
        shown = replace(self._shown(notice, key), since=time() - _BACK, person=person)
        posted = await self.shower.post(shown, target, _PATIENCE)
        return "" if posted is None else _receipt(posted)

    def _shown(self, notice: Notice, key: str) -> Shown:
        return Shown(notice.reply, key, self.wording, look=True)


def _receipt(posted: Posted) -> str:
    return f"{posted.channel}:{posted.stamp}"
