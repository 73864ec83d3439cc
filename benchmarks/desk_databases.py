"""The databases of the benchmark: SQLite files, and a PostgreSQL server that the run starts itself."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from esor_bot.errors import UsageError
from tests.postgres import find_binaries, run_server

Fresh = Callable[[], str]
"""Makes an empty database, and returns its address."""


@contextmanager
def sqlite() -> Iterator[Fresh]:
    """Files in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="desk-") as folder:
        numbers = count(1)
        yield lambda: f"sqlite:///{folder}/{next(numbers)}.db"


@contextmanager
def postgresql() -> Iterator[Fresh]:
    """A server that says nothing is stored before it is on the disk. Raises UsageError where there is none to start."""
    if find_binaries() is None:
        raise UsageError("there are no binaries of PostgreSQL here: install the development packages")
    numbers = count(1)
    servers = run_server(fsync=True)
    server = next(servers)

    def fresh() -> str:
        name = f"desk{next(numbers)}"
        server.sql(f"CREATE DATABASE {name} STRATEGY file_copy")
        return server.url(name)

    try:
        yield fresh
    finally:
        servers.close()  # type: ignore[attr-defined]


DATABASES = {"sqlite": sqlite, "postgresql": postgresql}


def to_disk(times: int = 200) -> float:
    """Return how many milliseconds it takes here until something is on the disk: what is durable can't be faster."""
    with tempfile.NamedTemporaryFile(prefix="desk-") as file:
        begin = time.perf_counter()
        for _ in range(times):
            os.write(file.fileno(), bytes(4096))
            os.fsync(file.fileno())
        return (time.perf_counter() - begin) / times * 1000


@contextmanager
def folder() -> Iterator[Path]:
    """A temporary folder for all else, short enough for the name of a socket."""
    with tempfile.TemporaryDirectory(prefix="desk-") as made:
        yield Path(made)
