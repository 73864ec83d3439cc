"""Slack over HTTP, and what is made of all that it sends."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

from esor_bot.errors import UsageError
from esor_bot.metrics import Metrics
from esor_bot_slack.heard import Heard
from esor_bot_slack.hearing import Hearing, bolt
from esor_bot_slack.inbound import Self
from esor_bot_slack.posting import Echoes
from esor_bot_slack.web import PATH, Door

pytestmark = pytest.mark.asyncio
SECRET = "0123456789abcdef"
ME = Self("T1", "UBOT", "B1")


class Noting:
    """Notes what was heard."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.files: list[Heard] = []
        self.rosters: list[str] = []
        self.went: list[str] = []

    async def accept(self, heard: Heard) -> None:
        """Note an event."""
        self.heard.append(heard)

    async def file(self, heard: Heard) -> None:
        """Note a file."""
        self.files.append(heard)

    async def submitted(self, heard: Heard) -> Mapping[str, Any] | None:
        """Keep every form open."""
        return {"response_action": "errors", "errors": {"f:text": "No."}}

    def roster_changed(self, channel: str) -> None:
        """Note a channel."""
        self.rosters.append(channel)

    def gone(self, why: str) -> None:
        """Note that the app was taken out."""
        self.went.append(why)


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Caller:
    """Sends requests as Slack does."""

    def __init__(self, port: int, session: aiohttp.ClientSession) -> None:
        self._address = f"http://127.0.0.1:{port}{PATH}"
        self._session = session

    async def send(
        self, body: Mapping[str, object], *, form: bool = False, at: str = "", secret: str = SECRET
    ) -> tuple[int, str]:
        """Send something signed, and return how it was answered."""
        text = urlencode(body) if form else json.dumps(body)
        stamp = at or str(int(time.time()))
        mac = hmac.new(secret.encode(), f"v0:{stamp}:{text}".encode(), hashlib.sha256).hexdigest()
        kind = "application/x-www-form-urlencoded" if form else "application/json"
        headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={mac}", "Content-Type": kind}
        async with self._session.post(self._address, data=text, headers=headers) as answer:
            return answer.status, await answer.text()

    async def unsigned(self, stamp: str, signature: str) -> int:
        """Send an event with a signature of one's own, and return the status."""
        headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
        async with self._session.post(self._address, json={"type": "event_callback"}, headers=headers) as answer:
            return answer.status

    async def event(self, **told: object) -> tuple[int, str]:
        """Send an event."""
        return await self.send({"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": told})


@asynccontextmanager
async def listening() -> AsyncIterator[tuple[Caller, Noting, Echoes]]:
    """Give who calls, who notes what is heard, and what came back of our own."""
    noting, echoes, port = Noting(), Echoes(), free_port()
    app = bolt(Hearing(ME, noting, echoes, {"documents"}), ME, SECRET)
    door = Door(app.async_dispatch, Metrics())
    await door.start("127.0.0.1", port)
    try:
        async with aiohttp.ClientSession() as session:
            yield Caller(port, session), noting, echoes
    finally:
        await door.stop()


MESSAGE = {"type": "message", "channel_type": "im", "user": "U1", "channel": "D1", "ts": "1.5", "text": "deadline?"}


async def test_events_are_heard() -> None:
    """A signed event is acknowledged, and heard."""
    async with listening() as (caller, noting, _):
        assert await caller.event(**MESSAGE) == (200, "")
        assert [heard.key for heard in noting.heard] == ["slack:T1:D1:1.5"]


async def test_forged_and_stale_requests() -> None:
    """What was not signed by Slack, or long ago, gets status 401 and is not heard."""
    async with listening() as (caller, noting, _):
        body = {"type": "event_callback", "event": MESSAGE}
        old = str(int(time.time()) - 3600)
        statuses = [
            (await caller.send(body, secret="x"))[0],
            (await caller.send(body, at=old))[0],
            (await caller.send(body, at="soon"))[0],
            (await caller.send({"ssl_check": "1", "type": "event_callback", "event": MESSAGE}, secret="x"))[0],
        ]

        assert statuses[:3] == [401, 401, 401]
        assert noting.heard == []


