"""What the outbox delivers on Slack: cards that follow their case, and notices that arrive once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import pytest

from esor_bot.desk.cards import CardPlaces
from esor_bot.desk.message import Notification
from esor_bot.desk.messenger import GaveUp, NotYet
from esor_bot.domain.case import Place
from esor_bot.domain.reply import Outcome, Reply, Text
from esor_bot.metrics import Metrics
from esor_bot.reception.notices import Notice
from esor_bot.serving.delivery import Delivery
from esor_bot.testing.memory import MemoryStore
from esor_bot.wording import Wording
from esor_bot_slack.answering_urls import Addresses
from esor_bot_slack.noticeboard import SlackNoticeboard
from esor_bot_slack.pacing import Pace
from esor_bot_slack.posting import Echoes, Poster
from esor_bot_slack.showing import Shower
from esor_bot_slack.uploads import Uploads
from tests.adapters.slack.tiny import Tiny, tiny

pytestmark = pytest.mark.asyncio
OFFICE = Place("slack", "C9", "", private=False)
CHANNEL = Place("slack", "C1", "1.5", private=False)
ALONE = Place("slack", "U1", "", private=True)


def said(place: Place, body: str) -> Notice:
    """Say a notice: the card of a case in its version, what stands below it, or what is for one person."""
    told = Notification.load(body)
    reply = Reply(Outcome.SMALLTALK, (Text(f"{told.kind} {told.case}.{told.version}"),))
    if told.kind == "card":
        return Notice(reply, told.case, card=True, version=told.version)
    person = "" if place.private or place == OFFICE else "slack:T1:U1"
    return Notice(reply, told.case, below=place == OFFICE, person=person)


def body(kind: str, version: int = 1) -> str:
    """Return a notice of case 12."""
    return Notification(kind, 12, version).dump()


@asynccontextmanager
async def messenger() -> AsyncIterator[tuple[Delivery, Tiny, CardPlaces]]:
    """Give a messenger, the server that it calls, and where cards stand."""
    cards = CardPlaces(MemoryStore())
    async with tiny() as server:
        poster = Poster(server.calls, Echoes(), Pace(), Metrics())
        uploads = Uploads(server.calls, poster, server.session)
        shower = Shower(server.calls, poster, Addresses(server.session, "127.0.0.1"), uploads)
        with ThreadPoolExecutor(1) as threads:
            board = SlackNoticeboard(Wording({}), server.calls, poster, shower, "C9")
            yield Delivery("slack", said, cards, board, threads), server, cards


async def test_a_card_is_posted_once_and_then_changed() -> None:
    """A case has one card: the first notice posts it, those that follow change that message."""
    async with messenger() as (sends, server, cards):
        first = await sends.send(OFFICE, body("card", 1), "a")
        second = await sends.send(OFFICE, body("card", 2), "b")

        assert first == second
        assert cards.get(12, OFFICE) == (first, 2)
        assert server.methods() == ["conversations.history", "chat.postMessage", "chat.update"]


async def test_an_older_state_never_follows_a_newer() -> None:
    """A card that shows a newer state of its case is left alone."""
    async with messenger() as (sends, server, cards):
        await sends.send(OFFICE, body("card", 3), "a")
        await sends.send(OFFICE, body("card", 2), "b")

        assert (cards.get(12, OFFICE) or ("", 0))[1] == 3
        assert "chat.update" not in server.methods()


async def test_a_card_that_was_deleted_is_posted_anew() -> None:
    """A card that somebody deleted stands there again with the next change."""
    async with messenger() as (sends, server, cards):
        first = await sends.send(OFFICE, body("card", 1), "a")
        server.script["chat.update"].append({"ok": False, "error": "message_not_found"})
        second = await sends.send(OFFICE, body("card", 2), "b")

        assert first != second
        assert cards.get(12, OFFICE) == (second, 2)


async def test_a_notice_stands_below_its_card() -> None:
    """What is said of a case stands in the thread of its card, which is posted first where it is not there."""
    async with messenger() as (sends, server, _):
        await sends.send(OFFICE, body("added"), "a")
        posts = [sent for method, sent in server.called if method == "chat.postMessage"]

        assert [sent["text"] for sent in posts] == ["card 12.0", "added 12.1"]
        assert posts[1]["thread_ts"]


async def test_whoever_asked_is_addressed_where_others_read() -> None:
    """An answer in a channel mentions whoever asked; in their direct messages it does not."""
    async with messenger() as (sends, server, _):
        await sends.send(CHANNEL, body("answer"), "a")
        await sends.send(ALONE, body("answer"), "b")
        texts = [sent["text"] for method, sent in server.called if method == "chat.postMessage"]

        assert texts == ["<@U1> answer 12.1", "answer 12.1"]


async def test_the_same_key_is_shown_once() -> None:
    """A notice whose delivery was not noted is found, and not posted again."""
    async with messenger() as (sends, server, _):
        receipt = await sends.send(ALONE, body("answer"), "a")
        sent = next(sent for method, sent in server.called if method == "chat.postMessage")
        there = {"ts": receipt.partition(":")[2], "blocks": sent["blocks"]}
        server.script["conversations.open"].append({"channel": {"id": "D1"}})
        server.script["conversations.history"].append({"messages": [there]})

        assert (await sends.send(ALONE, body("answer"), "a")).partition(":")[2] == there["ts"]
        assert server.methods().count("chat.postMessage") == 1


async def test_a_channel_that_is_closed_to_the_bot() -> None:
    """An answer for a channel that the bot is no longer in goes to the direct messages of whoever asked."""
    async with messenger() as (sends, server, _):
        server.script["chat.postMessage"].append({"ok": False, "error": "not_in_channel"})
        await sends.send(CHANNEL, body("answer"), "a")

        assert [sent["channel"] for method, sent in server.called if method == "chat.postMessage"] == ["C1", "U1"]


@pytest.mark.parametrize("error", ["user_not_found", "is_archived", "channel_not_found"])
async def test_what_can_never_be_delivered(error: str) -> None:
    """What Slack will never take is given up, with Slack's word for why."""
    async with messenger() as (sends, server, _):
        server.script["chat.postMessage"].append({"ok": False, "error": error})
        with pytest.raises(GaveUp) as gave_up:
            await sends.send(ALONE, body("answer"), "a")

        assert gave_up.value.why == error


@pytest.mark.parametrize("error", ["token_revoked", "missing_scope"])
async def test_what_somebody_has_to_mend(error: str) -> None:
    """What a token or a permission stands in the way of waits, for as long as it takes: nothing is lost meanwhile."""
    async with messenger() as (sends, server, _):
        server.script["chat.postMessage"].append({"ok": False, "error": error})
        with pytest.raises(NotYet) as later:
            await sends.send(ALONE, body("answer"), "a")

        assert later.value.why == error


@pytest.mark.parametrize("error", ["channel_not_found", "is_archived", "not_in_channel"])
@pytest.mark.parametrize("kind", ["card", "digest"])
async def test_the_office_s_channel_is_waited_for(error: str, kind: str) -> None:
    """What is for the office waits until its channel can be used, whatever is wrong with it now."""
    async with messenger() as (sends, server, _):
        server.script["chat.postMessage"].append({"ok": False, "error": error})
        with pytest.raises(NotYet) as later:
            await sends.send(OFFICE, body(kind), "a")

        assert later.value.why == error
        assert await sends.send(OFFICE, body(kind), "a")
