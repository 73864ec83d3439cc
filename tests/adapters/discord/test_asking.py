"""Questions on Discord: where they are answered, for whom, and that nobody else hears of it."""

from __future__ import annotations

import pytest

from esor_bot.testing.discord import labels, read
from tests.adapters.discord.conftest import Open
from tests.adapters.discord.workspace import Workspace

pytestmark = pytest.mark.asyncio
QUESTION = "when is the deadline?"
ANSWER = "15 February 2023"


async def test_a_mention_is_answered_in_its_thread(workspace: Workspace) -> None:
    """Whoever mentions the bot in a channel is answered in a thread at that message, with quotation and source."""
    discord = workspace.discord
    asked = await discord.mention(discord.ann, discord.general, QUESTION)
    reply = await workspace.answered(asked)

    assert ANSWER in read(reply)
    assert "Source:" in read(reply)
    assert labels(reply) == ["Ask the office", "Yes", "No"]
    (thread,) = discord.threads(discord.general)
    assert (thread.id, thread.name) == (asked.id, QUESTION)
    assert reply.channel == thread.id
    assert discord.refused == []
    assert discord.warnings == []


async def test_a_mention_is_answered_by_a_reply(opened: Open) -> None:
    """Where threads are switched off the answer is a reply to that message."""
    async with opened(threads=False) as workspace:
        discord = workspace.discord
        asked = await discord.mention(discord.ann, discord.general, QUESTION)
        reply = await workspace.answered(asked)

        assert ANSWER in read(reply)
        assert (reply.channel, reply.reply_to) == (discord.general, asked.id)
        assert discord.threads(discord.general) == []
        assert reply.mentions == []
        assert discord.refused == []


async def test_a_follow_up_leans_on_what_was_said(workspace: Workspace) -> None:
    """In the thread a mention goes on from what was said; without one nobody spoke to the bot."""
    discord = workspace.discord
    asked = await discord.mention(discord.ann, discord.general, "when does the fellowship start")
    first = await workspace.answered(asked)
    await discord.say(discord.ann, asked.id, "and how long")
    await workspace.quiet()
    assert discord.replies(asked) == [first]

    more = await discord.mention(discord.ann, asked.id, "and how long")
    reply = await workspace.answered(more)
    assert "12 months" in read(reply)
    assert reply.channel == asked.id
    assert discord.refused == []


async def test_a_reply_to_the_bot_is_spoken_to_it(workspace: Workspace) -> None:
    """Who answers a message of the bot by Discord's reply speaks to it: that mentions it."""
    discord = workspace.discord
    asked = await discord.mention(discord.ann, discord.general, "when does the fellowship start")
    reply = await workspace.answered(asked)
    more = await discord.say(discord.ann, reply.channel, "and how long", reply_to=reply)

    assert "12 months" in read(await workspace.answered(more))
    assert discord.refused == []


async def test_a_direct_message_needs_no_mention(workspace: Workspace) -> None:
    """In direct messages the bot answers whatever is written, and goes on from it."""
    discord = workspace.discord
    first = await discord.say(discord.ann, discord.direct(discord.ann), "when does the fellowship start")
    await workspace.answered(first)
    more = await discord.say(discord.ann, discord.direct(discord.ann), "and how long")

    assert "12 months" in read(await workspace.answered(more))
    assert discord.refused == []


@pytest.mark.parametrize("kind", ["text", "forum"])
async def test_in_a_thread_the_answer_stands_below(workspace: Workspace, kind: str) -> None:
    """In a thread, and in a post of a forum, the answer stands below what was asked: no thread begins in another."""
    discord = workspace.discord
    place = discord.world.add_channel("elsewhere", kind)
    thread = await discord.begin(discord.ann, place, "Papers", "hello")
    asked = await discord.mention(discord.ben, thread, QUESTION)
    reply = await workspace.answered(asked)

    assert reply.channel == thread
    assert [one.id for one in discord.threads(place)] == [thread]
    assert discord.refused == []


