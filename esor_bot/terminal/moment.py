"""Moments as people write them on a command line."""

from __future__ import annotations

from datetime import datetime

from esor_bot.errors import UsageError


def moment(text: str) -> datetime:
    """Read an ISO 8601 moment with its zone; raise UsageError when it is none, or leaves the zone open."""
    example = "write it like 2030-01-10T10:00:00+01:00"
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no moment: {example}") from None
    if read.utcoffset() is None:
        raise UsageError(f"{text!r} has no time zone: {example}")
    return read
