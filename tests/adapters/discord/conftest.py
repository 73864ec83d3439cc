"""Fixtures of the tests of the adapter: the server, and the bot in it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from esor_bot.answering.assistant import Assistant
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped
from esor_bot.store import open_store
from esor_bot.testing.discord import Discord, Rules
from esor_bot_discord import ADAPTER
from tests.adapters.discord.workspace import Workspace
from tests.adapters.served import Bot

Open = Callable[..., AbstractAsyncContextManager[Workspace]]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped knowledge."""
    return load(shipped())


@pytest_asyncio.fixture
async def discord() -> AsyncIterator[Discord]:
    """A server without the bot at work in it."""
    async with Discord() as server:
        yield server


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database: to make one anew for every test would take most of the time."""
    file = tmp_path_factory.mktemp("empty") / "desk.db"
    store = open_store(f"sqlite:///{file}")
    store.prepare()
    store.close()
    return file


@pytest.fixture
def opened(
    shipped_app: Assistant, knowledge: Knowledge, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Open:
    """Open a server with the bot in it, with rules of its own; `kind` is what the office's channel is."""

    @asynccontextmanager
    async def open_(
        *, start: bool = True, rules: Rules | None = None, kind: str = "private", threads: bool = True
    ) -> AsyncIterator[Workspace]:
        async with Discord(rules=rules or Rules()) as discord:
            role = discord.office_role
            olga, otto = (discord.world.add_user(name, roles=[role]) for name in ("olga", "otto"))
            office = discord.world.add_channel("office", kind, allowed=[role])
            for name, value in discord.environment.items():
                monkeypatch.setenv(name, value)
            monkeypatch.setenv("ESOR_BOT_DISCORD_OFFICE_CHANNEL", office)
            monkeypatch.setenv("ESOR_BOT_DISCORD_OFFICE_ROLE", role)
            monkeypatch.setenv("ESOR_BOT_DISCORD_THREADS", str(threads).lower())
            shutil.copy(empty, tmp_path / "desk.db")
            ours = Bot(ADAPTER, discord.until, shipped_app, knowledge, tmp_path, office)
            if start:
                await ours.start()
                await discord.registered()
            try:
                yield Workspace(discord, ours, olga, otto, office)
            finally:
                await ours.stop()

    return open_


@pytest_asyncio.fixture
async def workspace(opened: Open) -> AsyncIterator[Workspace]:
    """A server with the bot in it."""
    async with opened() as there:
        yield there
