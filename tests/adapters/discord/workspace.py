"""A server of Discord with the adapter at work in it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from esor_bot.testing.discord import Discord, Message
from tests.adapters.served import Bot


@dataclass(repr=False)  # the test runner shows it, and it holds the whole knowledge
class Workspace:
    """A server with the bot in it, and the office in a channel of its own: Olga and Otto."""

    discord: Discord
    bot: Bot
    olga: str
    otto: str
    office: str

    async def answered(self, message: Message) -> Message:
        """Wait for the bot's reply to a message."""
        found = await self.discord.until(
            lambda: self.discord.replies(message), what=f"a reply to {message.content[:60]!r}"
        )
        return found[0]

    async def quiet(self, seconds: float = 0.3) -> None:
        """Wait for a moment in which something could be said."""
        await asyncio.sleep(seconds)
