"""Replies on their way to whoever is to read them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from esor_bot.domain.reply import Audience, Outcome, Reply, Text
from esor_bot.metrics import Metrics
from esor_bot.wording import Wording
from esor_bot_discord.heard import Way
from esor_bot_discord.posting import Poster, nonce_of
from esor_bot_discord.rooms import Rooms
from esor_bot_discord.showing import Shower, Shown
from tests.adapters.discord.payloads import ANNA, CHANNEL, GUILD
from tests.adapters.discord.tiny import DROP, Tiny, refused, tiny

pytestmark = pytest.mark.asyncio
MENTION = Way(ANNA, CHANNEL, GUILD, message="300001", begin=True)
SHOWN = Shown(Reply(Outcome.ANSWERED, (Text("Until Friday."),)), "k", Wording({}), title="until when?")
PRIVATE = replace(SHOWN, reply=replace(SHOWN.reply, audience=Audience.PERSON))
THREADS = f"POST /channels/{CHANNEL}/messages/300001/threads"


@asynccontextmanager
async def shower() -> AsyncIterator[tuple[Shower, Tiny, Poster]]:
    """Give what shows replies, and the server that it calls."""
    async with tiny() as server:
        server.always("POST /users/@me/channels", 200, {"id": "110001"})
        server.always("/threads", 201, {"id": "300001", "type": 11, "parent_id": CHANNEL})
        poster = Poster(server.calls, Metrics())
        yield Shower(poster, Rooms(server.calls)), server, poster


async def test_a_mention_is_answered_in_a_new_thread() -> None:
    """The thread is called as the question, and nobody is called by what stands in it."""
    async with shower() as (shows, server, _):
        await shows.show(SHOWN, MENTION, None)
        assert server.names() == [THREADS, "POST /channels/300001/messages"]
        assert server.called[0].body["name"] == "until when?"
        assert server.called[1].body["allowed_mentions"] == {"parse": []}


async def test_where_no_thread_can_begin_the_answer_is_a_reply() -> None:
    """Without the permission for threads the answer is a reply in the channel."""
    async with shower() as (shows, server, _):
        server.next("threads", 403, refused(50013))
        await shows.show(SHOWN, MENTION, None)
        assert server.names()[-1] == f"POST /channels/{CHANNEL}/messages"
        assert server.called[-1].body["message_reference"]["message_id"] == "300001"


async def test_what_is_for_one_person_is_not_said_where_others_read() -> None:
    """A reply for one person to something that was written goes to their direct messages."""
    async with shower() as (shows, server, _):
        await shows.show(PRIVATE, MENTION, None)
        assert server.names() == ["POST /users/@me/channels", "POST /channels/110001/messages"]


async def test_where_the_bot_may_not_write_it_writes_to_the_person() -> None:
    """Whoever asked in a channel that is closed to the bot gets the answer all the same."""
    async with shower() as (shows, server, _):
        server.next(f"POST /channels/{CHANNEL}/messages", 403, refused(50001))
        await shows.show(SHOWN, replace(MENTION, begin=False, reply=True), None)
        assert server.names()[-1] == "POST /channels/110001/messages"


async def test_a_message_is_sent_again_under_its_nonce() -> None:
    """Where nobody says whether a message arrived, it is sent again under the nonce by which Discord knows it."""
    async with shower() as (shows, server, _):
        server.next("POST /channels/110002/messages", 502, "no")
        server.next("POST /channels/110002/messages", DROP)
        await shows.show(SHOWN, Way(ANNA, "110002", message="300001"), None)
        assert [one.body["nonce"] for one in server.called] == [nonce_of("k:110002:0")] * 3


async def test_a_message_that_came_back_is_not_sent_again() -> None:
    """What came back by the gateway is there, whatever became of the call."""
    async with shower() as (shows, server, poster):
        poster.heard({"nonce": nonce_of("k:110002:0"), "channel_id": "110002", "id": "300007"})
        await shows.show(SHOWN, Way(ANNA, "110002", message="300001"), None)
        assert server.called == []
