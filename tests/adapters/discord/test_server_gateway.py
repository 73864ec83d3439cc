"""The kit's gateway: who may hear what, and how a session goes on after its connection."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from esor_bot.testing.discord import Discord, Rules
from tests.adapters.discord.caller import INTENTS, Caller

pytestmark = pytest.mark.asyncio
CONTENT = 1 << 15
MEMBERS = 1 << 1


@pytest_asyncio.fixture
async def bot(discord: Discord) -> AsyncIterator[Caller]:
    """A bot of the plainest kind."""
    async with Caller(discord) as caller:
        yield caller


@pytest.mark.parametrize("packed", [False, True])
async def test_a_session_begins(discord: Discord, bot: Caller, packed: bool) -> None:
    """Whoever says who they are is told of the server and its channels, in a stream that may be packed."""
    line = await bot.identified(packed=packed)
    ready = await line.event("READY")
    guild = await line.event("GUILD_CREATE")

    assert line.heard[0]["d"]["heartbeat_interval"] == 41250
    assert ready["user"]["id"] == discord.bot
    assert ready["resume_gateway_url"].startswith("ws://127.0.0.1")
    assert [one["id"] for one in guild["channels"]] == [discord.general]
    await discord.connected(1)
    await line.close()
    assert not discord.server.gateway.connected


async def test_what_is_not_for_the_bot_has_no_content(discord: Discord, bot: Caller) -> None:
    """Without the intent for it the bot reads direct messages, what mentions it, and its own, and no more."""
    line = await bot.identified()
    await line.event("READY")
    private = discord.direct(discord.ann)
    said = [
        await discord.say(discord.ann, discord.general, "secret", files=[("a.pdf", b"pdf")]),
        await discord.mention(discord.ann, discord.general, "hello"),
        await discord.say(discord.ann, private, "hello", files=[("a.pdf", b"pdf")]),
    ]
    await bot.post(discord.general, content="own", nonce="7")

    def messages() -> list[Any]:
        return [one["d"] for one in line.heard if one["t"] == "MESSAGE_CREATE"]

    await line.until(lambda: len(messages()) == 4)
    told = messages()
    assert [one["id"] for one in told[:3]] == [one.id for one in said]
    assert [one["content"] for one in told] == ["", f"<@{discord.bot}> hello", "hello", "own"]
    assert [len(one["attachments"]) for one in told] == [0, 0, 1, 0]
    assert told[3]["nonce"] == "7"
    await line.close()


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"token": "another"}, 4004),
        ({"intents": INTENTS | CONTENT}, 4014),
        ({"intents": INTENTS | MEMBERS}, 4014),
        ({"intents": 1 << 30}, 4013),
        ({"intents": "all"}, 4013),
    ],
)
async def test_who_asks_for_too_much_is_turned_away(
    discord: Discord, bot: Caller, other: dict[str, Any], code: int
) -> None:
    """A wrong token, and intents that nobody allowed, close the connection with Discord's code."""
    line = await bot.identified(**other)
    assert await line.closed() == code
    assert len(discord.refused) == 1


@pytest.mark.parametrize(("op", "data", "code"), [(99, None, 4001), (3, {}, 4003), (2, {"token": "no"}, 4004)])
async def test_what_is_not_understood_closes(bot: Caller, op: int, data: object, code: int) -> None:
    """What is no code of the gateway, or comes before one said who one is, closes the connection."""
    line = await bot.connect()
    await line.send(op, data)
    assert await line.closed() == code


async def test_one_says_once_who_one_is(bot: Caller, discord: Discord) -> None:
    """Who is known already, speaks another version, or speaks too often, is turned away."""
    line = await bot.identified()
    await line.event("READY")
    await line.send(2, {"token": discord.world.token})
    assert await line.closed() == 4005
    assert await (await bot.connect(version=9)).closed() == 4012
    discord.world.rules.lines = 3
    line = await bot.identified()
    for _ in range(4):
        await line.send(1, None)
    assert await line.closed() == 4008


async def test_a_session_goes_on(discord: Discord, bot: Caller) -> None:
    """Whoever connects anew is told what they missed, in its order and under its numbers, and then that they did."""
    line = await bot.identified()
    session = (await line.event("READY"))["session_id"]
    await line.event("GUILD_CREATE")
    await discord.cut()
    await line.closed()
    said = await discord.mention(discord.ann, discord.general, "hello")
    again = await bot.connect()
    await again.send(6, {"token": discord.world.token, "session_id": session, "seq": line.last})
    await again.event("RESUMED")

    told = [(one["t"], one["s"]) for one in again.heard if one["t"]]
    assert told == [("MESSAGE_CREATE", line.last + 1), ("RESUMED", line.last + 2)]
    assert again.heard[1]["d"]["id"] == said.id
    await again.close()


async def test_a_session_ends(discord: Discord, bot: Caller) -> None:
    """A session that was forgotten, was never there, or is said to be invalid can't go on."""
    line = await bot.identified()
    session = (await line.event("READY"))["session_id"]
    await discord.invalidate()
    assert (await line.told(9))["d"] is False
    await line.close()
    for name in (session, "another"):
        again = await bot.connect()
        await again.send(6, {"token": discord.world.token, "session_id": name, "seq": 0})
        assert (await again.told(9))["d"] is False
        await again.close()


async def test_a_number_that_never_was(discord: Discord, bot: Caller) -> None:
    """Whoever says that they heard what was not told yet is turned away."""
    line = await bot.identified()
    session = (await line.event("READY"))["session_id"]
    again = await bot.connect()
    await again.send(6, {"token": discord.world.token, "session_id": session, "seq": 99})
    assert await again.closed() == 4007
    await line.close()


async def test_hearts_beat() -> None:
    """A beat is acknowledged; where none comes any more the connection is closed; a deaf server says nothing."""
    async with Discord(rules=Rules(beat=0.2)) as discord, Caller(discord) as bot:
        line = await bot.identified()
        await line.send(1, None)
        await line.told(11)
        discord.deaf = True
        count = len(line.heard)
        await line.send(1, None)
        assert await line.closed() == 4009
        assert not [one for one in line.heard[count:] if one["op"] == 11]


async def test_what_is_told_of_a_connection(discord: Discord, bot: Caller) -> None:
    """A server may ask to connect anew, or close with a code of its own."""
    line = await bot.identified()
    await line.event("READY")
    await discord.reconnect()
    await line.told(7)
    await discord.close(4000)
    assert await line.closed() == 4000
    assert discord.refused == []
