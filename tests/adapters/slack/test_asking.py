"""Questions on Slack: where they are answered, for whom, and that nobody else hears of it."""

from __future__ import annotations

import pytest

from esor_bot.testing.slack import flat, labels
from tests.adapters.slack.workspace import Workspace

pytestmark = pytest.mark.asyncio
QUESTION = "when is the deadline?"
ANSWER = "15 February 2023"


async def test_a_mention_is_answered_in_its_thread(workspace: Workspace) -> None:
    """Whoever mentions the bot in a channel is answered in the thread of that message, with quotation and source."""
    slack = workspace.slack
    asked = await slack.mention(slack.ann, slack.general, QUESTION)
    reply = await workspace.answered(asked)

    assert ANSWER in flat(reply)
    assert "Source:" in flat(reply)
    assert labels(reply)[:1] == ["Ask the office"]
    assert slack.refused == []
