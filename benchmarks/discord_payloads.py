"""Does Discord take everything that is sent to it? Everything that can be done is done once, with odd texts, too."""

from __future__ import annotations

from pathlib import Path

from benchmarks.discord_process import Room
from benchmarks.platforms.figures import Tour


async def tour(room: Room, count: int, openapi: Path | None) -> Tour:
    """Do everything."""
    raise NotImplementedError
