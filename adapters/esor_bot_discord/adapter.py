"""The one object that the core knows of Discord. What it takes to connect is imported when it connects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic_settings import BaseSettings

from esor_bot.domain.case import Place
from esor_bot.settings import read
from esor_bot_discord.settings import DiscordSettings, configured

if TYPE_CHECKING:
    from esor_bot.app import App
    from esor_bot.desk.intake import Intake
    from esor_bot.desk.roster import Roster
    from esor_bot.metrics import Metrics
    from esor_bot.serving.adapter import Adapter, Finding, Platform


class DiscordAdapter:
    """Discord."""

    name = "discord"
    library = "discord"

    @property
    def settings(self) -> type[BaseSettings]:
        """The settings of Discord."""
        return DiscordSettings

    def configured(self) -> bool:
        """Say whether Discord is to be served. Raises UsageError that names each setting that is missing or wrong."""
        return configured()

    def office(self) -> Place | None:
        """Return the office's channel or forum, None where there is none on Discord."""
        channel = read(DiscordSettings).office_channel
        return Place(self.name, channel, "", private=False) if channel else None

    def connect(self, app: App, intake: Intake, roster: Roster, metrics: Metrics) -> Platform:
        """Put Discord together, by its settings. Nothing is connected yet."""
        from esor_bot_discord.run import DiscordPlatform

        return DiscordPlatform(read(DiscordSettings), app, intake, roster, metrics)

    async def examine(self) -> Sequence[Finding]:
        """Look at the token, permissions, channels and the clock, and say what was found. Changes nothing."""
        from esor_bot_discord.doctor import examine

        return await examine()


ADAPTER: Adapter = DiscordAdapter()
