"""Fixtures of the tests of the adapter: the workspace, a bot of the plainest kind, and ours."""

from __future__ import annotations

import shutil
import socket
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
from esor_bot.testing.slack import Rules, Slack
from esor_bot_slack import ADAPTER
from tests.adapters.served import Bot
from tests.adapters.slack.caller import Caller
from tests.adapters.slack.workspace import Workspace

Open = Callable[..., AbstractAsyncContextManager[Workspace]]


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[Slack]:
    """A workspace without the bot."""
    async with Slack() as server:
        yield server


@pytest_asyncio.fixture
async def bot(slack: Slack) -> AsyncIterator[Caller]:
    """A bot of the plainest kind, not connected yet."""
    async with Caller(slack) as caller:
        yield caller


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped knowledge."""
    return load(shipped())


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
    """Open a workspace with the bot in it, with rules, scopes or events of its own; `http`: over signed requests."""

    @asynccontextmanager
    async def open_(
        *, http: bool = False, start: bool = True, rules: Rules | None = None, **more: object
    ) -> AsyncIterator[Workspace]:
        port = _free_port()
        events_to = f"http://127.0.0.1:{port}/slack/events" if http else ""
        async with Slack(events_to=events_to, rules=rules or Rules(), **more) as slack:  # type: ignore[arg-type]
            olga, otto = slack.world.add_user("olga"), slack.world.add_user("otto")
            office = slack.world.add_channel("office", [slack.bot, olga, otto], private=True)
            for name, value in slack.environment.items():
                monkeypatch.setenv(name, value)
            monkeypatch.setenv("ESOR_BOT_SLACK_OFFICE_CHANNEL", office)
            if http:
                monkeypatch.setenv("ESOR_BOT_SLACK_PORT", str(port))
                monkeypatch.setenv("ESOR_BOT_SLACK_HOST", "127.0.0.1")
            shutil.copy(empty, tmp_path / "desk.db")
            ours = Bot(ADAPTER, slack.until, shipped_app, knowledge, tmp_path, office)
            if start:
                await ours.start()
            try:
                yield Workspace(slack, ours, olga, otto, office)
            finally:
                await ours.stop()

    return open_


@pytest_asyncio.fixture
async def workspace(opened: Open) -> AsyncIterator[Workspace]:
    """A workspace with the bot in it, connected by itself."""
    async with opened() as there:
        yield there


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