async def test_who_does_not_speak_to_the_bot_is_left_alone(workspace: Workspace) -> None:
    """What is said in a channel without a mention, edited or deleted afterwards, or said by the bot is not answered."""
    discord = workspace.discord
    await discord.say(discord.ann, discord.general, QUESTION)
    said = await discord.say(discord.ben, discord.general, "hello")
    await discord.edit(said, f"<@{discord.bot}> {QUESTION}")
    await discord.delete(said)
    await workspace.quiet()

    assert discord.said(discord.general) == []
    assert discord.ephemeral(discord.ann) == discord.told(discord.ann) == []
    assert discord.refused == []


async def test_a_command_is_answered_privately(workspace: Workspace) -> None:
    """What is asked with the command is read by nobody else, even where the bot may do nothing."""
    discord = workspace.discord
    elsewhere = discord.world.add_channel("elsewhere")
    discord.world.deny(elsewhere, "VIEW_CHANNEL", "SEND_MESSAGES")
    for channel in (discord.general, elsewhere):
        asked = await discord.command(discord.ann, channel, "esor ask", question=QUESTION)
        (said,) = asked.messages()
        assert ANSWER in read(said)
        assert discord.seen_by(discord.ann, channel) == [said]
        assert discord.seen_by(discord.ben, channel) == []

    assert discord.refused == []
    assert discord.warnings == []


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("help", "words do more"),
        ("documents", "1."),
        ("cases", "no questions with the office"),
        ("privacy", "is kept"),
        ("forget-me", "deleted"),
        ("deadline", ANSWER),
    ],
)
@pytest.mark.parametrize("direct", [False, True])
async def test_words_do_what_they_say(workspace: Workspace, word: str, says: str, direct: bool) -> None:
    """Each word is answered, to whoever used it, in channels and in direct messages."""
    discord = workspace.discord
    channel = discord.direct(discord.ann) if direct else discord.general
    done = await discord.command(discord.ann, channel, f"esor {word}")
    await discord.until(lambda: any(says in read(one) for one in done.messages()), what=says)

    assert discord.said(discord.general) == []
    assert discord.refused == []


async def test_topics_are_offered_while_somebody_types(workspace: Workspace) -> None:
    """Whoever types a question is offered those that can be answered, and gets the answer of the one they choose."""
    discord = workspace.discord
    offered = await discord.complete(discord.ann, discord.general, "esor ask", "question", "dead")
    assert offered
    asked = await discord.command(discord.ann, discord.general, "esor ask", question=offered[0]["value"])

    assert labels(asked.messages()[-1])
    assert await discord.complete(discord.ann, discord.general, "esor ask", "question", "") != []
    assert discord.refused == []


async def test_a_menu_answers_somebody_elses_message(workspace: Workspace) -> None:
    """“Answer this” on a message answers it to whoever used it, and to nobody else."""
    discord = workspace.discord
    said = await discord.say(discord.ben, discord.general, QUESTION)
    done = await discord.menu(discord.ann, "Answer this", said)
    (shown,) = done.messages()

    assert ANSWER in read(shown)
    assert discord.said(discord.general) == []
    assert discord.seen_by(discord.ben, discord.general) == [said]
    assert discord.refused == []


async def test_a_choice_is_picked_by_its_button(workspace: Workspace) -> None:
    """A question that may mean several things is answered once one of them is pressed."""
    discord = workspace.discord
    asked = await discord.say(discord.ann, discord.direct(discord.ann), "certificate?")
    choices = await workspace.answered(asked)
    assert "None of these" in labels(choices)
    await discord.press(discord.ann, choices, labels(choices)[1])
    await discord.until(lambda: any("Academic English" in read(one) for one in discord.told(discord.ann)))

    assert discord.refused == []


async def test_buttons_work_after_a_restart(workspace: Workspace) -> None:
    """A button of a reply does the same once the bot was stopped and started again."""
    discord = workspace.discord
    asked = await discord.mention(discord.ann, discord.general, "certificate?")
    choices = await workspace.answered(asked)
    label = labels(choices)[1]
    await workspace.bot.stop()
    workspace.bot.assistant.forget(f"discord:{discord.general}:{asked.id}:discord:{discord.ann}")
    await workspace.bot.start()
    await discord.press(discord.ann, choices, label)
    await discord.until(
        lambda: any("Academic English" in read(one) for one in discord.replies(asked) + discord.ephemeral(discord.ann))
    )

    assert discord.refused == []


