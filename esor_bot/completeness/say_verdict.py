"""The verdict of a check in one sentence."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from esor_bot.completeness.say_finding import Sentences
from esor_bot.domain.report import CompletenessReport, DocumentStatus, Finding, Order, Severity, Verdict

# Another paper has to take the place of what is there.
REPLACING = frozenset(
    "wrong_cv wrong_language another_paper not_a_passport expired_passport esr_year esr_unpaid".split()
)
_ABSENT = frozenset({"not_found", "unsure_document"})
_COUNTED_APART = frozenset({"wrong_order", "unreadable_pages"})
_DOUBT = ("unsure", "unreadable")


@dataclass(frozen=True, slots=True)
class Tally:
    """What is to be done, as sets of documents and counts."""

    replace: frozenset[str]
    missing: frozenset[str]
    unsure: frozenset[str]
    mend: frozenset[str]
    other: int
    order: bool
    unreadable: int

    @classmethod
    def of(cls, report: CompletenessReport, optional: Set[str]) -> Tally:
        """Count what a report asks for; documents that are `optional` may be absent."""
        errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
        replace = {one.document for one in errors if one.document and one.code in REPLACING}
        missing = _with_status(report, DocumentStatus.MISSING) - replace - optional
        unsure = _with_status(report, DocumentStatus.UNSURE) - replace
        mend = {one.document for one in errors if one.document and one.code not in _ABSENT}
        pages = [finding.pages for finding in report.findings if finding.code == "unreadable_pages"]
        return cls(
            frozenset(replace),
            frozenset(missing),
            frozenset(unsure),
            frozenset(mend - replace - missing - unsure),
            sum(not one.document and one.code not in _COUNTED_APART for one in errors),
            report.order is Order.WRONG,
            len({page for some in pages for page in some}),
        )


def say_verdict(sentences: Sentences, optional: Set[str]) -> str:
    """Return the verdict in one sentence (two where a file can't be read: the second says how to mend it)."""
    report = sentences.report
    if report.verdict is Verdict.UNREADABLE:
        finding = what_stops(report)
        return sentences.message(finding) if finding else _say(sentences, "unreadable")
    if report.verdict is Verdict.COMPLETE:
        return _complete(sentences, optional)
    return _incomplete(sentences, Tally.of(report, optional))


def what_stops(report: CompletenessReport) -> Finding | None:
    """Return the finding for which a file can't be read: the first error, or else the first of all."""
    errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
    return next(iter([*errors, *report.findings]), None)


def _complete(sentences: Sentences, optional: Set[str]) -> str:
    report, phrases = sentences.report, sentences.phrases
    count = len([one for one in report.documents if one.id not in optional or one.status is DocumentStatus.FOUND])
    form = {1: "one", 2: "two"}.get(count, "many")
    all_ = phrases.wording.say(f"check.all.{form}", number=phrases.number(count))
    look = sum(finding.severity is Severity.WARNING for finding in report.findings)
    ordered = {Order.OK: "_ordered", Order.WRONG: "_disordered"}.get(report.order, "")
    id_ = f"complete{ordered}{'_look' if look else ''}"
    return _say(sentences, id_, all=all_, what=phrases.counted("count.look", look))


def _incomplete(sentences: Sentences, tally: Tally) -> str:
    phrases = sentences.phrases
    counts = {
        "replace": len(tally.replace),
        "missing": len(tally.missing),
        "unsure": len(tally.unsure),
        "mend": len(tally.mend),
    }
    parts: list[str] = []
    for what, count in counts.items():
        if count:
            parts.append(phrases.counted(f"count.{what}{'_more' if parts else ''}", count))
    if tally.other:
        parts.append(phrases.counted("count.other", tally.other))
    if tally.unreadable:
        parts.append(phrases.counted("count.unreadable", tally.unreadable))
    if tally.order:
        parts.append(phrases.wording.say("check.count.order"))
    sure = tally.replace or tally.missing or tally.mend or tally.other or tally.order
    what = phrases.joined(parts) or phrases.wording.say("check.count.nothing")
    return _say(sentences, "incomplete" if sure else "doubtful", what=what)


def _with_status(report: CompletenessReport, status: DocumentStatus) -> set[str]:
    return {one.id for one in report.documents if one.status is status}


def _say(sentences: Sentences, id_: str, **values: object) -> str:
    return sentences.phrases.wording.say(f"check.verdict.{id_}", **values)
