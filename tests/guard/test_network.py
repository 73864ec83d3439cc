"""The suite itself: nothing but this machine can be reached, and nothing of the developer's own is seen."""

from __future__ import annotations

import asyncio
import os
import socket
from pathlib import Path

import pytest

# An address that is set aside for documentation: nobody answers there, should the block ever fail.
ELSEWHERE = "203.0.113.1"
BLOCKED = "tests reach nothing but this machine"


def test_connecting_is_blocked() -> None:
    """A connection to another machine fails before it is tried."""
    with socket.socket() as tcp, pytest.raises(RuntimeError, match=BLOCKED):
        tcp.connect((ELSEWHERE, 80))


def test_datagrams_are_blocked() -> None:
    """No datagram leaves this machine."""
    with socket.socket(type=socket.SOCK_DGRAM) as udp:
        with pytest.raises(RuntimeError, match=BLOCKED):
            udp.sendto(b"hello", (ELSEWHERE, 53))
        with pytest.raises(RuntimeError, match=BLOCKED):
            udp.sendmsg([b"hello"], [], 0, (ELSEWHERE, 53))


@pytest.mark.parametrize("look_up", [socket.gethostbyname, lambda host: socket.getaddrinfo(host, 80)])
def test_names_are_not_looked_up(look_up: object) -> None:
    """No name is asked of a name server."""
    assert callable(look_up)
    with pytest.raises(RuntimeError, match=BLOCKED):
        look_up("example.org")


@pytest.mark.asyncio
async def test_asyncio_is_blocked_too() -> None:
    """A connection made by the event loop is seen as well."""
    with pytest.raises(RuntimeError, match=BLOCKED):
        await asyncio.open_connection(ELSEWHERE, 80)


def test_loopback_is_open() -> None:
    """A stand-in server on this machine can be reached."""
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=5) as client,
    ):
        assert client.getpeername()[0] == "127.0.0.1"


def test_environment_is_clean(tmp_path: Path) -> None:
    """No setting of the developer's own is seen, and the user's folders are temporary ones."""
    assert [name for name in os.environ if name.startswith("ESOR_BOT_")] == []
    assert tmp_path == Path(os.environ["XDG_CACHE_HOME"]).parent
    assert tmp_path == Path(os.environ["XDG_DATA_HOME"]).parent
