"""Bad files: each problem in a line of its own, with file, line, key path and value, and all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from esor_bot.errors import Problem
from tests.unit.knowledge.folder import CYCLE, ENTRY, HEAD, cycle, problems, single, write_all

FILE = "programmes/x.yaml"


def one(root: Path) -> Problem:
    """The only problem of a folder."""
    (found,) = problems(root)
    return found


@pytest.mark.parametrize(
    ("body", "line", "path", "message"),
    [
        (f"entries: [{ENTRY}]\ncolour: red", 4, "colour", "unknown key"),
        ("entries:\n  - {id: a, questions: [why], answer: So., tone: kind}", 4, "entries[0].tone", "unknown key"),
        ("entries:\n  - {id: a, questions: [why]}", 4, "entries[0]", "needs an answer"),
        ("entries:\n  - {questions: [why], answer: So.}", 4, "entries[0].id", "missing"),
        ("entries:\n  - id: a\n    answer: So.", 4, "entries[0].questions", "needs at least one question"),
        ("entries:\n  - {id: a, questions: [why], answer: '{when}.'}", 4, "entries[0].answer", "'when'"),
        (f"entries: [{ENTRY}]\nwindow: {{closes: end}}", 4, "window.closes", "'end'"),
        (f"entries: [{ENTRY}]\nfacts:\n  end: {{kind: date, value: 2030-02-30}}", 5, "facts.end", "'2030-02-30'"),
        (f"entries: [{ENTRY}]\nfacts:\n  sum: {{kind: money, value: much}}", 5, "facts.sum", "'much'"),
        (f"entries: [{ENTRY}]\nfacts:\n  sum: {{kind: count, value: -1}}", 5, "facts.sum", "'-1'"),
        (f"entries: [{ENTRY}]\nfacts:\n  sum: {{kind: duration, value: 3 moons}}", 5, "facts.sum", "'3 moons'"),
        (f"entries: [{ENTRY}]\nfacts:\n  sum: {{kind: count}}", 5, "facts.sum", "needs a value"),
        (f"entries: [{ENTRY}]\nfacts: {{sum: {{value: a, status: silent}}}}", 4, "facts.sum", "needs a value"),
        (f"entries: [{ENTRY}]\nretrieved: 2030-13-01", 4, "retrieved", "'2030-13-01'"),
        (f"entries: [{ENTRY}]\norder: random", 4, "order", "'random'"),
        ("entries: {id: a}", 3, "entries", "must be a list"),
        ("entries: [just text]", 3, "entries[0]", "must be a mapping"),
        ("facts: [a]\nentries: []", 3, "facts", "must be a mapping"),
        ("entries:\n  - {id: a, questions: [why], answer: So., quotes: [q]}", 4, "entries[0].quotes[0]", "'q'"),
        ("entries:\n  - {id: a, questions: [why], answer: So., nearest: [b]}", 4, "entries[0].nearest[0]", "'b'"),
        (
            f"entries: [{ENTRY}]\ndocuments:\n  - {{id: d, title: D, entry: z}}",
            5,
            "documents[0].entry",
            "no entry has the id 'z'",
        ),
        (
            f"entries: [{ENTRY}]\ndocuments:\n  - {{id: d, title: D, entry: a, recognise: {{kind: k, on: z}}}}",
            5,
            "documents[0].recognise.on",
            "no fact 'z'",
        ),
    ],
)
def test_each_problem_has_its_place(tmp_path: Path, body: str, line: int, path: str, message: str) -> None:
    """A problem names file, line and key path, and shows the value that is wrong."""
    found = one(single(tmp_path, body))

    assert (FILE, line, path) == (found.file, found.line, found.path[: len(path)])
    assert message in found.message


def test_two_entries_with_one_id(tmp_path: Path) -> None:
    """The second entry of an id is told where the first one stands."""
    found = one(cycle(tmp_path, {"a.yaml": f"entries: [{ENTRY}]", "b.yaml": f"entries:\n  - {ENTRY}"}))

    assert (f"{CYCLE}b.yaml", 2, "entries[0].id") == (found.file, found.line, found.path)
    assert "'a'" in found.message
    assert "a.yaml:1" in found.message


def test_two_programmes_with_one_id(tmp_path: Path) -> None:
    """Two programmes can't share an id."""
    body = f"{HEAD}entries: [{ENTRY}]"
    found = one(write_all(tmp_path, {"programmes/x.yaml": body, "programmes/y.yaml": body}))

    assert "'x'" in found.message


def test_a_quotation_has_to_stand_on_the_page(tmp_path: Path) -> None:
    """Wording that is not on the page is shown; line breaks on the page don't matter."""
    page = "Knock twice\nand wait."
    named = "quotes:\n  good: {text: Knock twice and wait.}\n  bad: {text: Knock three times.}\n"
    found = problems(cycle(tmp_path, {"page.txt": page, "a.yaml": f"{named}entries: [{ENTRY}]"}))

    assert [(f"{CYCLE}a.yaml", 3, "quotes.bad.text")] == [(each.file, each.line, each.path) for each in found]
    assert "'Knock three times.'" in found[0].message


