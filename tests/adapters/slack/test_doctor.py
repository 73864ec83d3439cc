"""What the doctor finds on Slack, and that it says what to do."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from esor_bot.serving.adapter import Finding, Health
from esor_bot_slack.doctor import examine
from esor_bot_slack.scopes import SCOPES

CHANNEL = "C0000000001"
ALL = frozenset(scope.name for scope in SCOPES)
TOKEN, APP_TOKEN = "xoxb-a-token", "xapp-a-token"

WELL: Mapping[str, Any] = {
    "auth.test": {"ok": True, "team": "Fellows", "team_id": "T1", "user": "esor", "user_id": "U9"},
    "apps.connections.open": {"ok": True, "url": "wss://nowhere.invalid"},
    "conversations.info": {"ok": True, "channel": {"name": "office", "is_member": True, "is_private": True}},
    "conversations.members": {"ok": True, "members": ["U9", "U1", "U2"]},
}


@contextmanager
def slack(answers: Mapping[str, Any], scopes: frozenset[str] = ALL, ahead: timedelta = timedelta()) -> Iterator[str]:
    """Play Slack's API with these answers, and give its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = json.dumps(answers[self.path.rpartition("/")[2]]).encode()
            self.send_response_only(200)
            self.send_header("Date", format_datetime(datetime.now(UTC) + ahead, usegmt=True))
            self.send_header("x-oauth-scopes", ",".join(sorted(scopes)))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Settings for Socket Mode with an office channel; the address of the API is set by the test."""
    monkeypatch.setenv("ESOR_BOT_SLACK_TOKEN", TOKEN)
    monkeypatch.setenv("ESOR_BOT_SLACK_APP_TOKEN", APP_TOKEN)
    monkeypatch.setenv("ESOR_BOT_SLACK_OFFICE_CHANNEL", CHANNEL)
    return monkeypatch


def found(settings: pytest.MonkeyPatch, address: str) -> dict[str, Finding]:
    """Examine, and return the last finding on each thing."""
    settings.setenv("ESOR_BOT_SLACK_API_URL", address)
    findings = asyncio.run(examine())
    assert not any(TOKEN in str(one) or APP_TOKEN in str(one) for one in findings)
    return {one.what.removeprefix("Slack: "): one for one in findings}


def test_all_is_well(settings: pytest.MonkeyPatch) -> None:
    """Where all is well, all is good, and there is nothing to do."""
    with slack(WELL) as address:
        findings = found(settings, address)

    assert set(findings) == {"API", "clock", "bot token", "scopes", "Socket Mode", "office"}
    assert {one.health for one in findings.values()} == {Health.GOOD}
    assert findings["bot token"].found == "valid, @esor in Fellows (T1)"
    assert findings["office"].found == "#office, 2 people: they are the office"


def test_nobody_answers(settings: pytest.MonkeyPatch) -> None:
    """Where Slack can't be reached that is one clear line, and nothing else is looked at."""
    with slack(WELL) as address:
        pass

    findings = found(settings, address)

    assert [(name, one.health) for name, one in findings.items()] == [("API", Health.BAD)]
    assert "online" in findings["API"].mend


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "account_inactive", "something_new"])
def test_a_refused_token(settings: pytest.MonkeyPatch, error: str) -> None:
    """A token that is refused is named with Slack's word for it, and where to get another one."""
    with slack({**WELL, "auth.test": {"ok": False, "error": error}}) as address:
        token = found(settings, address)["bot token"]

    assert (token.health, token.found) == (Health.BAD, f"refused: {error}")
    assert "api.slack.com/apps" in token.mend or "Install" in token.mend


@pytest.mark.parametrize("scope", sorted(ALL))
def test_a_missing_scope(settings: pytest.MonkeyPatch, scope: str) -> None:
    """A scope that is missing is named, with what does not work without it and where to add it."""
    with slack(WELL, ALL - {scope}) as address:
        lacking = found(settings, address)["scopes"]

    (known,) = (one for one in SCOPES if one.name == scope)
    assert (lacking.health, lacking.found) == (Health.BAD, f"{scope} is missing, so {known.without}")
    assert "OAuth & Permissions" in lacking.mend


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_wrong_clock(settings: pytest.MonkeyPatch, minutes: int) -> None:
    """A clock that is minutes off is found, because signatures are refused by it."""
    with slack(WELL, ahead=timedelta(minutes=minutes)) as address:
        clock = found(settings, address)["clock"]

    assert clock.health is Health.BAD
    assert ("behind" if minutes > 0 else "ahead") in clock.found


@pytest.mark.parametrize(
    ("info", "health", "word"),
    [
        ({"ok": False, "error": "channel_not_found"}, Health.BAD, "not found"),
        ({"ok": False, "error": "missing_scope", "needed": "groups:read"}, Health.BAD, "groups:read"),
        ({"ok": True, "channel": {"name": "office", "is_member": False}}, Health.BAD, "not in #office"),
        ({"ok": True, "channel": {"name": "office", "is_archived": True}}, Health.BAD, "archived"),
        ({"ok": True, "channel": {"name": "office", "is_member": True}}, Health.DOUBTFUL, "public"),
    ],
)
def test_the_office_channel(settings: pytest.MonkeyPatch, info: Mapping[str, Any], health: Health, word: str) -> None:
    """A channel that is not there, without the bot, archived or open to everybody is told from one that is right."""
    with slack({**WELL, "conversations.info": info}) as address:
        office = found(settings, address)["office"]

    assert office.health is health
    assert word in office.found


def test_an_app_token_without_its_scope(settings: pytest.MonkeyPatch) -> None:
    """An app token that may not open a connection is told how to be made right."""
    with slack({**WELL, "apps.connections.open": {"ok": False, "error": "missing_scope"}}) as address:
        way = found(settings, address)["Socket Mode"]

    assert way.health is Health.BAD
    assert "connections:write" in way.mend


def test_over_http_the_port_is_tried(settings: pytest.MonkeyPatch) -> None:
    """Without an app token the port is looked at, and one that is taken is named."""
    settings.delenv("ESOR_BOT_SLACK_APP_TOKEN")
    settings.setenv("ESOR_BOT_SLACK_SIGNING_SECRET", "a-secret")
    with slack(WELL) as address:
        settings.setenv("ESOR_BOT_SLACK_PORT", address.split(":")[2].partition("/")[0])
        taken = found(settings, address)["HTTP"]

    assert taken.health is Health.DOUBTFUL
    assert "ESOR_BOT_SLACK_PORT" in taken.mend
