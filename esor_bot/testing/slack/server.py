"""The server itself: addresses, failures, uploads and downloads."""

from __future__ import annotations

import asyncio
import time

from aiohttp import web

from esor_bot.testing.faults import DROPPED
from esor_bot.testing.slack import api
from esor_bot.testing.slack.faults import Fault
from esor_bot.testing.slack.methods_chat import echo
from esor_bot.testing.slack.responses import respond
from esor_bot.testing.slack.rules import RefusedError
from esor_bot.testing.slack.socket import Sockets
from esor_bot.testing.slack.state import Json
from esor_bot.testing.slack.world import World

SIGN_IN = "<!DOCTYPE html><html><head><title>Sign in to your workspace</title></head></html>"


class Server:
    """Answers what the bot asks, on a free port of this machine."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sockets = Sockets(world)
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen."""
        app = web.Application(client_max_size=1024**3)
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_post("/upload/v1/{file}", self._upload)
        app.router.add_get("/files-pri/{file}/{rest:.*}", self._download)
        app.router.add_post("/response/{name}", self._response)
        app.router.add_get("/link/", self.sockets.serve)
        app.router.add_route("*", "/{rest:.*}", self._elsewhere)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.world.base = f"http://{host}:{port}"

    async def stop(self) -> None:
        """Close everything."""
        await self.sockets.cut("link_disabled")
        if self._runner is not None:
            await self._runner.cleanup()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        self.world.calls[name] += 1
        fault = await self._fault(name)
        if fault is not None and fault.error:
            return web.json_response({"ok": False, "error": fault.error})
        if fault is not None and fault.status != 200 and not fault.after:
            return _failed(request, fault)
        body, status = await api.answer(self.world, name, request)
        self.world.poke()
        if fault is not None and fault.after:
            return _failed(request, fault)
        headers = {"X-OAuth-Scopes": ",".join(sorted(self.world.scopes))}
        if status == 429:
            headers["Retry-After"] = "1"
        return web.json_response(body, status=status, headers=headers)

    async def _fault(self, name: str) -> Fault | None:
        fault = self.world.faults.take(name)
        if fault is not None and fault.delay:
            await asyncio.sleep(fault.delay)
        return fault

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        fault = await self._fault("upload")
        if fault is not None and fault.status != 200:
            return _failed(request, fault)
        file = self.world.files.get(request.match_info["file"])
        if file is None or file.state != "open":
            self.world.refuse("upload: no file was announced at this address")
            return web.Response(status=404)
        if request.headers.get("Authorization"):
            self.world.refuse("upload: the token was sent to an address that needs none")
        data = await _content(request)
        if len(data) != file.size:
            self.world.refuse(f"upload: {len(data)} bytes, where {file.size} were announced")
            return web.Response(status=400)
        file.data, file.state = data, "sent"
        return web.Response(text=f"OK - {len(data)}")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        fault = await self._fault("download")
        if fault is not None and fault.status != 200:
            return _failed(request, fault)
        token = request.headers.get("Authorization", "")
        if token != f"Bearer {self.world.bot_token}" or "files:read" not in self.world.scopes:
            self.world.refuse("download: without the token and files:read Slack answers with its sign-in page")
            return web.Response(text=SIGN_IN, content_type="text/html")
        file = self.world.files.get(request.match_info["file"].rpartition("-")[2])
        if file is None or file.state == "deleted":
            return web.Response(status=404)
        return web.Response(body=file.data, content_type=file.kind)

    async def _response(self, request: web.Request) -> web.StreamResponse:
        fault = await self._fault("response")
        if fault is not None and fault.status != 200 and not fault.after:
            return _failed(request, fault)
        to = self.world.responses.get(request.match_info["name"])
        rules = self.world.rules
        if to is None or time.monotonic() - to.born > rules.response:
            self.world.refuse("response address: expired_url")
            return web.Response(status=404, text="expired_url")
        to.uses += 1
        if to.uses > rules.responses:
            self.world.refuse(f"response address: used more than {rules.responses} times")
            return web.Response(status=404, text="used_url")
        try:
            body: Json = await request.json()
            if (message := respond(self.world, to, body)) is not None:
                echo(self.world, message)
        except (RefusedError, ValueError) as error:
            self.world.refuse(f"response address: {error} {getattr(error, 'more', '')}")
            return web.Response(status=400, text=str(error))
        self.world.poke()
        return _failed(request, fault) if fault is not None and fault.after else web.Response(text="ok")

    async def _elsewhere(self, request: web.Request) -> web.StreamResponse:
        self.world.refuse(f"nothing is at {request.method} {request.path}")
        return web.json_response({"ok": False, "error": "unknown_method"}, status=404)


async def _content(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    for part in (await request.post()).values():
        return part.file.read() if isinstance(part, web.FileField) else str(part).encode()
    return b""


def _failed(request: web.Request, fault: Fault) -> web.StreamResponse:
    if fault.status == DROPPED:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)
    if fault.status == 429:
        wait = {"Retry-After": str(fault.retry_after)}
        return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=wait)
    return web.Response(status=fault.status, text="<html>Something broke</html>", content_type="text/html")
