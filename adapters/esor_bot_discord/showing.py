"""Replies on their way to whoever is to read them: where it was asked, for one person there, or in direct messages."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeVar

from esor_bot.domain.conversation import Post
from esor_bot.domain.reply import Audience, Button, Reply
from esor_bot.reception.saying import only
from esor_bot.reception.text import short
from esor_bot.wording import Wording
from esor_bot_discord import outbound
from esor_bot_discord.calls import Refused, Unclear
from esor_bot_discord.heard import PLATFORM, Heard, Way
from esor_bot_discord.inbound import person_id
from esor_bot_discord.line import ORIGINAL, Gone, Line
from esor_bot_discord.posting import PATIENT, Posted, Poster
from esor_bot_discord.rests import Rest, Rests
from esor_bot_discord.rooms import Rooms

_TOO_LARGE = frozenset({"too_large", "http_413"})
CLOSED = frozenset({"direct_messages_closed"})
_NAME = 80
_LOG = logging.getLogger(__name__)
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Shown:
    """A reply under its name, in somebody's language; `again`: some of it may be there already.

    `person` is addressed by it, and each of its files may have `room` bytes.
    """

    reply: Reply
    key: str
    wording: Wording
    again: bool = False
    person: str = ""
    title: str = ""
    room: int = outbound.LARGEST_FILE

    @property
    def payloads(self) -> tuple[outbound.Payload, ...]:
        """The messages that it is."""
        reply = outbound.sized(self.reply, self.room, self.wording)
        return outbound.messages(reply, person=self.person, wording=self.wording)


def title_of(heard: Heard) -> str:
    """Return what a thread about something is called: the beginning of what was asked."""
    return short(heard.event.text, _NAME) if isinstance(heard.event, Post) else ""


class Said(NamedTuple):
    """A message that is surely there, and the name by which the interaction knows it."""

    name: str
    payload: outbound.Payload


class Shower:
    """Shows replies. Raises DiscordTrouble where one could not be shown anywhere."""

    def __init__(self, poster: Poster, rooms: Rooms) -> None:
        self._poster = poster
        self._rooms = rooms
        self.rests = Rests()

    async def show(self, shown: Shown, way: Way, line: Line | None) -> None:
        """Show a reply to those it is for."""
        if line is not None:
            try:
                await self._answer(shown, way, line)
                return
            except Gone as error:
                _LOG.info("line_gone", extra={"platform": PLATFORM, "reason": error.why})
        await self._post(shown, way)

    async def privately(self, shown: Shown, user: str, origin: str, patience: float = PATIENT) -> Posted | None:
        """Show a reply in somebody's direct messages, or where these are closed in a thread for them alone.

        `origin` is the channel of a server in which such a thread can begin, "" for none. Raises DiscordTrouble.
        """
        try:
            return await self.put(shown, await self._rooms.direct(user), patience=patience)
        except Refused as error:
            if error.why not in CLOSED or not origin:
                raise
            _LOG.info("direct_messages_closed", extra={"platform": PLATFORM})
        return await self._apart(shown, user, origin, patience)

    async def put(self, shown: Shown, channel: str, *, reply_to: str = "", patience: float = PATIENT) -> Posted | None:
        """Post a reply in a channel and return its first message, None where it says nothing."""
        first: Posted | None = None
        for number, payload in enumerate(shown.payloads):
            key = f"{shown.key}:{channel}:{number}"
            to = "" if number else reply_to
            post = partial(self._poster.post, channel, key=key, reply_to=to, patience=patience)
            posted = await fitting(post, payload, shown.wording)
            first = first or posted
        return first

    async def follow(
        self,
        shown: Shown,
        payloads: Sequence[outbound.Payload],
        way: Way,
        line: Line,
        *,
        hidden: bool,
        said: Said | None = None,
    ) -> str:
        """Say messages as the answer to an interaction, each once, and return the name of the first one.

        `said` is the last message that is there already.
        """
        first, begin = "", len(shown.payloads) - len(payloads)
        for place, payload in enumerate(payloads):
            name = ""
            if not hidden and not line.known:
                name = await self._beside(f"{shown.key}:{way.channel}:{begin + place}", payload, way, shown.wording)
            try:
                name = name or await self._once(shown, payload, line, hidden=hidden, said=said)
            except Unclear:
                if not said:
                    raise
                if await self._behind(shown, payloads[place:], way, line, said):
                    return first
                name = await fitting(partial(line.say, hidden=hidden), payload, shown.wording)
            said, first = Said(name, payload), first or name
        if not payloads:
            await line.acknowledge()
        return first

    async def rest(self, rest: Rest, shown: Shown, way: Way, line: Line) -> None:
        """Show what was behind a button."""
        await self.follow(shown, rest.payloads, way, line, hidden=not way.direct)

    async def _answer(self, shown: Shown, way: Way, line: Line) -> None:
        """Answer an interaction."""
        payloads, reply = shown.payloads, shown.reply
        said: Said | None = None
        replaces = line.can_replace
        if reply.instead and payloads and await self._instead(payloads[0], way, line, shown.wording):
            said = Said(ORIGINAL, payloads[0]) if replaces else None
            payloads = payloads[1:]
        hidden = not way.direct and (way.asked or way.hidden or reply.audience is not Audience.PLACE)
        await self.follow(shown, payloads, way, line, hidden=hidden, said=said)

    async def _beside(self, key: str, payload: outbound.Payload, way: Way, wording: Wording) -> str:
        """Post what others read as well as a message of its own, under its nonce; return "" where that can't be."""
        try:
            return (await fitting(partial(self._poster.post, way.channel, key=key), payload, wording)).id
        except Refused as error:
            _LOG.info("place_closed", extra={"platform": PLATFORM, "reason": error.why})
            return ""

    @staticmethod
    async def _once(shown: Shown, payload: outbound.Payload, line: Line, *, hidden: bool, said: Said | None) -> str:
        """Say something once. Raises Unclear where it may have been said, and something else is surely there."""
        if said and shown.again and not line.known:
            raise Unclear("taken_up")
        return await fitting(partial(line.say, hidden=hidden, twice=not said), payload, shown.wording)

    async def _behind(
        self, shown: Shown, payloads: Sequence[outbound.Payload], way: Way, line: Line, said: Said
    ) -> bool:
        """Let what may have been said be shown by a button below the last message; say whether that has room for it."""
        key = self.rests.put(way.user, payloads)
        button = Button(shown.wording.say("blocks.rest"), outbound.REST, {"key": key})
        changed = outbound.with_button(said.payload, button, shown.wording)
        if changed is None:
            return False
        _LOG.warning("rest_kept", extra={"platform": PLATFORM, "count": len(payloads)})
        await line.change(said.name, changed)
        return True

    async def _instead(self, payload: outbound.Payload, way: Way, line: Line, wording: Wording) -> bool:
        """Put a message in the place of the one with what was pressed; say whether that worked."""
        try:
            if line.can_replace:
                await fitting(line.instead, payload, wording)
            elif way.message and not way.hidden:
                await fitting(partial(self._poster.change, Posted(way.channel, way.message)), payload, wording)
            else:
                return False
        except Refused as error:
            _LOG.info("not_replaced", extra={"platform": PLATFORM, "reason": error.why})
            return False
        return True

    async def _post(self, shown: Shown, way: Way) -> None:
        """Show a reply by a message of its own."""
        if way.direct:
            self._rooms.met(way.user, way.channel)
            await self.put(shown, way.channel)
        elif way.asked or way.hidden or shown.reply.audience is not Audience.PLACE:
            await self.privately(shown, way.user, way.origin)
        else:
            await self._openly(shown, way)

    async def _openly(self, shown: Shown, way: Way) -> None:
        """Post where everybody reads it; where that can't be, whoever asked gets it for themselves."""
        channel, reply_to = way.channel, way.message if way.reply else ""
        if way.begin:
            try:
                name = shown.title or shown.wording.say("surface_discord.thread")
                channel = await self._rooms.thread(way.channel, way.message, name)
            except Refused as error:
                _LOG.warning("no_thread", extra={"platform": PLATFORM, "reason": error.why})
                reply_to = way.message
        try:
            await self.put(shown, channel, reply_to=reply_to)
        except Refused as error:
            _LOG.warning("place_closed", extra={"platform": PLATFORM, "reason": error.why})
            await self.privately(shown, way.user, "")

    async def _apart(self, shown: Shown, user: str, origin: str, patience: float) -> Posted | None:
        name = shown.wording.say("surface_discord.apart")
        addressed = Shown(shown.reply, shown.key, shown.wording, shown.again, person_id(user))
        try:
            thread = await self._rooms.apart(origin, user, name)
            return await self.put(addressed, thread, patience=patience)
        except Refused:
            self._rooms.no_longer_apart(origin, user)
            raise Refused(403, 50007) from None


def sentence(wording: Wording, id_: str, **values: object) -> Reply:
    """Return a sentence of ours as a reply that only one person reads."""
    return only(wording.say(id_, **values))


async def fitting(
    send: Callable[[outbound.Payload], Awaitable[_Result]], payload: outbound.Payload, wording: Wording
) -> _Result:
    """Send a message; where Discord does not take its files, without them. Raises DiscordTrouble."""
    try:
        return await send(payload)
    except Refused as error:
        if error.why not in _TOO_LARGE or not payload.files:
            raise
        _LOG.warning("file_not_sent", extra={"platform": PLATFORM, "reason": error.why})
    return await send(outbound.without_files(payload, wording))
