"""Whether what is for the office reaches it on Discord: its channel, its role, and what the bot may do there."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest

from esor_bot.desk.roster import Roster
from esor_bot_discord.inbound import Self
from esor_bot_discord.permissions import SEND
from esor_bot_discord.rooms import Rooms
from esor_bot_discord.roster import Office
from tests.adapters.discord.tiny import Tiny, refused, tiny
from tests.adapters.discord.well import BOT, CHANNEL, GUILD, ROLE, channel, guild, well

pytestmark = pytest.mark.asyncio
CAROL = "discord:200009"


@asynccontextmanager
async def office(role: str = ROLE, **told: Any) -> AsyncIterator[tuple[Office, Roster, Tiny]]:  # noqa: ANN401 - any JSON
    """Give what looks at the office, its list with one colleague in it, and the server that is asked."""
    async with tiny() as server:
        well(server, **told)
        roster = Roster(["discord"])
        roster.note(CAROL, "Carol", member=True)
        yield Office(server.calls, Rooms(server.calls), roster, CHANNEL, Self(BOT, role)), roster, server


async def test_where_all_is_well_nothing_changes() -> None:
    """An office whose channel and role are there keeps its people."""
    async with office() as (sees, roster, _):
        assert await sees.look()
        assert roster.reachable
        assert not roster.faults
        assert roster.has(CAROL)


@pytest.mark.parametrize(
    "told",
    [
        {"channel": (404, refused(10003))},
        {"channel": (403, refused(50001))},
        {"guild": (404, refused(10004))},
        {"channel": {"id": CHANNEL, "type": 1}},
        {"channel": channel(own_deny=1 << 10)},
        {"guild": guild(own=1 << 10, everyone=0)},
    ],
)
async def test_a_channel_that_nothing_reaches_is_no_office(
    told: Mapping[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """Where the channel is gone or closed to the bot nobody is taken for the office, and the operator is told once."""
    async with office(**told) as (sees, roster, _):
        with caplog.at_level(logging.ERROR):
            assert not await sees.look()
            assert not await sees.look()
        assert not roster.reachable
        assert roster.faults["discord"]
        assert not roster.has(CAROL)
        assert [one.message for one in caplog.records] == ["office_not_seen"]


async def test_without_its_role_nobody_is_of_the_office(caplog: pytest.LogCaptureFixture) -> None:
    """Where the role was deleted its people lose what they could do, though the channel is there still."""
    lacking = {**guild(), "roles": [one for one in guild()["roles"] if one["id"] != ROLE]}
    async with office(guild=lacking) as (sees, roster, _):
        with caplog.at_level(logging.ERROR):
            assert not await sees.look()
        assert roster.reachable
        assert not roster.has(CAROL)
        assert [getattr(one, "reason", "") for one in caplog.records] == ["no_office_role"]


async def test_an_office_without_a_role_is_shown_questions(caplog: pytest.LogCaptureFixture) -> None:
    """Where no role is set applicants are served and questions shown, and the operator reads that nobody can answer."""
    async with office(role="") as (sees, roster, _):
        with caplog.at_level(logging.ERROR):
            assert not await sees.look()
        assert roster.reachable
        assert not roster.has(CAROL)
        assert [getattr(one, "reason", "") for one in caplog.records] == ["no_office_role"]


async def test_a_role_that_everybody_has_is_told_of(caplog: pytest.LogCaptureFixture) -> None:
    """Where everybody would be of the office, the operator reads so."""
    async with office(role=GUILD) as (sees, _, _server):
        with caplog.at_level(logging.ERROR):
            assert not await sees.look()
        assert [getattr(one, "reason", "") for one in caplog.records] == ["everybody_is_office"]


async def test_a_permission_that_cards_can_do_without_closes_nothing() -> None:
    """Where files can't be attached, say, cards arrive all the same."""
    async with office(channel=channel(own_deny=1 << 15), guild=guild(own=1 << 10 | SEND.bit)) as (sees, roster, _):
        assert not await sees.look()
        assert roster.reachable
        assert not roster.faults
        assert roster.has(CAROL)


async def test_it_recovers() -> None:
    """When the channel is there again it is the office's again; while Discord is out of reach all stays as it was."""
    async with office() as (sees, roster, server):
        seen = []
        for status in (404, 401, 200):
            if status != 200:
                server.next(f"GET /channels/{CHANNEL}", status, refused(10003 if status == 404 else 0))
            seen.append((await sees.look(), roster.reachable, dict(roster.faults)))
        gone, out_of_reach, well_again = seen
        assert gone == (False, False, {"discord": "unknown_channel"})
        assert out_of_reach[:2] == (False, False)
        assert well_again == (True, True, {})
