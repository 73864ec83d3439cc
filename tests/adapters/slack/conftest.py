"""Fixtures of the tests of the adapter: the workspace, and a bot of the plainest kind."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from esor_bot.testing.slack import Slack
from tests.adapters.slack.caller import Caller


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[Slack]:
    """A workspace."""
    async with Slack() as server:
        yield server


@pytest_asyncio.fixture
async def bot(slack: Slack) -> AsyncIterator[Caller]:
    """A bot that is not connected yet."""
    async with Caller(slack) as caller:
        yield caller
