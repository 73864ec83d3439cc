"""A server that answers calls of Discord's API as it is told, and notes them: for tests of one room at a time."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import BodyPartReader, web

from esor_bot_discord.calls import Calls

DROP = 0
Json = dict[str, Any]


@dataclass
class Called:
    """A call: its method and path, what was sent with it, and the headers."""

    method: str
    path: str
    body: Any
    headers: dict[str, str]

    @property
    def name(self) -> str:
        """The method and the path in one."""
        return f"{self.method} {self.path}"


@dataclass
class Answer:
    """What the next calls whose names match are answered with."""

    pattern: str
    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


class Tiny:
    """Answers each call with the first answer that is left for it, else with a good one."""

    def __init__(self, base: str, session: aiohttp.ClientSession) -> None:
        self.base = base
        self.session = session
        self.answers: list[Answer] = []
        self.standing: list[Answer] = []
        self.called: list[Called] = []
        self.calls = Calls("token", f"{base}/api", "DiscordBot (test, 1)", session)

    def next(self, pattern: str, status: int = 200, body: Any = None, **headers: str) -> None:  # noqa: ANN401 - any JSON
        """Say how the next call of a kind is answered."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.append(Answer(pattern, status, body, named))

    def always(self, pattern: str, status: int = 200, body: Any = None) -> None:  # noqa: ANN401 - any JSON
        """Say how all calls of a kind are answered."""
        self.standing.append(Answer(pattern, status, body))

    def names(self) -> list[str]:
        """Return what was called, in order."""
        return [one.name for one in self.called]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        body = None
        if request.content_type == "application/json":
            body = await request.json()
        elif request.content_type.startswith("multipart/"):
            body = await _payload(request)
        called = Called(request.method, request.path.removeprefix("/api"), body, dict(request.headers))
        self.called.append(called)
        found = next((one for one in self.answers if re.search(one.pattern, called.name)), None)
        if found is not None:
            self.answers.remove(found)
        found = found or next((one for one in self.standing if re.search(one.pattern, called.name)), None)
        if found is not None and found.status == DROP and request.transport is not None:
            request.transport.abort()
            return web.Response(status=500)
        told = found.body if found is not None and found.body is not None else {"id": str(len(self.called) + 90_000)}
        headers = found.headers if found is not None else {}
        status = found.status if found is not None else 200
        return web.Response(text=json.dumps(told), status=status, headers=headers, content_type="application/json")


async def _payload(request: web.Request) -> Any:  # noqa: ANN401 - any JSON
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader) and part.name == "payload_json":
            return json.loads(await part.text())
    return None


@asynccontextmanager
async def tiny() -> AsyncIterator[Tiny]:
    """Give a server that runs, and calls to it."""
    app = web.Application()
    runner = web.AppRunner(app)
    async with aiohttp.ClientSession() as session:
        server = Tiny("", session)
        app.router.add_route("*", "/{tail:.*}", server.answer)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        server.base = f"http://127.0.0.1:{port}"
        server.calls = Calls("token", f"{server.base}/api", "DiscordBot (test, 1)", session)
        try:
            yield server
        finally:
            await runner.cleanup()


def refused(code: int) -> Json:
    """Return what Discord says with an error code."""
    return {"message": "no", "code": code}
