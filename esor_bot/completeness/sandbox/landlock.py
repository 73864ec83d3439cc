"""Rules on files, from the kernel's Landlock (Linux 5.13 and later).

A process under them reads libraries, fonts and models and nothing else: no settings file with a token in it, no
database. They also keep it from looking into other processes of the same user, whose environment holds secrets.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION = 1  # the flag that asks which version the kernel has
_PATH_RULE = 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""From which version on the kernel knows how many rights on files; all that are handled and not given are refused."""
_NETWORK_SINCE, _BIND_AND_CONNECT = 4, 0b11
_SCOPES_SINCE, _SOCKETS_AND_SIGNALS = 6, 0b11

# What the C library and numeric libraries look up about the machine, beside the libraries themselves.
_SYSTEM = (
    "/usr", "/lib", "/lib64", "/nix/store", "/gnu/store", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts",
    "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/filesystems", "/proc/sys/vm",
    "/sys/devices/system", "/sys/fs/cgroup", "/dev/null", "/dev/zero", "/dev/urandom",
)  # fmt: skip


def install(folders: Iterable[str]) -> bool:
    """Let this thread, and those it starts, read these folders and the system's libraries; False where it can't be had.

    Call it while the process has one thread.
    """
    if not sys.platform.startswith("linux"):
        return False
    call = ctypes.CDLL(None, use_errno=True).syscall
    version = call(_CREATE, None, ctypes.c_size_t(0), _VERSION)
    if version < 1:
        return False
    rights = (1 << max(count for since, count in _RIGHTS.items() if since <= version)) - 1
    network = _BIND_AND_CONNECT if version >= _NETWORK_SINCE else 0
    scopes = _SOCKETS_AND_SIGNALS if version >= _SCOPES_SINCE else 0
    attributes = struct.pack("=QQQ", rights, network, scopes)[: 24 if scopes else 16 if network else 8]
    rules = call(_CREATE, attributes, ctypes.c_size_t(len(attributes)), 0)
    if rules < 0:
        return False
    try:
        for path in (*_SYSTEM, *folders):
            _allow(call, rules, path)
        return bool(call(_RESTRICT, rules, 0) == 0)
    finally:
        os.close(rules)


def readable(path: Iterable[str], home: str) -> list[str]:
    """The folders of an import path that a worker may read: those that are not the home folder or around it."""
    return [entry for entry in path if Path(entry) not in (Path(home), *Path(home).parents)]


def _allow(call: ctypes._NamedFuncPointer, rules: int, path: str) -> None:
    with contextlib.suppress(OSError):  # what is not there needs no rule
        found = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            given = _READ_FILE | (_READ_FOLDER if Path(path).is_dir() else 0)
            call(_ADD, rules, _PATH_RULE, struct.pack("=Qi", given, found), 0)
        finally:
            os.close(found)
