"""A loopback server that plays Discord, for tests and measurements: it refuses what Discord refuses, and notes it.

    async with Discord() as discord:
        ...start the bot with discord.environment...
        await discord.connected()
        message = await discord.mention(discord.ann, discord.general, "when is the deadline?")
        (reply,) = await discord.until(lambda: discord.replies(message))

It needs aiohttp, and knows nothing of any client library.
"""

from __future__ import annotations

from esor_bot.testing.discord.acts import Discord
from esor_bot.testing.discord.faults import Fault
from esor_bot.testing.discord.interactions import Interaction
from esor_bot.testing.discord.refusing import Rules
from esor_bot.testing.discord.shown import labels, read
from esor_bot.testing.discord.state import Channel, File, Message, Modal, User
from esor_bot.testing.faults import DROPPED

__all__ = [
    "DROPPED",
    "Channel",
    "Discord",
    "Fault",
    "File",
    "Interaction",
    "Message",
    "Modal",
    "Rules",
    "User",
    "labels",
    "read",
]
