"""The server that plays Slack: it refuses what Slack refuses, and calls fail as a test wants them to."""

from __future__ import annotations

import aiohttp
import pytest

from esor_bot.testing.slack import DROPPED, Slack, flat
from tests.adapters.slack.caller import Caller, Json

pytestmark = pytest.mark.asyncio

SECTION: Json = {"type": "section", "text": {"type": "mrkdwn", "text": "Two documents."}}


async def test_a_wrong_token_is_refused(slack: Slack, bot: Caller) -> None:
    """Without a token, with somebody else's, or with the one for another purpose nothing is done."""
    words = [(await bot.call("auth.test", token))["error"] for token in ("", "xoxb-other", slack.world.app_token)] + [
        (await bot.call("apps.connections.open"))["error"]
    ]

    assert words == ["not_authed", "invalid_auth", "not_allowed_token_type", "not_allowed_token_type"]
    assert len(slack.refused) == 4


async def test_a_missing_scope_is_named(bot: Caller, slack: Slack) -> None:
    """A method whose scope was not given says which one it needs."""
    slack.world.scopes -= {"users:read", "im:read"}

    assert (await bot.call("users.info", user=slack.ann))["needed"] == "users:read"
    assert (await bot.call("conversations.info", channel=slack.direct(slack.ann)))["needed"] == "im:read"
    assert (await bot.call("conversations.info", channel=slack.general))["ok"]


async def test_a_private_channel_needs_its_own_scope(bot: Caller, slack: Slack) -> None:
    """Who may read public channels may not read private ones, and does not even see one it is not in."""
    office = slack.world.add_channel("office", [slack.bot, slack.ann], private=True)
    other = slack.world.add_channel("other", [slack.ann], private=True)
    slack.world.scopes -= {"groups:read"}

    assert (await bot.call("conversations.members", channel=office))["error"] == "missing_scope"
    slack.world.scopes |= {"groups:read"}
    assert (await bot.call("conversations.members", channel=office))["members"] == [slack.bot, slack.ann]
    assert (await bot.call("conversations.members", channel=other))["error"] == "channel_not_found"


async def test_what_ended_is_refused(bot: Caller) -> None:
    """Methods that Slack has retired, or never had, do nothing."""
    assert (await bot.call("files.upload"))["error"] == "method_deprecated"
    assert (await bot.call("chat.shout"))["error"] == "unknown_method"


async def test_a_message_is_posted_and_changed(bot: Caller, slack: Slack) -> None:
    """What the bot posts is seen, in a thread too, and what it changes is seen changed."""
    asked = await slack.say(slack.ann, slack.general, "hello")
    posted = await bot.call("chat.postMessage", channel=slack.general, text="hi", thread_ts=asked.ts)
    await bot.call("chat.update", channel=slack.general, ts=posted["ts"], text="hi", blocks=[SECTION])

    (reply,) = slack.replies(asked)
    assert (flat(reply), reply.versions) == ("Two documents.", 2)
    assert slack.refused == []


async def test_messages_that_can_not_be_posted(bot: Caller, slack: Slack) -> None:
    """No text, no such channel, no such thread, a channel without the bot, and a message of somebody else."""
    elsewhere = slack.world.add_channel("elsewhere", [slack.ann])
    asked = await slack.say(slack.ann, slack.general, "hello")
    words = [
        (await bot.call("chat.postMessage", channel=slack.general))["error"],
        (await bot.call("chat.postMessage", channel="C404", text="hi"))["error"],
        (await bot.call("chat.postMessage", channel=slack.general, text="hi", thread_ts="1.1"))["error"],
        (await bot.call("chat.postMessage", channel=elsewhere, text="hi"))["error"],
        (await bot.call("chat.update", channel=slack.general, ts=asked.ts, text="hi"))["error"],
        (await bot.call("chat.postEphemeral", channel=elsewhere, user=slack.ben, text="hi"))["error"],
    ]

    assert words == [
        "no_text",
        "channel_not_found",
        "thread_not_found",
        "not_in_channel",
        "cant_update_message",
        "not_in_channel",
    ]


async def test_a_ping_is_noted(bot: Caller, slack: Slack) -> None:
    """A message that would ping a channel or a group counts as refused."""
    await bot.call("chat.postMessage", channel=slack.general, text="<!here> hello")

    assert slack.refused == ["a message would ping a channel or a group"]


