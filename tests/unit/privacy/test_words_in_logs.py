"""No log and no error holds what people wrote, who they are or what they are called, whatever is logged."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from esor_bot.desk.messenger import GaveUp, RetryLater
from esor_bot.desk.outbox import Outbox, Patience
from esor_bot.desk.retention import Keep, tidy_all
from esor_bot.domain.case import Actor, Deed, Place, Role
from esor_bot.errors import EsorBotError, StoreError
from esor_bot.ports import Draft, Search
from esor_bot.store import SqlStore, open_store
from esor_bot.testing.messenger import RecordingMessenger
from tests.unit.desk.people import OFFICE
from tests.unit.privacy.scene import Scene
from tests.unit.store.conftest import address

ASKER = Actor("talk:idofwhoasks", Role.ASKER, "Nameofasker")
STAFF = Actor("talk:idofstaff", Role.OFFICE, "Nameofstaff")
HOME = Place("talk", "channelofasker", "threadofasker")
SECRETS = (
    *("idofwhoasks", "nameofasker", "idofstaff", "nameofstaff", "channelofasker", "threadofasker"),
    *("questiontext", "addedtext", "notetext", "answertext", "countedtext", "foundtext", "messengertext"),
)


class Everything(logging.Handler):
    """Keeps all that is logged, with what was to be filled in and with every exception."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record, with its extra fields."""
        self.lines.append(f"{self.format(record)} {record.__dict__}")


@pytest.fixture
def logged() -> Iterator[Everything]:
    """All loggers there are, at DEBUG."""
    handler, root = Everything(), logging.getLogger()
    names = [
        "",
        *logging.Logger.manager.loggerDict,
        "sqlalchemy.engine.Engine",
        "sqlalchemy.pool",
        "alembic",
        "psycopg",
    ]
    before = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture(params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path, logged: Everything) -> Iterator[Scene]:
    """A desk on a database, opened while everything is logged."""
    store = open_store(address(request.param, request, tmp_path), patience=0.3)
    yield Scene(store)
    store.close()


def asked(scene: Scene, event: str = "event") -> int:
    """Ask something."""
    draft = Draft("moon", "questiontext?", ASKER.id, HOME, scene.clock.now(), "escalate", ("boots",), "foundtext")
    return scene.desk.ask(draft, f"{ASKER.id}:{event}", another=True).case.number


def round_trip(scene: Scene) -> list[str]:
    """Do everything that can be done, deliver it with a messenger that fails in every way, and return the errors."""
    errors: list[str] = []
    number = asked(scene)
    for deed, who, text in (
        (Deed.CLAIM, STAFF, ""),
        (Deed.NOTE, STAFF, "notetext"),
        (Deed.ASK_BACK, STAFF, "answertext"),
        (Deed.ADD, ASKER, "addedtext"),
        (Deed.ADD, STAFF, "addedtext"),
        (Deed.ANSWER, STAFF, "answertext"),
        (Deed.ANSWER, STAFF, "answertext" * 1000),
        (Deed.MERGE, STAFF, "notetext"),
    ):
        told(errors, lambda deed=deed, who=who, text=text: scene.do(number, deed, who, text))  # type: ignore[misc]
    scene.counted(ASKER, "countedtext")
    scene.desk.search(Search(words="questiontext", asker=ASKER.id), STAFF)
    scene.desk.own(ASKER)
    deliver(scene)
    scene.desk.export(ASKER.id, STAFF, Keep())
    told(errors, lambda: scene.desk.forget(ASKER.id, STAFF))
    told(errors, lambda: scene.do(number, Deed.ANSWER, STAFF, "answertext"))
    tidy_all(scene.store, Keep(), scene.clock.now(), lambda: None)
    return errors


def deliver(scene: Scene) -> None:
    """Deliver, with a platform that fails in every way until it is given up."""
    messenger = RecordingMessenger()
    quoting = RuntimeError("messengertext answertext")
    messenger.fail(RetryLater(1, "busy"), quoting, GaveUp("closed"), quoting, quoting, TimeoutError("messengertext"))
    outbox = Outbox(
        scene.store, {"talk": messenger}, scene.clock, "w", office={"talk": OFFICE}, patience=Patience(tries=3)
    )
    for _ in range(8):
        asyncio.run(outbox.run_once(), debug=True)
        scene.clock.tick(hours=1)


def told(errors: list[str], work: Callable[[], object]) -> None:
    """Keep how an error would be printed by whoever catches none."""
    try:
        work()
    except EsorBotError as error:
        errors.append("".join(traceback.format_exception(error, chain=True)))


def leaks(lines: list[str]) -> list[str]:
    """Return the lines that hold something of people."""
    return [line for line in lines if any(secret in line.casefold() for secret in SECRETS)]


def test_a_round_trip(opened: Scene, logged: Everything) -> None:
    """Asking, the office's work, a failing platform, forgetting: everything is logged, and nothing of people."""
    errors = round_trip(opened)

    assert any("outbox_gave_up" in line for line in logged.lines)
    assert any("person_forgotten" in line for line in logged.lines)
    assert any("sqlalchemy" in line for line in logged.lines)
    assert len(errors) == 4
    assert leaks(logged.lines) == []
    assert leaks([error.replace(__file__, "") for error in _messages(errors)]) == []


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_broken_database(kind: str, request: pytest.FixtureRequest, tmp_path: Path, logged: Everything) -> None:
    """Where the database refuses in the middle of it, neither the log nor the error quotes what was to be stored."""
    store = open_store(address(kind, request, tmp_path), patience=0.3)
    scene, errors = Scene(store), list[str]()
    asked(scene)
    spoil(store)
    for work in (
        lambda: asked(scene, "another"),
        lambda: scene.do(1, Deed.ANSWER, STAFF, "answertext"),
        lambda: scene.desk.search(Search(words="questiontext"), STAFF),
        lambda: scene.desk.forget(ASKER.id, STAFF),
    ):
        told(errors, work)
    mend(store)
    store.close()

    assert len(errors) == 3  # a search does without the table
    assert leaks(logged.lines) == []
    assert leaks(_messages(errors)) == []


def spoil(store: SqlStore) -> None:
    """Take away a table that everything needs."""
    _rename(store, "records", "elsewhere")


def mend(store: SqlStore) -> None:
    """Bring it back: on PostgreSQL other tests use the same."""
    _rename(store, "elsewhere", "records")


def _rename(store: SqlStore, name: str, other: str) -> None:
    from sqlalchemy import text

    with suppress(StoreError), store.begin() as tx:
        tx.run(text(f"ALTER TABLE {name} RENAME TO {other}"))


def _messages(errors: list[str]) -> list[str]:
    """Return what is printed of errors but for lines of code, which are those of this test."""
    return [line for error in errors for line in error.splitlines() if not line.startswith("    ")]
