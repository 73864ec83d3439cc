"""A platform that honours keys, in a process of its own: it shows things, and fails in all the ways platforms do."""

from __future__ import annotations

import asyncio
import json
import os
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from esor_bot.desk.messenger import RetryLater
from esor_bot.domain.case import Place

NAME = "bench"
HANG = 3600.0

FAULTS = ("429", "500", "500 after the work", "timeout", "timeout after the work", "dropped", "dropped after the work")


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that people can see at a place."""

    key: str
    place: Place
    body: str


@dataclass(frozen=True, slots=True)
class Platform:
    """How a platform is: where it listens and writes, how much of what it is asked fails, and how slow it is."""

    socket: Path
    log: Path
    seed: int = 1
    failing: float = 0.0
    slow: float = 0.0  # seconds at most for each call

    def serve(self) -> None:
        """Work until the process is ended."""
        asyncio.run(_Server(self).run())

    async def send(self, place: Place, body: str, key: str) -> str:
        """Deliver something, as a Messenger does."""
        reader, writer = await asyncio.open_unix_connection(self.socket)
        try:
            writer.write(json.dumps({"key": key, "place": asdict(place), "body": body}).encode() + b"\n")
            line = await reader.readline()
        finally:
            writer.close()
        if not line:
            raise ConnectionResetError
        return _receipt(json.loads(line))


def _receipt(reply: dict[str, Any]) -> str:
    if reply["status"] == 429:
        raise RetryLater(reply["seconds"])
    if reply["status"] != 200:
        raise RetryLater(None, "broken")
    return str(reply["receipt"])


class _Server:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._dice = random.Random(platform.seed)
        self._receipts: dict[str, str] = {}
        self._log = os.open(platform.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    async def run(self) -> None:
        server = await asyncio.start_unix_server(self._serve, self._platform.socket, limit=2**20)
        async with server:
            await server.serve_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Whoever called may be dead by now, or may have gone away.
        with suppress(ConnectionError):
            if line := await reader.readline():
                await self._answer(json.loads(line), writer)
        writer.close()

    async def _answer(self, asked: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self._dice.uniform(0.0, self._platform.slow))
        fault = self._dice.choice(FAULTS) if self._dice.random() < self._platform.failing else ""
        receipt = "" if fault in {"429", "500", "timeout", "dropped"} else self._show(asked)
        if fault:
            self._write({"fault": fault})
        if fault.startswith("timeout"):
            await asyncio.sleep(HANG)
        elif not fault.startswith("dropped"):
            writer.write(json.dumps(self._reply(fault, receipt)).encode() + b"\n")
            await writer.drain()

    def _reply(self, fault: str, receipt: str) -> dict[str, Any]:
        if fault == "429":
            return {"status": 429, "seconds": self._dice.uniform(0.02, 0.3)}
        return {"status": 500} if fault else {"status": 200, "receipt": receipt}

    def _show(self, asked: dict[str, Any]) -> str:
        """Show something, unless its key was shown before; return the name it has here."""
        key = asked["key"]
        if key in self._receipts:
            self._write({"again": key})
            return self._receipts[key]
        self._write(asked)
        os.fsync(self._log)
        return self._receipts.setdefault(key, f"shown-{len(self._receipts) + 1}")

    def _write(self, line: dict[str, Any]) -> None:
        os.write(self._log, json.dumps(line).encode() + b"\n")


def read_shown(log: Path) -> tuple[Shown, ...]:
    """Return all that a platform showed, in its order."""
    return tuple(Shown(line["key"], Place(**line["place"]), line["body"]) for line in _lines(log) if "key" in line)


def count_faults(log: Path) -> int:
    """Return how often it failed."""
    return sum("fault" in line for line in _lines(log))


def count_again(log: Path) -> int:
    """Return how often something came that it had shown already."""
    return sum("again" in line for line in _lines(log))


def _lines(log: Path) -> Iterator[dict[str, Any]]:
    if log.exists():
        yield from map(json.loads, log.read_bytes().splitlines())
