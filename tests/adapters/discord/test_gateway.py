"""The gateway: what is asked for, and what is handed on."""

from __future__ import annotations

from typing import Any

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from esor_bot.metrics import Metrics
from esor_bot_discord.gateway import Gateway, addresses, intents


def test_nothing_that_is_private_is_asked_for() -> None:
    """Of what Discord tells, only servers and messages are asked for: no intent that it has to approve."""
    wanted = intents()
    assert {name for name, on in wanted if on} == {"guilds", "guild_messages", "dm_messages"}


def test_the_addresses_are_those_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library calls the addresses that are set."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    addresses("http://127.0.0.1:1/api/v10", "ws://127.0.0.1:1/gateway")
    assert Route("GET", "/users/@me").url == "http://127.0.0.1:1/api/v10/users/@me"
    assert yarl.URL("ws://127.0.0.1:1/gateway") == DiscordWebSocket.DEFAULT_GATEWAY


@pytest.mark.asyncio
async def test_events_are_handed_on_as_they_came() -> None:
    """What we hear is handed on untouched, what nobody wants is left, and one that breaks ends nothing."""
    heard: list[tuple[str, Any]] = []

    def hear(event: str, data: Any) -> None:  # noqa: ANN401 - any JSON
        heard.append((event, data))
        if data == {}:
            raise KeyError("id")

    async with Gateway(hear, Metrics()) as gateway:
        parsers = gateway._connection.parsers
        assert isinstance(gateway, discord.Client)
        parsers["MESSAGE_CREATE"]({"id": "1"})
        parsers["INTERACTION_CREATE"]({})
        assert "TYPING_START" not in parsers
    assert heard == [("MESSAGE_CREATE", {"id": "1"}), ("INTERACTION_CREATE", {})]
