"""The kit's Discord: what it refuses of messages, threads and channels, and what it remembers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from esor_bot.testing.discord import DROPPED, Discord, Rules
from tests.adapters.discord.caller import NOBODY, Caller

pytestmark = pytest.mark.asyncio
Json = dict[str, Any]


@pytest_asyncio.fixture
async def bot(discord: Discord) -> AsyncIterator[Caller]:
    """A bot of the plainest kind."""
    async with Caller(discord) as caller:
        yield caller


async def test_a_message_is_there(discord: Discord, bot: Caller) -> None:
    """What is posted is seen by people, read, changed and taken away."""
    status, told = await bot.post(discord.general, content="hello")
    (message,) = discord.said(discord.general)
    assert (status, told["content"], message.id) == (200, "hello", told["id"])
    path = f"/channels/{discord.general}/messages/{message.id}"
    await bot.call("PATCH", path, {**NOBODY, "content": "bye"})
    assert (await bot.call("GET", path))[1]["content"] == message.content == "bye"
    assert (await bot.call("DELETE", path))[0] == 204
    assert discord.said(discord.general) == []
    assert discord.refused == []


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "/channels/{general}/messages", {"content": "a" * 2001}, 400, 50035),
        ("POST", "/channels/{general}/messages", {"content": ""}, 400, 50035),
        ("POST", "/channels/{general}/messages", {"content": "@everyone"}, 400, 50035),
        ("POST", "/channels/{general}/messages", {"content": "a", "nonce": "a" * 26}, 400, 50035),
        ("POST", "/channels/{general}/messages", {"content": "a", "enforce_nonce": True}, 400, 50035),
        ("POST", "/channels/{general}/messages", {"content": "a", "message_reference": {"message_id": "1"}},
         400, 50035),
        ("POST", "/channels/{general}/messages", {"content": "a", "attachments": [{"id": "0", "filename": "a"}]},
         400, 50035),
        ("POST", "/channels/1/messages", {"content": "a"}, 404, 10003),
        ("POST", "/channels/{forum}/messages", {"content": "a"}, 400, 50008),
        ("POST", "/channels/{hidden}/messages", {"content": "a"}, 403, 50001),
        ("POST", "/channels/{mute}/messages", {"content": "a"}, 403, 50013),
        ("POST", "/channels/{closed}/messages", {"content": "a"}, 403, 50007),
        ("PATCH", "/channels/{general}/messages/{said}", {"content": "a"}, 403, 50005),
        ("PATCH", "/channels/{general}/messages/1", {"content": "a"}, 404, 10008),
        ("GET", "/channels/{general}/messages/1", None, 404, 10008),
        ("POST", "/channels/{general}/messages/1/threads", {"name": "a"}, 404, 10008),
        ("POST", "/channels/{general}/messages/{said}/threads", {"name": ""}, 400, 50035),
        ("POST", "/channels/{general}/messages/{said}/threads", {"name": "a", "auto_archive_duration": 5}, 400, 50035),
        ("POST", "/channels/{general}/threads", {"name": "a", "type": 15}, 400, 50035),
        ("POST", "/channels/{forum}/threads", {"name": "a"}, 400, 50035),
        ("POST", "/channels/{forum}/threads", {"message": {"content": "a", **NOBODY}}, 400, 50035),
        ("PUT", "/channels/{general}/thread-members/{ann}", None, 400, 50024),
        ("GET", "/guilds/1", None, 404, 10004),
        ("GET", "/guilds/{guild}/members/1", None, 404, 10013),
        ("POST", "/users/@me/channels", {"recipient_id": "1"}, 400, 50035),
        ("POST", "/interactions/1/token/callback", {"type": 5}, 404, 10062),
        ("POST", "/webhooks/{bot}/token", {"content": "a"}, 404, 10015),
        ("PUT", "/applications/{bot}/commands", [{"name": "Big", "description": "a"}], 400, 50035),
        ("GET", "/somewhere", None, 404, 0),
        ("DELETE", "/users/@me", None, 405, 0),
    ],
)  # fmt: skip
async def test_what_is_refused(
    discord: Discord, bot: Caller, method: str, path: str, body: object, status: int, code: int
) -> None:
    """Each rule is held, with Discord's status and code."""
    world = discord.world
    names = {
        "general": discord.general,
        "forum": world.add_channel("forum", "forum"),
        "hidden": world.add_channel("hidden"),
        "mute": world.add_channel("mute"),
        "closed": discord.direct(discord.ben),
        "said": (await discord.say(discord.ann, discord.general, "hello")).id,
        "ann": discord.ann,
        "bot": discord.bot,
        "guild": world.guild,
    }
    world.deny(names["hidden"], "VIEW_CHANNEL")
    world.deny(names["mute"], "SEND_MESSAGES")
    world.users[discord.ben].closed = True
    whole = {**NOBODY, **body} if isinstance(body, dict) and path.endswith("messages") else body
    answered, told = await bot.call(method, path.format(**names), whole)

    assert (answered, told["code"]) == (status, code)


async def test_a_wrong_token_is_refused(discord: Discord, bot: Caller) -> None:
    """Without the bot's token nothing is told."""
    status, told = await bot.call("GET", "/users/@me", token="another")
    assert (status, told["message"]) == (401, "401: Unauthorized")
    assert len(discord.refused) == 1


