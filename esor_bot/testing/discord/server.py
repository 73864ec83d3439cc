"""The server itself: addresses, failures and downloads."""

from __future__ import annotations

import asyncio
import json

from aiohttp import web

from esor_bot.testing.discord import api, cdn
from esor_bot.testing.discord.api import Answered
from esor_bot.testing.discord.faults import Fault
from esor_bot.testing.discord.gateway import Gateway
from esor_bot.testing.discord.pacing import Pacing
from esor_bot.testing.discord.refusing import RefusedError
from esor_bot.testing.discord.world import World
from esor_bot.testing.faults import DROPPED

_GONE = "This content is no longer available."


class Server:
    """Answers what the bot asks, on a free port of this machine."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.gateway = Gateway(world)
        self._pacing = Pacing(world.rules)
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen."""
        app = web.Application(client_max_size=1024**3)
        app.router.add_route("*", "/api/v10/{rest:.*}", self._call)
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_get("/cdn/{folder}/{channel}/{file}/{name}", self._download)
        app.router.add_route("*", "/{rest:.*}", self._elsewhere)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.world.base = f"http://{host}:{port}"

    async def stop(self) -> None:
        """Close everything."""
        await self.gateway.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        path = f"/{request.match_info['rest']}"
        route, _, _ = api.routed(request.method, path)
        self.world.calls[f"{request.method} {route or path}"] += 1
        fault = await self._fault(f"{request.method} {path}")
        if fault is not None and fault.status != 200 and not fault.after:
            return _failed(request, fault)
        answered = await api.answer(self.world, self._pacing, request, path)
        self.world.poke()
        if fault is not None and fault.after:
            return _failed(request, fault)
        return _response(answered)

    async def _fault(self, called: str) -> Fault | None:
        fault = self.world.faults.take(called)
        if fault is not None and fault.delay:
            await asyncio.sleep(fault.delay)
        return fault

    async def _download(self, request: web.Request) -> web.StreamResponse:
        self.world.calls["GET /cdn"] += 1
        fault = await self._fault(f"GET {request.path}")
        if fault is not None and fault.status != 200:
            return _failed(request, fault)
        if request.headers.get("Authorization"):
            self.world.refuse("download: the token was sent to an address that needs none")
        file = self.world.files.get(request.match_info["file"])
        if file is None or not cdn.holds(file, request.query):
            return web.Response(status=404, text=_GONE)
        return web.Response(body=file.data, content_type=file.kind)

    async def _elsewhere(self, request: web.Request) -> web.StreamResponse:
        self.world.refuse(f"nothing is at {request.method} {request.path}")
        return _response(Answered(404, {"message": "404: Not Found", "code": 0}, {}))


def _response(answered: Answered) -> web.StreamResponse:
    if answered.body is None:
        return web.Response(status=answered.status, headers=answered.headers)
    headers = {"Content-Type": "application/json", **answered.headers}  # without a charset, as Discord has it
    return web.Response(body=json.dumps(answered.body).encode(), status=answered.status, headers=headers)


def _failed(request: web.Request, fault: Fault) -> web.StreamResponse:
    if fault.status == DROPPED:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)
    if fault.status == 429:
        return _response(api.limited(fault.retry_after, fault.everywhere, {}))
    if fault.code:
        return _response(Answered(fault.status, RefusedError(fault.status, fault.code).body, {"Via": "1.1 google"}))
    return web.Response(status=fault.status, text="upstream connect error", headers={"Via": "1.1 google"})
