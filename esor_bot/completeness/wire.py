"""A report on its way from the worker: plain JSON, and on arrival only what a report can hold.

The worker has parsed a file that nobody vouches for, so what it sends is checked against what the catalogue and
the programme know: no text of the document can pass for a label, a finding or a piece of evidence.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from esor_bot.domain.recognition import CheckSpec
from esor_bot.domain.report import CODES, CompletenessReport, DocumentReport, Finding, Move, PageReport

_VALUES = {
    "count": re.compile(r"\d{1,6}"),
    "wanted": re.compile(r"\d{1,6}|[A-Z][a-z]{2,15}"),
    "limit": re.compile(r"\d{1,6}(?: MB)?"),
    "lost": re.compile(r"\d{1,6}"),
    "year": re.compile(r"\d{4}"),
    "wanted_year": re.compile(r"\d{4}"),
    "kind": re.compile(r"[a-z0-9]{1,8}"),
    "what": re.compile(r"[a-z_]{3,20}(?:, [a-z_]{3,20}){0,9}"),
    "language": re.compile(r"[A-Z][a-z]{2,15}"),
    "label": re.compile(r".{0,80}"),
}
"""What may be told with a finding; a label has to be that of a kind, too."""
_REPORT = TypeAdapter(CompletenessReport)


def from_json(value: object, spec: CheckSpec) -> CompletenessReport:
    """Return the report; raise ValueError when it is none, or speaks of what the spec does not know."""
    try:
        report = _REPORT.validate_python(value)
    except ValidationError as error:
        message = f"no report: {error.error_count()} values do not fit"
        raise ValueError(message) from None
    known = _Known(spec)
    return replace(
        report,
        programme=spec.programme,
        documents=tuple(known.document(one) for one in report.documents),
        findings=tuple(known.finding(one) for one in report.findings),
        moves=tuple(known.move(one) for one in report.moves),
        map=tuple(known.page(one) for one in report.map),
    )


class _Known:
    """What may stand in a report of this spec."""

    def __init__(self, spec: CheckSpec) -> None:
        self._documents = {wanted.id for wanted in spec.wanted} | {""}
        self._labels = {kind.label for kind in spec.catalogue.kinds} | {""}
        self._evidence = {cue.say for kind in spec.catalogue.kinds for cue in kind.cues}

    def document(self, report: DocumentReport) -> DocumentReport:
        self._id(report.id)
        return replace(report, evidence=tuple(one for one in report.evidence if one in self._evidence))

    def finding(self, finding: Finding) -> Finding:
        self._id(finding.document)
        told = all(key in _VALUES and _VALUES[key].fullmatch(value) for key, value in finding.values.items())
        if finding.code not in CODES or not told:
            message = "a finding that no rule makes"
            raise ValueError(message)
        if finding.values.get("label", "") not in self._labels:
            message = "a label that no kind has"
            raise ValueError(message)
        return finding

    def move(self, move: Move) -> Move:
        self._id(move.document)
        return move

    def page(self, page: PageReport) -> PageReport:
        for document in page.documents:
            self._id(document)
        return page if page.label in self._labels else replace(page, label="")

    def _id(self, document: str) -> None:
        if document not in self._documents:
            message = "a document that the programme does not ask for"
            raise ValueError(message)
