"""Questions to the office on Discord: from the form to the answer, and who may do what."""

from __future__ import annotations

import pytest

from esor_bot.testing.discord import Message, labels, read
from tests.adapters.discord.workspace import Workspace

pytestmark = pytest.mark.asyncio
QUESTION = "Is there housing for my dog?"
ANSWER = "There is none, I am afraid."


async def ask_office(workspace: Workspace, user: str, channel: str, question: str = QUESTION) -> Message:
    """Ask the office by the form, and return the card."""
    discord = workspace.discord
    before = len(discord.said(workspace.office))
    opened = await discord.command(user, channel, "esor office")
    assert opened.modal is not None
    await discord.submit(user, {"Your question": question})
    await discord.until(lambda: len(discord.said(workspace.office)) > before, what="a card")
    return discord.said(workspace.office)[before]


async def test_a_question_becomes_a_card_and_is_answered(workspace: Workspace) -> None:
    """A question goes to the office by a form, is claimed and answered there, and its answer reaches who asked."""
    discord = workspace.discord
    card = await ask_office(workspace, discord.ann, discord.general)
    assert "#1" in read(card)
    assert QUESTION in read(card)
    assert {"Claim", "Answer", "Ask back", "Note", "Merge", "Close"} <= set(labels(card))

    await discord.press(workspace.olga, card, "Claim")
    await discord.until(lambda: "Olga" in read(card), what="who claimed it")
    await discord.press(workspace.olga, card, "Answer")
    assert discord.modal(workspace.olga) is not None
    await discord.submit(workspace.olga, {"Answer": ANSWER})
    await discord.until(lambda: any(ANSWER in read(one) for one in discord.told(discord.ann)), what="the answer")

    await discord.until(lambda: "Reopen" in labels(card), what="a card that is closed")
    assert [one for one in discord.said(workspace.office) if one.channel == workspace.office] == [card]
    assert discord.said(discord.general) == []
    assert discord.refused == []
    assert discord.warnings == []
