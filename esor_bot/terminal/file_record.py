"""A checked file as the JSON object of the contract."""

from __future__ import annotations

from esor_bot.completeness.say import Speaker
from esor_bot.completeness.say_finding import Sentences
from esor_bot.domain.report import DocumentReport, Finding, Verdict
from esor_bot.terminal.desk import Result

STATUS = {Verdict.COMPLETE: 0, Verdict.INCOMPLETE: 1, Verdict.UNREADABLE: 2}


def record(result: Result, file: str) -> dict[str, object]:
    """Return what `check --json` says of a file that was named `file`."""
    report, speaker = result.report, result.speaker
    sentences, findings = speaker.sentences(report), speaker.findings(report)
    return {
        "file": file,
        "programme": report.programme,
        "pages": report.pages,
        "verdict": report.verdict.value,
        "order": report.order.value,
        "documents": [_document(one, speaker, findings) for one in report.documents],
        "findings": [_finding(one, sentences) for one in findings],
        "millis": result.millis,
    }


def _document(document: DocumentReport, speaker: Speaker, findings: list[Finding]) -> dict[str, object]:
    return {
        "id": document.id,
        "title": speaker.titles.get(document.id, document.id),
        "status": document.status.value,
        "pages": list(document.pages),
        "findings": list(dict.fromkeys(one.code for one in findings if one.document == document.id)),
    }


def _finding(finding: Finding, sentences: Sentences) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": sentences.message(finding),
        "pages": list(finding.pages),
    }
