"""A loopback server that plays Slack, for tests and measurements: it refuses what Slack refuses, and notes it.

    async with Slack() as slack:
        ...start the bot with slack.addresses...
        message = await slack.mention(slack.ann, slack.general, "when is the deadline?")
        (reply,) = await slack.until(lambda: slack.replies(message))

It needs aiohttp, and knows nothing of any client library.
"""

from __future__ import annotations

from esor_bot.testing.faults import DROPPED
from esor_bot.testing.slack.acts import Slack
from esor_bot.testing.slack.faults import Fault
from esor_bot.testing.slack.rules import ALL_SCOPES, Rules
from esor_bot.testing.slack.sending import Delivery
from esor_bot.testing.slack.shown import flat, labels
from esor_bot.testing.slack.state import Channel, File, Message, User, View

__all__ = [
    "ALL_SCOPES",
    "DROPPED",
    "Channel",
    "Delivery",
    "Fault",
    "File",
    "Message",
    "Rules",
    "Slack",
    "User",
    "View",
    "flat",
    "labels",
]
