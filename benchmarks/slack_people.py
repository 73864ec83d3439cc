"""People and channels in the workspace of the benchmark."""

from __future__ import annotations

from esor_bot.testing.slack import Slack


def people(slack: Slack, count: int) -> list[str]:
    """Add so many people to the workspace."""
    return [slack.world.add_user(f"person{number}") for number in range(count)]


def channels(slack: Slack, count: int, members: list[str]) -> list[str]:
    """Add so many channels with the bot and these people in them."""
    return [slack.world.add_channel(f"channel{number}", [slack.bot, *members]) for number in range(count)]
