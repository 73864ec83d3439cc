"""`esor-bot serve` as a process on the server of the test kit, and people there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.platforms.process import Served, start
from esor_bot.testing.discord import Discord, Rules


@dataclass
class Room(Served):
    """The server, and the process that serves it."""

    discord: Discord
    office: str
    olga: str


@asynccontextmanager
async def room(rules: Rules | None = None, office_kind: str = "private") -> AsyncIterator[Room]:
    """Open a server with the bot in it, connected and warm."""
    async with Discord(rules=rules) as discord:
        office, olga = staffed(discord, office_kind)
        with TemporaryDirectory() as made:
            served = start(Path(made), ["discord"], settings(discord, office))
            try:
                await discord.connected(60)
                await discord.registered(60)
                await discord.say(discord.ben, discord.direct(discord.ben), "hello")
                await discord.until(lambda: discord.told(discord.ben), 60, "a first answer")
                yield Room(served.process, served.folder, discord, office, olga)
            finally:
                await served.stop()


def staffed(discord: Discord, kind: str = "private") -> tuple[str, str]:
    """Add the office's channel or forum and Olga of the office, and return both."""
    olga = discord.world.add_user("olga", roles=[discord.office_role])
    return discord.world.add_channel("office", kind), olga


def settings(discord: Discord, office: str) -> dict[str, str]:
    """Return the settings that lead the bot to the server and its office."""
    return {
        **discord.environment,
        "ESOR_BOT_DISCORD_OFFICE_CHANNEL": office,
        "ESOR_BOT_DISCORD_OFFICE_ROLE": discord.office_role,
    }


def people(discord: Discord, count: int) -> list[str]:
    """Add so many people to the server."""
    return [discord.world.add_user(f"person{number}") for number in range(count)]


def channels(discord: Discord, count: int) -> list[str]:
    """Add so many channels that everybody sees."""
    return [discord.world.add_channel(f"channel{number}") for number in range(count)]
