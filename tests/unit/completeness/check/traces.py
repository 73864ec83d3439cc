"""Looks for traces of a document: in what a process holds, in what it opens to write, in files."""

from __future__ import annotations

import gc
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import CodeType

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_MAKES = ("os.mkdir", "os.rename", "os.link", "os.symlink", "os.truncate", "tempfile.", "shutil.", "sqlite3.connect")
_MOST = 64 * 1024 * 1024
_SHORTEST = 8  # letters of a needle
_LEAVES = (str, bytes, bytearray, int, float, CodeType)  # code was there before any document


def traces(data: bytes, needles: Iterable[bytes]) -> list[bytes]:
    """Return the needles that some bytes hold."""
    return [needle for needle in needles if needle in data]


def held(needles: Sequence[bytes]) -> list[str | bytes | bytearray]:
    """Return what in this process holds a needle, of all that can be reached, also by other threads."""
    gc.collect()
    words = [needle.decode() for needle in needles if needle.isascii()]
    own = {id(needle) for needle in (*needles, *words)}
    return [
        thing
        for thing in _reached()
        if isinstance(thing, str | bytes | bytearray) and id(thing) not in own and _holds(thing, needles, words)
    ]


class Watch:
    """Notes from now on what this process opens to write or makes. It can't be taken away, only be stopped."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._on = True
        sys.addaudithook(self._note)

    def stop(self) -> None:
        """Note nothing more."""
        self._on = False

    def _note(self, event: str, args: tuple[object, ...]) -> None:
        if not self._on:
            return
        if event == "open":
            path, flags = args[0], args[2]
            if isinstance(flags, int) and flags & _WRITES and path != os.devnull:
                self.seen.append(f"open {path!r}")
        elif event.startswith(_MAKES):
            self.seen.append(f"{event} {args!r}")


def changed(folders: Iterable[Path], since: float) -> Iterator[bytes]:
    """Yield the contents of all files below some folders that were changed since a time (seconds since 1970)."""
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in names:
                yield from _content(Path(place, name), since)


def workers(of: int = 0) -> set[int]:
    """Return the ids of the processes that a process started and that still run; 0 is this one."""
    return {pid for pid, parent in _running() if parent == (of or os.getpid())}


def runs(pid: int) -> bool:
    """Say whether a process runs."""
    return any(one == pid for one, _ in _running())


def within(seconds: float, holds: Callable[[], object]) -> bool:
    """Say whether something comes true within so many seconds."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def memory(pid: int | str, what: str) -> int:
    """Return a line of a process's status in bytes: "VmRSS" (what it holds now), "VmHWM" (the most it ever held)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1]) * 1024
    raise LookupError(what)


def _running() -> Iterator[tuple[int, int]]:
    """Yield each process that runs and its parent; one that only waits for its parent to take note has ended."""
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = entry.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state not in "ZX":
            yield int(entry.parent.name), int(parent)


def _reached() -> Iterator[object]:
    """Yield everything that can be reached from what is collected and from the frames of all threads."""
    stack: list[object] = [*gc.get_objects()]
    for frame in sys._current_frames().values():
        while frame is not None:
            stack.extend(frame.f_locals.values())
            frame = frame.f_back  # type: ignore[assignment]  # the last one has none
    seen = {id(stack)}
    while stack:
        thing = stack.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        yield thing
        if not isinstance(thing, _LEAVES):
            stack.extend(gc.get_referents(thing))


def _holds(thing: str | bytes | bytearray, needles: Sequence[bytes], words: Sequence[str]) -> bool:
    if isinstance(thing, str):
        return len(thing) >= _SHORTEST and any(word in thing for word in words)
    return any(needle in thing for needle in needles)


def _content(path: Path, since: float) -> Iterator[bytes]:
    try:
        status = path.lstat()
        if stat.S_ISREG(status.st_mode) and status.st_mtime >= since and status.st_size <= _MOST:
            yield path.read_bytes()
    except OSError:
        return
