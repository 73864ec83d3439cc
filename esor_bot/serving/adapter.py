"""What a platform's package offers: the one object that its entry point in the group `esor_bot.adapters` names."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pydantic_settings import BaseSettings

from esor_bot.app import App
from esor_bot.desk.intake import Intake
from esor_bot.desk.messenger import Messenger
from esor_bot.desk.roster import Roster
from esor_bot.domain.case import Place
from esor_bot.metrics import Metrics

GROUP = "esor_bot.adapters"


class Health(StrEnum):
    """How something that was looked at is."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what it is, how it is, what was found, and what to do about it ("" for nothing)."""

    what: str
    health: Health
    found: str
    mend: str = ""


class Platform(Protocol):
    """A platform while it is served."""

    @property
    def messenger(self) -> Messenger:
        """What delivers to its places."""

    @property
    def ready(self) -> bool:
        """Say whether it is connected, and hears what people do."""

    async def run(self, stop: asyncio.Event) -> None:
        """Connect and serve until `stop` is set; then begin nothing, finish what runs, and return.

        Connections that break are made again. Raises UsageError where that makes no sense: a token is refused, say.
        """


class Adapter(Protocol):
    """A platform's package."""

    @property
    def name(self) -> str:
        """The platform's name: `slack`."""

    @property
    def library(self) -> str:
        """What has to be installed beside ours to be served: the name by which it is imported, "" for nothing."""

    @property
    def settings(self) -> type[BaseSettings]:
        """The settings of the platform."""

    def configured(self) -> bool:
        """Say whether its settings are there. Raises UsageError that names each one that is missing or wrong."""

    def office(self) -> Place | None:
        """Return where the office is on this platform, None where it is not on it."""

    def connect(self, app: App, intake: Intake, roster: Roster, metrics: Metrics) -> Platform:
        """Put the platform together, by its settings. Nothing is connected yet.

        `metrics` is told when an event was acknowledged and its answer shown, what was posted or failed, and when a
        connection was made again.
        """

    async def examine(self) -> Sequence[Finding]:
        """Look at tokens, permissions, channels and the clock, and say what was found. Changes nothing."""
