"""Who asks from this terminal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from esor_bot.terminal.office.person import Person, kept_person


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


def test_what_was_shown_is_kept(tmp_path: Path) -> None:
    """What was shown is known in every chat of the person, whichever of them wrote last; nobody keeps it for ever."""
    person, file = Person(tmp_path / "person.json"), tmp_path / "person.json"
    first = person.actor
    other = Person(file)
    person.shown(["a"])
    other.shown(["b"])

    assert Person(file).actor == first
    assert all(one.was_shown(key) for one in (person, other, Person(file)) for key in "ab")
    assert not person.was_shown("c")
    person.shown(map(str, range(200)))
    assert not person.was_shown("a")


def test_nobody_was_shown_anything(tmp_path: Path) -> None:
    """For somebody who never asked, nothing is kept."""
    Person(tmp_path / "person.json").shown(["a"])

    assert not (tmp_path / "person.json").exists()


def test_forgotten(tmp_path: Path) -> None:
    """Who is forgotten gets another number."""
    person = Person(tmp_path / "person.json")
    before = person.actor
    person.forget()

    assert not person.file.exists()
    assert not person.known
    assert person.actor != before


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"id": "x", "shown": 7}', '{"shown": ["a"]}'])
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
