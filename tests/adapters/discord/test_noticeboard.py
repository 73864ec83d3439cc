"""What the outbox delivers on Discord: cards that follow their case, and notices that arrive once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from esor_bot.desk.cards import CardPlaces
from esor_bot.desk.message import Notification
from esor_bot.desk.messenger import GaveUp, NotYet, RetryLater
from esor_bot.domain.case import Place
from esor_bot.domain.reply import Outcome, Reply, Text
from esor_bot.metrics import Metrics
from esor_bot.reception.notices import Notice
from esor_bot.serving.delivery import Delivery
from esor_bot.testing.memory import MemoryStore
from esor_bot.wording import Wording
from esor_bot_discord.noticeboard import DiscordNoticeboard
from esor_bot_discord.posting import Poster, nonce_of
from esor_bot_discord.posts import Posts
from esor_bot_discord.rooms import Rooms
from esor_bot_discord.showing import Shower
from tests.adapters.discord.payloads import ANNA, CHANNEL, GUILD, THREAD
from tests.adapters.discord.tiny import DROP, Tiny, refused, tiny

pytestmark = pytest.mark.asyncio
OFFICE = Place("discord", "100009", "", private=False)
PUBLIC = Place("discord", CHANNEL, THREAD, private=False)
ALONE = Place("discord", ANNA, CHANNEL, private=True)
WORDS = Wording({"surface_discord.apart": "For you alone", "surface_discord.below": "Question #{number}"})


def said(place: Place, body: str) -> Notice:
    """Say a notice: the card of a case in its version, what stands below it, or what is for one person."""
    told = Notification.load(body)
    reply = Reply(Outcome.SMALLTALK, (Text(f"{told.kind} {told.case}.{told.version}"),))
    if told.kind == "card":
        return Notice(reply, told.case, card=True, version=told.version)
    person = "" if place.private or place == OFFICE else f"discord:{ANNA}"
    return Notice(reply, told.case, below=place == OFFICE, person=person)


def body(kind: str, version: int = 1) -> str:
    """Return a notice of case 12."""
    return Notification(kind, 12, version).dump()


@asynccontextmanager
async def messenger(sort: int = 0) -> AsyncIterator[tuple[Delivery, Tiny, Posts]]:
    """Give a messenger, the server that it calls, and the posts of the office's forum (15), where it is one."""
    async with tiny() as server:
        server.always("GET /channels/100009$", 200, {"id": "100009", "type": sort, "guild_id": GUILD})
        server.always("GET /channels/100001$", 200, {"id": CHANNEL, "type": 0, "guild_id": GUILD})
        server.always("POST /users/@me/channels", 200, {"id": "110001"})
        server.always("POST /channels/.*/threads", 200, {"id": "120001", "type": 11, "parent_id": "100009"})
        poster, rooms = Poster(server.calls, Metrics()), Rooms(server.calls)
        posts = Posts(server.calls, rooms, "900000")
        with ThreadPoolExecutor(1) as threads:
            board = DiscordNoticeboard(WORDS, server.calls, poster, Shower(poster, rooms), rooms, posts)
            yield Delivery("discord", said, CardPlaces(MemoryStore()), board, threads), server, posts


async def test_a_card_is_posted_once_and_then_changed() -> None:
    """A case has one card: the first notice posts it, those that follow change that message, and older ones nothing."""
    async with messenger() as (sends, server, _):
        first = await sends.send(OFFICE, body("card", 1), "a")
        assert await sends.send(OFFICE, body("card", 3), "b") == first
        assert await sends.send(OFFICE, body("card", 2), "c") == first
        message = first.partition(":")[2]
        assert server.names()[1:] == ["POST /channels/100009/messages", f"PATCH /channels/100009/messages/{message}"]


async def test_a_card_that_was_deleted_is_posted_anew() -> None:
    """A card that somebody deleted stands there again with the next change."""
    async with messenger() as (sends, server, _):
        first = await sends.send(OFFICE, body("card", 1), "a")
        server.next("PATCH", 404, refused(10008))
        assert await sends.send(OFFICE, body("card", 2), "b") != first


async def test_in_a_forum_a_card_is_a_post() -> None:
    """In a forum each case is a post, whose first message is the card; what stands below it is said in the post."""
    async with messenger(15) as (sends, server, _):
        assert await sends.send(OFFICE, body("card"), "a") == "120001:120001"
        await sends.send(OFFICE, body("card", 2), "b")
        await sends.send(OFFICE, body("added"), "c")
        assert server.names()[1:] == [
            "POST /channels/100009/threads",
            "PATCH /channels/120001/messages/120001",
            "POST /channels/120001/messages",
        ]
        assert server.called[1].body["name"] == "card 12.1"


