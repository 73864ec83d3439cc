"""Stores to test: each test of the contract runs on an SQLite file and on a PostgreSQL server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from esor_bot.ports import Store
from esor_bot.store import SqlStore, open_store
from esor_bot.testing.memory import MemoryStore
from tests.postgres import Server
from tests.postgres import postgres as postgres

TABLES = "words, records, cases, outbox, events, timers, questions, statements, erasures, inbox, cards, preferences"


@pytest.fixture(scope="session")
def migrated(postgres: Server) -> Server:
    """A server with a database that is migrated once for all tests of the contract."""
    postgres.sql("CREATE DATABASE desk")
    store = open_store(postgres.url("desk"))
    store.prepare()
    store.close()
    return postgres


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is migrated once for all tests of the contract, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "desk.db"
    store = open_store(f"sqlite:///{file}")
    store.prepare()
    store.close()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store without cases."""
    return address(request.param, request, tmp_path)


@pytest.fixture(params=["sqlite", "postgresql", "memory"])
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store without cases, which may be that of the test kit."""
    kind = request.param
    store: Store = MemoryStore() if kind == "memory" else open_store(address(kind, request, tmp_path), patience=2)
    yield store
    store.close()


def address(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a store of a kind, without cases."""
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "desk.db")
        return f"sqlite:///{tmp_path / 'desk.db'}"
    server: Server = request.getfixturevalue("migrated")
    server.sql(f"TRUNCATE {TABLES} RESTART IDENTITY", "desk")
    return server.url("desk")


@pytest.fixture
def connect(url: str) -> Iterator[Callable[[], SqlStore]]:
    """Opens a store once more, as another process would; all are closed in the end."""
    stores: list[SqlStore] = []

    def another() -> SqlStore:
        stores.append(open_store(url, patience=2))
        return stores[-1]

    yield another
    for store in stores:
        store.close()


@pytest.fixture
def store(connect: Callable[[], SqlStore]) -> SqlStore:
    """A store without cases."""
    return connect()
