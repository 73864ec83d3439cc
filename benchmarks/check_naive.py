"""The naive way, to compare with: a document is there where its name stands on a page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from pypdf import PdfReader
from pypdf.errors import PdfReadError

from benchmarks.check_score import Answer

NAMES = {
    "motivation_letter": ["letter of motivation", "motivation letter", "motivation"],
    "esor_cv": ["curriculum vitae", "esor cv"],
    "recommendation_letters": ["recommendation", "recommend"],
    "board_certificate": ["board certification", "board certificate", "certificate of specialist"],
    "language_certificate": ["language certificate", "english certificate", "ielts", "toefl", "cambridge"],
    "publications": ["publications"],
    "references": ["references", "referees"],
    "esr_membership": ["european society of radiology", "esr membership", "membership"],
    "passport": ["passport"],
}


def answer(pages: Iterable[str]) -> Answer:
    """Look for the documents' names in the texts of the pages, first page first."""
    texts = [" ".join(text.lower().split()) for text in pages]
    if not texts:
        return Answer("unreadable", "n/a", {}, frozenset())
    documents = {}
    for document, names in NAMES.items():
        found = frozenset(
            number
            for number, text in enumerate(texts, start=1)
            if any(re.search(rf"\b{name}\b", text) for name in names)
        )
        documents[document] = ("found" if found else "missing", found)
    first = [min(pages) for status, pages in documents.values() if status == "found"]
    order = "n/a" if len(first) < 2 else ("ok" if first == sorted(first) else "wrong")
    complete = all(status == "found" for status, _ in documents.values())
    return Answer("complete" if complete else "incomplete", order, documents, frozenset())


def texts(data: bytes) -> list[str]:
    """Return the text of each page as pypdf gives it; none where the file can't be read."""
    try:
        return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages[:200]]
    except (PdfReadError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError, IndexError):
        return []