async def test_saying_that_it_did_not_help_leads_to_the_office(workspace: Workspace) -> None:
    """Whoever says that an answer did not help is offered the way to the office."""
    discord = workspace.discord
    asked = await discord.say(discord.ann, discord.direct(discord.ann), QUESTION)
    reply = await workspace.answered(asked)
    await discord.press(discord.ann, reply, "No")
    await discord.until(lambda: any("let the office" in read(one) for one in discord.told(discord.ann)))

    assert discord.refused == []


@pytest.mark.parametrize(
    "text",
    [
        "@everyone & @here <@&1> <#2> *bold* `code` [nice](https://evil.example) -# small <t:0:R> # big",
        "a" * 1900,
        "🦴" * 900,
        "> quoted\n```\nfenced\n```\n||hidden||",
    ],
)
async def test_what_people_write_stays_text(workspace: Workspace, text: str) -> None:
    """Nothing that somebody writes calls anybody, becomes a link or breaks a message, wherever it is shown again."""
    discord = workspace.discord
    asked = await discord.mention(discord.ann, discord.general, text)
    reply = await workspace.answered(asked)
    if "Ask the office" in labels(reply):
        await discord.press(discord.ann, reply, "Ask the office")
        await discord.submit(discord.ann)
        await discord.until(lambda: discord.said(workspace.office), what="a card")

    assert all(one.mentions == [] for one in discord.said(workspace.office))
    assert discord.refused == []


async def test_times_are_those_of_the_reader(workspace: Workspace) -> None:
    """A moment stands in a message so that each reader sees it in their own time."""
    discord = workspace.discord
    await discord.command(discord.ann, discord.direct(discord.ann), "esor office", question="Is there parking?")
    if discord.modal(discord.ann) is not None:
        await discord.submit(discord.ann)
    await discord.until(lambda: discord.said(workspace.office), what="a card")
    done = await discord.command(discord.ann, discord.general, "esor cases")
    await discord.until(lambda: any("<t:" in read(one) for one in done.messages()), what="a moment")

    assert discord.refused == []


async def test_without_threads_the_answer_is_a_reply(workspace: Workspace) -> None:
    """Where the bot may not begin threads the answer is a reply to the message."""
    discord = workspace.discord
    discord.world.deny(discord.general, "CREATE_PUBLIC_THREADS")
    asked = await discord.mention(discord.ann, discord.general, QUESTION)
    reply = await workspace.answered(asked)

    assert (reply.channel, reply.reply_to) == (discord.general, asked.id)
    assert discord.refused == []


async def test_where_nothing_may_be_said_the_answer_is_a_direct_message(workspace: Workspace) -> None:
    """Where the bot may not write whoever mentioned it gets the answer in direct messages."""
    discord = workspace.discord
    discord.world.deny(discord.general, "SEND_MESSAGES", "SEND_MESSAGES_IN_THREADS")
    await discord.mention(discord.ann, discord.general, QUESTION)
    (told,) = await discord.until(lambda: discord.told(discord.ann), what="an answer")

    assert ANSWER in read(told)
    assert discord.refused == []


async def test_commands_are_registered_once(workspace: Workspace) -> None:
    """Commands are registered when they have changed, and not at every start."""
    discord = workspace.discord
    put = "PUT /applications/{application_id}/commands"
    assert discord.world.calls[put] == 1
    await workspace.bot.stop()
    await workspace.bot.start()
    await workspace.quiet()
    assert discord.world.calls[put] == 1

    discord.world.commands[1, "esor"]["description"] = "as it was before"
    await workspace.bot.stop()
    await workspace.bot.start()
    await discord.until(lambda: discord.world.calls[put] == 2, what="commands")
    assert discord.world.commands[1, "esor"]["description"] != "as it was before"
    assert discord.refused == []


async def test_no_privileged_intent_is_asked_for(workspace: Workspace) -> None:
    """The bot works without the content of messages that are not for it."""
    (session,) = workspace.discord.server.gateway.sessions
    assert session.intents == 1 << 0 | 1 << 9 | 1 << 12
