"""The server that plays Slack: what it sends to the bot, until it is acknowledged."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from esor_bot.testing.slack import Rules, Slack
from tests.adapters.slack.caller import Caller, Listener

pytestmark = pytest.mark.asyncio


async def test_events_come_over_the_connection(bot: Caller, slack: Slack) -> None:
    """A mention comes as a message and as a mention, with the same time stamp and different ids."""
    await bot.connect()
    asked = await slack.mention(slack.ann, slack.general, "hello")
    await slack.until(lambda: len(bot.heard) == 2)

    assert [one["ts"] for one in bot.events("message") + bot.events("app_mention")] == [asked.ts, asked.ts]
    assert len({one["payload"]["event_id"] for one in bot.heard}) == 2


async def test_the_bot_hears_itself(bot: Caller, slack: Slack) -> None:
    """What the bot posts comes back to it as an event, with its own id on it."""
    await bot.connect()
    await bot.call("chat.postMessage", channel=slack.ann, text="hi")
    await slack.until(lambda: bot.events("message"))

    assert bot.events("message")[0]["bot_id"]


async def test_copies_come_under_other_ids(bot: Caller, slack: Slack) -> None:
    """One message may come several times, as the same event or as others."""
    await bot.connect()
    await slack.say(slack.ann, slack.direct(slack.ann), "hello", copies=2, other_ids=True)
    await slack.until(lambda: len(bot.heard) == 3)

    assert len({one["payload"]["event_id"] for one in bot.heard}) == 3
    assert len({one["ts"] for one in bot.events("message")}) == 1


async def test_what_is_not_acknowledged_comes_again() -> None:
    """An event whose acknowledgement is lost comes again, marked as such; one that never gets one is noted."""
    async with Slack(rules=Rules(acknowledge=0.1, redeliver=(0, 0, 0))) as slack, Caller(slack) as bot:
        await bot.connect()
        slack.world.faults.lost_acknowledgements = 1
        await slack.say(slack.ann, slack.direct(slack.ann), "hello")
        await slack.until(lambda: len(bot.heard) == 2)
        assert [one["retry_attempt"] for one in bot.heard] == [0, 1]
        assert slack.refused == []

        bot.acknowledges = False
        await slack.say(slack.ann, slack.direct(slack.ann), "hello again")
        await slack.until(lambda: slack.refused)
        assert len(bot.heard) == 6


async def test_a_cut_connection_loses_nothing(slack: Slack, bot: Caller) -> None:
    """What was on its way over a connection that breaks is sent over the next one."""
    await bot.connect()
    bot.acknowledges = False
    await slack.say(slack.ann, slack.direct(slack.ann), "hello")
    await slack.until(lambda: bot.heard)
    bot.acknowledges = True
    await slack.cut()
    await bot.connect()
    await slack.until(lambda: len(bot.heard) == 2)

    assert slack.refused == []


async def test_a_connection_needs_a_fresh_ticket(slack: Slack, bot: Caller) -> None:
    """An address to connect to can be used once."""
    address = (await bot.call("apps.connections.open", slack.world.app_token))["url"].replace("ws", "http", 1)
    slack.world.tickets.clear()

    assert (await bot.get(address))[0] == 403


async def test_requests_are_signed() -> None:
    """Over HTTP everything is signed; a forged or an old signature is what a test can ask for."""
    async with Listener() as bot, Slack(events_to=bot.address, rules=Rules(redeliver=())) as slack:
        await slack.open_home(slack.ann)
        headers, body = bot.requests[0]
        stamp = headers["X-Slack-Request-Timestamp"]
        digest = hmac.new(slack.world.secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        assert headers["X-Slack-Signature"] == f"v0={digest}"
        assert slack.refused == []

        bot.status = 404
        await slack.open_home(slack.ann)
        assert slack.refused == ["event app_home_opened: never acknowledged (http_error)"]
