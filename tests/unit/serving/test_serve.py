"""Platforms, outbox and timers in one process."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from dataclasses import replace
from typing import cast
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from esor_bot.app import App
from esor_bot.desk.intake import Intake
from esor_bot.desk.roster import Roster
from esor_bot.desk.service import Service
from esor_bot.errors import StoreError, UsageError
from esor_bot.metrics import Metrics
from esor_bot.serving.serve import Serving, serve
from tests.cli.served import free_port
from tests.unit.serving.doubles import FakeAdapter, FakePlatform, kit

pytestmark = pytest.mark.asyncio


class Breaks:
    """A service that does not run."""

    async def run(self, stop: asyncio.Event) -> None:
        """Break."""
        raise OSError("torn")


async def test_a_service_that_ends_ends_all() -> None:
    """Where nothing is delivered any more, the process ends and says so; whoever watches it starts it anew."""
    broken = replace(kit(), service=lambda messengers: cast(Service, Breaks()))

    with pytest.raises(OSError, match="torn"):
        await asyncio.wait_for(serve(broken, [FakeAdapter()], Serving()), 10.0)


async def test_a_platform_is_told_of_while_it_is_put_together() -> None:
    """The health port tells of a platform from its first moment, also while what it needs is loaded still."""
    told: list[dict[str, object]] = []
    port = free_port()

    class Slow(FakeAdapter):
        def connect(self, app: App, intake: Intake, roster: Roster, metrics: Metrics) -> FakePlatform:
            """Look at the health port meanwhile."""
            with pytest.raises(HTTPError) as unready:
                urlopen(f"http://127.0.0.1:{port}/ready", timeout=5)
            with unready.value:
                told.append(json.loads(unready.value.read())["parts"]["tin"])
            return super().connect(app, intake, roster, metrics)

    with pytest.raises(UsageError, match="no good"):
        await asyncio.wait_for(serve(kit(), [Slow(fates=[UsageError("no good")])], Serving(port=port)), 10.0)

    assert told == [{"state": "connecting", "ready": False}]


async def test_where_every_platform_refuses() -> None:
    """Where no platform wants us, the process ends and says why."""
    with pytest.raises(UsageError, match="no good"):
        await asyncio.wait_for(serve(kit(), [FakeAdapter(fates=[UsageError("no good")])], Serving()), 10.0)


async def test_the_office_s_places_are_told() -> None:
    """Where the office is by the settings is told to the database, again until it could be told."""
    tries: list[str] = []

    def tell() -> None:
        tries.append("told")
        if len(tries) == 1:
            raise StoreError("locked")
        loop.call_soon_threadsafe(told.set)

    loop, told = asyncio.get_running_loop(), asyncio.Event()
    served = asyncio.create_task(serve(replace(kit(), offices=tell), [FakeAdapter()], Serving()))
    async with asyncio.timeout(10.0):
        await told.wait()
        os.kill(os.getpid(), signal.SIGTERM)
        await served
    assert tries == ["told", "told"]
