"""Migrations: from nothing, again, and what is not ours."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect, text

from esor_bot.desk import reminders
from esor_bot.errors import StoreError
from esor_bot.store import SqlStore, open_store, schema
from esor_bot.store.tables import metadata
from tests.postgres import Server
from tests.unit.store.values import NOW, at_once, opened


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server: Server = request.getfixturevalue("postgres")
    server.sql("DROP DATABASE IF EXISTS empty WITH (FORCE)")
    server.sql("CREATE DATABASE empty STRATEGY file_copy")
    return server.url("empty")


@pytest.mark.parametrize("way", [schema.make, schema.upgrade])
def test_both_ways_make_the_tables(empty: str, way: Callable[[Connection], None]) -> None:
    """What is made of an empty database is what the code works with, at once as well as step by step."""
    engine = _plain(empty)
    with engine.begin() as connection:
        way(connection)
        context = MigrationContext.configure(connection, opts={"include_name": _is_table_of_ours})
        assert compare_metadata(context, metadata) == []
        assert schema.version(connection) == schema.HEAD
    engine.dispose()


def test_both_ways_make_the_same(tmp_path: Path) -> None:
    """A database that was made at once has the tables, keys and indexes of one that was migrated step by step."""
    seen = []
    for way in (schema.make, schema.upgrade):
        engine = _plain(f"sqlite:///{tmp_path / way.__name__}.db")
        with engine.begin() as connection:
            way(connection)
            seen.append(_described(connection))
        engine.dispose()

    assert seen[0] == seen[1]


def test_an_empty_database_loads_no_migrations(tmp_path: Path) -> None:
    """To make a new database nothing is loaded that only older ones need."""
    code = (
        "import sys; from esor_bot.store import open_store; store = open_store(sys.argv[1]); store.prepare();"
        " print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, f"sqlite:///{tmp_path / 'new.db'}"], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["False"]


def test_head_is_the_newest() -> None:
    """The version that the code names is the newest migration."""
    assert ScriptDirectory(str(Path(schema.__file__).parent / "migrations")).get_current_head() == schema.HEAD


def test_current_database_is_left_alone(empty: str) -> None:
    """A database of our version is used as it is, also where migrating is not allowed."""
    with_store(empty, lambda store: opened(store, "a"))

    with_store(empty, lambda store: opened(store, "b"), migrate=False)


def test_no_migration_without_leave(empty: str) -> None:
    """An empty database is refused where migrating is not allowed, and stays empty."""
    assert _refusal(empty, migrate=False) == "broken"

    engine = _plain(empty)
    with engine.connect() as connection:
        assert schema.version(connection) == ""
    engine.dispose()


def test_newer_database_is_refused(empty: str) -> None:
    """A database of a newer version is refused, and works again when it is of ours."""
    with_store(empty, SqlStore.prepare)
    _execute(empty, "UPDATE alembic_version SET version_num = '9999'")
    store = open_store(empty, patience=1)
    for _ in range(2):
        with pytest.raises(StoreError) as told, store.begin():
            pass
        assert told.value.reason == "newer"

    _execute(empty, f"UPDATE alembic_version SET version_num = '{schema.HEAD}'")
    assert opened(store, "a")[0].number == 1
    store.close()


def test_database_of_something_else_is_refused(empty: str) -> None:
    """A database whose version was given by another program is refused."""
    _execute(empty, "CREATE TABLE alembic_version (version_num TEXT)")
    _execute(empty, "INSERT INTO alembic_version VALUES ('ae1027a6acf')")

    assert _refusal(empty) == "broken"


def test_failed_migration_leaves_nothing(empty: str) -> None:
    """A migration that can't be done is undone as a whole."""
    _execute(empty, "CREATE TABLE outbox (theirs INTEGER)")

    assert _refusal(empty) == "broken"
    _execute(empty, "DROP TABLE outbox")
    with_store(empty, lambda store: opened(store, "a"))


