"""Calls of Discord's API, and what comes back."""

from __future__ import annotations

from time import monotonic

import pytest

from esor_bot.domain.reply import File
from esor_bot.serving.trouble import Limited, Unclear
from esor_bot_discord.calls import Refused, Request
from tests.adapters.discord.tiny import DROP, refused, tiny

pytestmark = pytest.mark.asyncio


async def test_the_token_goes_where_it_belongs() -> None:
    """Calls carry the bot's token and name; those whose path allows them do not carry it."""
    async with tiny() as server:
        await server.calls.once("GET", "/users/@me")
        await server.calls.once("POST", "/interactions/5000001/tok/callback", {"type": 6})
        first, second = server.called
        assert first.headers["Authorization"] == "Bot token"
        assert first.headers["User-Agent"].startswith("DiscordBot (")
        assert "Authorization" not in second.headers
        assert second.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("status", "body", "kind", "why"),
    [
        (403, refused(50007), Refused, "direct_messages_closed"),
        (400, refused(1), Refused, "code_1"),
        (404, "no", Refused, "http_404"),
        (502, "no", Unclear, "http_502"),
        (429, {"retry_after": 0.2, "global": True}, Limited, "rate_limited"),
        (DROP, None, Unclear, "ServerDisconnectedError"),
    ],
)
async def test_what_an_error_means(status: int, body: object, kind: type[Exception], why: str) -> None:
    """Errors say whether something will never be done, was perhaps done, or has to wait, in words of ours."""
    async with tiny() as server:
        server.next("POST", status, body)
        with pytest.raises(kind, match=why):
            await server.calls.once("POST", "/channels/100001/messages", {})


async def test_a_refused_token_is_noted() -> None:
    """Where Discord does not know the token any more, that is known from then on."""
    async with tiny() as server:
        server.next("GET", 401, refused(0))
        with pytest.raises(Refused):
            await server.calls.once("GET", "/users/@me")
        assert server.calls.refused


async def test_it_waits_where_nothing_is_left() -> None:
    """After the last call that is allowed the next one waits, and that of another channel does not."""
    async with tiny() as server:
        server.next("POST", X_RateLimit_Remaining="0", X_RateLimit_Reset_After="0.3")
        await server.calls.once("POST", "/channels/100001/messages", {})
        began = monotonic()
        await server.calls.once("POST", "/channels/100002/messages", {})
        assert monotonic() - began < 0.2
        await server.calls.once("POST", "/channels/100001/messages", {})
        assert monotonic() - began > 0.2


async def test_it_tries_again_as_long_as_somebody_waits() -> None:
    """What is unclear or has to wait is tried again, and given up when patience ends."""
    async with tiny() as server:
        server.next("POST", 502, "no")
        server.next("POST", 429, {"retry_after": 0.05})
        assert (await server.calls.surely("POST", "/channels/100001/messages", {}))["id"]
        assert len(server.called) == 3
        server.always("POST", 502, "no")
        with pytest.raises(Unclear):
            await server.calls.surely("POST", "/channels/100001/messages", {}, patience=0.1)


async def test_done_already_is_done() -> None:
    """An error that says that it was done is no error after a try that nobody answered, and one otherwise."""
    async with tiny() as server:
        path = "/interactions/5000001/tok/callback"
        server.next("POST", DROP)
        server.next("POST", 400, refused(40060))
        assert await server.calls.surely("POST", path, {}, done="acknowledged") is None
        server.next("POST", 400, refused(40060))
        with pytest.raises(Refused):
            await server.calls.surely("POST", path, {}, done="acknowledged")


async def test_files_go_along() -> None:
    """Files are sent beside the body, each time anew."""
    async with tiny() as server:
        server.next("POST", 502, "no")
        await server.calls.surely("POST", "/channels/100001/messages", {"content": "x"}, files=(File(b"1", "a.txt"),))
        assert [one.body for one in server.called] == [{"content": "x"}] * 2


async def test_what_is_counted_together() -> None:
    """Discord counts by the first id of a path; the ids behind it make no difference."""
    assert Request("PATCH", "/channels/100001/messages/300001").route == "PATCH channels/100001/messages/-"
    assert Request("GET", "/users/@me").route == "GET users/@me/"
    assert Request("GET", "/guilds/700000/members/200001").route == "GET guilds/700000/members/-"
