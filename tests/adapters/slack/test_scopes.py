"""What a token may not do is said by name, before anybody needs it."""

from __future__ import annotations

import pytest

from esor_bot.testing.slack import ALL_SCOPES
from esor_bot_slack.scopes import SCOPES
from tests.adapters.slack.conftest import Open

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("scope", [scope.name for scope in SCOPES])
async def test_what_is_missing_is_logged_at_the_start(
    opened: Open, scope: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Each permission of ours that the token lacks stands in the log by its name, and no other one."""
    async with opened(scopes=ALL_SCOPES - {scope}):
        named = [vars(record)["reason"] for record in caplog.records if record.message == "scope_missing"]
        assert named == [scope]