def test_what_waited_in_an_older_database(empty: str) -> None:
    """What an older version put out is delivered after the migration, and until then counts as waiting for long."""
    engine = create_engine(empty)
    with engine.begin() as connection:
        schema.upgrade(connection, "0001")
        connection.execute(
            text(
                "INSERT INTO outbox (key, platform, channel, thread, private, body, case_number, free_from, worker,"
                " tries, receipt, why) VALUES ('a', 'talk', 'C1', '', true, '{}', 0, '2030-05-06 07:00:00.000000',"
                " '', 0, '', '')"
            )
        )
    engine.dispose()

    def look(store: SqlStore) -> None:
        (leased,) = store.lease("w", NOW, 10, 10)
        with store.begin() as tx:
            assert [one.outgoing for one in tx.outgoing.stuck(NOW)] == [leased.outgoing]

    with_store(empty, look)


def test_what_was_open_in_an_older_database(empty: str) -> None:
    """A question that waited before there were reminders is looked at after the migration; one that ended is not."""
    engine = create_engine(empty)
    with engine.begin() as connection:
        schema.upgrade(connection, "0001")
        for number, state in enumerate(("open", "claimed", "asked_back", "answered", "withdrawn"), 1):
            connection.execute(
                text(
                    "INSERT INTO cases (number, programme, question, asker, platform, channel, thread, private, opened,"
                    " changed, outcome, entries, why, state, owner, owner_name, version) VALUES"
                    f" ({number}, '', 'Which?', 'talk:1', 'talk', 'C1', '', true, '2030-05-06 07:00:00.000000',"
                    f" '2030-05-06 07:00:00.000000', '', '[]', '', '{state}', '', '', 1)"
                )
            )
    engine.dispose()

    def look(store: SqlStore) -> None:
        with store.begin() as tx:
            due = tx.timers.due(NOW, 10, (reminders.KIND,))
        assert [(one.key, one.case) for one in due] == [(reminders.key(number), number) for number in (1, 2, 3)]

    with_store(empty, look)


def test_many_migrate_at_once(empty: str) -> None:
    """Several that begin on an empty database at the same time all find it ready."""
    at_once(4, lambda which: with_store(empty, lambda store: opened(store, str(which)), patience=10))


def with_store(url: str, work: Callable[[SqlStore], object], *, migrate: bool = True, patience: float = 2) -> None:
    """Do something with a store, and close it."""
    store = open_store(url, migrate=migrate, patience=patience)
    try:
        work(store)
    finally:
        store.close()


def _refusal(url: str, *, migrate: bool = True) -> str:
    with pytest.raises(StoreError) as told:
        with_store(url, SqlStore.prepare, migrate=migrate)
    return told.value.reason


def _plain(url: str) -> Engine:
    return create_engine(url)


def _execute(url: str, statement: str) -> None:
    engine = _plain(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _described(connection: Connection) -> dict[str, object]:
    """What a database holds; where a column stands and what it has where nothing is given matters to nobody."""
    seen = inspect(connection)
    kinds = {row[0]: row[1] for row in connection.execute(text("SELECT name, sql FROM sqlite_master")) if row[1]}
    return {
        name: (
            sorted((one["name"], str(one["type"]), one["nullable"]) for one in seen.get_columns(name)),
            seen.get_pk_constraint(name)["constrained_columns"],
            sorted(str(one["constrained_columns"]) for one in seen.get_foreign_keys(name)),
            sorted((str(one["name"]), kinds[str(one["name"])]) for one in seen.get_indexes(name)),
            "AUTOINCREMENT" in kinds[name],
        )
        for name in seen.get_table_names()
    }


def _is_table_of_ours(name: str | None, kind: str, _: object) -> bool:
    # What each database keeps of words is its own.
    return kind != "table" or not (name or "").startswith(("words", "alembic_version"))
