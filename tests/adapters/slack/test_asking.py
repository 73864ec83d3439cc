"""Questions on Slack: where they are answered, for whom, and that nobody else hears of it."""

from __future__ import annotations

import pytest

from esor_bot.testing.slack import Rules, flat, labels
from tests.adapters.slack.conftest import Open
from tests.adapters.slack.workspace import Workspace

pytestmark = pytest.mark.asyncio
QUESTION = "when is the deadline?"
ANSWER = "15 February 2023"


async def test_a_mention_is_answered_in_its_thread(workspace: Workspace) -> None:
    """Whoever mentions the bot in a channel is answered in the thread of that message, with quotation and source."""
    slack = workspace.slack
    asked = await slack.mention(slack.ann, slack.general, QUESTION)
    reply = await workspace.answered(asked)

    assert ANSWER in flat(reply)
    assert "Source:" in flat(reply)
    assert labels(reply) == ["Ask the office", "Yes", "No"]
    assert slack.refused == []
    assert slack.warnings == []


async def test_a_follow_up_leans_on_what_was_said(workspace: Workspace) -> None:
    """In the thread a mention goes on from what was said; without one nobody spoke to the bot."""
    slack = workspace.slack
    asked = await slack.mention(slack.ann, slack.general, "when does the fellowship start")
    await workspace.answered(asked)
    unasked = await slack.say(slack.ann, slack.general, "and how long", under=asked)
    await workspace.quiet()
    assert len(slack.replies(asked)) == 1

    more = await slack.mention(slack.ann, slack.general, "and how long", under=asked)
    reply = await workspace.answered(more)
    assert "12 months" in flat(reply)
    assert unasked.thread == reply.thread == asked.ts


async def test_a_direct_message_needs_no_mention(workspace: Workspace) -> None:
    """In direct messages the bot answers whatever is written, and goes on from it."""
    slack = workspace.slack
    first = await slack.say(slack.ann, slack.direct(slack.ann), "when does the fellowship start")
    await workspace.answered(first)
    more = await slack.say(slack.ann, slack.direct(slack.ann), "and how long")

    assert "12 months" in flat(await workspace.answered(more))
    assert slack.refused == []


async def test_who_does_not_speak_to_the_bot_is_left_alone(workspace: Workspace) -> None:
    """What is said in a channel without a mention, edited or deleted afterwards, or said by the bot is not answered."""
    slack = workspace.slack
    await slack.say(slack.ann, slack.general, QUESTION)
    said = await slack.say(slack.ben, slack.general, "hello")
    await slack.edit(said, f"<@{slack.bot}> {QUESTION}")
    await slack.delete(said)
    await workspace.quiet()

    assert slack.said(slack.general) == []
    assert slack.ephemeral(slack.ann) == []
    assert slack.told(slack.ann) == []


async def test_a_command_is_answered_privately(workspace: Workspace) -> None:
    """What is asked with the command is read by nobody else, even where the bot is not in the channel."""
    slack = workspace.slack
    elsewhere = slack.world.add_channel("elsewhere", [slack.ann, slack.ben])
    for channel in (slack.general, elsewhere):
        await slack.command(slack.ann, channel, "/esor", QUESTION)
    await slack.until(lambda: len(slack.ephemeral(slack.ann)) == 2)

    assert all(ANSWER in flat(one) for one in slack.ephemeral(slack.ann))
    assert slack.seen_by(slack.ben, slack.general) == slack.seen_by(slack.ben, elsewhere) == []
    assert slack.refused == []


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("", "words do more"),
        ("help", "words do more"),
        ("documents", "1."),
        ("cases", "no questions with the office"),
        ("privacy", "is kept"),
        ("forget-me", "deleted"),
        ("deadline", ANSWER),
    ],
)
async def test_words_do_what_they_say(workspace: Workspace, word: str, says: str) -> None:
    """Each word is answered, to whoever used it."""
    slack = workspace.slack
    await slack.command(slack.ann, slack.general, "/esor", word)
    await slack.until(lambda: any(says in flat(one) for one in slack.ephemeral(slack.ann)), what=says)

    assert slack.said(slack.general) == []
    assert slack.refused == []


@pytest.mark.parametrize("surface", ["agent", "assistant"])
async def test_a_conversation_begins_with_prompts(opened: Open, surface: str) -> None:
    """Whoever opens the bot's conversation is offered questions, on the newer surface and on the older one."""
    async with opened(rules=Rules(surface=surface)) as workspace:
        slack = workspace.slack
        thread = await slack.open_agent(slack.ann)
        (shown,) = await slack.until(lambda: slack.world.prompts)
        assert "Until when can I apply?" in [one["message"] for one in shown["prompts"]]

        root = slack.world.find(slack.direct(slack.ann), thread) if thread else None
        asked = await slack.say(slack.ann, slack.direct(slack.ann), shown["prompts"][0]["message"], under=root)
        reply = await workspace.answered(asked)
        assert ANSWER in flat(reply)
        assert reply.thread == thread
        assert slack.refused == []
        assert slack.warnings == []