@pytest.mark.parametrize(
    ("stamp", "signature"),
    [("9" * 400, "v0=abc"), ("9" * 5000, "v0=abc"), ("\u0661\u0662", "v0=abc"), ("", "v0=\u00e9"), ("", "")],
)
async def test_signatures_that_are_none(stamp: str, signature: str) -> None:
    """A stamp or a signature that is none of Slack's gets status 401 too: nobody can make us stumble from outside."""
    async with listening() as (caller, noting, _):
        assert await caller.unsigned(stamp or str(int(time.time())), signature) == 401
        assert noting.heard == []


async def test_slack_makes_sure_of_the_address() -> None:
    """The word by which Slack makes sure of the address is given back."""
    async with listening() as (caller, _, _echoes):
        status, text = await caller.send({"type": "url_verification", "challenge": "word", "token": "x"})

        assert (status, json.loads(text)) == (200, {"challenge": "word"})


async def test_everything_else_is_acknowledged() -> None:
    """What nobody listens to, and what can't be read, is acknowledged: else Slack would send it again and again."""
    async with listening() as (caller, noting, _):
        assert (await caller.event(type="reaction_added", user="U1"))[0] == 200
        assert (await caller.event(type="message", channel="D1", ts=["?"], user="U1", text=7))[0] == 200
        assert (await caller.event(type="message", channel=7))[0] == 400
        assert (await caller.event(type="assistant_thread_started", assistant_thread="?"))[0] == 200
        assert (await caller.send({"type": "view_closed", "view": {}, "user": {"id": "U1"}}))[0] == 200

        assert [heard.way.user for heard in noting.heard] == ["U1"]


async def test_commands_and_forms() -> None:
    """A command is heard; what is wrong with a form goes with its acknowledgement."""
    async with listening() as (caller, noting, _):
        told = {"command": "/esor", "text": "documents", "user_id": "U1", "channel_id": "C1", "trigger_id": "9"}
        assert await caller.send(told, form=True) == (200, "")
        view = {"id": "V1", "hash": "h", "callback_id": "add", "state": {"values": {}}}
        sent = {"type": "view_submission", "user": {"id": "U1"}, "team": {"id": "T1"}, "view": view}
        status, text = await caller.send({"payload": json.dumps(sent)}, form=True)

        assert [heard.kind for heard in noting.heard] == ["command"]
        assert (status, json.loads(text)["response_action"]) == (200, "errors")


async def test_our_own_messages_come_back() -> None:
    """A message of ours that comes back is noted as posted, and answered by nobody."""
    async with listening() as (caller, noting, echoes):
        ours: dict[str, object] = {**MESSAGE, "user": "UBOT", "bot_id": "B1", "blocks": [{"block_id": "k:1"}]}
        await caller.event(**ours)

        assert noting.heard == []
        found = echoes.get("k:1")
        assert found is not None
        assert found.stamp == "1.5"


async def test_the_office_and_the_end() -> None:
    """Who comes to a channel or leaves it is looked at; an app that is taken out is told of."""
    async with listening() as (caller, noting, _):
        await caller.event(type="member_joined_channel", user="U1", channel="C9")
        await caller.event(type="member_left_channel", user="U1", channel="C9")
        await caller.event(type="tokens_revoked", tokens={"bot": ["B1"]})
        await caller.event(type="tokens_revoked", tokens={"oauth": ["U1"]})
        await caller.event(type="app_uninstalled")

        assert noting.rosters == ["C9", "C9"]
        assert noting.went == ["tokens_revoked", "app_uninstalled"]


async def test_a_file_is_looked_at_once() -> None:
    """A file in a channel is looked at once, however often Slack tells of it."""
    async with listening() as (caller, noting, _):
        for _ in range(2):
            await caller.event(type="file_shared", user_id="U1", channel_id="C1", file_id="F1")

        assert len(noting.files) == 1


async def test_a_port_that_is_taken() -> None:
    """A port that somebody else has is said to be taken, in one line."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        port = int(one.getsockname()[1])
        app = bolt(Hearing(ME, Noting(), Echoes(), ()), ME, SECRET)
        with pytest.raises(UsageError, match=f"port {port}"):
            await Door(app.async_dispatch, Metrics()).start("127.0.0.1", port)
