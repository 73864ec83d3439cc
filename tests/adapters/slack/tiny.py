"""A server that answers calls of the Web API as it is told, and notes them: for tests of one room at a time."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web

from esor_bot_slack.calls import Calls

DROP = 0
Answer = dict[str, Any] | int


class Tiny:
    """Answers each method with what stands next in `script`: an object, a status, or DROP; else with a good one."""

    def __init__(self, base: str, session: aiohttp.ClientSession) -> None:
        self.base = base
        self.session = session
        self.script: defaultdict[str, deque[Answer]] = defaultdict(deque)
        self.called: list[tuple[str, dict[str, Any]]] = []
        self.calls = Calls("xoxb-test", f"{base}/api/", session)
        self.headers: dict[str, str] = {}

    def methods(self) -> list[str]:
        """Return the methods that were called, in order."""
        return [method for method, _ in self.called]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        method = request.match_info["method"]
        json_body = request.content_type == "application/json"
        self.called.append((method, await request.json() if json_body else dict(await request.post())))
        script = self.script[method]
        answer = script.popleft() if script else {}
        if isinstance(answer, int):
            if answer == DROP and request.transport is not None:
                request.transport.abort()
            headers = {"Retry-After": "0.1"} if answer == 429 else {}
            return web.Response(status=answer or 500, text="<html>no</html>", headers=headers)
        posted = {"channel": "C1", "ts": f"1.{len(self.called):06d}"} if method.startswith("chat.") else {}
        told = {"ok": True, **posted, **answer}
        return web.Response(text=json.dumps(told), content_type="application/json", headers=self.headers)


@asynccontextmanager
async def tiny() -> AsyncIterator[Tiny]:
    """Give a server, as long as the `with` lasts."""
    app = web.Application()
    runner = web.AppRunner(app, access_log=None)
    async with aiohttp.ClientSession() as session:
        server = Tiny("", session)
        app.router.add_route("*", "/api/{method}", server.answer)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        server.calls = Calls("xoxb-test", f"{server.base}/api/", session)
        try:
            yield server
        finally:
            await runner.cleanup()
