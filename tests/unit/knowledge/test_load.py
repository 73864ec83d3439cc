"""What a folder becomes when it is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from esor_bot.domain.programme import EntryKind, Phase, Role, Status
from esor_bot.errors import KnowledgeError, UnknownProgrammeError
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import locate, shipped
from tests.unit.knowledge.folder import ENTRY, cycle, single, write_all

FICTIONAL = Path(__file__).parents[2] / "knowledge" / "fictional"


def test_the_smallest_folder_loads(tmp_path: Path) -> None:
    """A manifest and a programme with one entry are enough."""
    knowledge = load(single(tmp_path, f"entries: [{ENTRY}]"))

    assert [programme.id for programme in knowledge.programmes] == ["x"]
    (entry,) = knowledge.programme("x").cycle.entries
    assert (entry.id, entry.questions, entry.answers[None]) == ("a", ("how do I knock",), "Twice.")


def test_what_a_folder_lacks_is_the_shipped_one(tmp_path: Path) -> None:
    """Wording, word lists and small talk come from the shipped folder, the terms of its field do not."""
    knowledge, known = load(single(tmp_path, f"entries: [{ENTRY}]")), load(shipped())
    small_talk = tuple(entry for entry in known.common if entry.kind is EntryKind.SMALLTALK)

    assert (known.wording, known.vocabulary.words, small_talk) == (
        knowledge.wording,
        knowledge.vocabulary.words,
        knowledge.common,
    )
    assert (knowledge.vocabulary.terms, knowledge.vocabulary.same) == ({}, ())


def test_own_sentences_come_before_the_shipped_ones(tmp_path: Path) -> None:
    """A sentence of the folder's own wording replaces the shipped one, and only that one."""
    write_all(tmp_path, {"wording/en.yaml": "office: {offer: Knock at the office}"})
    wording = load(single(tmp_path, f"entries: [{ENTRY}]")).wording
    known = load(shipped()).wording

    assert wording["office.offer"] == "Knock at the office"
    assert {"office.offer"} == {name for name in known if known[name] != wording[name]}


def test_the_parts_of_a_cycle_are_put_together(tmp_path: Path) -> None:
    """Any key may stand in any file of the cycle; questions and words of choices come from lists of their own."""
    root = cycle(
        tmp_path,
        {
            "facts.yaml": "facts: {end: {kind: date, value: 2030-05-04}}\nwindow: {closes: end}",
            "deep/er/one.yaml": "entries: [{id: a, answer: 'Until {end}.'}, {id: b, questions: [why], answer: So.}]",
            "choices.yaml": "choices: [{id: c, words: [door], question: Which?, entries: [a, b]}]",
            "choices-fr.yaml": "c: [porte]",
            "questions/en/a.yaml": "a: [until when, last day]",
            "questions/fr.yaml": "a: [jusqu'à quand]",
        },
    )
    read = load(root).programme("x").cycle

    assert date(2030, 5, 4) == read.window.closes
    assert read.entries[0].questions == ("until when", "last day", "jusqu'à quand")
    assert read.choices[0].words == ("door", "porte")


def test_the_digest_follows_the_contents(tmp_path: Path) -> None:
    """Another text gives another digest; the same folder read again gives the same."""
    first = load(single(tmp_path, f"entries: [{ENTRY}]")).digest

    assert first == load(tmp_path).digest
    assert first != load(single(tmp_path, f"entries: [{ENTRY.replace('Twice', 'Once')}]")).digest


def test_the_latest_cycle_answers() -> None:
    """Of two cycles the later one is current, and the earlier one keeps its own dates and order."""
    this, last = load(FICTIONAL).programme("lampkeepers-skerrow").cycles

    assert (this.id, last.id) == ("2032", "2031")
    assert (date(2031, 10, 20), date(2030, 10, 14)) == (this.window.closes, last.window.closes)
    assert (this.order, last.order) == ("listed", "required")
    both = [[one.id for one in year.documents if one.id != "drawing"][:7] for year in (this, last)]
    assert both[0] != both[1]
    assert sorted(both[0]) == sorted(both[1])


def test_a_document_list_of_another_programme() -> None:
    """Numbers, stages and what may be left out come from the data."""
    documents = {one.id: one for one in load(FICTIONAL).programme("lampkeepers-skerrow").cycle.documents}

    assert (documents["letters"].minimum, documents["letters"].maximum) == (2, 2)
    assert (documents["form"].required, documents["drawing"].required) == (True, False)
    assert documents["vaccination"].stage == "after_selection"
    assert "identity" == documents["insurance"].entry == documents["identity"].entry


def test_kinds_roles_and_statuses_are_read() -> None:
    """Silent entries, the entry of all conditions, and the four statuses of facts are told apart."""
    read = load(FICTIONAL).programme("lampkeepers-skerrow").cycle
    entries = {entry.id: entry for entry in read.entries}

    assert EntryKind.SILENT is entries["dogs"].kind
    assert (entries["who-can-apply"].role, entries["call-open"].role) == (Role.CONDITIONS, Role.WINDOW)
    assert set(Status) == {fact.status for fact in read.facts.values()}
    assert {None, Phase.LAST_DAY, Phase.CLOSED} == set(entries["deadline"].answers)


def test_an_unknown_programme_is_named_with_the_known_ones() -> None:
    """Asking for a programme that is not there tells which are."""
    with pytest.raises(UnknownProgrammeError, match="no programme 'moon'; known are: lampkeepers-skerrow"):
        load(FICTIONAL).programme("moon")


def test_a_folder_without_a_manifest_is_none(tmp_path: Path) -> None:
    """What is no knowledge folder is said to be none, with what it would need."""
    with pytest.raises(KnowledgeError, match="has no manifest"):
        locate(tmp_path)
    with pytest.raises(KnowledgeError, match="is not a folder"):
        locate(tmp_path / "nowhere")


def test_a_folder_without_programmes_is_a_problem(tmp_path: Path) -> None:
    """A manifest alone is told that a programme is missing."""
    with pytest.raises(KnowledgeError, match="holds no programme"):
        load(write_all(tmp_path, {}))
