"""What is left of a file that was checked through the reception: nothing, in the store and in the logs."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.app import App
from esor_bot.bootstrap import build_checker
from esor_bot.completeness.check import Checker
from esor_bot.desk.desk import Desk
from esor_bot.desk.learning import Learning
from esor_bot.desk.retention import Keep
from esor_bot.desk.tally import Tally
from esor_bot.domain.conversation import Attachment, Submission
from esor_bot.domain.form import Checking
from esor_bot.domain.reply import Outcome, Picture, Reply
from esor_bot.reception.checking import Checks
from esor_bot.reception.eligibility_form import Eligibility
from esor_bot.reception.house import House
from esor_bot.reception.notices import Notice
from esor_bot.reception.plain import render
from esor_bot.store import SqlStore, open_store
from esor_bot.testing.clock import FakeClock
from tests.unit.completeness.check.samples import digital, needles
from tests.unit.completeness.check.traces import traces
from tests.unit.completeness.say.reports import KNOWLEDGE
from tests.unit.desk.people import HOURS, OFFICE
from tests.unit.reception.desks import scene

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="files are checked on Linux")

FILE = Attachment("F1", "Zambrovsk_Quillane_application.pdf", 4096, "https://files.example/secret-address")
NAMED = (b"Zambrovsk_Quillane", b"secret-address")


class Everything(logging.Handler):
    """Keeps all that is logged, with its extra fields and every exception."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.lines.append(f"{self.format(record)} {record.__dict__}")


@pytest.fixture
def logged() -> Iterator[Everything]:
    """All that is logged meanwhile, at any level."""
    root, handler = logging.getLogger(), Everything()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture
def checker() -> Iterator[Checker]:
    """The real check."""
    made = build_checker(KNOWLEDGE)
    yield made
    made.close()


@dataclass
class Open:
    """The app on a database, and where that is."""

    app: App
    store: SqlStore
    folder: Path


@pytest.fixture
def opened(tmp_path: Path, logged: Everything, checker: Checker, shipped_app: Assistant) -> Iterator[Open]:
    """The app with the check and the form, on an SQLite file."""
    store, clock = open_store(f"sqlite:///{tmp_path / 'desk.db'}"), FakeClock()
    store.prepare()
    house = House(
        shipped_app,
        KNOWLEDGE,
        store,
        Desk(store, clock, {"talk": OFFICE}, HOURS),
        cast("Learning", None),  # neither the check nor the form learns
        HOURS,
        Keep(),
        Tally(store),
        lambda: checker,
    )
    checks = Checks(house)
    app = App(
        house,
        checks.handlers | Eligibility(house).handlers,
        lambda post: checks.offer(post.files, post.scene.person),
        lambda _: None,
        lambda _: None,
        checks.check,
        checks.progress,
        lambda place, body: Notice(Reply(Outcome.SMALLTALK, ())),
    )
    yield Open(app, store, tmp_path)
    store.close()


def test_a_check_leaves_nothing(opened: Open, logged: Everything) -> None:
    """Neither the database nor any log holds a word, a packed piece, the name or the address of a file checked."""
    checking = opened.app.handle(Submission(scene(), "check", {}, {}, {"file": (FILE,)}))
    assert isinstance(checking, Checking)
    read: list[tuple[int, int]] = []
    report = opened.app.check(checking, digital(), lambda done, pages: read.append((done, pages)))
    broken = opened.app.check(checking, digital()[: len(digital()) // 2], lambda *_: None)
    opened.store.close()
    logging.getLogger("esor_bot.reception").debug("all is heard")
    sought = (*needles(), *NAMED)

    assert "seven documents not recognised" in render(report)  # a letter and a passport were
    assert any(isinstance(block, Picture) for block in report.blocks)
    assert "This file is damaged" in render(broken)
    assert read[-1][0] == read[-1][1]
    kept = [file.read_bytes() for file in opened.folder.glob("desk.db*")]
    assert sum(map(len, kept)) > 0
    assert [traces(data, sought) for data in kept if traces(data, sought)] == []
    assert any("all is heard" in line for line in logged.lines)
    assert traces("\n".join(logged.lines).encode(), sought) == []
    assert traces(render(report).encode() + repr(report.blocks).encode(), sought) == []


def test_the_form_leaves_nothing(opened: Open, logged: Everything) -> None:
    """Neither the database nor any log holds what somebody told of themselves in the form, nor that they did."""
    values = {"country": "Reykjavik", "board_certified": "14 March 2022", "membership": "none"}
    programme = KNOWLEDGE.programmes[0].id
    before = [file.read_bytes() for file in sorted(opened.folder.glob("desk.db*"))]
    reply = opened.app.handle(Submission(scene(), "eligibility", {"p": programme}, values))

    assert isinstance(reply, Reply)
    assert "Reykjavik" in render(reply)
    assert [file.read_bytes() for file in sorted(opened.folder.glob("desk.db*"))] == before
    assert [line for line in logged.lines if "Reykjavik" in line or "March 2022" in line] == []
