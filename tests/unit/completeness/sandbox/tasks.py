"""What the workers of these tests run. The tests themselves must not import this module."""

from __future__ import annotations

import ctypes
import gc
import json
import os
import signal
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

Report = Callable[[int, int], None]
Given = tuple[object, bytes]


class TooPrivateError(Exception):
    """An exception whose message quotes the document."""


def echo(request: object, data: bytes, report: Report) -> Given:
    """Give back what came."""
    return {"request": request, "length": len(data), "pid": os.getpid()}, data[:8]


def act(request: Mapping[str, object], data: bytes, report: Report) -> Given:
    """Do what the request names."""
    return _DEEDS[str(request["do"])](request, data, report), b""


def attempt(request: Mapping[str, str], data: bytes, report: Report) -> Given:
    """Try something forbidden; the answer is the class of the exception, or "allowed"."""
    try:
        _FORBIDDEN[request["do"]](request)
    except Exception as error:  # noqa: BLE001 - which one it is, is what the test asks
        return type(error).__name__, b""
    return "allowed", b""


def _pid(request: object, data: bytes, report: Report) -> object:
    return os.getpid()


def _steps(request: object, data: bytes, report: Report) -> object:
    for step in range(1, 101):
        report(step, 100)
    return "done"


def _flood(request: object, data: bytes, report: Report) -> object:
    for _ in range(20_000):
        report(1, 1)
    return "done"


def _sleep(request: object, data: bytes, report: Report) -> object:
    report(0, 1)
    time.sleep(60)
    return None


def _loop(request: object, data: bytes, report: Report) -> object:
    while True:
        pass


def _bomb(request: object, data: bytes, report: Report) -> object:
    held = []
    while True:
        held.append(bytearray(50_000_000))


def _leave(request: object, data: bytes, report: Report) -> object:
    os._exit(0)


def _segfault(request: object, data: bytes, report: Report) -> object:
    return ctypes.string_at(0)


def _kill(request: object, data: bytes, report: Report) -> object:
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)
    return None


def _raise(request: object, data: bytes, report: Report) -> object:
    raise TooPrivateError(data.decode())


def _exit(request: object, data: bytes, report: Report) -> object:
    sys.exit(0)


def _not_json(request: object, data: bytes, report: Report) -> object:
    return {"a set": {1, 2}}


def _long(request: object, data: bytes, report: Report) -> object:
    return "x" * 10_000_000


def _rubbish(request: Mapping[str, object], data: bytes, report: Report) -> object:
    """Say to the parent just what the test wants, past all the rules."""
    os.write(_channel(), data)
    time.sleep(60)
    return None


def _close(request: object, data: bytes, report: Report) -> object:
    os.close(_channel())
    time.sleep(60)
    return None


def _channel() -> int:
    return next(number for number in range(3, 64) if _is_socket(number))


def _is_socket(number: int) -> bool:
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:
        return False


def _environment(request: object, data: bytes, report: Report) -> object:
    return dict(os.environ)


