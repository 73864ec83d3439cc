"""The names of answers, in a file of their own."""

from __future__ import annotations

from pathlib import Path

from esor_bot.knowledge.load import load
from tests.unit.knowledge.folder import ENTRY, cycle, problems


def test_names_belong_to_their_entry(tmp_path: Path) -> None:
    """What stands under an entry's id in names.yaml is what it is called."""
    root = cycle(tmp_path, {"one.yaml": f"entries: [{ENTRY}]", "names.yaml": "a: [knocking, knock]"})
    assert load(root).programme("x").cycle.entries[0].names == ("knocking", "knock")


def test_a_name_for_nothing_is_a_problem(tmp_path: Path) -> None:
    """A name under an id that no entry has is told with its file and line."""
    root = cycle(tmp_path, {"one.yaml": f"entries: [{ENTRY}]", "names.yaml": "b: [knocking]"})
    (problem,) = problems(root)
    assert (problem.file, problem.line) == ("programmes/x/2030/names.yaml", 1)
    assert "no entry has the id 'b'" in problem.message


def test_a_usual_meaning_that_is_not_there(tmp_path: Path) -> None:
    """A choice whose usual meaning is no entry is told with its file and line."""
    choice = "choices: [{id: c, words: [door], question: Which?, entries: [a, b], usual: z}]"
    other = ENTRY.replace("id: a", "id: b").replace("knock", "ring")
    (problem,) = problems(cycle(tmp_path, {"one.yaml": f"entries: [{ENTRY}, {other}]", "two.yaml": choice}))
    assert (problem.file, problem.message) == ("programmes/x/2030/two.yaml", "no entry has the id 'z'")
