"""Socket Mode: connections of the bot, envelopes that go out over them, and acknowledgements that come back."""

from __future__ import annotations

import asyncio
import itertools
import secrets

from aiohttp import WSMsgType, web

from esor_bot.testing.slack.sending import Delivery
from esor_bot.testing.slack.state import APP, Json
from esor_bot.testing.slack.world import World

MOST_CONNECTIONS = 10
ANSWERED_AT_ONCE = ("slash_commands", "interactive")


class Sockets:
    """The connections that are open."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._open: dict[web.WebSocketResponse, web.Request] = {}
        self._waiting: dict[str, tuple[web.WebSocketResponse, Delivery, asyncio.Future[str]]] = {}
        self._turn = itertools.count()
        self.connections = 0

    @property
    def connected(self) -> bool:
        """Say whether the bot is connected."""
        return bool(self._open)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold a connection until one of the two sides closes it."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._world.tickets:
            return web.Response(status=403)
        self._world.tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self._open) >= MOST_CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        await socket.send_json(_hello(len(self._open) + 1))
        self._open[socket] = request
        self.connections += 1
        self._world.poke()
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._hear(message.json())
        finally:
            self._gone(socket)
        return socket

    async def send(self, delivery: Delivery, attempt: int, reason: str) -> str:
        """Send an envelope; return "" once it was acknowledged, or why it was not."""
        try:
            await self._world.until(lambda: self._open, self._world.rules.acknowledge, "a connection")
        except TimeoutError:
            return "timeout"
        sockets = list(self._open)
        socket = sockets[next(self._turn) % len(sockets)]
        name = secrets.token_hex(8)
        packet: Json = {
            "envelope_id": name,
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.kind in ANSWERED_AT_ONCE,
        }
        if delivery.kind == "events_api":
            packet |= {"retry_attempt": attempt, "retry_reason": reason}
        acknowledged: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waiting[name] = (socket, delivery, acknowledged)
        try:
            await socket.send_json(packet)
            return await asyncio.wait_for(acknowledged, self._world.rules.acknowledge)
        except TimeoutError:
            return "timeout"
        except ConnectionError:
            return "connection_failed"
        finally:
            self._waiting.pop(name, None)

    async def cut(self, reason: str = "") -> None:
        """Close all connections: with a word ("refresh_requested"), or without. "warning" closes nothing yet."""
        for socket, request in list(self._open.items()):
            if not reason:
                if request.transport is not None:
                    request.transport.abort()
                self._gone(socket)
                continue
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "moon"}})
            if reason != "warning":
                await socket.close()

    def _hear(self, packet: Json) -> None:
        found = self._waiting.get(str(packet.get("envelope_id") or ""))
        if found is None:
            self._world.warn("an envelope was acknowledged too late, or twice")
            return
        _, delivery, acknowledged = found
        if self._world.faults.loses_acknowledgement() or acknowledged.done():
            return
        delivery.body = packet.get("payload")
        acknowledged.set_result("")

    def _gone(self, socket: web.WebSocketResponse) -> None:
        self._open.pop(socket, None)
        for of, _, acknowledged in self._waiting.values():
            if of is socket and not acknowledged.done():
                acknowledged.set_result("connection_failed")


def _hello(connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "debug_info": {"host": "moon", "build_number": 1, "approximate_connection_time": 18060},
        "connection_info": {"app_id": APP},
    }
