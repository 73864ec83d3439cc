"""Who asks from this terminal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from esor_bot.terminal.office.person import Person, Seen, kept_person


def test_nobody_before_the_first_question(tmp_path: Path) -> None:
    """Before somebody asks the office, nothing is kept."""
    file = tmp_path / "person.json"

    assert not Person(file).known
    assert not file.exists()


def test_the_number_stays(tmp_path: Path) -> None:
    """The number is random, says nothing of the user, and is the same in the next chat."""
    file = tmp_path / "new" / "person.json"
    first = Person(file).actor

    assert Person(file).actor == first
    assert Person(tmp_path / "other.json").actor != first
    assert not first.name


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such rights")
def test_for_its_owner_only(tmp_path: Path) -> None:
    """Nobody else on the computer can read the file."""
    file = tmp_path / "person.json"
    first = Person(file).actor

    assert first.id
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_was_seen_is_kept(tmp_path: Path) -> None:
    """What was shown is not shown again in the next chat."""
    person = Person(tmp_path / "person.json")
    person.has_seen({7: Seen(2, "answered")})
    first = person.actor

    assert Person(person.file).actor == first
    assert Person(person.file).seen(7) == Seen(2, "answered")
    assert Person(person.file).seen(8) == Seen()


def test_forgotten(tmp_path: Path) -> None:
    """Who is forgotten gets another number."""
    person = Person(tmp_path / "person.json")
    before = person.actor
    person.forget()

    assert not person.file.exists()
    assert not person.known
    assert person.actor != before


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"id": "x", "seen": {"a": 1}}', '{"id": "x", "seen": {"1": {"z": 1}}}']
)
def test_a_file_that_makes_no_sense(tmp_path: Path, text: str) -> None:
    """A file that was damaged is as good as none."""
    file = tmp_path / "person.json"
    file.write_text(text, encoding="utf-8")

    assert not Person(file).known


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """Where nothing can be kept, the number lasts as long as the chat."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    person = Person(tmp_path / "taken" / "person.json")

    assert person.actor == person.actor


def test_in_the_data_folder(tmp_path: Path) -> None:
    """The file stands in the user's data folder."""
    assert kept_person().file.name == "person.json"
    assert not kept_person().known
