"""Who is of the office on Discord."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from esor_bot.desk.roster import Roster
from esor_bot.domain.conversation import Submission
from esor_bot_discord.heard import Heard
from esor_bot_discord.inbound_acts import acted
from esor_bot_discord.rooms import Rooms
from esor_bot_discord.roster import Office
from tests.adapters.discord.payloads import ANNA, GUILD, ME, NOW, interaction, slash
from tests.adapters.discord.tiny import Tiny, refused, tiny

pytestmark = pytest.mark.asyncio
MEMBER = f"GET /guilds/{GUILD}/members/{ANNA}"


@asynccontextmanager
async def office() -> AsyncIterator[tuple[Office, Roster, Tiny]]:
    """Give what knows the office, its list, and the server that is asked."""
    async with tiny() as server:
        server.always("GET /channels/", 200, {"id": "100009", "type": 0, "guild_id": GUILD})
        roster = Roster()
        yield Office(server.calls, Rooms(server.calls), roster, "100009", ME), roster, server


def heard(*, direct: bool = False) -> Heard:
    """Return a word of the office."""
    act = acted(interaction(2, slash("list", "esor-office"), direct=direct), ME, NOW)
    assert act is not None
    return act.heard


async def test_the_role_that_comes_along_counts() -> None:
    """Whoever does something in the server is of the office as long as they have the role."""
    async with office() as (knows, roster, server):
        assert not roster.has(f"discord:{ANNA}")
        await knows.note(heard())
        assert roster.of("discord") == {f"discord:{ANNA}": "Anna"}
        await knows.note(replace(heard(), member=False))
        assert not roster.has(f"discord:{ANNA}")
        assert server.called == []


async def test_in_direct_messages_the_role_is_asked_for() -> None:
    """Where no roles are told, the server is asked, and not again for a while."""
    async with office() as (knows, roster, server):
        server.next(MEMBER, 200, {"user": {"id": ANNA, "username": "anna"}, "roles": [ME.role]})
        await knows.note(heard(direct=True))
        await knows.note(heard(direct=True))
        assert roster.has(f"discord:{ANNA}")
        assert server.names().count(MEMBER) == 1


async def test_whoever_is_not_in_the_server_is_not_of_the_office() -> None:
    """Who left the server is nobody of the office; where Discord does not tell, who was seen last stays."""
    async with office() as (knows, roster, server):
        await knows.note(heard())
        server.always(MEMBER, 502, "no")
        await knows.note(heard(direct=True))
        assert roster.has(f"discord:{ANNA}")
        server.standing.pop()
        server.next(MEMBER, 404, refused(10007))
        await knows.note(heard(direct=True))
        assert not roster.has(f"discord:{ANNA}")


async def test_whoever_is_chosen_in_a_form_is_looked_at() -> None:
    """Somebody to whom a colleague hands a question is asked for: they may never have done anything here."""
    bob, member = "200002", f"GET /guilds/{GUILD}/members/200002"
    given = [{"type": 18, "component": {"type": 5, "custom_id": "f:to", "values": [bob]}}]
    data = {"custom_id": "hand_over|case=12|seen=3", "components": given}
    act = acted(interaction(5, data), ME, NOW)
    assert act is not None
    assert isinstance(act.heard.event, Submission)
    assert act.heard.event.values == {"to": f"discord:{bob}"}
    async with office() as (knows, roster, server):
        server.next(member, 200, {"user": {"id": bob, "username": "bob"}, "nick": "Bob", "roles": [ME.role]})
        await knows.note(act.heard)
        assert roster.of("discord")[f"discord:{bob}"] == "Bob"
        assert not roster.is_whole("discord")
    async with office() as (knows, roster, server):
        await knows.note(replace(act.heard, member=False))
        assert server.called == []


async def test_whoever_is_chosen_and_is_not_of_the_office_has_a_name() -> None:
    """Who lacks the role is not of the office; their name is known, so that it can be said."""
    bob = "200002"
    given = [{"type": 18, "component": {"type": 5, "custom_id": "f:to", "values": [bob]}}]
    act = acted(interaction(5, {"custom_id": "hand_over|case=12", "components": given}), ME, NOW)
    assert act is not None
    async with office() as (knows, roster, server):
        server.next(bob, 200, {"user": {"id": bob, "username": "bob"}, "roles": []})
        await knows.note(act.heard)
        assert not roster.has(f"discord:{bob}")
        assert roster.called(f"discord:{bob}") == "bob"
