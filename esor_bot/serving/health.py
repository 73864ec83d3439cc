"""The health port: whether the process is alive and ready, and its numbers. For a supervisor, not for the world."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from esor_bot.errors import UsageError
from esor_bot.metrics import CONTENT_TYPE, Metrics
from esor_bot.serving.board import Board

_LOG = logging.getLogger(__name__)
_JSON = "application/json"
_SLOWEST = 5.0  # so many seconds whoever asks may take


@contextmanager
def health(host: str, port: int | None, board: Board, metrics: Metrics) -> Iterator[int]:
    """Answer at a port as long as the `with` lasts, and give its number: another one for 0, none (0) for None.

    Raises UsageError where the port can't be opened.
    """
    if port is None:
        yield 0
        return
    try:
        server = _Server((host, port), board, metrics)
    except OSError as error:
        why = error.strerror or error
        raise UsageError(f"ESOR_BOT_HEALTH_PORT: port {port} at {host} can't be opened: {why}") from None
    thread = threading.Thread(target=server.serve_forever, name="health", daemon=True, kwargs={"poll_interval": 0.1})
    thread.start()
    _LOG.info("health_listening", extra={"port": server.server_port})
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], board: Board, metrics: Metrics) -> None:
        self.board = board
        self.metrics = metrics
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of somebody who went away."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _SLOWEST
    server_version = "esor-bot"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer one of the three paths."""
        match self.path.partition("?")[0]:
            case "/live":
                alive = self.server.board.alive
                self._answer(alive, _JSON, json.dumps({"alive": alive}).encode())
            case "/ready":
                ready, told = _told(self.server.board)
                self._answer(ready, _JSON, told)
            case "/metrics":
                self._answer(True, CONTENT_TYPE, self.server.metrics.told())
            case _:
                self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: whoever watches asks every few seconds."""

    def _answer(self, fine: bool, kind: str, body: bytes) -> None:
        self.send_response(HTTPStatus.OK if fine else HTTPStatus.SERVICE_UNAVAILABLE)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


def _told(board: Board) -> tuple[bool, bytes]:
    parts = board.parts()
    ready = all(part.ready for part in parts.values())
    told = {
        name: {"state": part.state, "ready": part.fine}
        | ({"reason": part.reason} if part.reason else {})
        | ({} if part.needed else {"needed": False})
        for name, part in parts.items()
    }
    return ready, json.dumps({"ready": ready, "parts": told}).encode()
