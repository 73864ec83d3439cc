"""How much memory the process takes, and how long it takes to start.

At the start nearly everything that is made stays, so that looking for garbage is a fifth of the time and finds nothing.
Afterwards what is there then is never looked at again, so that looking takes no time from whoever asks something.
"""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Callable
from typing import Any

_ARENAS = -8  # glibc: M_ARENA_MAX
_ONE = 1


def begin() -> None:
    """Let the process start quickly, and its threads share their memory. To be called before there are any."""
    gc.disable()
    _call("mallopt", _ARENAS, _ONE)  # else each thread keeps what it needed once, and there are a score of them


def settle() -> None:
    """Keep what there is, and give back what the start needed for a moment only."""
    gc.collect()
    gc.freeze()
    gc.enable()
    _call("malloc_trim", 0)


def _call(name: str, *values: int) -> None:
    """Call a function of glibc; others have none, and need none."""
    try:
        function: Callable[..., Any] = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):
        return
    function(*values)
