"""The evidence in the phrasings, and the index that is kept on disk."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esor_bot.answering.base import Base, prepare
from esor_bot.answering.normalise import words
from esor_bot.answering.rank import Evidence, rank, weigh
from esor_bot.bootstrap import build_assistant
from esor_bot.domain.conversation import Message
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.load import load
from tests.apps import FICTIONAL
from tests.unit.knowledge.folder import single

ASKED = ("until when can I apply", "do I need a dog", "wxyz", "", "thegrant please", "ключ")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """The made-up programme."""
    return load(FICTIONAL)


def built(knowledge: Knowledge, cache: Path) -> Base:
    """The programme made ready, with its index in a cache folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        return prepare(knowledge, knowledge.programmes[0])


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with one index in it."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def base(knowledge: Knowledge, cache: Path) -> Base:
    """The programme with a freshly trained index."""
    return built(knowledge, cache)


def evidence(base: Base) -> list[Evidence]:
    """The evidence for what is asked."""
    return [weigh(base, words(text)) for text in ASKED]


def same(one: Base, other: Base) -> bool:
    """Whether two bases weigh everything alike, to the last bit."""
    pairs = zip(evidence(one), evidence(other), strict=True)
    equal = [np.array_equal(a.order, b.order) and np.array_equal(a.evidence, b.evidence) for a, b in pairs]
    return all(equal) and one.index.floor == other.index.floor


def files(cache: Path) -> list[Path]:
    """The files of the index in a cache folder."""
    return sorted(file for file in cache.rglob("*") if file.is_file())


@given(st.text(max_size=80))
def test_shares_add_up_to_one(text: str) -> None:
    """The classifier divides a whole among the entries, whatever is asked."""
    base = _once()
    found = weigh(base, words(text), exact=False)  # a question that stands in the knowledge is settled without it

    assert pytest.approx(1, abs=1e-4) == float(found.share.sum())
    assert bool((found.share >= 0).all())
    assert bool(((found.near >= -1e-4) & (found.near <= 1 + 1e-4)).all())


def test_a_known_question_leads_to_its_entry(base: Base) -> None:
    """Questions as they stand in the knowledge find their own entry."""
    asked = [(entry.id, question) for entry in base.entries for question in entry.questions[:2]]

    assert [pair for pair in asked if rank(base, weigh(base, words(pair[1])))[0].entry.id != pair[0]] == []


def test_two_builds_are_the_same(base: Base, knowledge: Knowledge, tmp_path: Path) -> None:
    """Training again, from nothing, gives the same evidence."""
    assert same(base, built(knowledge, tmp_path))


def test_a_loaded_index_is_the_saved_one(base: Base, knowledge: Knowledge, cache: Path) -> None:
    """An index that is read from disk weighs as the one that was trained, and is not trained again."""
    before = {file: file.stat().st_mtime_ns for file in files(cache)}

    assert before
    assert same(base, built(knowledge, cache))
    assert before == {file: file.stat().st_mtime_ns for file in files(cache)}


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\x00 no index"], ids=["empty", "other", "noise"])
def test_a_damaged_index_is_made_anew(base: Base, knowledge: Knowledge, tmp_path: Path, damage: bytes) -> None:
    """Whatever file of it is damaged, the index is trained again, and the next start finds it whole."""
    built(knowledge, tmp_path)
    for number in range(len(files(tmp_path))):
        victim = files(tmp_path)[number]
        victim.write_bytes(damage)
        assert same(base, built(knowledge, tmp_path))
        assert damage != files(tmp_path)[number].read_bytes()


def test_a_cut_off_index_is_made_anew(base: Base, knowledge: Knowledge, tmp_path: Path) -> None:
    """An index whose largest file ends too early is not used."""
    built(knowledge, tmp_path)
    victim = max(files(tmp_path), key=lambda file: file.stat().st_size)
    victim.write_bytes(victim.read_bytes()[:-100])

    assert same(base, built(knowledge, tmp_path))


def test_a_cache_that_is_no_folder_is_no_error(base: Base, knowledge: Knowledge, tmp_path: Path) -> None:
    """Where nothing can be kept, the index is trained each time."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")

    assert same(base, built(knowledge, blocked))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_cache_that_cannot_be_written_is_no_error(base: Base, knowledge: Knowledge, tmp_path: Path) -> None:
    """A folder without the right to write is left as it is."""
    tmp_path.chmod(0o500)

    assert same(base, built(knowledge, tmp_path))
    assert files(tmp_path) == []


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="only Linux tells what a process holds")
def test_a_look_holds_nothing_large(base: Base, knowledge: Knowledge, cache: Path) -> None:
    """What a question touched of the largest files of an index is not held in memory afterwards."""
    loaded = built(knowledge, cache)
    large = ("places.npy", "values.npy")

    nothing = loaded.index.neighbours.spread(np.zeros(0, np.int32), np.zeros(0, np.float32))
    loaded.index.neighbours.similarities(nothing, 0, 1)
    before = held(cache, *large)

    weigh(loaded, words(ASKED[0]))

    assert before > 0
    assert held(cache, *large) == 0


def held(cache: Path, *names: str) -> int:
    """How many KiB of some files of the index in a cache folder are held in memory."""
    total, counts = 0, False
    for line in Path("/proc/self/smaps").read_text("utf-8").splitlines():
        first, *rest = line.split()
        if not first.endswith(":"):
            counts = line.endswith(names) and str(cache) in line
        elif counts and first == "Rss:":
            total += int(rest[0])
    return total


def test_other_questions_make_another_index(knowledge: Knowledge, base: Base, cache: Path, tmp_path: Path) -> None:
    """A change of the knowledge is never answered from the old index."""
    body = "entries: [{id: a, questions: [%s], answer: Twice.}]"
    (tmp_path / "common").mkdir()
    for question in ("how do I knock", "how do I ring"):
        root = single(tmp_path, body % question)
        (first,) = load(root).programmes
        assert (question,) == first.cycle.entries[0].questions
        reply = build_assistant(root).handle(Message(question, datetime(2030, 1, 1, tzinfo=UTC)))
        assert [found.id for found in reply.entries] == ["a"]


def _once() -> Base:
    if not _BASES:
        _BASES.append(built(load(FICTIONAL), Path(os.environ["XDG_CACHE_HOME"])))
    return _BASES[0]


_BASES: list[Base] = []
