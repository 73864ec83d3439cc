"""Takes away from this process what its task does not need. Nothing here can be undone by the task."""

from __future__ import annotations

import ctypes
import importlib
import os
import signal
import sys
import time
from collections.abc import Iterable

from esor_bot.completeness.sandbox import landlock, seccomp

_M_ARENA_MAX = -8
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38


def limit(memory: int, files: int, cpu_seconds: int) -> list[str]:
    """Set the limits that the system keeps; the names of those that hold. Memory is in bytes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when a worker ends
    wanted = {
        "memory": ("RLIMIT_AS", memory),
        "no_files_written": ("RLIMIT_FSIZE", 0),
        "no_core_file": ("RLIMIT_CORE", 0),
        "open_files": ("RLIMIT_NOFILE", files),
    }
    if hasattr(signal, "SIGXFSZ"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a refused write is an error, not the end
    held = [name for name, (which, most) in wanted.items() if _set(which, most, most)]
    return [*held, "cpu_time"] if renew_cpu(cpu_seconds) else held


def renew_cpu(seconds: int) -> bool:
    """Give this process that much processor time from now on."""
    return _set("RLIMIT_CPU", int(time.process_time()) + 1 + seconds, None)


def confine(parent: int, folders: Iterable[str]) -> list[str]:
    """Tie this process to its parent and refuse it files, network and other processes; the names of what holds."""
    if not sys.platform.startswith("linux"):
        return []
    library = ctypes.CDLL(None, use_errno=True)
    library.mallopt(_M_ARENA_MAX, 2)  # each further arena for threads reserves 64 MiB of the address space
    held = {
        "ends_with_parent": library.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0,
        "not_dumpable": library.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0,
        "no_new_privileges": library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0,
    }
    if os.getppid() != parent:
        os._exit(0)  # it ended before it could take this process with it
    held["file_rules"] = landlock.install(folders)
    held["system_calls"] = seccomp.install()
    return [name for name, holds in held.items() if holds]


def trim() -> None:
    """Give freed memory back to the system, where the C library can."""
    if sys.platform.startswith("linux"):
        release = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if release is not None:
            release(0)


def _set(which: str, soft: int, hard: int | None) -> bool:
    """Set a limit, never above the hard one that is there; None keeps that. False where the system refuses."""
    try:
        resource = importlib.import_module("resource")
        kind = getattr(resource, which)
    except (ImportError, AttributeError):  # Windows has none, other systems not all
        return False
    _, highest = resource.getrlimit(kind)
    if highest != resource.RLIM_INFINITY:
        soft, hard = min(soft, highest), highest if hard is None else min(hard, highest)
    try:
        resource.setrlimit(kind, (soft, highest if hard is None else hard))
    except (OSError, ValueError):
        return False
    return True