async def test_a_post_that_was_made_is_not_made_twice() -> None:
    """Where nobody said that a post was made, the gateway tells of it, and it is made once."""
    async with messenger(15) as (sends, server, posts):
        server.next("POST /channels/100009/threads", DROP)
        with pytest.raises(RetryLater):
            await sends.send(OFFICE, body("card"), "a")
        posts.heard({"id": "130001", "owner_id": "900000", "parent_id": "100009", "name": "card 12.1"})
        assert await sends.send(OFFICE, body("card"), "a") == "130001:130001"


async def test_what_concerns_a_case_stands_in_the_thread_of_its_card() -> None:
    """What stands below a card begins a thread at it; the card is shown first where it is not there."""
    async with messenger() as (sends, server, _):
        await sends.send(OFFICE, body("added"), "a")
        posts = [name for name in server.names() if name.startswith("POST")]
        assert posts[0] == "POST /channels/100009/messages"
        assert posts[1].endswith("/threads")
        assert posts[2].endswith("/messages")
        assert server.called[-2].body["name"] == "Question #12"


async def test_an_answer_goes_to_direct_messages() -> None:
    """What is for one person goes to their direct messages, under a nonce that is the same each time."""
    async with messenger() as (sends, server, _):
        await sends.send(ALONE, body("answer"), "k")
        assert server.names() == ["POST /users/@me/channels", "POST /channels/110001/messages"]
        sent = server.called[-1].body
        assert (sent["nonce"], sent["enforce_nonce"]) == (nonce_of("k:110001:0"), True)


async def test_where_direct_messages_are_closed_a_private_thread_begins() -> None:
    """Whoever takes no direct messages gets a thread for them alone, where they asked, and is called there."""
    async with messenger() as (sends, server, _):
        server.always("POST /channels/110001/messages", 403, refused(50007))
        await sends.send(ALONE, body("answer"), "k")
        await sends.send(ALONE, body("ask_back"), "l")
        threads = [one for one in server.called if one.name == "POST /channels/100001/threads"]
        assert [one.body["type"] for one in threads] == [12]
        assert f"PUT /channels/120001/thread-members/{ANNA}" in server.names()
        assert server.called[-1].body["allowed_mentions"]["users"] == [ANNA]


async def test_where_nothing_is_open_it_is_given_up() -> None:
    """Where neither can be, the office is told: it is given up in words of ours."""
    async with messenger() as (sends, server, _):
        server.always("POST /channels/110001/messages", 403, refused(50007))
        server.always("POST /channels/100001/threads", 403, refused(50013))
        server.standing.reverse()
        with pytest.raises(GaveUp) as gone:
            await sends.send(ALONE, body("answer"), "k")
        assert gone.value.why == "direct_messages_closed"
        with pytest.raises(GaveUp):
            await sends.send(replace(ALONE, thread=""), body("answer"), "k")


async def test_an_answer_where_others_read_it_calls_the_person() -> None:
    """In a thread the person is called; where that is gone, in its channel, and where that is closed, alone."""
    async with messenger() as (sends, server, _):
        await sends.send(PUBLIC, body("answer"), "k")
        assert server.called[-1].body["allowed_mentions"]["users"] == [ANNA]
        server.next(f"POST /channels/{THREAD}/messages", 404, refused(10003))
        assert (await sends.send(PUBLIC, body("answer"), "l")).startswith(f"{CHANNEL}:")
        server.next(f"POST /channels/{THREAD}/messages", 404, refused(10003))
        server.next(f"POST /channels/{CHANNEL}/messages", 403, refused(50013))
        assert (await sends.send(PUBLIC, body("answer"), "m")).startswith("110001:")


async def test_what_somebody_has_to_mend_waits() -> None:
    """What the office can't be shown for want of a permission waits; so does what Discord is too busy for."""
    async with messenger() as (sends, server, _):
        server.next("POST /channels/100009/messages", 403, refused(50013))
        with pytest.raises(NotYet) as later:
            await sends.send(OFFICE, body("card"), "a")
        assert (later.value.why, later.value.seconds) == ("missing_permissions", 30.0)
        server.next("POST /channels/100009/messages", 429, {"retry_after": 30.0})
        with pytest.raises(RetryLater) as busy:
            await sends.send(OFFICE, body("card"), "a")
        assert busy.value.seconds == 30.0
