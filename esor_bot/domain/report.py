"""What a check of an application file says: documents, findings, order and the map of its pages.

Nothing in here is of the person: only what was recognised, where, and what is to be mended.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

CODES = frozenset(
    """
    encrypted corrupt empty not_a_pdf too_large too_many_pages decompression_bomb active_content attachments portfolio
    xfa_form repaired time_limit too_hard
    wrong_cv cv_not_filled wrong_language certification_too_old publications_count count_unclear esr_year esr_unpaid
    expired_passport passport_ends_early not_a_passport mrz_unreadable name_mismatch another_paper
    not_found unsure_document wrong_count duplicate_document wrong_order
    unrecognised_pages other_papers blank_pages unreadable_pages
    """.split()
)
"""All codes of findings: of the file, of documents, of pages."""


class Verdict(StrEnum):
    """The check in one word. `unreadable`: the file can't be read as one PDF."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    UNREADABLE = "unreadable"


class DocumentStatus(StrEnum):
    """How sure the check is of a document. People read "not recognised" for `missing`."""

    FOUND = "found"
    UNSURE = "unsure"
    MISSING = "missing"


class Order(StrEnum):
    """Whether the documents stand in the order that the programme asks for."""

    OK = "ok"
    WRONG = "wrong"
    NOT_APPLICABLE = "n/a"


class Severity(StrEnum):
    """What a finding asks of the person: mend it, look at it, or only know it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Mark(StrEnum):
    """What is to be said of a page beside the document it belongs to."""

    BLANK = "blank"
    UNREADABLE = "unreadable"  # there is ink on it, but it could not be read
    UNRECOGNISED = "unrecognised"  # read, but part of none of the documents
    MISPLACED = "misplaced"  # has to be moved
    WRONG = "wrong"  # another paper stands where a document is asked for: another CV, an identity card


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, to look at or to know.

    `code` is one of the contract's finding codes; `values` fill its sentence (counts, years, languages: never
    names or numbers of a person); `pages` count from 1.
    """

    code: str
    severity: Severity
    pages: tuple[int, ...] = ()
    document: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """One required document: its status, its pages (from 1) and by what it was recognised.

    `evidence` holds short phrases of the recognition data ("its heading", "a machine-readable zone").
    """

    id: str
    status: DocumentStatus
    pages: tuple[int, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """Pages first..last (as numbered in the file now) to be put before page `before`, or at the end (None)."""

    document: str
    first: int
    last: int
    before: int | None


@dataclass(frozen=True, slots=True)
class PageReport:
    """One page of the map: the documents on it (ids of the programme, in order), what it is otherwise, its marks.

    `label` names what was seen where no document was ("a Europass CV"); `private` pages are blurred in pictures.
    """

    number: int
    documents: tuple[str, ...] = ()
    label: str = ""
    marks: tuple[Mark, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True)
class CompletenessReport:
    """What the check of one file says. `pages` is the number of pages, 0 where it could not be told."""

    programme: str
    verdict: Verdict
    pages: int = 0
    order: Order = Order.NOT_APPLICABLE
    documents: tuple[DocumentReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    moves: tuple[Move, ...] = ()
    map: tuple[PageReport, ...] = ()

    @classmethod
    def unreadable(cls, programme: str, findings: tuple[Finding, ...], pages: int = 0) -> CompletenessReport:
        """Return the report on a file that can't be read as one PDF."""
        return cls(programme, Verdict.UNREADABLE, pages, findings=findings)

    def of(self, document: str) -> tuple[Finding, ...]:
        """Return the findings about one document."""
        return tuple(finding for finding in self.findings if finding.document == document)
