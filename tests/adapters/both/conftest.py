"""Both platforms and a terminal, with one process that serves both."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from esor_bot.testing.discord import Discord
from esor_bot.testing.slack import Slack
from tests.adapters.both.people import AtTerminal, OnDiscord, OnSlack, Side
from tests.cli.served import ROOT, surroundings

ENTRY = "[esor_bot.adapters]\nslack = esor_bot_slack:ADAPTER\ndiscord = esor_bot_discord:ADAPTER\n"


@dataclass
class Office:
    """One office with two channels, and a terminal beside."""

    terminal: AtTerminal
    slack: OnSlack
    discord: OnDiscord

    @property
    def sides(self) -> dict[str, Side]:
        """Return all three by their names."""
        return {"terminal": self.terminal, "slack": self.slack, "discord": self.discord}

    async def shows(self, number: int, *words: str) -> None:
        """Wait until each channel has the one card of a question, and that says all of these words."""
        for side, until in ((self.slack, self.slack.slack.until), (self.discord, self.discord.discord.until)):
            await until(partial(_shows, side, number, words), what=f"{words} on the card of #{number}")

    @property
    def clean(self) -> bool:
        """Say whether the platforms refused nothing, and found nothing doubtful."""
        return not any((*one.refused, *one.warnings) for one in (self.slack.slack, self.discord.discord))


def _shows(side: Side, number: int, words: tuple[str, ...]) -> bool:
    cards = side.cards().get(number, [])
    assert len(cards) < 2, cards
    return bool(cards) and all(word in cards[0] for word in words)


@pytest_asyncio.fixture
async def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """Serve both platforms in a process; only the database is known here, as it is at a terminal."""
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", f"sqlite:///{tmp_path / 'desk.db'}")
    async with Slack() as slack, Discord() as discord:
        role = discord.office_role
        channels = OnSlack(slack, slack.world.add_user("olga"), ""), OnDiscord(discord, "", "")
        channels[0].office = slack.world.add_channel("office", [slack.bot, channels[0].olga], private=True)
        channels[1].olga = discord.world.add_user("olga", roles=[role])
        channels[1].office = discord.world.add_channel("office", "private", allowed=[role])
        settings = {
            **slack.environment,
            **discord.environment,
            "ESOR_BOT_SLACK_OFFICE_CHANNEL": channels[0].office,
            "ESOR_BOT_DISCORD_OFFICE_CHANNEL": channels[1].office,
            "ESOR_BOT_DISCORD_OFFICE_ROLE": role,
        }
        environment = surroundings(tmp_path, ENTRY, **settings)
        environment["PYTHONPATH"] += f":{ROOT / 'adapters'}"
        with (tmp_path / "log").open("wb") as log:
            command = [sys.executable, "-m", "esor_bot", "serve"]
            process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=log, stderr=log)
        try:
            await slack.connected(30)
            await discord.registered()
            yield Office(AtTerminal(), *channels)
        finally:
            process.terminate()
            await asyncio.wait_for(process.wait(), 30)
