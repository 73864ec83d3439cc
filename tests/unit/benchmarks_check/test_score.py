"""How the answers of a check are counted."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.check_naive import answer
from benchmarks.check_score import Answer, Score

TRUTH: dict[str, Any] = {
    "file": "a.pdf",
    "kind": "missing_one",
    "documents": {
        "passport": {"status": "found", "pages": [2, 3], "pages_optional": [4]},
        "references": {"status": "missing", "pages": []},
        "publications": {"status": "either", "pages": []},
    },
    "order": "ok",
    "verdict": "incomplete",
    "findings": ["not_a_passport|wrong_cv"],
}


def said(
    status: str = "found",
    pages: tuple[int, ...] = (2, 3),
    *,
    references: str = "missing",
    verdict: str = "incomplete",
    order: str = "ok",
    findings: frozenset[str] = frozenset({"wrong_cv"}),
) -> Answer:
    """Return an answer that is right, but for what is given."""
    documents = {"passport": (status, frozenset(pages)), "references": (references, frozenset[int]())}
    return Answer(verdict, order, documents, findings)


def counted(one: Answer) -> Score:
    """Count one answer."""
    score = Score()
    score.add(TRUTH, one)
    return score


def test_right() -> None:
    """What is right in everything is counted so, with optional pages in or out."""
    for pages in ((2, 3), (2, 3, 4)):
        score = counted(said(pages=pages))
        assert (score.f1, score.false_complete, score.false_missing, score.overlaps, score.errors) == (1, 0, 0, [1], [])


@pytest.mark.parametrize(
    ("one", "f1"),
    [
        (said("unsure"), (2 / 3 + 1) / 2),
        (said("missing"), (0 + 2 / 3) / 2),
        (said(references="found"), (2 / 3 + 0) / 2),
    ],
)
def test_f1(one: Answer, f1: float) -> None:
    """Unsure is half a miss; a false claim costs both classes."""
    assert counted(one).f1 == pytest.approx(f1)


def test_errors() -> None:
    """Each thing that is wrong is counted, and told with its file."""
    score = counted(said("missing", verdict="complete", order="wrong", findings=frozenset()))
    assert (score.false_complete, score.false_missing, score.orders, score.findings) == (1, 1, [False], [False])
    assert len(score.errors) == 4
    assert all(line.startswith("a.pdf (missing_one): ") for line in score.errors)


def test_unreadable() -> None:
    """Where a file may be called unreadable and is, its documents are not counted."""
    score = Score()
    score.add({**TRUTH, "verdict": "unreadable", "findings": []}, Answer("unreadable", "n/a", {}, frozenset()))
    assert (score.verdicts, score.there, score.orders) == (1, 0, [])


def test_naive() -> None:
    """The naive way finds a document wherever its name stands, and is fooled by a list of names."""
    names = (
        "Motivation, ESOR CV, recommendation, board certificate, TOEFL, publications, references, membership, passport"
    )
    found = answer([names])
    assert (found.verdict, found.order) == ("complete", "ok")
    assert answer(["nothing"]).verdict == "incomplete"
    assert answer([]).verdict == "unreadable"
