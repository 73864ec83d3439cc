"""The gateway: connections of the bot, sessions that outlive them, and events in their order."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
import zlib
from collections import deque
from dataclasses import dataclass, field

from aiohttp import WSCloseCode, WSMsgType, web

from esor_bot.testing.discord import payloads
from esor_bot.testing.discord.methods_places import address
from esor_bot.testing.discord.state import Json
from esor_bot.testing.discord.world import World

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACKNOWLEDGED = (
    0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11)  # fmt: skip

GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = 1 << 1 | 1 << 8 | CONTENT
_ALL = (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25

UNKNOWN_CODE, NOT_JSON, NOT_KNOWN, WRONG_TOKEN, KNOWN_ALREADY = 4001, 4002, 4003, 4004, 4005
WRONG_NUMBER, TOO_OFTEN, TIMED_OUT, WRONG_VERSION, WRONG_INTENTS, NOT_ALLOWED = 4007, 4008, 4009, 4012, 4013, 4014

_KEPT = 5000


@dataclass(eq=False)
class Session:
    """What the bot is told under one name: it goes on in another connection where one breaks."""

    id: str
    intents: int
    sequence: int = 0
    log: deque[Json] = field(default_factory=lambda: deque(maxlen=_KEPT))
    connection: Connection | None = None
    left: float = 0.0

    def wants(self, event: str, data: Json) -> bool:
        """Say whether an event is among what the bot asked to be told."""
        if event.startswith("INTERACTION_"):
            return True
        if event.startswith("MESSAGE_"):
            return bool(self.intents & (GUILD_MESSAGES if data.get("guild_id") else DIRECT_MESSAGES))
        return bool(self.intents & GUILDS)


@dataclass(eq=False)
class Connection:
    """One connection. `zip` packs all that goes out as one stream."""

    socket: web.WebSocketResponse
    request: web.Request
    packer: zlib._Compress | None
    session: Session | None = None
    lines: deque[float] = field(default_factory=deque)
    beat: float = field(default_factory=time.monotonic)
    out: asyncio.Queue[Json | int | None] = field(default_factory=asyncio.Queue)

    async def write(self) -> None:
        """Send what is to go out, in its order, until it closes. A number closes it with that code."""
        while (packet := await self.out.get()) is not None:
            try:
                if isinstance(packet, int):
                    await self.socket.close(code=packet)
                    return
                text = json.dumps(packet)
                if self.packer is None:
                    await self.socket.send_str(text)
                else:
                    packed = self.packer.compress(text.encode()) + self.packer.flush(zlib.Z_SYNC_FLUSH)
                    await self.socket.send_bytes(packed)
            except ConnectionError:
                return


class Gateway:
    """The connections and sessions that there are. `deaf`: hearts beat unheard."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._sessions: dict[str, Session] = {}
        self._open: set[Connection] = set()
        self.deaf = False
        self.connections = 0
        self.identified = 0
        self.resumed = 0
        world.emit = self.emit

    @property
    def connected(self) -> bool:
        """Say whether the bot hears."""
        return any(one.session is not None for one in self._open)

    @property
    def sessions(self) -> list[Session]:
        """Return the sessions that there are."""
        return list(self._sessions.values())

    def emit(self, event: str, data: Json) -> None:
        """Tell the bot of an event, in all its sessions that can go on."""
        now = time.monotonic()
        for session in list(self._sessions.values()):
            if session.connection is None and now - session.left > self._world.rules.resume:
                del self._sessions[session.id]
            elif session.wants(event, data):
                self._dispatch(session, event, data)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold a connection until one of the two sides closes it."""
        compress = request.query.get("compress")
        packer = zlib.compressobj() if compress == "zlib-stream" else None
        socket = web.WebSocketResponse(max_msg_size=8192, compress=False)
        await socket.prepare(request)
        connection = Connection(socket, request, packer)
        writing = asyncio.create_task(connection.write())
        if request.query.get("v") != "10" or request.query.get("encoding") != "json" or compress not in (
            None, "", "zlib-stream"):  # fmt: skip
            self._world.refuse(f"gateway: {request.query_string} is not spoken here")
            await socket.close(code=WRONG_VERSION)
        self._open.add(connection)
        self.connections += 1
        interval = int(self._world.rules.beat * 1000)
        connection.out.put_nowait({"op": HELLO, "s": None, "t": None, "d": {"heartbeat_interval": interval}})
        watching = asyncio.create_task(self._watch(connection))
        try:
            async for message in socket:
                if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                    self._hear(connection, message.data)
        finally:
            self._gone(connection)
            watching.cancel()
            writing.cancel()
        return socket

    async def stop(self) -> None:
        """Close all connections."""
        for connection in list(self._open):
            await connection.socket.close(code=WSCloseCode.GOING_AWAY)

    # --- what goes wrong

    def cut(self) -> None:
        """Let all connections break."""
        for connection in list(self._open):
            if connection.request.transport is not None:
                connection.request.transport.abort()
            self._gone(connection)

    def close(self, code: int) -> None:
        """Close all connections with a code."""
        for connection in list(self._open):
            self._closed(connection, code)

    def tell(self, op: int, data: object = None) -> None:
        """Tell all connections something that is no event. An invalid session that can't be resumed is forgotten."""
        for connection in list(self._open):
            connection.out.put_nowait({"op": op, "d": data, "s": None, "t": None})
            if op == INVALID and not data and connection.session is not None:
                self._sessions.pop(connection.session.id, None)
                connection.session = None

    # --- what the bot sends

    def _hear(self, connection: Connection, text: str | bytes) -> None:
        now = time.monotonic()
        connection.lines.append(now)
        while now - connection.lines[0] > 60:
            connection.lines.popleft()
        try:
            packet = json.loads(text)
            op, data = packet["op"], packet.get("d")
        except (ValueError, KeyError, TypeError):
            self._refused(connection, NOT_JSON, "what is no JSON, or has no code")
            return
        if len(connection.lines) > self._world.rules.lines:
            self._refused(connection, TOO_OFTEN, "too many lines a minute")
        elif op == HEARTBEAT:
            connection.beat = now
            if not self.deaf:
                connection.out.put_nowait({"op": ACKNOWLEDGED, "d": None, "s": None, "t": None})
        elif op in (IDENTIFY, RESUME):
            self._known(connection, op, data)
        elif op not in (PRESENCE, VOICE, MEMBERS):
            self._refused(connection, UNKNOWN_CODE, f"the code {op}")
        elif connection.session is None:
            self._refused(connection, NOT_KNOWN, f"the code {op} before it was known who it is")

    def _known(self, connection: Connection, op: int, data: object) -> None:
        if connection.session is not None:
            self._refused(connection, KNOWN_ALREADY, "who it is, twice")
        elif not isinstance(data, dict) or data.get("token") != self._world.token:
            self._refused(connection, WRONG_TOKEN, "a wrong token")
        elif op == IDENTIFY:
            self._identify(connection, data)
        else:
            self._resume(connection, data)

    def _identify(self, connection: Connection, data: Json) -> None:
        intents, rules = data.get("intents"), self._world.rules
        if not isinstance(intents, int) or intents & ~_ALL:
            self._refused(connection, WRONG_INTENTS, f"the intents {intents}")
            return
        if intents & PRIVILEGED and not rules.privileged:
            self._refused(connection, NOT_ALLOWED, f"the intents {intents}, which are privileged")
            return
        if not {"os", "browser", "device"} <= set(data.get("properties") or {}):
            self._world.warn("the gateway was not told of os, browser and device")
        rules.identifies -= 1
        if rules.identifies < 0:
            self._refused(connection, WRONG_TOKEN, "more sessions than are allowed a day")
            return
        self.identified += 1
        session = Session(secrets.token_hex(16), intents, connection=connection)
        self._sessions[session.id] = session
        connection.session = session
        bot = self._world.users[self._world.bot]
        ready: Json = {
            "v": 10,
            "user": {**payloads.user(bot), "verified": True, "mfa_enabled": True, "email": None, "flags": 0},
            "guilds": [{"id": self._world.guild, "unavailable": True}],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": address(self._world),
            "application": {"id": self._world.app, "flags": 0},
            "private_channels": [],
            "relationships": [],
            "presences": [],
            "user_settings": {},
            "guild_join_requests": [],
            "_trace": [],
        }
        self._dispatch(session, "READY", ready)
        if session.wants("GUILD_CREATE", {}):
            self._dispatch(session, "GUILD_CREATE", payloads.guild_created(self._world))
        self._world.poke()

    def _resume(self, connection: Connection, data: Json) -> None:
        session, sequence = self._sessions.get(str(data.get("session_id"))), data.get("seq")
        now = time.monotonic()
        if session is None or (session.connection is None and now - session.left > self._world.rules.resume):
            connection.out.put_nowait({"op": INVALID, "d": False, "s": None, "t": None})
            return
        if not isinstance(sequence, int) or sequence > session.sequence:
            self._refused(connection, WRONG_NUMBER, f"the number {sequence}, where {session.sequence} was the last")
            return
        missed = [one for one in session.log if one["s"] > sequence]
        if session.sequence - sequence > len(missed):  # too much was missed
            connection.out.put_nowait({"op": INVALID, "d": False, "s": None, "t": None})
            return
        if session.connection is not None:
            self._closed(session.connection, TIMED_OUT)
        self.resumed += 1
        session.connection, connection.session = connection, session
        for packet in missed:
            connection.out.put_nowait(packet)
        self._dispatch(session, "RESUMED", {"_trace": []})
        self._world.poke()

    # --- the rest

    def _dispatch(self, session: Session, event: str, data: Json) -> None:
        session.sequence += 1
        packet: Json = {"op": DISPATCH, "t": event, "s": session.sequence, "d": data}
        session.log.append(packet)
        if session.connection is not None:
            session.connection.out.put_nowait(packet)

    def _refused(self, connection: Connection, code: int, what: str) -> None:
        self._world.refuse(f"gateway: closed with {code} for {what}")
        self._closed(connection, code)

    def _closed(self, connection: Connection, code: int) -> None:
        self._gone(connection)
        connection.out.put_nowait(code)

    def _gone(self, connection: Connection) -> None:
        self._open.discard(connection)
        session = connection.session
        if session is not None and session.connection is connection:
            session.connection, session.left = None, time.monotonic()
        self._world.poke()

    async def _watch(self, connection: Connection) -> None:
        """Close a connection whose heart does not beat any more."""
        rhythm = self._world.rules.beat
        while True:
            await asyncio.sleep(rhythm / 4)
            if time.monotonic() - connection.beat > rhythm * 1.5:
                self._refused(connection, TIMED_OUT, "a heart that does not beat")
                return
