"""What the doctor finds on Discord, and that it says what to do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from esor_bot.serving.adapter import Finding, Health
from esor_bot_discord import ADAPTER
from esor_bot_discord.permissions import PERMISSIONS, of_office, wanted
from tests.adapters.discord import well as played
from tests.adapters.discord.tiny import DROP, Tiny, refused, tiny
from tests.adapters.discord.well import CHANNEL, GUILD, OWN_ROLE, ROLE, TOKEN, channel, guild, well

pytestmark = pytest.mark.asyncio

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "discord.md"
GOOD, DOUBTFUL, BAD = Health.GOOD, Health.DOUBTFUL, Health.BAD


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Settings with an office; the address of the API is set by the test."""
    monkeypatch.setenv("ESOR_BOT_DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("ESOR_BOT_DISCORD_OFFICE_CHANNEL", CHANNEL)
    monkeypatch.setenv("ESOR_BOT_DISCORD_OFFICE_ROLE", ROLE)
    return monkeypatch


async def examined(settings: pytest.MonkeyPatch, server: Tiny) -> list[Finding]:
    """Examine against a server; nothing is changed there, and no secret is told."""
    settings.setenv("ESOR_BOT_DISCORD_API_URL", f"{server.base}/api")
    findings = list(await ADAPTER.examine())
    assert not any(TOKEN in str(one) for one in findings)
    assert {one.method for one in server.called} <= {"GET"}
    return findings


async def found(settings: pytest.MonkeyPatch, **other: Any) -> dict[str, Finding]:  # noqa: ANN401 - any JSON
    """Examine where all is well but for what is given, and return the last finding on each thing."""
    if "servers" in other:  # the office's server is looked at alone where there is one
        other["channel"] = (404, {"code": 10003})
    async with tiny() as server:
        well(server, **other)
        return {one.what.removeprefix("Discord: "): one for one in await examined(settings, server)}


async def test_all_is_well(settings: pytest.MonkeyPatch) -> None:
    """Where all is well, all is good, and there is nothing to do."""
    findings = await found(settings)

    things = ["API", "clock", "token", "app", "commands", "servers", "gateway", "office", "role"]
    assert list(findings) == things
    assert {(one.health, one.mend) for one in findings.values()} == {(GOOD, "")}
    assert findings["token"].found == "valid, ESOR bot (900001)"
    assert findings["role"].found == "@office: whoever has it is of the office"


async def test_nobody_answers(settings: pytest.MonkeyPatch) -> None:
    """Where Discord can't be reached that is one clear line, and nothing else is looked at."""
    async with tiny() as server:
        server.always("GET", DROP)
        (api,) = await examined(settings, server)

    assert (api.what, api.health) == ("Discord: API", BAD)
    assert "online" in api.mend


async def test_something_else_answers(settings: pytest.MonkeyPatch) -> None:
    """Where what answers fails, or is not Discord, that is said, and nobody is sent for another token."""
    async with tiny() as server:
        server.always("GET", 502, "a proxy")
        assert [one.found for one in await examined(settings, server)] == ["can't be reached: HTTP 502"]
        server.standing.clear()
        server.always("GET", 200, "a page")
        assert [one.health for one in await examined(settings, server)] == [BAD]


async def test_a_call_that_is_lost(settings: pytest.MonkeyPatch) -> None:
    """Where one call gets no answer the rest is looked at all the same."""
    findings = await found(settings, gateway=(503, None))

    assert (findings["API"].health, findings["office"].health) == (DOUBTFUL, GOOD)
    assert "gateway" not in findings


async def test_a_refused_token(settings: pytest.MonkeyPatch) -> None:
    """A token that is refused is told with where to get another one, and nothing else is looked at."""
    findings = await found(settings, me=(401, {"message": "401: Unauthorized", "code": 0}))

    assert list(findings) == ["API", "clock", "token"]
    assert (findings["token"].health, findings["token"].found) == (BAD, "refused: HTTP 401")
    assert "Reset Token" in findings["token"].mend


@pytest.mark.parametrize("minutes", [-5, 5])
async def test_a_wrong_clock(settings: pytest.MonkeyPatch, minutes: int) -> None:
    """A clock that is minutes off is found by Discord's."""
    async with tiny() as server:
        well(server)
        theirs = datetime.now(UTC) + timedelta(minutes=minutes)
        server.next("GET /users/@me$", 200, {"id": "1"}, Date=format_datetime(theirs, usegmt=True))
        (clock,) = (one for one in await examined(settings, server) if one.what == "Discord: clock")

    assert clock.health is BAD
    assert ("behind" if minutes > 0 else "ahead") in clock.found


@pytest.mark.parametrize(
    ("flag", "name"), [(12, "Presence"), (15, "Server Members"), (18, "Message Content"), (19, "Message Content")]
)
async def test_an_intent_that_is_not_needed(settings: pytest.MonkeyPatch, flag: int, name: str) -> None:
    """A privileged intent that is on is named, because none is needed."""
    app = (await found(settings, app={"id": "900001", "name": "ESOR bot", "flags": 1 << flag}))["app"]

    assert app.health is DOUBTFUL
    assert f"{name} Intent" in app.found


async def test_commands_that_go_elsewhere(settings: pytest.MonkeyPatch) -> None:
    """An app whose commands go to a web address is found: here they would never arrive."""
    told = {"id": "900001", "name": "ESOR bot", "interactions_endpoint_url": "https://bot.example.org"}
    app = (await found(settings, app=told))["app"]

    assert app.health is BAD
    assert "Interactions Endpoint URL" in app.mend


@pytest.mark.parametrize(("there", "word"), [([], "not registered yet"), ([{"name": "ping"}], "others")])
async def test_commands_that_are_not_there_yet(
    settings: pytest.MonkeyPatch, there: list[dict[str, str]], word: str
) -> None:
    """Before the first start there are no commands of ours, which is fine and said."""
    commands = (await found(settings, commands=there))["commands"]

    assert commands.health is GOOD
    assert word in commands.found
    assert "esor-bot serve" in commands.found


async def test_in_no_server(settings: pytest.MonkeyPatch) -> None:
    """A bot that was not invited yet is told how to be."""
    servers = (await found(settings, servers=[]))["servers"]

    assert servers.health is BAD
    assert "esor-bot discord invite" in servers.mend


@pytest.mark.parametrize("lacking", PERMISSIONS, ids=lambda one: str(one.name))
async def test_a_missing_permission(settings: pytest.MonkeyPatch, lacking: Any) -> None:  # noqa: ANN401 - a row
    """A permission that is missing in a server is named, with what does not work without it."""
    told = [{"id": GUILD, "name": "Fellows", "permissions": str(wanted() & ~lacking.bit)}]
    servers = (await found(settings, servers=told))["servers"]

    assert (servers.health, servers.found) == (BAD, f"Fellows: {lacking.name} is missing, so {lacking.without}")


async def test_too_many_permissions(settings: pytest.MonkeyPatch) -> None:
    """A bot that may do everything works, and that it should not be so is said."""
    servers = (await found(settings, servers=[{"id": GUILD, "name": "Fellows", "permissions": "8"}]))["servers"]

    assert servers.health is DOUBTFUL
    assert "Administrator" in servers.mend


async def test_no_connection_is_left(settings: pytest.MonkeyPatch) -> None:
    """Where Discord allows no more connections for the day, that is found."""
    told = {"url": "wss://nowhere.invalid", "session_start_limit": {"remaining": 0}}

    assert (await found(settings, gateway=told))["gateway"].health is BAD


@pytest.mark.parametrize(
    ("told", "health", "word"),
    [
        ((404, refused(10003)), BAD, "not found"),
        ((403, refused(50001)), BAD, "does not see"),
        (channel(sort=2), BAD, "neither a text channel nor a forum"),
        ({"id": CHANNEL, "type": 1}, BAD, "neither a text channel nor a forum"),
        (channel(hidden=False), DOUBTFUL, "everybody sees it"),
        (channel(sort=15), GOOD, "#esor-office"),
    ],
)
async def test_the_office_channel(settings: pytest.MonkeyPatch, told: Any, health: Health, word: str) -> None:  # noqa: ANN401 - any JSON
    """A channel that is not there, without the bot, of another kind or open to all is told from one that is right."""
    office = (await found(settings, channel=told))["office"]

    assert office.health is health
    assert word in office.found
    assert (office.mend == "") is (health is GOOD)


@pytest.mark.parametrize("lacking", of_office(0), ids=lambda one: str(one.name))
async def test_what_the_office_channel_denies(settings: pytest.MonkeyPatch, lacking: Any) -> None:  # noqa: ANN401 - a row
    """A permission that the bot has in the server and not in the office's channel is named."""
    office = (await found(settings, channel=channel(own_deny=lacking.bit)))["office"]

    assert (office.health, office.found.partition(": ")[2]) == (BAD, f"{lacking.name} is missing, so {lacking.without}")


async def test_a_rule_for_the_bot_alone(settings: pytest.MonkeyPatch) -> None:
    """What a channel allows to the bot itself comes before what it denies to its role."""
    told = channel(own_deny=wanted())
    told["permission_overwrites"].append({"id": played.BOT, "type": 1, "allow": str(wanted()), "deny": "0"})

    assert (await found(settings, channel=told))["office"].health is GOOD


async def test_an_administrator_is_denied_nothing(settings: pytest.MonkeyPatch) -> None:
    """Whoever may do everything in the server may do so in the channel, whatever its rules say."""
    findings = await found(settings, guild=guild(own=8), channel=channel(own_deny=wanted()))

    assert findings["office"].health is GOOD


async def test_no_office(settings: pytest.MonkeyPatch) -> None:
    """Without a channel of the office that is said, with the settings that make one."""
    settings.delenv("ESOR_BOT_DISCORD_OFFICE_CHANNEL")
    office = (await found(settings))["office"]

    assert office.health is DOUBTFUL
    assert "ESOR_BOT_DISCORD_OFFICE_ROLE" in office.mend


@pytest.mark.parametrize(
    ("role", "health", "word"),
    [
        ("", BAD, "none is set"),
        ("600999", BAD, "not found"),
        (GUILD, BAD, "@everyone"),
        (OWN_ROLE, DOUBTFUL, "belongs to an app"),
    ],
)
async def test_the_office_role(settings: pytest.MonkeyPatch, role: str, health: Health, word: str) -> None:
    """A role that is not there, is everybody's or an app's is told from one that is right."""
    settings.setenv("ESOR_BOT_DISCORD_OFFICE_ROLE", role)
    told = (await found(settings))["role"]

    assert told.health is health
    assert word in told.found
    assert "Copy Role ID" in told.mend


async def test_the_guide_shows_what_it_finds(settings: pytest.MonkeyPatch) -> None:
    """The page in docs/discord.md is what a look at a server of these tests tells."""
    guide = [" ".join(line.split()) for line in GUIDE.read_text(encoding="utf-8").splitlines()]
    findings = await found(settings, commands=[])

    lines = [f"✓ Discord: {name} {one.found}" for name, one in findings.items()]
    assert [line for line in lines if line not in guide] == []
