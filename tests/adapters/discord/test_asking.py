"""Questions on Discord: where they are answered, for whom, and that nobody else hears of it."""

from __future__ import annotations

import pytest

from esor_bot.testing.discord import labels, read
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
    assert [one.id for one in discord.threads(discord.general)] == [asked.id] == [reply.channel]
    assert discord.refused == []
    assert discord.warnings == []


async def test_a_direct_message_needs_no_mention(workspace: Workspace) -> None:
    """In direct messages the bot answers whatever is written, and goes on from it."""
    discord = workspace.discord
    first = await discord.say(discord.ann, discord.direct(discord.ann), "when does the fellowship start")
    await workspace.answered(first)
    more = await discord.say(discord.ann, discord.direct(discord.ann), "and how long")

    assert "12 months" in read(await workspace.answered(more))
    assert discord.refused == []


async def test_a_command_is_answered_privately(workspace: Workspace) -> None:
    """What is asked with the command is read by nobody else."""
    discord = workspace.discord
    asked = await discord.command(discord.ann, discord.general, "esor ask", question=QUESTION)
    (said,) = asked.messages()

    assert "Source:" in read(said)
    assert discord.seen_by(discord.ann, discord.general) == [said]
    assert discord.seen_by(discord.ben, discord.general) == []
    assert discord.refused == []
