"""`esor-bot kb`: the checks of a knowledge folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from esor_bot.cli import run


def test_a_clean_folder(capsys: pytest.CaptureFixture[str], moon: Path) -> None:
    """A folder that is clean is told in one line with what it holds."""
    status = run(["kb", "check", str(moon)])
    out, err = capsys.readouterr()

    assert (status, err) == (0, "")
    assert out.startswith("1 programme, ")
    assert out.endswith(" questions: clean\n")
    assert out.count("\n") == 1


def test_a_folder_with_findings(capsys: pytest.CaptureFixture[str], moon: Path) -> None:
    """Each finding is one line with file, line, key path and what is wrong; the status is 1."""
    programme = moon / "programmes" / "moon.yaml"
    programme.write_text("id: moon\ntitle: Moon\nentries:\n  - {id: a, question: b}\n  - {id: 3!}\n", encoding="utf-8")
    status = run(["kb", "check", str(moon)])
    out, err = capsys.readouterr()

    assert (status, err) == (1, "")
    first, second = out.splitlines()
    assert first.startswith(f"{programme}:4: entries[0].question: ")
    assert second.startswith(f"{programme}:5: entries[1].id: '3!'")


@pytest.mark.parametrize(
    ("id_", "answer", "what"),
    [
        ("a", "word " * 371, "the whole reply has"),
        ("a", "word_" * 312, "the whole reply has"),
        ("a" * 67, "Yes.", "the ids of programme and entry have 71 characters; 70 fit into a button"),
    ],
    ids=["long", "many signs", "long id"],
)
def test_what_no_platform_has_room_for(
    capsys: pytest.CaptureFixture[str], moon: Path, id_: str, answer: str, what: str
) -> None:
    """A reply that is too long for one message as it has to be written, and an id for a button, are findings."""
    programme = moon / "programmes" / "moon.yaml"
    entry = f'  - {{id: {id_}, questions: ["how do I get back"], answer: "{answer.strip()}"}}\n'
    programme.write_text(programme.read_text(encoding="utf-8") + entry, encoding="utf-8")

    assert run(["kb", "check", str(moon)]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert what in line


def test_no_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A folder that is not there is a finding."""
    assert run(["kb", "check", str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().out == f"{tmp_path / 'nowhere'}:1: (file): is not a folder\n"


def test_questions_that_find_their_entry(capsys: pytest.CaptureFixture[str], moon: Path) -> None:
    """Where every question finds its entry, the table says so."""
    status = run(["kb", "test", str(moon)])
    out = capsys.readouterr().out

    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == ["entries", "questions", "misses"]
    assert out.splitlines()[-1].split() == ["misses", "0"]


def test_questions_that_find_another(capsys: pytest.CaptureFixture[str], moon: Path) -> None:
    """A question that finds another entry is told with both, and the status is 1."""
    programme = moon / "programmes" / "moon.yaml"
    more = '  - {id: shoes, questions: ["which boots do I need"], answer: "Shoes."}\n'
    programme.write_text(programme.read_text(encoding="utf-8") + more, encoding="utf-8")
    status = run(["kb", "test", str(moon)])

    assert status == 1
    assert "“which boots do I need” finds" in capsys.readouterr().out
