"""Where files are fetched: addresses that are signed, hold for a while, and need no token."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Mapping
from urllib.parse import quote

from esor_bot.testing.discord.state import File
from esor_bot.testing.discord.world import World

_SECRET = b"the moon is made of rock"


def address(world: World, file: File) -> str:
    """Return where a file can be fetched for a while."""
    folder = "ephemeral-attachments" if file.hidden else "attachments"
    path = f"{folder}/{file.channel}/{file.id}/{quote(file.name)}"
    now = time.time()
    until, since = f"{int(now + world.rules.signed):x}", f"{int(now):x}"
    return f"{world.base}/cdn/{path}?ex={until}&is={since}&hm={_signature(file.id, until)}&"


def holds(file: File | None, query: Mapping[str, str]) -> bool:
    """Say whether an address leads to a file still."""
    until = query.get("ex", "")
    if file is None or not hmac.compare_digest(_signature(file.id, until), query.get("hm", "")):
        return False
    return int(until, 16) > time.time()


def _signature(id_: str, until: str) -> str:
    return hmac.new(_SECRET, f"{id_}:{until}".encode(), hashlib.sha256).hexdigest()
