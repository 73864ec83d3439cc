"""Work that is done again where somebody came between."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from esor_bot.errors import ConflictError

TRIES = 5
"""How often something is tried that somebody else comes between."""

_Result = TypeVar("_Result")


def tried(work: Callable[[], _Result]) -> _Result:
    """Do some work, from its beginning where somebody else changed the same meanwhile. Raises what it raises last."""
    for _ in range(TRIES - 1):
        with suppress(ConflictError):
            return work()
    return work()