def _threads(request: object, data: bytes, report: Report) -> object:
    found: list[int] = []
    threads = [threading.Thread(target=found.append, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def _print(request: object, data: bytes, report: Report) -> object:
    os.write(1, data)
    os.write(2, data)
    return [sys.stdin.read(), print(data.decode())]  # noqa: T201 - that it goes nowhere is the test


def _garbage(request: object, data: bytes, report: Report) -> object:
    """Memory that is held by nobody but a cycle, and a look at whether the last task's is gone."""
    left = sum(isinstance(thing, _Cycle) for thing in gc.get_objects())
    _Cycle()
    return left


class _Cycle:
    def __init__(self) -> None:
        self.me = self


def _heavy(request: object, data: bytes, report: Report) -> object:
    _HELD.append(b"x" * 60_000_000)
    return os.getpid()


_HELD: list[bytes] = []

_DEEDS = {
    "pid": _pid, "steps": _steps, "flood": _flood, "sleep": _sleep, "loop": _loop, "bomb": _bomb, "leave": _leave,
    "segfault": _segfault, "kill": _kill, "raise": _raise, "exit": _exit, "not json": _not_json, "long": _long,
    "rubbish": _rubbish, "close": _close, "environment": _environment, "threads": _threads, "print": _print,
    "garbage": _garbage, "heavy": _heavy,
}  # fmt: skip


def _append(path: str) -> None:
    with Path(path).open("a", encoding="utf-8"):
        pass


def _fork(_: object) -> None:
    if os.fork() == 0:
        os._exit(0)


def _raw(number_on_x86_64: int, *arguments: object) -> None:
    """A system call past the C library."""
    if ctypes.CDLL(None, use_errno=True).syscall(number_on_x86_64, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")


def _clone3(_: object) -> None:
    arguments = struct.pack("=11Q", 0, 0, 0, 0, signal.SIGCHLD, 0, 0, 0, 0, 0, 0)
    _raw(435, arguments, len(arguments))


def _prlimit(_: object) -> None:
    import resource

    resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (10, 10))


def _more_memory(_: object) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (2**40, 2**40))


_FORBIDDEN: dict[str, Callable[[Mapping[str, str]], object]] = {
    "tcp": lambda request: socket.socket(socket.AF_INET),
    "udp": lambda request: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    "unix": lambda request: socket.socket(socket.AF_UNIX),
    "pair": lambda request: socket.socketpair(),
    "create": lambda request: Path(request["path"], "new").write_text("x", encoding="utf-8"),
    "create empty": lambda request: Path(request["path"], "new").touch(),
    "overwrite": lambda request: Path(request["path"], "old").write_text("x", encoding="utf-8"),
    "append": lambda request: _append(request["path"] + "/old"),
    "delete": lambda request: Path(request["path"], "old").unlink(),
    "rename": lambda request: Path(request["path"], "old").rename(Path(request["path"], "new")),
    "folder": lambda request: Path(request["path"], "new").mkdir(),
    "symlink": lambda request: Path(request["path"], "new").symlink_to("old"),
    "chmod": lambda request: Path(request["path"], "old").chmod(0o777),
    "touch": lambda request: os.utime(request["path"] + "/old"),
    "temporary": lambda request: tempfile.mkstemp(),
    "memory file": lambda request: os.memfd_create("new"),
    "read": lambda request: Path(request["path"], "old").read_text(encoding="utf-8"),
    "list": lambda request: list(Path(request["path"]).iterdir()),
    "parent's environment": lambda request: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
    "exec": lambda request: os.execv("/bin/true", ["true"]),
    "run": lambda request: subprocess.run(["/bin/true"], check=True),
    "fork": _fork,
    "clone3": _clone3,
    "kill": lambda request: os.kill(os.getppid(), 0),
    "signal the group": lambda request: os.kill(0, 0),
    "new session": lambda request: os.setsid(),
    "limits of the parent": _prlimit,
    "outlive the parent": lambda request: _raw(157, 1, 0, 0, 0, 0) if os.uname().machine == "x86_64" else _refuse(),
    "be looked into": lambda request: _raw(157, 4, 1, 0, 0, 0) if os.uname().machine == "x86_64" else _refuse(),
    "more memory": _more_memory,
}


def _refuse() -> None:
    raise PermissionError


def main() -> None:
    """A parent that a test can kill: starts a worker, says what the test asks, and waits."""
    from esor_bot.completeness.sandbox import Sandbox

    box = Sandbox(f"{sys.argv[1]}:{sys.argv[2]}")
    found = box.run(json.loads(sys.argv[3]), b"")
    pid = box.run({"do": "pid"}, b"") if sys.argv[2] == "act" else None
    sys.stdout.write(json.dumps([found.body, pid.body if pid else None]) + "\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