async def test_a_shortcut_answers_somebody_elses_message(workspace: Workspace) -> None:
    """“Answer this” on a message answers it to whoever used it, and to nobody else."""
    slack = workspace.slack
    said = await slack.say(slack.ben, slack.general, QUESTION)
    await slack.shortcut(slack.ann, "answer_this", said)
    (shown,) = await slack.until(lambda: slack.ephemeral(slack.ann) or slack.told(slack.ann))

    assert ANSWER in flat(shown)
    assert slack.said(slack.general) == []
    assert slack.refused == []


async def test_the_home_page_shows_what_one_needs(workspace: Workspace) -> None:
    """The bot's own page has the deadline, the documents, one's own questions and the settings."""
    slack = workspace.slack
    await slack.open_home(slack.ben)
    page = await slack.until(lambda: slack.home(slack.ben))
    assert page is not None

    assert ANSWER in flat(page)
    assert "Settings" in flat(page)
    assert "Europe/Berlin" in flat(page)
    assert slack.refused == []


async def test_a_choice_is_picked_by_its_button(workspace: Workspace) -> None:
    """A question that may mean several things is answered once one of them is pressed."""
    slack = workspace.slack
    asked = await slack.say(slack.ann, slack.direct(slack.ann), "certificate?")
    choices = await workspace.answered(asked)
    assert "None of these" in labels(choices)
    await slack.press(slack.ann, choices, labels(choices)[1])
    await slack.until(lambda: any("Academic English" in flat(one) for one in slack.told(slack.ann)))

    assert slack.refused == []


async def test_buttons_work_after_a_restart(workspace: Workspace) -> None:
    """A button of a reply does the same once the bot was stopped and started again."""
    slack = workspace.slack
    asked = await slack.mention(slack.ann, slack.general, "certificate?")
    choices = await workspace.answered(asked)
    await workspace.bot.stop()
    workspace.bot.assistant.forget(f"slack:{slack.general}:{asked.ts}:slack:T0MOON:{slack.ann}")
    await workspace.bot.start()
    await slack.press(slack.ann, choices, labels(choices)[1])
    await slack.until(
        lambda: any("Academic English" in flat(one) for one in slack.replies(asked) + slack.ephemeral(slack.ann))
    )

    assert slack.refused == []


async def test_saying_that_it_did_not_help_leads_to_the_office(workspace: Workspace) -> None:
    """Whoever says that an answer did not help is offered the way to the office, and it is counted."""
    slack = workspace.slack
    asked = await slack.say(slack.ann, slack.direct(slack.ann), QUESTION)
    reply = await workspace.answered(asked)
    await slack.press(slack.ann, reply, "No")
    await slack.until(lambda: any("let the office" in flat(one) for one in slack.seen_by(slack.ann, reply.channel)))

    assert slack.refused == []


@pytest.mark.parametrize("text", ["<!channel> & <!here> <@U999> *bold* `code` <https://evil.example|nice>", "a" * 9000])
async def test_what_people_write_stays_text(workspace: Workspace, text: str) -> None:
    """Nothing that somebody writes pings anybody, becomes a link or breaks a message, wherever it is shown again."""
    slack = workspace.slack
    asked = await slack.mention(slack.ann, slack.general, text)
    reply = await workspace.answered(asked)
    if "Ask the office" in labels(reply):
        await slack.press(slack.ann, reply, "Ask the office")
        await slack.until(lambda: slack.modal(slack.ann))
        await slack.submit(slack.ann)
        await slack.until(lambda: slack.said(workspace.office))

    assert slack.refused == []


async def test_everything_works_over_signed_requests(opened: Open) -> None:
    """Over HTTP a mention, a command, a press and a form do the same as over a connection of the bot's own."""
    async with opened(http=True) as workspace:
        slack = workspace.slack
        asked = await slack.mention(slack.ann, slack.general, QUESTION)
        reply = await workspace.answered(asked)
        await slack.command(slack.ann, slack.general, "/esor", "documents")
        await slack.press(slack.ann, reply, "Ask the office")
        await slack.until(lambda: slack.modal(slack.ann))
        await slack.submit(slack.ann, {"Your question": "Is there housing for my dog?"})
        await slack.until(lambda: slack.said(workspace.office))
        assert slack.refused == []


@pytest.mark.parametrize("wrong", ["forged", "old"])
async def test_requests_of_others_are_turned_away(opened: Open, wrong: str) -> None:
    """A request with another signature, or an old one, is answered with 401 and does nothing."""
    async with opened(http=True, rules=Rules(redeliver=())) as workspace:
        slack = workspace.slack
        assert slack.requests is not None
        slack.requests.forged, slack.requests.old = wrong == "forged", 3600 if wrong == "old" else 0
        delivery = await slack.open_home(slack.ann)
        assert delivery.status == 401
        assert slack.home(slack.ann) is None
