"""A file for which there is not time enough."""

from __future__ import annotations

import pytest

from esor_bot.completeness.intake import Structure
from esor_bot.completeness.task import told
from esor_bot.domain.report import CompletenessReport, Finding, Severity, Verdict


@pytest.mark.parametrize(
    ("verdict", "severity"), [(Verdict.COMPLETE, Severity.WARNING), (Verdict.INCOMPLETE, Severity.ERROR)]
)
def test_pages_without_time(verdict: Verdict, severity: Severity) -> None:
    """Pages that there was no time for are told as such, and are a fault only where something is not there."""
    dark = Finding("unreadable_pages", Severity.WARNING, (3, 7))
    report = told(CompletenessReport("x", verdict, findings=(dark,)), Structure((), True, 8), (7, 8))

    assert report.verdict is verdict
    assert report.findings == (
        Finding("time_limit", severity, (7, 8)),
        Finding("unreadable_pages", Severity.WARNING, (3,)),
    )


def test_only_such_pages() -> None:
    """Where all pages that were not read are such pages, nothing else is said of them."""
    dark = Finding("unreadable_pages", Severity.WARNING, (7,))
    report = told(CompletenessReport("x", Verdict.INCOMPLETE, findings=(dark,)), Structure((), True, 8), (7,))

    assert [one.code for one in report.findings] == ["time_limit"]
