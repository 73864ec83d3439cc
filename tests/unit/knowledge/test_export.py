"""Statements written as a file of the knowledge folder, and read from there."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.bootstrap import build_assistant
from esor_bot.domain.conversation import Message
from esor_bot.domain.statement import Said
from esor_bot.errors import KnowledgeError
from esor_bot.knowledge.export import written
from esor_bot.knowledge.load import load
from esor_bot.terminal.kb import check
from tests.apps import FICTIONAL

NOW = datetime(2031, 9, 20, 10, 0, tzinfo=UTC)
SKERROW = "lampkeepers-skerrow"
ODD = 'Yes: "maybe" – it\'s #1, {grant} or “no”;\n- a second line, and a third \\ one: true'
SAID = (
    Said(
        "S1",
        SKERROW,
        "2032",
        "food",
        ("is there vegetarian food", "no"),
        "There is, on Fridays.",
        "head keeper",
        date(2031, 9, 3),
    ),
    Said("S2", SKERROW, "2032", "", ("may we dance a polka: yes or no?",), ODD, "keepers' office", date(2031, 9, 4)),
    Said("S3", SKERROW, "2032", "boats", (), "~", "null", date(2031, 9, 5)),
)


class Board:
    """What people are told: always the same."""

    def now(self) -> tuple[Said, ...]:
        """Return it."""
        return SAID


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The made-up knowledge with an exported file in the folder of its cycle."""
    made = tmp_path / "knowledge"
    shutil.copytree(FICTIONAL, made)
    (made / "programmes" / SKERROW / "2032" / "said.yaml").write_text(written(SAID), encoding="utf-8")
    return made


def test_what_is_written_is_read(folder: Path) -> None:
    """Every statement comes back as it was, whatever its texts hold, and the folder is clean."""
    (programme,) = load(folder).programmes

    assert programme.cycle.statements == tuple(replace(said, programme="") for said in SAID)
    assert check(folder)[1]


def test_a_file_speaks_as_the_database_does(folder: Path, fictional_app: Assistant) -> None:
    """From the file people read the same reply as from the database, to the last word of its source."""
    live = Assistant.of(fictional_app.engines, next(iter(fictional_app.engines.values())).wording, Board())
    exported = build_assistant(folder)

    for text in ("is there vegetarian food", "who cooks", "may we dance a polka: yes or no?", "when do the boats go"):
        asked = Message(text, NOW)
        assert exported.handle(asked) == live.handle(asked), text
    assert build_assistant(folder).handle(Message("who cooks", NOW)) != fictional_app.handle(Message("who cooks", NOW))


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{id: S1, said: 2031-09-03, role: office, answer: Yes.}", "needs a topic"),
        ("{id: S1, topic: moon, said: 2031-09-03, role: office, answer: Yes.}", "no entry has the id 'moon'"),
        ("{id: S1, topic: food, said: 2031-02-30, role: office, answer: Yes.}", "is no date of the calendar"),
        ("{id: S1, topic: food, said: 2031-09-03, answer: Yes.}", "this key is missing"),
        ("{id: S1, topic: food, said: 2031-09-03, role: office, answer: Yes., by: me}", "unknown key"),
    ],
)
def test_what_is_wrong_is_told(folder: Path, line: str, wrong: str) -> None:
    """A statement that makes no sense is named with its file, its line and what is wrong."""
    file = folder / "programmes" / SKERROW / "2032" / "said.yaml"
    file.write_text(f"statements:\n  - {line}\n", encoding="utf-8")

    with pytest.raises(KnowledgeError, match=wrong) as caught:
        load(folder)
    assert "said.yaml:2: statements[0]" in str(caught.value)


def test_an_id_stands_once(folder: Path) -> None:
    """Two statements with one id, in whatever files, are a mistake."""
    place = folder / "programmes" / SKERROW / "2032"
    shutil.copy(place / "said.yaml", place / "said-too.yaml")

    with pytest.raises(KnowledgeError, match="stands a second time"):
        load(folder)


def test_a_long_one_is_told(folder: Path) -> None:
    """A statement whose reply fits into no message is found by the check."""
    file = folder / "programmes" / SKERROW / "2032" / "said.yaml"
    file.write_text(written([replace(SAID[0], answer="a" * 1900)]), encoding="utf-8")
    lines, clean = check(folder)

    assert not clean
    assert "statements.S1: the whole reply has" in lines[0]
