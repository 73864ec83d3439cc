"""`esor-bot serve` as a process on the workspace of the test kit."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.platforms.process import Served, start
from esor_bot.testing.slack import Rules, Slack


@dataclass
class Room(Served):
    """The workspace, and the process that serves it."""

    slack: Slack
    office: str
    olga: str


@asynccontextmanager
async def room(rules: Rules | None = None) -> AsyncIterator[Room]:
    """Open a workspace with the bot in it, connected and warm."""
    async with Slack(rules=rules) as slack:
        olga = slack.world.add_user("olga")
        office = slack.world.add_channel("office", [slack.bot, olga], private=True)
        with TemporaryDirectory() as made:
            settings = {**slack.environment, "ESOR_BOT_SLACK_OFFICE_CHANNEL": office}
            served = start(Path(made), ["slack"], settings)
            try:
                await slack.connected(60)
                asked = await slack.say(slack.ben, slack.direct(slack.ben), "hello")
                await slack.until(lambda: slack.said(asked.channel), 60, "a first answer")
                yield Room(served.process, served.folder, slack, office, olga)
            finally:
                await served.stop()