async def test_a_nonce_is_good_for_one_message(discord: Discord, bot: Caller) -> None:
    """Where a nonce is enforced the message that is there is told, and no other is made."""
    first = await bot.post(discord.general, content="a", nonce="1", enforce_nonce=True)
    again = await bot.post(discord.general, content="b", nonce="1", enforce_nonce=True)
    assert again[1]["id"] == first[1]["id"]
    await bot.post(discord.general, content="c", nonce="1")
    assert [one.content for one in discord.said(discord.general)] == ["a", "c"]


async def test_files_are_there_for_a_while(discord: Discord, bot: Caller) -> None:
    """A file is fetched at its address, without a token, until that holds no longer."""
    body = {**NOBODY, "attachments": [{"id": "0", "filename": "a.png"}]}
    _, told = await bot.call("POST", f"/channels/{discord.general}/messages", body, {"a.png": b"png"})
    (file,) = told["attachments"]
    assert await bot.get(file["url"]) == (200, b"png")
    assert (await bot.get(file["url"].replace("hm=", "hm=0")))[0] == 404
    discord.world.rules.signed = -1.0
    path = f"/channels/{discord.general}/messages/{told['id']}"
    (later,) = (await bot.call("GET", path))[1]["attachments"]
    assert (await bot.get(later["url"]))[0] == 404
    assert discord.refused == []
    await bot.get(file["url"], Authorization="Bot secret")
    assert len(discord.refused) == 1


async def test_a_file_may_be_too_large(bot: Caller, discord: Discord) -> None:
    """A file over the limit is refused, and so is one that is not named among the attachments."""
    discord.world.rules.largest = 10
    body = {**NOBODY, "attachments": [{"id": "0", "filename": "a.png"}]}
    path = f"/channels/{discord.general}/messages"
    assert (await bot.call("POST", path, body, {"a.png": bytes(11)}))[0] == 413
    assert (await bot.call("POST", path, {**NOBODY, "content": "a"}, {"a.png": b"a"}))[0] == 400


async def test_a_thread_begins_once(discord: Discord, bot: Caller) -> None:
    """A thread at a message has its id, and begins once; a locked one takes nothing."""
    said = await discord.say(discord.ann, discord.general, "hello")
    path = f"/channels/{discord.general}/messages/{said.id}/threads"
    status, told = await bot.call("POST", path, {"name": "hello"})
    assert (status, told["id"], told["parent_id"]) == (201, said.id, discord.general)
    assert (await bot.call("POST", path, {"name": "hello"}))[1]["code"] == 160004
    assert (await bot.post(said.id, content="in it"))[0] == 200
    discord.world.channels[said.id].locked = True
    assert (await bot.post(said.id, content="in it"))[1]["code"] == 160005
    assert [one.content for one in discord.replies(said)] == ["in it"]


async def test_a_private_thread_is_seen_by_its_members(discord: Discord, bot: Caller) -> None:
    """Who was added to a private thread reads it, and nobody else."""
    _, told = await bot.call("POST", f"/channels/{discord.general}/threads", {"name": "a", "type": 12})
    await bot.call("PUT", f"/channels/{told['id']}/thread-members/{discord.ann}")
    await bot.post(told["id"], content="secret")

    assert [one.content for one in discord.seen_by(discord.ann, told["id"])] == ["secret"]
    assert discord.seen_by(discord.ben, told["id"]) == []


async def test_too_many_calls_are_turned_away() -> None:
    """Who calls more often than is allowed is told how long to wait, as Discord tells it."""
    async with Discord(rules=Rules(messages=(2, 0.3), calls=(5, 0.3))) as discord, Caller(discord) as bot:
        assert (await bot.post(discord.general, content="1"))[0] == 200
        assert bot.headers["X-RateLimit-Remaining"] == "1"
        assert (await bot.post(discord.general, content="2"))[0] == 200
        status, told = await bot.post(discord.general, content="3")
        assert (status, told["global"], 0 < told["retry_after"] <= 0.3) == (429, False, True)
        assert bot.headers["Via"]
        assert bot.headers["Content-Type"] == "application/json"
        for _ in range(3):
            status, told = await bot.call("GET", "/users/@me")
        assert (status, told["global"]) == (429, True)
        assert len(discord.said(discord.general)) == 2


@pytest.mark.parametrize("after", [False, True])
async def test_calls_fail_as_they_are_told_to(discord: Discord, bot: Caller, after: bool) -> None:
    """A call fails before its work is done, or after; others are as ever."""
    discord.fault("POST /channels/{id}/messages", status=502, after=after)
    assert (await bot.call("GET", "/users/@me"))[0] == 200
    with pytest.raises(ValueError, match="Expecting"):  # what comes then is no JSON
        await bot.post(discord.general, content="1")
    assert len(discord.said(discord.general)) == int(after)
    discord.fault(r"POST /.*/messages", status=DROPPED)
    with pytest.raises(aiohttp.ClientError):
        await bot.post(discord.general, content="2")
    discord.fault("GET /users/@me", status=429, retry_after=2)
    assert (await bot.call("GET", "/users/@me"))[1]["retry_after"] == 2


async def test_calls_are_shown_to_whoever_looks(discord: Discord, bot: Caller) -> None:
    """Each call is told with its route, type and body, so that it can be held against the official description."""
    seen: list[tuple[object, ...]] = []
    discord.world.heard = lambda *told: seen.append((*told[:4], dict(told[4])))
    await bot.post(discord.general, content="a")

    assert seen == [
        ("POST", "/channels/{channel_id}/messages", "application/json", {**NOBODY, "content": "a"}, {}),
    ]
    assert discord.world.calls["POST /channels/{channel_id}/messages"] == 1
