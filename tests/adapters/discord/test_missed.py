"""What was written while nothing was heard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from esor_bot.serving.lanes import Lanes
from esor_bot_discord.missed import BEFORE, LONGEST, MOST_CHANNELS, MOST_PEOPLE, Missed, at
from esor_bot_discord.rooms import Rooms
from tests.adapters.discord.payloads import CHANNEL, GUILD, THREAD
from tests.adapters.discord.tiny import Json, Tiny, refused, tiny

pytestmark = pytest.mark.asyncio
NOW = 1_796_000_000.0


def id_(before: float) -> str:
    """Return the id of a message of so many seconds ago."""
    return str(at(NOW - before))


class Session:
    """What looks for what was missed, the server that it asks, and what it hears."""

    def __init__(self, server: Tiny) -> None:
        self.server = server
        self.rooms = Rooms(server.calls)
        self.lanes = Lanes()
        self.found: list[Any] = []
        self.missed = Missed(server.calls, self.rooms, self.lanes, self.found.append, lambda: NOW)

    async def begins(self, *channels: Json, threads: tuple[Json, ...] = ()) -> list[str]:
        """Begin a session in a server with these channels, and return what was asked for."""
        before = len(self.server.called)
        self.missed.begun()
        self.missed.server({"id": GUILD, "channels": list(channels), "threads": list(threads)})
        await self.lanes.finish(5.0)
        return self.server.names()[before:]


@asynccontextmanager
async def session() -> AsyncIterator[Session]:
    """Give what looks for what was missed."""
    async with tiny() as server:
        server.always("/messages", 200, [])
        yield Session(server)


async def test_only_where_something_was_written_is_looked() -> None:
    """Of the channels and threads of a server only those are asked in which something is new."""
    async with session() as one:
        one.missed.heard({"id": id_(60)})
        new, old = {"id": CHANNEL, "last_message_id": id_(5)}, {"id": "100009", "last_message_id": id_(70)}
        thread = {"id": THREAD, "last_message_id": id_(9)}
        asked = await one.begins(old, new, {"id": "100010", "last_message_id": None}, threads=(thread,))
        assert asked == [f"GET /channels/{CHANNEL}/messages", f"GET /channels/{THREAD}/messages"]


async def test_what_is_found_is_heard_in_order() -> None:
    """What was written is heard as if it came now, the oldest first, with the server that it was written in."""
    async with session() as one:
        one.server.next(CHANNEL, 200, [{"id": id_(5)}, {"id": id_(6)}])
        await one.begins({"id": CHANNEL, "last_message_id": id_(5)})
        assert one.found == [{"id": id_(at_), "channel_id": CHANNEL, "guild_id": GUILD} for at_ in (6, 5)]


async def test_direct_messages_are_looked_at_too() -> None:
    """The direct messages of those who were met last are asked, and no more of them than do no harm."""
    async with session() as one:
        for user in range(MOST_PEOPLE + 5):
            one.rooms.met(f"2000{user:02}", f"1100{user:02}")
        one.server.next("110029", 200, [{"id": id_(5)}])
        asked = await one.begins()
        assert len(asked) == MOST_PEOPLE
        assert "GET /channels/110004/messages" not in asked
        assert one.found == [{"id": id_(5), "channel_id": "110029"}]


async def test_it_does_not_look_back_for_ever() -> None:
    """A process that begins looks back for minutes, one that was connected before for an hour at most."""
    async with session() as one:
        channels = [
            {"id": f"1000{at_}", "last_message_id": id_(back)} for at_, back in enumerate((5, BEFORE + 5, LONGEST + 5))
        ]
        assert len(await one.begins(*channels)) == 1
        one.missed.heard({"id": id_(LONGEST * 9)})
        assert len(await one.begins(*channels)) == 2


async def test_a_large_server_is_not_asked_for_all() -> None:
    """Of very many channels those are asked in which something was written last; one that is closed is left."""
    async with session() as one:
        one.server.next("GET", 403, refused(50001))
        channels = [{"id": f"10{at_:04}", "last_message_id": id_(at_ + 1.0)} for at_ in range(MOST_CHANNELS + 9)]
        asked = await one.begins(*channels)
        assert len(asked) == MOST_CHANNELS
        assert asked[0] == "GET /channels/100000/messages"
