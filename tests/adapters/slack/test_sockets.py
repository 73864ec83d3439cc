"""Socket Mode: what is cut is connected again, and everything is acknowledged."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from esor_bot.metrics import Metrics
from esor_bot_slack.calls import Calls
from esor_bot_slack.sockets import Sockets

pytestmark = pytest.mark.asyncio


class Server:
    """Slack's side of the connections."""

    def __init__(self) -> None:
        self.lines: list[web.WebSocketResponse] = []
        self.acknowledged: list[dict[str, Any]] = []
        self.opened = 0
        self.refuse = ""
        self.base = ""

    async def open(self, request: web.Request) -> web.Response:
        """Hand out the address of a connection."""
        self.opened += 1
        if self.refuse:
            return web.json_response({"ok": False, "error": self.refuse})
        return web.json_response({"ok": True, "url": f"{self.base}/line"})

    async def line(self, request: web.Request) -> web.WebSocketResponse:
        """Greet, and note what is acknowledged."""
        line = web.WebSocketResponse()
        await line.prepare(request)
        await line.send_json({"type": "hello"})
        self.lines.append(line)
        with suppress(ConnectionError):
            async for message in line:
                self.acknowledged.append(message.json())
        self.lines.remove(line)
        return line


async def until(test: Callable[[], object]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(5.0):
        while not test():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)


@asynccontextmanager
async def connected(answer: str = "") -> AsyncIterator[tuple[Server, Sockets, list[Mapping[str, Any]]]]:
    """Give a server, the connections to it, and what came through them."""
    server = Server()
    heard: list[Mapping[str, Any]] = []
    app = web.Application()
    app.router.add_post("/api/apps.connections.open", server.open)
    app.router.add_get("/line", server.line)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.base = f"http://127.0.0.1:{runner.addresses[0][1]}"

    async def dispatch(body: Mapping[str, Any], headers: Mapping[str, str]) -> str:
        heard.append({**body, **headers})
        return answer

    async with aiohttp.ClientSession() as session:
        sockets = Sockets(Calls("xapp-test", f"{server.base}/api/", session), session, dispatch, Metrics())
        task = asyncio.ensure_future(sockets.run())
        try:
            yield server, sockets, heard
        finally:
            await sockets.stop()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await runner.cleanup()


async def test_events_are_acknowledged() -> None:
    """What comes is handed on, with what Slack says of earlier tries, and acknowledged."""
    async with connected() as (server, sockets, heard):
        await until(lambda: len(server.lines) == 2)
        packet = {"envelope_id": "e1", "type": "events_api", "payload": {"a": 1}, "retry_attempt": 2}
        await server.lines[0].send_json(packet)
        await until(lambda: server.acknowledged)

        assert sockets.connected
        assert server.acknowledged == [{"envelope_id": "e1"}]
        assert heard == [{"a": 1, "x-slack-retry-num": "2"}]


async def test_a_form_is_answered_with_the_acknowledgement() -> None:
    """What a form is answered goes with its acknowledgement, where Slack takes an answer there."""
    async with connected('{"response_action": "clear"}') as (server, _, _heard):
        await until(lambda: server.lines)
        for id_, accepts in (("e1", True), ("e2", False)):
            packet = {"envelope_id": id_, "type": "interactive", "payload": {}, "accepts_response_payload": accepts}
            await server.lines[0].send_json(packet)
        await until(lambda: len(server.acknowledged) == 2)

        told = {one["envelope_id"]: one.get("payload") for one in server.acknowledged}
        assert told == {"e1": {"response_action": "clear"}, "e2": None}


async def test_what_is_cut_is_connected_again() -> None:
    """A connection that breaks, or that Slack wants renewed, is made again at once; the other stays meanwhile."""
    async with connected() as (server, sockets, _):
        await until(lambda: len(server.lines) == 2)
        await server.lines[0].send_json({"type": "disconnect", "reason": "refresh_requested"})
        await until(lambda: server.opened == 3 and len(server.lines) == 2)
        assert sockets.connected
        await server.lines[0].close()
        await until(lambda: server.opened == 4 and len(server.lines) == 2)


async def test_a_warning_is_no_end() -> None:
    """A connection that Slack will close soon is heard until it does."""
    async with connected() as (server, _, heard):
        await until(lambda: len(server.lines) == 2)
        await server.lines[0].send_json({"type": "disconnect", "reason": "warning"})
        await server.lines[0].send_json({"envelope_id": "e1", "type": "events_api", "payload": {"a": 1}})
        await until(lambda: heard)

        assert server.opened == 2


async def test_a_refused_app_token_is_told() -> None:
    """An app token that is refused later is noted; nothing else breaks."""
    async with connected() as (server, sockets, _):
        await until(lambda: len(server.lines) == 2)
        server.refuse = "invalid_auth"
        for line in list(server.lines):
            await line.close()
        await until(lambda: sockets.refused)

        assert (sockets.refused, sockets.connected) == ("invalid_auth", False)
