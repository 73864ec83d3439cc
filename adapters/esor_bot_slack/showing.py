"""Replies on their way to whoever is to read them: in the channel, for one person in it, or in direct messages."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import time
from typing import Any

from esor_bot.domain.reply import Audience, File, Picture, Reply
from esor_bot.reception.saying import only
from esor_bot.serving.trouble import Trouble
from esor_bot.wording import Wording
from esor_bot_slack import outbound
from esor_bot_slack.answering_urls import MOST, Addresses
from esor_bot_slack.calls import REVOKED, Calls, Refused, Unclear
from esor_bot_slack.heard import PLATFORM, Way
from esor_bot_slack.posting import PATIENT, Posted, Poster, Target
from esor_bot_slack.uploads import Uploads

_GOOD_FOR = 1700.0  # seconds; Slack says half an hour
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """A reply under its name, in somebody's language; `look`: it may be there already, from a moment on.

    `person` is addressed by it.
    """

    reply: Reply
    key: str
    wording: Wording
    look: bool = False
    since: float | None = None
    person: str = ""

    @property
    def payloads(self) -> tuple[outbound.Payload, ...]:
        """The messages that it is."""
        return outbound.messages(self.reply, self.key, person=self.person, wording=self.wording)

    def beside(self, id_: str, name: str) -> Shown:
        """Return a sentence that is said beside it."""
        return Shown(only(self.wording.say(id_)), f"{self.key}:{name}", self.wording, self.look, self.since)


class Shower:
    """Shows replies. Raises Trouble where one could not be shown anywhere."""

    def __init__(self, calls: Calls, poster: Poster, addresses: Addresses, uploads: Uploads) -> None:
        self._calls = calls
        self._poster = poster
        self._addresses = addresses
        self._uploads = uploads

    async def show(self, shown: Shown, way: Way) -> None:
        """Show a reply to those it is for."""
        reply = shown.reply
        if reply.instead and way.message and await self._instead(shown, way):
            return
        alone = way.asked or way.hidden or not way.channel
        if reply.audience is Audience.DIRECT:
            await self.directly(shown, way)
            if not way.direct and way.channel:
                await self._privately(shown.beside("surface.elsewhere.answer", "pointer"), way)
        elif way.direct and not (way.asked or way.hidden):
            await self.post(shown, Target(way.channel, way.thread))
        elif alone or reply.audience is Audience.PERSON:
            await self._privately(shown, way)
        else:
            await self._openly(shown, way)

    async def directly(self, shown: Shown, way: Way) -> Posted | None:
        """Show a reply in somebody's direct messages and return its first message."""
        return await self.post(shown, direct(way))

    async def post(self, shown: Shown, target: Target, patience: float = PATIENT) -> Posted | None:
        """Post a reply and return its first message, None where it says nothing."""
        first: Posted | None = None
        for payload in shown.payloads:
            posted = await self._poster.post(
                target, body_of(payload), look=shown.look, since=shown.since, patience=patience
            )
            await self._uploads.send(payload.files, Target(posted.channel, target.thread), shown.look, shown.since)
            first = first or posted
        return first

    async def _openly(self, shown: Shown, way: Way) -> None:
        """Post where everybody reads it; where that can't be, whoever asked gets it in their direct messages."""
        try:
            await self.post(shown, Target(way.channel, way.thread))
        except Refused as error:
            if error.why in REVOKED:
                raise
            _LOG.warning("place_closed", extra={"platform": PLATFORM, "reason": error.reason})
            await self.post(shown, Target(way.user))

    async def _privately(self, shown: Shown, way: Way) -> None:
        """Show a reply to one person where they are; where that can't be, in their direct messages."""
        payloads = shown.payloads
        files = tuple(file for payload in payloads for file in payload.files)
        if len(payloads) > MOST or not await self._hidden(payloads, way):
            await self.post(shown, direct(way))
            return
        if files:
            await self._files_apart(files, shown, way)

    async def _files_apart(self, files: Sequence[Picture | File], shown: Shown, way: Way) -> None:
        """Send files to direct messages, for nothing else has room for a file that only one person sees."""
        line = shown.beside("surface.elsewhere.here", "files")
        posted = await self.post(line, direct(way))
        if posted is not None:
            await self._uploads.send(files, Target(posted.channel, direct(way).thread), shown.look, shown.since)
        if posted is None or posted.channel != way.channel:  # whoever is there sees the file
            await self._hidden(shown.beside("surface.elsewhere.file", "pointer").payloads, way)

    async def _hidden(self, payloads: Sequence[outbound.Payload], way: Way) -> bool:
        """Show messages to one person only, by the address or in the channel; say whether that worked."""
        for payload in payloads:
            if not (way.address and await self._by_address(payload, way)) and not await self._ephemeral(payload, way):
                return False
        return True

    async def _by_address(self, payload: outbound.Payload, way: Way) -> bool:
        if time() - way.born > _GOOD_FOR:
            return False
        thread = {"thread_ts": way.root} if way.root else {}
        told = {"response_type": "ephemeral", "replace_original": False, **thread}
        try:
            await self._addresses.send(way.address, {**body_of(payload), **told})
        except Trouble as error:
            _LOG.info("address_used_up", extra={"platform": PLATFORM, "reason": error.why})
            return False
        return True

    async def _ephemeral(self, payload: outbound.Payload, way: Way) -> bool:
        """Show a message to one person of a channel; who uses a command may be where the bot is not."""
        if not way.channel or way.direct or way.asked:
            return False
        thread = {"thread_ts": way.root} if way.root else {}  # in a thread that is none yet nobody would see it
        asked = {**body_of(payload), "channel": way.channel, "user": way.user, **thread}
        try:
            await self._calls.surely("chat.postEphemeral", asked)
        except Refused as error:
            if error.why in REVOKED:
                raise
            _LOG.info("not_shown_in_channel", extra={"platform": PLATFORM, "reason": error.reason})
            return False
        return True

    async def _instead(self, shown: Shown, way: Way) -> bool:
        """Put a reply in the place of the message whose button was pressed; say whether that worked."""
        payloads = shown.payloads
        if not payloads:
            return True
        if not await self._replace(payloads[0], way):
            return False
        for payload in payloads[1:]:
            if way.hidden:
                await self._hidden((payload,), way)
            else:
                await self._poster.post(Target(way.channel, way.thread), body_of(payload), look=shown.look)
        return True

    async def _replace(self, payload: outbound.Payload, way: Way) -> bool:
        body = body_of(payload)
        try:
            if way.hidden:
                await self._addresses.send(way.address, {**body, "replace_original": True})
            else:
                await self._calls.surely("chat.update", {**body, "channel": way.channel, "ts": way.message})
        except Refused as error:
            if error.why in REVOKED:
                raise
            _LOG.info("not_replaced", extra={"platform": PLATFORM, "reason": error.reason})
            return False
        except Unclear:
            if way.hidden:
                return False
            raise
        return True


def direct(way: Way) -> Target:
    """Return where somebody's direct messages are: in the thread of them that they are in."""
    return Target(way.channel, way.thread) if way.direct else Target(way.user)


def body_of(payload: outbound.Payload) -> Mapping[str, Any]:
    """Return a message as Slack's methods take it."""
    return {"text": payload.text, "blocks": list(payload.blocks)}
