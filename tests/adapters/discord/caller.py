"""A bot of the plainest kind: it calls, connects, and does nothing by itself. It tries out the kit's server."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Callable, Mapping
from typing import Any, Self

import aiohttp

from esor_bot.testing.discord import Discord

Json = dict[str, Any]
NOBODY: Json = {"allowed_mentions": {"parse": list[str]()}}
INTENTS = 1 << 0 | 1 << 9 | 1 << 12


class Line:
    """A connection to the gateway. `heard`: all that came, in order; `code`: how it was closed."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, *, packed: bool) -> None:
        self._socket = socket
        self._unpack = zlib.decompressobj() if packed else None
        self._came = asyncio.Event()
        self._reading = asyncio.create_task(self._read())
        self.heard: list[Json] = []
        self.code: int | None = None

    async def send(self, op: int, data: object) -> None:
        """Say something."""
        await self._socket.send_json({"op": op, "d": data})

    async def until(self, look: Callable[[], Any], seconds: float = 5.0) -> Any:  # noqa: ANN401 - what is looked for
        """Wait until something is to be seen."""
        async with asyncio.timeout(seconds):
            while not (seen := look()):
                self._came.clear()
                await self._came.wait()
            return seen

    async def event(self, name: str) -> Json:
        """Wait for an event, and return the last one of its kind."""
        found = await self.until(lambda: [one for one in self.heard if one.get("t") == name])
        told: Json = found[-1]["d"]
        return told

    async def told(self, op: int) -> Json:
        """Wait for something that is no event, and return it."""
        found: list[Json] = await self.until(lambda: [one for one in self.heard if one["op"] == op])
        return found[-1]

    async def closed(self) -> int:
        """Wait until it is closed, and return the code."""
        await self._reading
        return self.code or 0

    async def close(self) -> None:
        """Leave."""
        await self._socket.close()
        await self._reading

    @property
    def last(self) -> int:
        """The number of the last event."""
        return max(one["s"] or 0 for one in self.heard)

    async def _read(self) -> None:
        async for message in self._socket:
            data = message.data if self._unpack is None else self._unpack.decompress(message.data)
            self.heard.append(json.loads(data))
            self._came.set()
        self.code = self._socket.close_code


class Caller:
    """Calls the API with the bot's token, and connects to the gateway."""

    def __init__(self, discord: Discord) -> None:
        self._discord = discord
        self._session = aiohttp.ClientSession(headers={"User-Agent": "DiscordBot (https://moon.example, 1)"})
        self.headers: dict[str, str] = {}

    async def __aenter__(self) -> Self:
        """Begin."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """End."""
        await self._session.close()

    async def call(
        self, method: str, path: str, body: object = None, files: Mapping[str, bytes] | None = None, token: str = ""
    ) -> tuple[int, Any]:
        """Call, and return the status and what was answered; the headers are kept."""
        data: Any = None
        headers = {"Authorization": f"Bot {token or self._discord.world.token}"}
        if files is not None:
            data = aiohttp.FormData()
            data.add_field("payload_json", json.dumps(body), content_type="application/json")
            for number, (name, content) in enumerate(files.items()):
                data.add_field(f"files[{number}]", content, filename=name)
        elif body is not None:
            data, headers["Content-Type"] = json.dumps(body), "application/json"
        address = f"{self._discord.world.base}/api/v10{path}"
        async with self._session.request(method, address, data=data, headers=headers) as answer:
            text = await answer.text()
            self.headers = dict(answer.headers)
            return answer.status, json.loads(text) if text else None

    async def post(self, channel: str, **body: object) -> tuple[int, Any]:
        """Post a message."""
        return await self.call("POST", f"/channels/{channel}/messages", {**NOBODY, **body})

    async def get(self, address: str, **headers: str) -> tuple[int, bytes]:
        """Fetch a file."""
        async with self._session.get(address, headers=headers) as answer:
            return answer.status, await answer.read()

    async def connect(self, *, packed: bool = False, version: int = 10) -> Line:
        """Connect to the gateway, and say nothing yet."""
        address = f"{self._discord.environment['ESOR_BOT_DISCORD_GATEWAY_URL']}/?v={version}&encoding=json"
        socket = await self._session.ws_connect(address + ("&compress=zlib-stream" if packed else ""))
        return Line(socket, packed=packed)

    async def identified(self, *, packed: bool = False, **other: Any) -> Line:  # noqa: ANN401 - any JSON
        """Connect, and say who it is."""
        line = await self.connect(packed=packed)
        about = {"os": "linux", "browser": "plain", "device": "plain"}
        await line.send(2, {"token": self._discord.world.token, "intents": INTENTS, "properties": about, **other})
        return line
