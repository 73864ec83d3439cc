"""The check of a document on Discord: by a command, by a form, and what is never read."""

from __future__ import annotations

import pytest

from esor_bot.testing.discord import read
from tests.adapters.discord.workspace import Workspace

pytestmark = pytest.mark.asyncio
PDF = ("application.pdf", b"%PDF-1.4 not really")


async def test_a_file_is_checked_by_the_command(workspace: Workspace) -> None:
    """A file that is given to the command is deferred privately at once, and its report is seen by nobody else."""
    discord = workspace.discord
    asked = await discord.command(discord.ann, discord.general, "esor check", file=PDF)
    assert asked.answer == 5
    assert asked.hidden
    await discord.until(lambda: any(one.files for one in asked.messages()), what="the report")

    assert workspace.bot.reader.read == [PDF[1]]
    assert discord.seen_by(discord.ben, discord.general) == []
    assert discord.said(discord.general) == []
    assert discord.refused == []


async def test_a_file_is_checked_by_the_form(workspace: Workspace) -> None:
    """Without a file the command opens a form for one."""
    discord = workspace.discord
    opened = await discord.command(discord.ann, discord.general, "esor check")
    assert opened.modal is not None
    label = next(one["label"] for one in opened.modal.components if one["type"] == 18)
    sent = await discord.submit(discord.ann, {label: [PDF]})
    await discord.until(lambda: any(one.files for one in sent.messages()), what="the report")

    assert workspace.bot.reader.read == [PDF[1]]
    assert discord.said(discord.general) == []
    assert discord.refused == []


async def test_a_pdf_in_a_channel_is_never_read(workspace: Workspace) -> None:
    """Whoever puts a PDF into a channel is told in private how it is checked; the file is not even fetched."""
    discord = workspace.discord
    await discord.say(discord.ann, discord.general, f"<@{discord.bot}>", files=[PDF])
    (told,) = await discord.until(lambda: discord.told(discord.ann), what="a word to the owner")

    assert "send me the PDF in a direct message" in read(told)
    assert workspace.bot.reader.read == []
    assert discord.world.calls["GET /cdn"] == 0
    assert discord.said(discord.general) == []
    assert discord.refused == []
