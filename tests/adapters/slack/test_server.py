"""The server that plays Slack: it refuses what Slack refuses, and shows people what they would see."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio

from esor_bot.testing.slack import DROPPED, Rules, Slack, flat
from tests.adapters.slack.caller import Caller, Json, Listener

pytestmark = pytest.mark.asyncio

SECTION: Json = {"type": "section", "text": {"type": "mrkdwn", "text": "Two documents."}}
BUTTON: Json = {"type": "button", "action_id": "claim", "text": {"type": "plain_text", "text": "Claim"}, "value": "{}"}
ROW: Json = {"type": "actions", "elements": [BUTTON]}


def form(initial: str = "", block: str = "field:answer") -> Json:
    """Return a form with one field."""
    field = {"type": "plain_text_input", "action_id": "value", "max_length": 300}
    return {
        "type": "modal",
        "callback_id": "answer",
        "title": {"type": "plain_text", "text": "Answer"},
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": [
            {
                "type": "input",
                "block_id": block,
                "label": {"type": "plain_text", "text": "Answer"},
                "element": field | ({"initial_value": initial} if initial else {}),
            },
            ROW,
        ],
    }


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[Slack]:
    """A workspace."""
    async with Slack() as server:
        yield server


@pytest_asyncio.fixture
async def bot(slack: Slack) -> AsyncIterator[Caller]:
    """A bot that is not connected yet."""
    async with Caller(slack) as caller:
        yield caller


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


async def test_a_form_is_opened_once_and_soon() -> None:
    """A trigger opens one form, and none once it is old."""
    async with Slack(rules=Rules(trigger=0.2)) as slack, Caller(slack) as bot:
        await bot.connect()
        await slack.command(slack.ann, slack.general, "/esor", "office")
        trigger = bot.heard[0]["payload"]["trigger_id"]

        assert (await bot.call("views.open", trigger_id=trigger, view=form()))["ok"]
        assert (await bot.call("views.open", trigger_id=trigger, view=form()))["error"] == "exchanged_trigger_id"
        late = slack.world.trigger(slack.ann)
        await asyncio.sleep(0.25)
        assert (await bot.call("views.open", trigger_id=late, view=form()))["error"] == "expired_trigger_id"
        assert (await bot.call("views.open", trigger_id="1.2.3", view=form()))["error"] == "invalid_trigger_id"


async def test_a_form_is_filled_in_and_sent(slack: Slack, bot: Caller) -> None:
    """What is filled in comes with the form; it closes unless the bot says what is wrong."""
    await bot.connect()
    await bot.call("views.open", trigger_id=slack.world.trigger(slack.ann), view=form())
    bot.answers["interactive"] = {"response_action": "errors", "errors": {"field:answer": "too short"}}
    await slack.submit(slack.ann, {"Answer": "no"})
    assert slack.modal(slack.ann) is not None

    bot.answers.clear()
    await slack.submit(slack.ann, {"Answer": "Yes, in English."})

    state = bot.heard[-1]["payload"]["view"]["state"]["values"]
    assert state["field:answer"]["value"]["value"] == "Yes, in English."
    assert slack.modal(slack.ann) is None
    assert slack.refused == []


async def test_a_wrong_answer_to_a_form_is_noted(slack: Slack, bot: Caller) -> None:
    """Mistakes that are told of a field that does not exist count as refused."""
    await bot.connect()
    await bot.call("views.open", trigger_id=slack.world.trigger(slack.ann), view=form())
    bot.answers["interactive"] = {"response_action": "errors", "errors": {"nowhere": "too short"}}
    await slack.submit(slack.ann, {"Answer": "no"})

    assert "errors for" in slack.refused[0]


async def test_what_was_typed_stays_when_a_form_is_replaced(slack: Slack, bot: Caller) -> None:
    """A field that keeps its name keeps what was typed, whatever the new form begins with; another one does not."""
    opened = await bot.call("views.open", trigger_id=slack.world.trigger(slack.ann), view=form("at first"))
    slack.fill(slack.ann, Answer="typed")
    await bot.call("views.update", view_id=opened["view"]["id"], view=form("new"))
    assert slack.fill(slack.ann).filled["field:answer"]["value"]["value"] == "typed"

    await bot.call("views.update", view_id=opened["view"]["id"], view=form("new", "other"))
    assert slack.fill(slack.ann).filled["other"]["value"]["value"] == "new"


async def test_a_button_of_a_form_tells_what_is_filled_in(slack: Slack, bot: Caller) -> None:
    """A press within a form comes with its fields."""
    await bot.connect()
    await bot.call("views.open", trigger_id=slack.world.trigger(slack.ann), view=form())
    await slack.press(slack.ann, slack.fill(slack.ann, Answer="half of it"), "Claim")

    payload = bot.heard[-1]["payload"]
    assert payload["view"]["state"]["values"]["field:answer"]["value"]["value"] == "half of it"
    assert payload["actions"][0]["action_id"] == "claim"


async def test_forms_lie_three_deep(slack: Slack, bot: Caller) -> None:
    """A fourth form on top of three is refused."""
    await bot.call("views.open", trigger_id=slack.world.trigger(slack.ann), view=form())
    for _ in range(2):
        assert (await bot.call("views.push", trigger_id=slack.world.trigger(slack.ann), view=form()))["ok"]
    last = await bot.call("views.push", trigger_id=slack.world.trigger(slack.ann), view=form())

    assert last["error"] == "push_limit_reached"


async def test_a_home_page_is_not_a_form(slack: Slack, bot: Caller) -> None:
    """Each kind of view has its own method."""
    home = {"type": "home", "blocks": [SECTION]}

    assert (await bot.call("views.publish", user_id=slack.ann, view=home))["ok"]
    assert not (await bot.call("views.publish", user_id=slack.ann, view=form()))["ok"]
    assert not (await bot.call("views.open", trigger_id=slack.world.trigger(slack.ann), view=home))["ok"]


async def test_a_response_address_wears_out(slack: Slack, bot: Caller) -> None:
    """The address that comes with a command takes five answers, and shows them to that person."""
    await bot.connect()
    await slack.command(slack.ann, slack.general, "/esor", "deadline")
    address = bot.heard[0]["payload"]["response_url"]
    codes = [await bot.respond(address, text=f"answer {number}") for number in range(6)]

    assert codes == [200] * 5 + [404]
    assert len(slack.ephemeral(slack.ann)) == 5
    assert slack.said(slack.general) == []


async def test_a_response_replaces_what_was_pressed(slack: Slack, bot: Caller) -> None:
    """An answer to a press can take the place of a message that only one person sees."""
    await bot.connect()
    await bot.call("chat.postEphemeral", channel=slack.general, user=slack.ann, text="pick", blocks=[ROW])
    (shown,) = slack.ephemeral(slack.ann)
    await slack.press(slack.ann, shown, "Claim")
    payload = bot.heard[-1]["payload"]
    await bot.respond(payload["response_url"], text="done", replace_original=True)

    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload
    assert [one.text for one in slack.ephemeral(slack.ann)] == ["done"]


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


async def test_prompts_on_both_surfaces(slack: Slack, bot: Caller) -> None:
    """The newer surface shows prompts without a thread, and at most four; the older one begins a thread."""
    prompts = [{"title": "Deadline", "message": "When is the deadline?"}]
    channel = slack.direct(slack.ann)
    await bot.connect()
    await slack.open_agent(slack.ann)
    assert bot.events("app_home_opened")[0]["tab"] == "messages"
    assert (await bot.call("assistant.threads.setSuggestedPrompts", channel_id=channel, prompts=prompts))["ok"]
    assert not (await bot.call("assistant.threads.setSuggestedPrompts", channel_id=channel, prompts=prompts * 5))["ok"]

    slack.world.rules.surface = "assistant"
    thread = await slack.open_agent(slack.ann)
    assert bot.events("assistant_thread_started")[0]["assistant_thread"]["thread_ts"] == thread
    assert len(slack.world.prompts) == 1


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


async def test_nothing_else_is_there(slack: Slack, bot: Caller) -> None:
    """A request to any other address counts as refused."""
    assert (await bot.get(f"{slack.world.base}/elsewhere"))[0] == 404
    assert slack.refused == ["nothing is at GET /elsewhere"]
