"""SQLite when it can't be used, and how it recovers."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from sqlalchemy import TextClause, text

from esor_bot.errors import StoreError, UsageError
from esor_bot.ports import Search
from esor_bot.store import SqlStore, default_url, open_store
from tests.unit.store.values import draft, opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A place for a file."""
    return tmp_path / "a folder" / "desk 100%.db"


@pytest.fixture
def store(file: Path) -> SqlStore:
    """A store on the file, with a case."""
    file.parent.mkdir()
    store = open_store(f"sqlite:///{file}", patience=0.2)
    opened(store, "the first")
    return store


def reason(store: SqlStore) -> str:
    """Why the store can't be used."""
    with pytest.raises(StoreError) as told:
        opened(store, "secret words")
    assert "secret" not in str(told.value)
    assert told.value.__cause__ is told.value.__context__ is None
    return told.value.reason


def test_default_is_for_the_user_only(tmp_path: Path) -> None:
    """The default is a file in the user's data folder that nobody else can read; an address makes nothing yet."""
    url = default_url()
    file = Path(url.removeprefix("sqlite:///"))
    assert tmp_path in file.parents
    assert not file.parent.exists()

    store = open_store(url)
    opened(store, "a")
    for path in file.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    store.close()


def test_what_is_committed_is_on_the_disk(store: SqlStore) -> None:
    """A write ahead log is used, and it is written to the disk before something counts as done."""
    with store.begin() as transaction:
        settings = [transaction.run(_pragma(name))[0][0] for name in ("journal_mode", "synchronous", "foreign_keys")]
    assert settings == ["wal", 2, 1]
    store.close()


def test_locked_file(store: SqlStore, file: Path) -> None:
    """While another program holds the file it is locked, and can be used again afterwards."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert reason(store) == "locked"

    other.execute("ROLLBACK")
    other.close()
    assert opened(store, "b")[0].number == 2
    store.close()


def test_locked_by_another_thread(store: SqlStore) -> None:
    """A thread that waits too long for another one is told; the other one's work is not harmed."""
    inside, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with store.begin() as transaction:
            transaction.open(draft())
            inside.set()
            leave.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    inside.wait(10)
    assert reason(store) == "locked"
    leave.set()
    holder.join()
    assert opened(store, "c")[0].number == 3
    store.close()


def test_file_to_be_read_only(store: SqlStore, file: Path) -> None:
    """A file that may only be read is said to be so."""
    store.close()
    looking = open_store(f"sqlite:///{file}?mode=ro", patience=0.2)

    assert reason(looking) == "read_only"
    looking.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="to root no file is read-only")
def test_folder_that_is_closed(store: SqlStore, file: Path) -> None:
    """A file in a folder that may only be read is read-only, and can be used when that was put right."""
    store.close()
    for path in (*file.parent.iterdir(), file.parent):
        path.chmod(path.stat().st_mode & 0o555)
    assert reason(store) == "read_only"

    for path in (file.parent, *file.parent.iterdir()):
        path.chmod(path.stat().st_mode | 0o200)
    assert opened(store, "b")[0].number == 2
    store.close()


def test_full_disk(file: Path) -> None:
    """A full disk is said to be so; nothing of what did not fit is there, and there is more when there is room."""
    file.parent.mkdir()
    store = open_store(f"sqlite:///{file}", patience=0.2)
    opened(store, "a")
    with store.begin() as transaction:
        pages = transaction.run(_pragma("page_count"))[0][0]
        transaction.run(_pragma(f"max_page_count = {pages}"))
    with pytest.raises(StoreError) as told:
        opened(store, "long " * 50_000)
    assert told.value.reason == "full"

    with store.begin() as transaction:
        assert len(transaction.find(Search())) == 1
        transaction.run(_pragma("max_page_count = 1000000"))
    assert opened(store, "long " * 50_000)[0].number == 2
    store.close()


def test_file_that_vanishes(store: SqlStore, file: Path) -> None:
    """Where the file is gone, nothing is written to nowhere and no new one made; it is used again when it is back."""
    store.close()
    away = file.with_name("away")
    opened(store, "b")
    store.close()
    file.rename(away)
    assert reason(store) == "unreachable"
    assert not file.exists()

    away.rename(file)
    assert opened(store, "c")[0].number == 3
    store.close()


def test_file_that_is_replaced(store: SqlStore, file: Path, tmp_path: Path) -> None:
    """Where another file takes the place of ours while it is open, the new one is used."""
    other = open_store(f"sqlite:///{tmp_path / 'other.db'}")
    opened(other, "a", "b", "c")
    other.close()
    (tmp_path / "other.db").replace(file)
    for rest in ("-wal", "-shm"):
        file.with_name(file.name + rest).unlink(missing_ok=True)

    assert opened(store, "d")[0].number == 4
    store.close()


def test_missing_folder(tmp_path: Path) -> None:
    """A folder that is not there is not made: it may be a disk that is missing."""
    store = open_store(f"sqlite:///{tmp_path / 'disk' / 'desk.db'}")
    assert reason(store) == "unreachable"

    (tmp_path / "disk").mkdir()
    assert opened(store, "a")[0].number == 1
    store.close()


def test_file_of_something_else(file: Path) -> None:
    """A file that is no database is broken, and is left as it is."""
    file.parent.mkdir()
    file.write_bytes(b"not a database" * 1000)
    store = open_store(f"sqlite:///{file}", patience=0.2)

    assert reason(store) == "broken"
    assert file.read_bytes() == b"not a database" * 1000
    store.close()


def test_row_that_makes_no_sense(store: SqlStore, file: Path) -> None:
    """A case that somebody else's hand spoiled is broken; the others can be read."""
    opened(store, "b")
    spoiling = sqlite3.connect(file, isolation_level=None)
    spoiling.execute("UPDATE cases SET state = 'gone' WHERE number = 1")
    spoiling.close()

    with store.begin() as transaction:
        with pytest.raises(StoreError, match="case 1"):
            transaction.case(1)
        assert transaction.case(2) is not None
    store.close()


def test_memory() -> None:
    """Without a file everything is kept in memory, by all threads together."""
    store = open_store("sqlite://")
    opened(store, "a")
    thread = threading.Thread(target=opened, args=(store, "b"))
    thread.start()
    thread.join()

    assert opened(store, "c")[0].number == 3
    store.close()


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://user:secret@host/x", "sqlite+aiosqlite:///x", "sqlite:x y"])
def test_address_that_makes_no_sense(url: str) -> None:
    """An address of nothing that we know is refused, without repeating what may be a password."""
    with pytest.raises(UsageError) as told:
        open_store(url)
    assert "secret" not in str(told.value)


def _pragma(setting: str) -> TextClause:
    return text(f"PRAGMA {setting}")
