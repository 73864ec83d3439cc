"""PostgreSQL when it can't be used, and how it recovers."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from esor_bot.errors import StoreError
from esor_bot.store import SqlStore, open_store, postgresql
from tests.postgres import Server
from tests.unit.store.values import NOW, changed, draft, opened, outgoing, record, sent


@pytest.fixture
def store(postgres: Server) -> Iterator[SqlStore]:
    """A store in an empty database."""
    postgres.sql("DROP DATABASE IF EXISTS desk WITH (FORCE)")
    postgres.sql("CREATE DATABASE desk STRATEGY file_copy")
    store = open_store(postgres.url("desk"), patience=0.3)
    opened(store, "the first")
    yield store
    store.close()


def reason(store: SqlStore) -> str:
    """Why the store can't be used."""
    with pytest.raises(StoreError) as told:
        opened(store, "secret words")
    assert "secret" not in str(told.value)
    assert told.value.__cause__ is told.value.__context__ is None
    return told.value.reason


def test_restart_of_the_server(postgres: Server, store: SqlStore) -> None:
    """While the server is down it is unreachable; afterwards all is as before, without anybody's doing."""
    sent(store, "a")
    postgres.stop("immediate")
    try:
        assert reason(store) == "unreachable"
    finally:
        postgres.start()

    assert opened(store, "b")[0].question == "b"
    assert len(store.lease("w", NOW, 10, 10)) == 1


def test_restart_in_a_transaction(postgres: Server, store: SqlStore) -> None:
    """A transaction that the server's end interrupts is undone, and the next one succeeds."""
    with pytest.raises(StoreError) as told:
        _open_and_restart(store, postgres)
    assert told.value.reason == "unreachable"

    assert store.lease("w", NOW, 10, 10) == ()
    assert opened(store, "b")


def test_server_that_is_not_there() -> None:
    """A server that was never there is unreachable, and the password of its address is not told."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        store = open_store(f"postgres://user:secret@127.0.0.1:{unused.getsockname()[1]}/desk", patience=0.3)
        assert reason(store) == "unreachable"
    store.close()


def test_database_that_is_not_there(postgres: Server) -> None:
    """A database that does not exist is unreachable."""
    store = open_store(postgres.url("nowhere"), patience=0.3)

    assert reason(store) == "unreachable"
    store.close()


def test_case_that_is_held(store: SqlStore, postgres: Server) -> None:
    """Whoever waits too long for a case that another one holds is told that it is locked."""
    other = open_store(postgres.url("desk"), patience=0.3)
    with store.begin() as transaction:
        case = transaction.case(1)
        assert case is not None
        with pytest.raises(StoreError) as told, other.begin() as waiting:
            waiting.case(1)
        transaction.save(changed(case))
    assert told.value.reason == "locked"

    with other.begin() as waiting:
        again = waiting.case(1)
        assert again is not None
        assert again.version == 2
    other.close()


def test_server_that_is_read_only(store: SqlStore, postgres: Server) -> None:
    """A server that takes no changes, as a standby, is said to be read-only."""
    postgres.sql("ALTER DATABASE desk SET default_transaction_read_only = on")
    store.close()
    assert reason(store) == "read_only"

    postgres.sql("ALTER DATABASE desk RESET default_transaction_read_only")
    store.close()
    assert opened(store, "b")


def test_connections_that_are_ended(store: SqlStore, postgres: Server) -> None:
    """Connections that the server ends while they are idle are replaced before anybody notices."""
    time.sleep(2 * postgresql.FRESH)
    postgres.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'desk'")

    assert opened(store, "b")[0].number == 2


def test_connections_that_rested(store: SqlStore, postgres: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that was not used for a while is asked whether it works, and used as it is or replaced."""
    monkeypatch.setattr(postgresql, "FRESH", -1.0)
    count = "SELECT count(*), min(backend_start) FROM pg_stat_activity WHERE datname = 'desk'"
    before = postgres.sql(count)
    assert opened(store, "b")[0].number == 2
    assert postgres.sql(count) == before
    postgres.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'desk'")

    assert opened(store, "c")[0].number == 3


def test_deadlock(store: SqlStore, postgres: Server) -> None:
    """Of two that wait for each other one is told that it is locked, and the other succeeds."""
    opened(store, "b")
    other = open_store(postgres.url("desk"), patience=5)
    meet = threading.Barrier(2)
    told: list[str] = []

    def take(first: int, second: int) -> None:
        try:
            with other.begin() as transaction:
                transaction.case(first)
                meet.wait(10)
                transaction.case(second)
        except StoreError as error:
            told.append(error.reason)

    threads = [threading.Thread(target=take, args=order) for order in ((1, 2), (2, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["locked"]
    other.close()


def test_error_quotes_nothing(store: SqlStore) -> None:
    """What the server says of a row it refuses does not get into our exception."""
    with pytest.raises(StoreError) as told, store.begin() as transaction:
        transaction.write(record(77, "secret words"))
    assert "secret" not in str(told.value)
    assert told.value.__cause__ is told.value.__context__ is None


def _open_and_restart(store: SqlStore, postgres: Server) -> None:
    with store.begin() as transaction:
        transaction.open(draft("lost"))
        postgres.stop("immediate")
        postgres.start()
        transaction.send(outgoing("lost"))
