"""Stores to delete from: an SQLite file, a PostgreSQL server, and the one in memory that has to do the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from esor_bot.store import open_store
from esor_bot.testing.memory import MemoryStore
from tests.postgres import postgres as postgres
from tests.unit.privacy.scene import Scene
from tests.unit.store.conftest import address
from tests.unit.store.conftest import connect as connect
from tests.unit.store.conftest import migrated as migrated
from tests.unit.store.conftest import migrated_file as migrated_file
from tests.unit.store.conftest import store as store
from tests.unit.store.conftest import url as url


@pytest.fixture(params=["sqlite", "postgresql", "memory"])
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scene]:
    """A desk on each kind of store."""
    if request.param == "memory":
        yield Scene(MemoryStore())
        return
    made = open_store(address(request.param, request, tmp_path), patience=2)
    yield Scene(made)
    made.close()
