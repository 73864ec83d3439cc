"""Answers to an interaction that are several messages: each of them once, whatever becomes of a call."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from time import time
from typing import Any

import pytest

from esor_bot.domain.reply import Audience, Outcome, Reply, Text
from esor_bot.metrics import Metrics
from esor_bot.wording import Wording
from esor_bot_discord.heard import COMPONENT, SLASH, Way
from esor_bot_discord.line import Line
from esor_bot_discord.outbound import REST, press
from esor_bot_discord.posting import Poster, nonce_of
from esor_bot_discord.rooms import Rooms
from esor_bot_discord.showing import Shower, Shown
from tests.adapters.discord.payloads import ANNA, CHANNEL, GUILD
from tests.adapters.discord.tiny import DROP, Tiny, refused, tiny

pytestmark = pytest.mark.asyncio
CALLBACK = "POST /interactions/5000001/tok/callback"
ORIGINAL = "PATCH /webhooks/600001/tok/messages/@original"
MORE = "POST /webhooks/600001/tok"
HERE = f"POST /channels/{CHANNEL}/messages"
LONG = Reply(Outcome.ANSWERED, (Text("a " * 900), Text("b " * 900), Text("c " * 900)))
WORDS = Wording({"blocks.rest": "Show what follows"})
PRESSED = Way(ANNA, CHANNEL, GUILD, message="300002", interaction="5000001", token="tok", app="600001", sort=COMPONENT)
ASKED = replace(PRESSED, message="", sort=SLASH, asked=True)


@dataclass
class Following:
    """What shows replies, and the server that it calls."""

    shower: Shower
    server: Tiny

    async def show(self, way: Way, *, again: bool = False, left: bool = False) -> None:
        """Show a reply of three messages as the answer to an interaction."""
        way = replace(way, born=time())
        line = Line(self.server.calls, Metrics(), way, left=left)
        await self.shower.show(Shown(LONG, "k", WORDS, again), way, line)

    def said(self, name: str) -> list[str]:
        """Return how the messages begin that calls of a kind were to show."""
        bodies: list[Any] = [one.body for one in self.server.called if one.name == name]
        return [(body.get("data") or body)["content"][:1] for body in bodies]

    def behind(self) -> str:
        """Return the key of what is behind a button of the last call."""
        body = self.server.called[-1].body
        (button,) = body["components"][-1]["components"]
        action, values = press(button["custom_id"])
        assert (action, button["label"]) == (REST, "Show what follows")
        return values["key"]


@asynccontextmanager
async def following() -> AsyncIterator[Following]:
    """Give what shows replies."""
    async with tiny() as server:
        yield Following(Shower(Poster(server.calls, Metrics()), Rooms(server.calls)), server)


async def test_what_others_read_goes_under_a_nonce() -> None:
    """In a channel what follows is a message of its own: sent again, Discord knows it, and shows it once."""
    async with following() as here:
        here.server.next(HERE, 502, "no")
        here.server.next(HERE, DROP)
        await here.show(PRESSED)
        assert here.said(CALLBACK) == ["a"]
        assert here.said(HERE) == ["b", "b", "b", "c"]
        nonces = [one.body["nonce"] for one in here.server.called if one.name == HERE]
        assert nonces == [nonce_of(f"k:{CHANNEL}:1")] * 3 + [nonce_of(f"k:{CHANNEL}:2")]


async def test_in_direct_messages_it_goes_so_too() -> None:
    """In direct messages nobody else reads, and nothing has to be hidden."""
    async with following() as here:
        await here.show(replace(ASKED, guild=""))
        assert here.server.names() == [CALLBACK, HERE, HERE]


async def test_where_the_bot_may_not_write_it_follows_by_the_interaction() -> None:
    """A channel that is closed to the bot shows what follows all the same."""
    async with following() as here:
        here.server.always(HERE, 403, refused(50001))
        await here.show(PRESSED)
        assert here.said(MORE) == ["b", "c"]


async def test_another_process_goes_on_under_the_same_nonces() -> None:
    """After a crash the next process says it under the names that the first one used."""
    async with following() as here:
        await here.show(replace(ASKED, guild=""), again=True, left=True)
        assert here.said(ORIGINAL) == ["a"]
        nonces = [one.body["nonce"] for one in here.server.called if one.name == HERE]
        assert nonces == [nonce_of(f"k:{CHANNEL}:1"), nonce_of(f"k:{CHANNEL}:2")]


@pytest.mark.parametrize("trouble", [502, DROP])
async def test_what_may_have_been_said_to_one_person_is_behind_a_button(trouble: int) -> None:
    """What only one person sees has no nonce: where nobody says whether it arrived, a button above shows it."""
    async with following() as here:
        here.server.next(MORE, trouble, "no")
        await here.show(ASKED)
        assert here.server.names() == [CALLBACK, MORE, ORIGINAL]
        key = here.behind()
        assert here.server.called[-1].body["content"].startswith("a")
        rest = here.shower.rests.get(key, ANNA)
        assert rest is not None
        assert [one.content[:1] for one in rest.payloads] == ["b", "c"]
        assert here.shower.rests.get(key, "another") is None


async def test_the_button_stands_below_the_last_message_that_is_there() -> None:
    """Where the second message is there and the third is doubtful, the second gets the button."""
    async with following() as here:
        here.server.next(MORE, 200, {"id": "300009"})
        here.server.next(MORE, DROP)
        await here.show(ASKED)
        assert here.server.names()[-1] == "PATCH /webhooks/600001/tok/messages/300009"
        assert here.behind()


async def test_what_a_process_left_is_not_said_twice() -> None:
    """After a crash nobody knows what followed: the first message is there, and a button shows the rest."""
    async with following() as here:
        await here.show(ASKED, again=True, left=True)
        assert here.server.names() == [ORIGINAL, ORIGINAL]
        assert here.behind()


async def test_what_is_behind_a_button_is_shown() -> None:
    """Whoever presses it gets what follows, as the answer to that."""
    async with following() as here:
        here.server.next(MORE, DROP)
        await here.show(ASKED)
        rest = here.shower.rests.get(here.behind(), ANNA)
        assert rest is not None
        way = replace(PRESSED, born=time(), hidden=True)
        nothing = Shown(Reply(Outcome.SMALLTALK, (), audience=Audience.PERSON), "r", WORDS)
        await here.shower.rest(rest, nothing, way, Line(here.server.calls, Metrics(), way))
        assert here.said(CALLBACK) == ["a", "b"]
        assert here.said(MORE) == ["b", "c"]
