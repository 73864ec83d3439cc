"""The one object that the core knows of Slack. What it takes to connect is imported when it connects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic_settings import BaseSettings

from esor_bot.domain.case import Place
from esor_bot.settings import read
from esor_bot_slack.settings import SlackSettings, configured

if TYPE_CHECKING:
    from esor_bot.app import App
    from esor_bot.desk.intake import Intake
    from esor_bot.desk.roster import Roster
    from esor_bot.metrics import Metrics
    from esor_bot.serving.adapter import Adapter, Finding, Platform


class SlackAdapter:
    """Slack."""

    name = "slack"
    library = "slack_bolt"

    @property
    def settings(self) -> type[BaseSettings]:
        """The settings of Slack."""
        return SlackSettings

    def configured(self) -> bool:
        """Say whether Slack is to be served. Raises UsageError that names each setting that is missing or wrong."""
        return configured()

    def office(self) -> Place | None:
        """Return the office's channel, None where there is none on Slack."""
        channel = read(SlackSettings).office_channel
        return Place(self.name, channel, "", private=False) if channel else None

    def connect(self, app: App, intake: Intake, roster: Roster, metrics: Metrics) -> Platform:
        """Put Slack together, by its settings. Nothing is connected yet."""
        from esor_bot_slack.run import SlackPlatform

        return SlackPlatform(read(SlackSettings), app, intake, roster, metrics)

    async def examine(self) -> Sequence[Finding]:
        """Look at tokens, permissions, channels and the clock, and say what was found. Changes nothing."""
        from esor_bot_slack.doctor import examine

        return await examine()


ADAPTER: Adapter = SlackAdapter()