def test_a_quotation_inside_an_entry_is_compared_too(tmp_path: Path) -> None:
    """Wording written at the entry itself is held against the page as well."""
    entry = "{id: a, questions: [why], answer: So., quotes: [{text: Because.}]}"
    found = one(cycle(tmp_path, {"page.txt": "Never.", "a.yaml": f"entries:\n  - {entry}"}))

    assert found.path == "entries[0].quotes[0].text"
    assert "'Because.'" in found.message


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (b"id: x\ntitle: [open\n", 3, "not valid YAML"),
        (b"id: x\n\ttitle: y\n", 2, "not valid YAML"),
        (b"id: x\ntitle: \xff\n", 1, "not UTF-8"),
        (b"id: x\ntitle: A\nid: y\n", 3, "twice"),
        (b"id: x\ntitle: A\nentries: &all [*all]\n", 3, "refers to itself"),
        (b"id: x\ntitle: A\n? [a, b]\n: c\n", 3, "plain text"),
        (b"- id: x\n", 1, "must be a mapping"),
    ],
)
def test_what_cannot_be_parsed(tmp_path: Path, text: bytes, line: int, said: str) -> None:
    """YAML that does not parse, bytes that are no UTF-8 and keys that stand twice are problems with a line."""
    found = one(write_all(tmp_path, {FILE: text}))

    assert (FILE, line) == (found.file, found.line)
    assert said in found.message


def test_an_empty_file_is_told_what_it_lacks(tmp_path: Path) -> None:
    """A programme's file without a word misses its keys."""
    assert {"id", "title"} == {found.path for found in problems(write_all(tmp_path, {FILE: ""}))}


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_an_empty_part_is_no_problem(tmp_path: Path, text: str) -> None:
    """A further file of a cycle, or of questions, may be empty."""
    files: dict[str, str | bytes] = {"a.yaml": f"entries: [{ENTRY}]", "b.yaml": text, "questions/en.yaml": text}

    assert problems(cycle(tmp_path, files)) == []


def test_questions_for_nobody(tmp_path: Path) -> None:
    """Questions under an id that no entry has are found, as are words of a choice that is not there."""
    files: dict[str, str | bytes] = {
        "a.yaml": f"entries: [{ENTRY}]",
        "questions/en.yaml": "a: [why]\nb: [what]\n",
        "choices-fr.yaml": "c: [porte]\n",
    }
    found = problems(cycle(tmp_path, files))

    assert [(f"{CYCLE}choices-fr.yaml", 1, "c"), (f"{CYCLE}questions/en.yaml", 2, "b")] == [
        (each.file, each.line, each.path) for each in found
    ]


def test_a_question_that_is_no_text(tmp_path: Path) -> None:
    """A mapping or an empty line among questions is a problem in its place."""
    files: dict[str, str | bytes] = {
        "a.yaml": f"entries: [{ENTRY}]",
        "questions/en.yaml": "a:\n  - why\n  - {b: c}\n  - ''\n",
    }
    found = problems(cycle(tmp_path, files))

    assert [(each.line, each.path) for each in found] == [(3, "a[1]"), (4, "a[2]")]


def test_everything_is_told_at_once(tmp_path: Path) -> None:
    """Problems of all files come together, sorted by place, a line each."""
    files: dict[str, str | bytes] = {
        "a.yaml": f"colour: red\nentries: [{ENTRY}]",
        "b.yaml": "facts:\n  end: {kind: date, value: 2030-02-30}\n",
        "c.yaml": "entries: [",
        "d.yaml": b"\xff",
        "questions/en.yaml": "z: [why]\n",
    }
    root = cycle(tmp_path, files)
    write_all(root, {"programmes/y.yaml": "id: y\nname: Y\n", "wording/en.yaml": "reply: [a]\n"})
    found = problems(root)

    assert found == sorted(found)
    assert {"a.yaml", "b.yaml", "c.yaml", "d.yaml", "en.yaml", "y.yaml"} <= {Path(each.file).name for each in found}
    assert all("\n" not in str(each) for each in found)


@pytest.mark.parametrize("version", ["", "schema: 2\n", "schema: one\n", "shcema: 1\n"])
def test_a_manifest_of_another_schema(tmp_path: Path, version: str) -> None:
    """A manifest that does not say `schema: 1` is a problem of the manifest."""
    root = write_all(tmp_path, {"manifest.yaml": version, FILE: f"{HEAD}entries: [{ENTRY}]"})

    assert {"manifest.yaml"} == {found.file for found in problems(root)}
