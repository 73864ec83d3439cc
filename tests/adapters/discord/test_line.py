"""The answers to one interaction."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import time
from typing import Any

import pytest

from esor_bot.metrics import Metrics
from esor_bot_discord.calls import Unclear
from esor_bot_discord.heard import COMPONENT, SLASH, Way
from esor_bot_discord.line import Gone, Line
from esor_bot_discord.outbound import Payload
from tests.adapters.discord.payloads import ANNA, CHANNEL, GUILD
from tests.adapters.discord.tiny import DROP, Tiny, refused, tiny

pytestmark = pytest.mark.asyncio
HERE, NEXT = Payload("here"), Payload("and more")
CALLBACK = "POST /interactions/5000001/tok/callback"
ORIGINAL = "PATCH /webhooks/600001/tok/messages/@original"
MORE = "POST /webhooks/600001/tok"


@asynccontextmanager
async def line(sort: int = SLASH, *, born: float | None = None, left: bool = False) -> AsyncIterator[tuple[Line, Tiny]]:
    """Give the line to an interaction, and the server that is called."""
    message = "300002" if sort == COMPONENT else ""
    way = Way(
        ANNA, CHANNEL, GUILD, message=message, interaction="5000001", token="tok", app="600001", sort=sort,
        born=time() if born is None else born,
    )  # fmt: skip
    async with tiny() as server:
        yield Line(server.calls, Metrics(), way, left=left), server


def types(server: Tiny) -> list[Any]:
    """Return what the first answers were."""
    return [one.body.get("type") for one in server.called if one.name == CALLBACK]


async def test_the_first_answer_says_it() -> None:
    """Where the answer is there in time, it is the first answer, and what follows comes behind it."""
    async with line() as (answers, server):
        assert await answers.say(HERE, hidden=True) == "@original"
        assert await answers.say(NEXT, hidden=True) == "90002"
        assert server.names() == [CALLBACK, MORE]
        assert (types(server), server.called[0].body["data"]["flags"]) == ([4], 68)


async def test_a_command_that_takes_longer() -> None:
    """What takes longer is told to wait privately, and the answer stands there in the end."""
    async with line() as (answers, server):
        await answers.defer()
        await answers.defer()
        assert server.called[0].body == {"type": 5, "data": {"flags": 64}}
        assert await answers.say(HERE, hidden=True) == "@original"
        assert server.names() == [CALLBACK, ORIGINAL]


async def test_a_press_that_takes_longer_shows_nothing_of_it() -> None:
    """A button that takes longer leaves its message as it is; what comes of it is said behind, or in its place."""
    async with line(COMPONENT) as (answers, server):
        await answers.defer()
        assert types(server) == [6]
        assert answers.can_replace
        await answers.instead(HERE)
        await answers.say(NEXT, hidden=False)
        assert server.names()[1:] == [ORIGINAL, MORE]


async def test_a_message_is_replaced_at_once() -> None:
    """What takes the place of a message takes its files away, too."""
    async with line(COMPONENT) as (answers, server):
        await answers.instead(HERE)
        assert (types(server), server.called[0].body["data"]["attachments"]) == ([7], [])


async def test_an_answer_that_was_lost_is_not_given_twice() -> None:
    """Where the first answer arrived and nobody said so, Discord's refusal of the second is good news."""
    async with line() as (answers, server):
        server.next("callback", DROP)
        server.next("callback", 400, refused(40060))
        await answers.say(HERE, hidden=True)
        assert server.names() == [CALLBACK, CALLBACK]


async def test_what_is_over_is_said_to_be_over() -> None:
    """An interaction that Discord has forgotten, and one that is too old, can't be answered."""
    async with line() as (answers, server):
        server.next("callback", 404, refused(10062))
        with pytest.raises(Gone):
            await answers.say(HERE, hidden=True)
    async with line(born=time() - 1000, left=True) as (answers, server):
        with pytest.raises(Gone):
            await answers.say(HERE, hidden=True)
        assert server.called == []


async def test_a_form_is_the_first_answer_or_none() -> None:
    """A form can be opened before anything was said, and not afterwards."""
    async with line(COMPONENT) as (answers, server):
        assert await answers.form({"custom_id": "x", "title": "X", "components": []})
        assert types(server) == [9]
        assert not await answers.form({})


async def test_nothing_to_say_is_acknowledged() -> None:
    """A press of which nothing comes is acknowledged; a command waits for words."""
    async with line(COMPONENT) as (answers, server):
        await answers.acknowledge()
        assert types(server) == [6]
    async with line() as (answers, server):
        await answers.acknowledge()
        assert server.called == []
        assert answers.open


async def test_what_another_process_left() -> None:
    """An interaction that a process left is gone on with where it may have stopped."""
    async with line(left=True) as (answers, server):
        await answers.say(HERE, hidden=True)
        assert server.names() == [ORIGINAL]
    async with line(COMPONENT, left=True) as (answers, server):
        await answers.say(HERE, hidden=True)
        assert server.names() == [MORE]


async def test_what_may_have_been_said_is_not_repeated() -> None:
    """What follows has no name by which Discord knows it: asked so, it is repeated only where it never left."""
    async with line() as (answers, server):
        await answers.say(HERE, hidden=True)
        server.next(MORE, 429, {"retry_after": 0.01})
        await answers.say(NEXT, hidden=True, twice=False)
        server.next(MORE, 502, "no")
        with pytest.raises(Unclear):
            await answers.say(NEXT, hidden=True, twice=False)
        assert server.names() == [CALLBACK, *[MORE] * 3]
