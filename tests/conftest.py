"""What holds for every test: no network but loopback, a clean environment, only temporary folders."""

from __future__ import annotations

import ipaddress
import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests.apps import both_app as both_app
from tests.apps import fictional_app as fictional_app
from tests.apps import index_cache as index_cache
from tests.apps import shipped_app as shipped_app

# The same examples on every run: a red build must be repeatable.
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


class NetworkBlockedError(RuntimeError):
    """A test tried to reach something other than this machine."""


def _is_local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _block_network(event: str, args: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = args[1]
        # Paths are Unix sockets; no address is a socket that passed here when it was connected.
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        return
    if not _is_local(host):
        raise NetworkBlockedError(f"{event} to {host!r}: tests reach nothing but this machine")


# An audit hook sees every way out of the process and can't be removed; child processes don't have it.
sys.addaudithook(_block_network)


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the developer's own reaches a test, and no test writes into the developer's folders."""
    for name in [name for name in os.environ if name.startswith("ESOR_BOT_")]:
        monkeypatch.delenv(name)
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / f"xdg-{kind.lower()}"))
