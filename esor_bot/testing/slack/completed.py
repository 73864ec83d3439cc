"""What Slack makes of blocks: it names those without a name, and says of texts what was left open."""

from __future__ import annotations

import json
from typing import Any

from esor_bot.testing.slack.shown import elements
from esor_bot.testing.slack.state import Json

_LEFT_OPEN = {"plain_text": ("emoji", True), "mrkdwn": ("verbatim", False)}


def completed(blocks: object, name: str) -> list[Json]:
    """Return a copy of blocks as Slack gives them back."""
    copy: list[Json] = json.loads(json.dumps(blocks or []))
    for place, block in enumerate(copy):
        block.setdefault("block_id", f"{name}.{place}")
    for place, (_, element) in enumerate(elements(copy)):
        element.setdefault("action_id", f"{name}.{place}")
    _say(copy)
    return copy


def _say(value: Any) -> None:  # noqa: ANN401 - any JSON
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _say(one)
    if isinstance(value, dict) and value.get("type") in _LEFT_OPEN and isinstance(value.get("text"), str):
        value.setdefault(*_LEFT_OPEN[value["type"]])
