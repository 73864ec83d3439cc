"""What is true of an application, in the form of the development set."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from benchmarks.applications.leaves import Leaf

ORDER = (
    "motivation_letter",
    "esor_cv",
    "recommendation_letters",
    "board_certificate",
    "language_certificate",
    "publications",
    "references",
    "esr_membership",
    "passport",
)
SHORT = {
    "motivation_letter": "motivation",
    "esor_cv": "cv",
    "recommendation_letters": "recommendation",
    "board_certificate": "board",
    "language_certificate": "language",
    "publications": "publications",
    "references": "references",
    "esr_membership": "esr",
    "passport": "passport",
}


@dataclass(slots=True)
class Truth:
    """What is noted while an application is put together; the rest follows from its pages."""

    kind: str
    person: str
    findings: list[str] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)
    accept: list[str] = field(default_factory=list)
    order_accept: list[str] = field(default_factory=list)
    either: dict[str, str] = field(default_factory=dict)  # document: why
    notes: list[str] = field(default_factory=list)
    incomplete: bool = False
    verdict: str = ""
    opaque: bool = False  # the documents can't be told from the file
    order: str = ""


def line(name: str, file: str, truth: Truth, pages: list[Leaf]) -> dict[str, Any]:
    """Return the line of truth.jsonl of one file."""
    documents = {document: _document(document, truth, pages) for document in ORDER}
    missing = [document for document in ORDER if documents[document]["status"] == "missing"]
    verdict = truth.verdict or ("incomplete" if missing or truth.incomplete else "complete")
    out: dict[str, Any] = {
        "id": name,
        "file": file,
        "kind": truth.kind,
        "pages": len(pages),
        "page_kinds": "".join(page.mode for page in pages),
        "documents": documents,
        "order": "n/a" if truth.opaque else truth.order or order(pages),
        "verdict": verdict,
        "findings": truth.findings,
    }
    accept = list(truth.accept)
    if out["order"] == "wrong" and not missing and not accept and not truth.incomplete:
        accept = ["complete", "incomplete"]
    if accept and accept != [verdict]:
        out["verdict_accept"] = accept
    for key, value in (("order_accept", truth.order_accept), ("findings_optional", truth.optional)):
        if value:
            out[key] = value
    decoys = _decoys(pages)
    if decoys:
        out["decoys"] = decoys
    notes = truth.notes + [f"{document}: {why}" for document, why in truth.either.items()]
    if notes:
        out["note"] = "; ".join(notes)
    return out | {"person": truth.person}


def _document(document: str, truth: Truth, pages: list[Leaf]) -> dict[str, Any]:
    if truth.opaque:
        return {"status": "either", "pages": []}
    own = [number for number, page in enumerate(pages, start=1) if document in page.labels]
    perhaps = [number for number, page in enumerate(pages, start=1) if document in page.optional and number not in own]
    status = "either" if document in truth.either else "found" if own else "missing"
    entry: dict[str, Any] = {"status": status, "pages": own}
    return entry | ({"pages_optional": perhaps} if perhaps else {})


def order(pages: list[Leaf]) -> str:
    """Return `ok` when the documents follow each other as they should, each in one piece."""
    places = []
    for page in pages:
        places += sorted(ORDER.index(label) for label in page.labels if label in ORDER)
    if not places:
        return "n/a"
    return "ok" if places == sorted(places) else "wrong"


def _decoys(pages: list[Leaf]) -> list[dict[str, Any]]:
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages, start=1):
        for label in page.labels:
            if label.startswith("-"):
                found.setdefault(SHORT.get(label[1:], label[1:]), []).append(number)
    return [{"kind": kind, "pages": numbers} for kind, numbers in found.items()]
