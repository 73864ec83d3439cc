"""Adapters and a kit that answer nothing: what is tested is who runs them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import cast

from pydantic_settings import BaseSettings

from esor_bot.app import App
from esor_bot.desk.bells import Bells
from esor_bot.desk.intake import Intake
from esor_bot.desk.messenger import Messenger
from esor_bot.desk.outbox import Outbox
from esor_bot.desk.roster import Roster
from esor_bot.desk.service import Rests, Service
from esor_bot.domain.case import Place
from esor_bot.errors import UsageError
from esor_bot.metrics import Metrics
from esor_bot.serving.adapter import Finding
from esor_bot.serving.kit import Kit
from esor_bot.settings import Given
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore
from esor_bot.testing.messenger import RecordingMessenger


class FakePlatform:
    """A platform that does what its adapter says."""

    def __init__(self, adapter: FakeAdapter) -> None:
        self._adapter = adapter
        self.messenger: Messenger = adapter.messenger
        self.ready = False

    async def run(self, stop: asyncio.Event) -> None:
        """Do what comes next: raise it, end at once for "end", else serve."""
        todo = self._adapter.fates.pop(0) if self._adapter.fates else "serve"
        if isinstance(todo, Exception):
            raise todo
        if todo == "serve":
            self.ready = True
            self._adapter.serving.set()
            await stop.wait()


class FakeAdapter:
    """An adapter; `fates` is what becomes of its platform each time it is run."""

    def __init__(self, name: str = "tin", fates: Sequence[Exception | str] = (), wrong: str = "") -> None:
        self.name = name
        self.library = ""
        self.settings: type[BaseSettings] = Given
        self.fates = list(fates)
        self.wrong = wrong
        self.there = True
        self.made = 0
        self.serving = asyncio.Event()
        self.messenger: Messenger = RecordingMessenger()

    def configured(self) -> bool:
        """Say whether it is there."""
        if self.wrong:
            raise UsageError(self.wrong)
        return self.there

    def office(self) -> Place | None:
        """It has none."""
        return None

    def connect(self, app: App, intake: Intake, roster: Roster, metrics: Metrics) -> FakePlatform:
        """Put one together."""
        self.made += 1
        return FakePlatform(self)

    async def examine(self) -> Sequence[Finding]:
        """Find nothing."""
        return ()


def kit(store: MemoryStore | None = None) -> Kit:
    """Return a kit on a store in memory; its app is never called."""
    kept, clock = store or MemoryStore(), FakeClock()
    return Kit(
        app=cast("App", None),
        intake=Intake(kept, clock, "w"),
        roster=Roster(),
        metrics=Metrics(),
        store=kept,
        clock=clock,
        service=lambda messengers: Service(
            Outbox(kept, messengers, clock, "w", office={}),
            Bells(kept, clock, {}),
            Rests(outbox=0.01, bells=0.01, first=0.01, longest=0.02),
        ),
        warm=lambda: None,
        close=lambda: None,
    )
