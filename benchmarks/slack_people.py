"""People in the workspace of the benchmark, and what they ask."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

from esor_bot.testing.slack import Slack

_QUESTIONS = Path(__file__).parent / "questions" / "english.jsonl"


def people(slack: Slack, count: int) -> list[str]:
    """Add so many people to the workspace."""
    return [slack.world.add_user(f"person{number}") for number in range(count)]


def channels(slack: Slack, count: int, members: list[str]) -> list[str]:
    """Add so many channels with the bot and these people in them."""
    return [slack.world.add_channel(f"channel{number}", [slack.bot, *members]) for number in range(count)]


def questions() -> Iterator[str]:
    """Go through the questions of the benchmark, again and again."""
    rows = [json.loads(line) for line in _QUESTIONS.read_text("utf-8").splitlines() if line]
    return itertools.cycle([str(row["question"]) for row in rows])
