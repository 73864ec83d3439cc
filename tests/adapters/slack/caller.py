"""A bot of the plainest kind, to see what the server does: it calls methods, and acknowledges what it gets."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
from aiohttp import web

from esor_bot.testing.slack import Slack

Json = dict[str, Any]


class Caller:
    """Calls methods, and keeps the envelopes that come. `answers`: what acknowledgements carry, by type."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._session = aiohttp.ClientSession()
        self._listening: list[asyncio.Task[None]] = []
        self.heard: list[Json] = []
        self.acknowledges = True
        self.answers: dict[str, Json] = {}

    async def __aenter__(self) -> Caller:
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._listening:
            task.cancel()
        await asyncio.gather(*self._listening, return_exceptions=True)
        await self._session.close()

    async def call(self, method: str, token: str | None = None, **args: object) -> Json:
        """Call a method, and return what it answers."""
        bearer = self._slack.world.bot_token if token is None else token
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        url = f"{self._slack.world.base}/api/{method}"
        async with self._session.post(url, json=args, headers=headers) as response:
            return {"status": response.status, **json.loads(await response.text() or "{}")}

    async def get(self, address: str, token: str = "") -> tuple[int, bytes]:
        """Fetch something."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with self._session.get(address, headers=headers) as response:
            return response.status, await response.read()

    async def put(self, address: str, data: bytes) -> int:
        """Hand something in."""
        async with self._session.post(address, data=data) as response:
            return response.status

    async def respond(self, address: str, **body: object) -> int:
        """Answer at the address that came with something."""
        async with self._session.post(address, json=body) as response:
            return response.status

    async def connect(self) -> None:
        """Connect, and hear envelopes from now on."""
        opened = await self.call("apps.connections.open", self._slack.world.app_token)
        socket = await self._session.ws_connect(opened["url"])
        assert (await socket.receive_json())["type"] == "hello"
        self._listening.append(asyncio.create_task(self._listen(socket)))

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        try:
            async for message in socket:
                await self._hear(socket, message.json())
        finally:
            await socket.close()

    async def _hear(self, socket: aiohttp.ClientWebSocketResponse, packet: Json) -> None:
        if "envelope_id" not in packet:
            return
        self.heard.append(packet)
        if self.acknowledges:
            payload = self.answers.get(packet["type"])
            more = {"payload": payload} if payload else {}
            await socket.send_json({"envelope_id": packet["envelope_id"], **more})

    def events(self, kind: str) -> list[Json]:
        """Return the events of a kind that came."""
        return [one["payload"]["event"] for one in self.heard if one["payload"].get("event", {}).get("type") == kind]


class Listener:
    """A bot that hears events over HTTP: it keeps the requests, and answers with a status."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.status = 200
        self.address = ""

    async def __aenter__(self) -> Listener:
        app = web.Application()
        app.router.add_post("/slack/events", self._hear)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.address = f"http://127.0.0.1:{self._runner.addresses[0][1]}/slack/events"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _hear(self, request: web.Request) -> web.Response:
        self.requests.append((dict(request.headers), await request.read()))
        return web.Response(status=self.status)
