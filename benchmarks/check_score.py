"""Counts how far the answers on a set of files are right.

F1 is the mean of two: that of "found" and that of "not there", over all documents of all files. `unsure` is half a
miss and never a false claim. Documents of which either may be said are not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Truth = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of one file. `documents` are status (found, unsure, missing) and pages by id."""

    verdict: str
    order: str
    documents: Mapping[str, tuple[str, frozenset[int]]]
    findings: frozenset[str]


@dataclass(slots=True)
class Score:
    """The counts of one way to check, over all files."""

    files: int = 0
    false_complete: int = 0
    false_missing: int = 0
    there: int = 0
    verdicts: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    overlaps: list[float] = field(default_factory=list)
    orders: list[bool] = field(default_factory=list)
    findings: list[bool] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def add(self, truth: Truth, said: Answer) -> None:
        """Count one file."""
        self.files += 1
        allowed = truth.get("verdict_accept") or [truth["verdict"]]
        self.verdicts += said.verdict in allowed
        if said.verdict not in allowed:
            self._note(truth, f"verdict {said.verdict}, not {' or '.join(allowed)}")
        self.false_complete += said.verdict == "complete" and "complete" not in allowed
        for want in truth["findings"]:
            right = bool(set(want.split("|")) & said.findings)
            self.findings.append(right)
            if not right:
                self._note(truth, f"finding {want} not told")
        if said.verdict == "unreadable" and "unreadable" in allowed:
            return
        for document, entry in truth["documents"].items():
            if entry["status"] != "either":
                self._document(truth, document, said)
        if truth["order"] != "n/a":
            right = said.order in (truth.get("order_accept") or [truth["order"]])
            self.orders.append(right)
            if not right:
                self._note(truth, f"order {said.order}, not {truth['order']}")

    def _document(self, truth: Truth, document: str, said: Answer) -> None:
        entry = truth["documents"][document]
        status, pages = said.documents.get(document, ("missing", frozenset()))
        self.counts[f"{entry['status']} {status}"] += 1
        if status != entry["status"]:
            self._note(truth, f"{document}: {status}, not {entry['status']} {sorted(entry['pages'])} {sorted(pages)}")
        if entry["status"] != "found":
            return
        self.there += 1
        self.false_missing += status == "missing"
        if status == "found":
            want = set(entry["pages"])
            got = set(pages) - (set(entry.get("pages_optional", ())) - want)
            self.overlaps.append(len(want & got) / len(want | got) if want | got else 0.0)

    def _note(self, truth: Truth, text: str) -> None:
        self.errors.append(f"{truth['file']} ({truth['kind']}): {text}")

    @property
    def f1(self) -> float:
        """The mean of the F1 of "found" and of "not there" (0 to 1)."""
        return (self._one("found", "missing") + self._one("missing", "found")) / 2

    def _one(self, own: str, other: str) -> float:
        right, wrong = self.counts[f"{own} {own}"], self.counts[f"{other} {own}"]
        missed = self.counts[f"{own} {other}"] + 0.5 * self.counts[f"{own} unsure"]
        total = right + self.counts[f"{own} {other}"] + self.counts[f"{own} unsure"]
        precision = right / (right + wrong) if right + wrong else 1.0
        recall = 1 - missed / total if total else 1.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def row(self) -> list[str]:
        """Return the figures of the table, in the order of HEADINGS."""
        return [
            f"{100 * self.f1:.1f} %",
            f"{self.false_complete} of {self.files}",
            _share(self.false_missing, self.there),
            f"{100 * _mean(self.overlaps):.1f} %",
            _share(sum(self.orders), len(self.orders)),
            _share(sum(self.findings), len(self.findings)),
            _share(self.verdicts, self.files),
        ]


HEADINGS = (
    "found or not, F1",
    'false "complete"',
    "there, called not recognised",
    "pages, mean overlap",
    "order right",
    "findings recalled",
    "verdict right",
)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} % ({part}/{whole})" if whole else "-"


def _mean(values: Iterable[float]) -> float:
    values = list(values)
    return sum(values) / len(values) if values else 0.0
