"""What deleting leaves on the disk of SQLite: nothing that was deleted, in none of its files."""

from __future__ import annotations

import random
import sqlite3
import string
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest

from esor_bot.desk.retention import Keep, clean, tidy_all
from esor_bot.desk.tally import Tally
from esor_bot.domain.case import Actor, Deed, Role
from esor_bot.domain.keeping import Kind
from esor_bot.domain.tally import Counted, Result
from esor_bot.ports import Arrival
from esor_bot.store import open_store, sql
from tests.unit.privacy.scene import FOREVER, Scene

PEOPLE = 60
NOW = datetime(2030, 1, 7, 9, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "desk.db"


def word(dice: random.Random) -> str:
    """Return a word that stands nowhere else."""
    return "".join(dice.choices(string.ascii_lowercase, k=14))


def fill(scene: Scene) -> dict[str, list[str]]:
    """Let people ask, add and be answered; return the words that are theirs, by person.

    Some write so much that it fills pages of its own.
    """
    dice, words = random.Random(7), {}
    for _ in range(PEOPLE):
        name = word(dice)
        who = Actor(f"talk:{name}", Role.ASKER, name)
        own = [word(dice) for _ in range(30)]
        long = " ".join(own[:10]) + " and " * dice.choice([1, 1, 1, 700])
        number = scene.asked(who, long)
        scene.do(number, Deed.ADD, who, text=" ".join(own[10:15]))
        scene.do(number, Deed.NOTE, text=" ".join(own[15:20]))
        scene.do(number, Deed.ANSWER, text=" ".join(own[20:]))
        scene.counted(who, " ".join(own[:10]))
        words[who.id] = [name, *own]
    return words


def seen(file: Path, words: list[str]) -> list[str]:
    """Return the words of which something stands in the files. An index leaves out how a word begins, so do we."""
    data = b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))
    return [one for one in words if one[6:].encode() in data]


def open_reader(file: Path) -> sqlite3.Connection:
    """Return somebody who reads, and has not finished."""
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM cases").fetchall()
    return reader


def test_nothing_is_left_of_who_was_forgotten(file: Path) -> None:
    """After a forgetting no word of the person stands in the file, its log or its index, while the store is open."""
    scene = Scene(open_store(f"sqlite:///{file}"))
    words = fill(scene)
    gone = list(words)[::3]
    assert all(len(seen(file, words[person])) == len(words[person]) for person in words)

    for person in gone:
        scene.desk.forget(person, Actor("talk:cleo", Role.OFFICE))
        assert seen(file, words[person]) == []
    for person in words:
        assert len(seen(file, words[person])) == (0 if person in gone else len(words[person]))
    scene.store.close()


def test_nothing_is_left_of_what_was_counted(file: Path) -> None:
    """Forgetting only what the bot was asked leaves no word of that in the files either."""
    store = open_store(f"sqlite:///{file}")
    with store.begin() as tx:
        tx.tally.count(Counted(NOW, "moon", "talk", "talk:somebody", Result.UNANSWERED, (), "zebracrossing"))
    assert seen(file, ["zebracrossing", "talk:somebody"])

    Tally(store).forget("talk:somebody")
    assert seen(file, ["zebracrossing", "talk:somebody"]) == []
    store.close()


def test_nothing_is_left_of_what_was_too_old(file: Path) -> None:
    """After the tidying up no word of what was deleted stands in the files, and the rest is found as before."""
    scene = Scene(open_store(f"sqlite:///{file}"))
    words = fill(scene)
    scene.clock.tick(days=400)
    kept = scene.asked(Actor("talk:someone", Role.ASKER), "stays where it is")
    tidy_all(
        scene.store, Keep({**FOREVER, Kind.CASES: 365, Kind.TEXTS: 90, Kind.EVENTS: 7}), scene.clock.now(), lambda: None
    )

    assert seen(file, [one for own in words.values() for one in own]) == []
    assert scene.found("stays where") == [kept]
    scene.store.close()


def test_a_log_that_is_in_use(file: Path) -> None:
    """Where somebody reads the log while something is deleted it is emptied after a later change."""
    scene = Scene(open_store(f"sqlite:///{file}", patience=0.2))
    words = fill(scene)
    reader = open_reader(file)
    scene.desk.forget(next(iter(words)), Actor("talk:cleo", Role.OFFICE))
    assert seen(file, words[next(iter(words))]) != []

    reader.close()
    with scene.store.begin() as tx:
        tx.first_time("anything", scene.clock.now() + timedelta(days=1))
    assert seen(file, words[next(iter(words))]) == []
    scene.store.close()


def test_nothing_is_left_of_what_was_answered(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A moment after something was answered no word of it stands in the files, while the store is open."""
    monkeypatch.setattr(sql, "CLEANED", 0.2)
    store = open_store(f"sqlite:///{file}")
    for word in ("zebracrossing", "marzipanstollen"):
        with store.begin() as tx:
            tx.inbox.take_in(Arrival(word[:3], "talk", "talk:somebody", f"what of {word}", NOW), "w", NOW)
        assert seen(file, [word])
        with store.begin() as tx:
            tx.inbox.done(word[:3])
    assert seen(file, ["zebracrossing", "marzipanstollen"]) == ["marzipanstollen"]

    sleep(0.2)
    store.lease("w", NOW, 20.0, 20)
    assert seen(file, ["zebracrossing", "marzipanstollen"]) == []
    store.close()


def test_a_reader_holds_up_nobody(file: Path) -> None:
    """While somebody reads the log for long, deleting does not wait for them."""
    store = open_store(f"sqlite:///{file}")
    with store.begin() as tx:
        tx.inbox.take_in(Arrival("a", "talk", "talk:somebody", "zebracrossing", NOW), "w", NOW)
    reader = open_reader(file)
    began = monotonic()
    with store.begin() as tx:
        tx.inbox.done("a")
    assert monotonic() - began < 2.0

    reader.close()
    store.close()


def test_the_index_still_finds(file: Path) -> None:
    """Cleaning the index of words changes nothing of what is found by it."""
    scene = Scene(open_store(f"sqlite:///{file}"))
    words = fill(scene)
    clean(scene.store, lambda: None)

    for number, own in enumerate(words.values(), start=1):
        assert scene.found(own[5]) == [number]
    scene.store.close()
