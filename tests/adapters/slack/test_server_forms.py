"""The server that plays Slack: forms, home pages and answers to what was pressed."""

from __future__ import annotations

import asyncio

import pytest

from esor_bot.testing.slack import Rules, Slack
from tests.adapters.slack.caller import Caller, Json

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
