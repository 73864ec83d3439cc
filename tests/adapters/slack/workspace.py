"""A workspace with the adapter at work in it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from esor_bot.testing.slack import Message, Slack
from tests.adapters.served import Bot


@dataclass(repr=False)  # the test runner shows it, and it holds the whole knowledge
class Workspace:
    """A workspace with the bot in it, and the office in a channel of its own: Olga and Otto."""

    slack: Slack
    bot: Bot
    olga: str
    otto: str
    office: str

    async def answered(self, message: Message) -> Message:
        """Wait for the bot's reply to a message, in its thread or, in direct messages, below it."""

        def look() -> Message | None:
            place = self.slack.world.channels[message.channel]
            there = self.slack.said(message.channel) if place.direct else self.slack.replies(message)
            return next((one for one in there if one.ts > message.ts), None)

        found = await self.slack.until(look, what=f"a reply to {message.text!r}")
        assert found is not None
        return found

    async def quiet(self, seconds: float = 0.3) -> None:
        """Wait for a moment in which something could be said."""
        await asyncio.sleep(seconds)
