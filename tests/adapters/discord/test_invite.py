"""The invitation: the least permissions, a reason for each, and the guide that shows it as it is."""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import discord as library
import pytest
from click.testing import CliRunner

from esor_bot.errors import UsageError
from esor_bot_discord import command
from esor_bot_discord.invitation import address, invitation
from esor_bot_discord.permissions import ADMINISTRATOR, PERMISSIONS, SCOPES, wanted
from tests.adapters.discord.tiny import tiny
from tests.adapters.discord.well import TOKEN, well

APP = "123456789012345678"
GUIDE = Path(__file__).resolve().parents[3] / "docs" / "discord.md"

FLAGS = {
    "View Channels": "view_channel",
    "Send Messages": "send_messages",
    "Send Messages in Threads": "send_messages_in_threads",
    "Create Public Threads": "create_public_threads",
    "Create Private Threads": "create_private_threads",
    "Attach Files": "attach_files",
    "Read Message History": "read_message_history",
}
"""What discord.py calls the permissions."""


def test_the_least_permissions() -> None:
    """The address asks for the permissions of the table by their right bits, and for nothing that rules a server."""
    asked = library.Permissions(wanted())

    assert {name for name, on in asked if on} == {
        "read_messages" if one == "view_channel" else one for one in FLAGS.values()
    }
    assert all(library.Permissions(one.bit) == library.Permissions(**{FLAGS[one.name]: True}) for one in PERMISSIONS)
    assert not wanted() & ADMINISTRATOR


def test_the_address() -> None:
    """The address names the app, the permissions and both scopes."""
    parts = urlsplit(address(APP))

    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://discord.com/oauth2/authorize"
    assert parse_qs(parts.query) == {
        "client_id": [APP],
        "permissions": [str(wanted())],
        "scope": ["bot applications.commands"],
    }


@pytest.mark.parametrize("app", ["", "esor", "12", "123456789012345678&permissions=8"])
def test_what_is_no_id(app: str) -> None:
    """What is no id of an app makes no address."""
    with pytest.raises(UsageError, match="Application ID"):
        address(app)


def test_each_has_a_reason_of_its_own() -> None:
    """Every permission says what it is for and what does not work without it, each in words of its own."""
    assert len({one.why for one in PERMISSIONS}) == len({one.without for one in PERMISSIONS}) == len(PERMISSIONS)


def test_the_command_prints_it() -> None:
    """`esor-bot discord invite --app` prints it without asking anybody."""
    assert CliRunner().invoke(command.discord, ["invite", "--app", APP]).output == invitation(APP)


def test_discord_is_asked_for_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the token alone Discord is asked which app it is; the token is not printed."""

    async def invited() -> str:
        async with tiny() as server:
            well(server)
            monkeypatch.setenv("ESOR_BOT_DISCORD_TOKEN", TOKEN)
            monkeypatch.setenv("ESOR_BOT_DISCORD_API_URL", f"{server.base}/api")
            done = await asyncio.to_thread(CliRunner().invoke, command.discord, ["invite"])
            assert [one.headers["Authorization"] for one in server.called] == [f"Bot {TOKEN}"]
            return done.output

    assert asyncio.run(invited()) == invitation("900001")


def test_without_a_token_it_says_what_to_give(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without token and id it says which of them to give."""
    monkeypatch.delenv("ESOR_BOT_DISCORD_TOKEN", raising=False)
    done = CliRunner().invoke(command.discord, ["invite"])

    assert isinstance(done.exception, UsageError)
    assert "ESOR_BOT_DISCORD_TOKEN" in str(done.exception)
    assert "--app" in str(done.exception)


@pytest.mark.parametrize(("status", "word"), [(401, "refuses"), (502, "reached")])
def test_where_discord_does_not_tell(monkeypatch: pytest.MonkeyPatch, status: int, word: str) -> None:
    """Where Discord refuses the token or does not answer, it says so, and how to do without."""

    async def invited() -> str:
        async with tiny() as server:
            server.always("GET", status, {"code": 0})
            monkeypatch.setenv("ESOR_BOT_DISCORD_TOKEN", TOKEN)
            monkeypatch.setenv("ESOR_BOT_DISCORD_API_URL", f"{server.base}/api")
            return str((await asyncio.to_thread(CliRunner().invoke, command.discord, ["invite"])).exception)

    said = asyncio.run(invited())
    assert word in said
    assert "--app" in said


def test_the_guide_explains_every_permission() -> None:
    """docs/discord.md shows the invitation as it is, and names every permission with its reason."""
    guide = GUIDE.read_text(encoding="utf-8")

    assert invitation(APP) in guide
    rows = [f"| {one.name} | {one.why} | {one.without} |" for one in PERMISSIONS]
    assert [row for row in rows if row not in guide] == []
    assert [scope for scope in SCOPES if f"`{scope}`" not in guide] == []
