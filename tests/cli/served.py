"""`esor-bot serve` as a process of its own, on a platform of the tests."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
_ENTRY = "[esor_bot.adapters]\ntin_can = esor_bot_tin_can:ADAPTER\n"
_SOON = 20.0


def free_port() -> int:
    """Return a port of loopback that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def surroundings(folder: Path, entry: str = _ENTRY, **given: str) -> dict[str, str]:
    """Return the environment of a process that sees the adapters of `entry` and no others, with these settings."""
    seen = folder / "entry" / "esor_bot-0.dist-info"  # the first package of a name is the one whose entry points count
    seen.mkdir(parents=True, exist_ok=True)
    (seen / "METADATA").write_text("Metadata-Version: 2.1\nName: esor-bot\nVersion: 0\n", encoding="utf-8")
    (seen / "entry_points.txt").write_text(entry, encoding="utf-8")
    own = {name: value for name, value in os.environ.items() if not name.startswith("ESOR_BOT_")}
    paths = (seen.parent, ROOT, ROOT / "tests" / "cli" / "tin_can")
    return {
        **own,
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "ESOR_BOT_DATABASE_URL": f"sqlite:///{folder / 'desk.db'}",
        **given,
    }


@dataclass
class Served:
    """A process that serves; `hears` is the port of the platform, `health` that for supervisors."""

    process: subprocess.Popen[bytes]
    hears: int
    health: int

    def get(self, path: str) -> tuple[int, bytes]:
        """Ask the health port; (0, b"") where nobody answers."""
        try:
            with urlopen(f"http://127.0.0.1:{self.health}{path}", timeout=5) as answer:
                return answer.status, answer.read()
        except HTTPError as error:
            with error:
                return error.code, error.read()
        except (URLError, OSError):
            return 0, b""

    def ready(self) -> dict[str, Any]:
        """Return what /ready tells."""
        told: dict[str, Any] = json.loads(self.get("/ready")[1] or b'{"ready": false, "parts": {}}')
        return told

    def wait(self, ready: bool = True) -> dict[str, Any]:
        """Wait until it is ready, or is not any more."""
        end = time.monotonic() + _SOON
        while (told := self.ready())["ready"] is not ready or not told["parts"]:
            assert self.process.poll() is None, self.process.communicate()
            assert time.monotonic() < end, told
            time.sleep(0.02)
        return told

    def ask(self, question: str) -> str:
        """Ask on the platform."""
        with socket.create_connection(("127.0.0.1", self.hears), timeout=10) as line:
            line.sendall(f"{question}\n".encode())
            return b"".join(iter(lambda: line.recv(65536), b"")).decode()

    def stop(self, *signals: signal.Signals) -> tuple[int, str]:
        """Send signals, and return the exit status with what was logged."""
        for one in signals:
            self.process.send_signal(one)
        _out, logged = self.process.communicate(timeout=_SOON)
        return self.process.returncode, logged.decode()


def start(folder: Path, environment: Mapping[str, str] | None = None, *arguments: str) -> Served:
    """Start it."""
    hears, health = free_port(), free_port()
    own = {"ESOR_BOT_TIN_CAN_PORT": str(hears), "ESOR_BOT_HEALTH_PORT": str(health)}
    process = subprocess.Popen(
        [sys.executable, "-m", "esor_bot", "serve", *arguments],
        env={**surroundings(folder), **own, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    return Served(process, hears, health)