async def test_too_many_messages_have_to_wait(bot: Caller, slack: Slack) -> None:
    """One channel takes about a message a second, once a short burst is over; another one still takes some."""
    codes = [(await bot.call("chat.postMessage", channel=slack.general, text="hi"))["status"] for _ in range(10)]

    assert codes[:8] == [200] * 8
    assert codes[-1] == 429
    assert (await bot.call("chat.postMessage", channel=slack.ann, text="hi"))["ok"]


async def test_an_ephemeral_message_is_for_one_person(bot: Caller, slack: Slack) -> None:
    """What is shown to one person is seen by nobody else, and can't be changed by the method for messages."""
    posted = await bot.call("chat.postEphemeral", channel=slack.general, user=slack.ann, text="psst")

    assert [flat(one) for one in slack.seen_by(slack.ann, slack.general)] == ["psst"]
    assert slack.seen_by(slack.ben, slack.general) == []
    changed = await bot.call("chat.update", channel=slack.general, ts=posted["message_ts"], text="other")
    assert changed["error"] == "message_not_found"


async def test_a_file_is_handed_in_in_two_steps(slack: Slack, bot: Caller) -> None:
    """A file is announced, sent in the size that was announced, and put into a channel."""
    announced = await bot.call("files.getUploadURLExternal", filename="a.png", length=3)
    assert await bot.put(announced["upload_url"], b"1234") == 400
    assert await bot.put(announced["upload_url"], b"123") == 200
    files = [{"id": announced["file_id"], "title": "Pages"}]
    assert (await bot.call("files.completeUploadExternal", files=files, channel_id=slack.direct(slack.ann)))["ok"]

    (message,) = slack.told(slack.ann)
    assert [file["name"] for file in message.files] == ["a.png"]
    assert not (await bot.call("files.completeUploadExternal", files=files))["ok"]


async def test_a_download_needs_the_token(slack: Slack, bot: Caller) -> None:
    """Without the token a sign-in page comes in place of the file, with a good status."""
    message = await slack.share_pdf(slack.ann, slack.direct(slack.ann), b"%PDF-1.7")
    address = message.files[0]["url_private_download"]

    assert b"Sign in" in (await bot.get(address))[1]
    assert await bot.get(address, slack.world.bot_token) == (200, b"%PDF-1.7")
    assert len(slack.refused) == 1


async def test_files_shared_with_others_are_told_by_name_only(slack: Slack, bot: Caller) -> None:
    """In a channel shared with another organisation an event says of a file only that one has to ask."""
    channel = slack.world.add_channel("shared", [slack.bot, slack.ann], shared=True)
    await bot.connect()
    message = await slack.share_pdf(slack.ann, channel, b"%PDF-1.7")
    await slack.until(lambda: bot.events("message"))

    assert bot.events("message")[0]["files"][0]["file_access"] == "check_file_info"
    assert (await bot.call("files.info", file=message.files[0]["id"]))["file"]["name"] == "application.pdf"


async def test_calls_fail_before_or_after_their_work(slack: Slack, bot: Caller) -> None:
    """A call that fails before its work has done nothing; one that fails after it has done everything."""
    slack.fault("chat.postMessage", status=503)
    slack.fault("chat.postMessage", status=502, after=True)
    slack.fault("chat.postMessage", status=429, retry_after=7)
    for status, messages in ((503, 0), (502, 1), (429, 1)):
        async with bot._session.post(
            f"{slack.world.base}/api/chat.postMessage",
            json={"channel": slack.general, "text": "hi"},
            headers={"Authorization": f"Bearer {slack.world.bot_token}"},
        ) as response:
            assert response.status == status
            assert len(slack.said(slack.general)) == messages
    assert response.headers["Retry-After"] == "7"


async def test_a_connection_may_break(slack: Slack, bot: Caller) -> None:
    """A call whose connection breaks gets no answer at all."""
    slack.fault("auth.test", status=DROPPED)

    with pytest.raises(aiohttp.ClientError):
        await bot.call("auth.test")
    assert (await bot.call("auth.test"))["ok"]


async def test_a_revoked_token_is_worth_nothing(slack: Slack, bot: Caller) -> None:
    """Once the token was revoked the bot is told so, and every call is refused."""
    await bot.connect()
    await slack.revoke()

    assert bot.events("tokens_revoked")
    assert (await bot.call("auth.test"))["error"] == "token_revoked"


async def test_nothing_else_is_there(slack: Slack, bot: Caller) -> None:
    """A request to any other address counts as refused."""
    assert (await bot.get(f"{slack.world.base}/elsewhere"))[0] == 404
    assert slack.refused == ["nothing is at GET /elsewhere"]
