"""Looks whether all papers name the same person; it is only ever said where to look, never a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from esor_bot.completeness.judging.form import Filled, filled
from esor_bot.completeness.judging.found import File, Found
from esor_bot.completeness.judging.person import named
from esor_bot.completeness.recognition.identity import zone_on
from esor_bot.domain.recognition import CheckSpec
from esor_bot.domain.report import DocumentStatus, Finding, Severity

_ENOUGH = 60  # letters
_SEVERAL = 3  # papers
_NAMED = ("form_cv", "board_certificate", "language_certificate", "membership_proof")
"""Papers that name their holder. A letter may be signed by hand only."""


def name_findings(file: File, spec: CheckSpec) -> Iterator[Finding]:
    """Yield the papers that seem to name another person than the passport does."""
    passport = file.of("passport")
    holder = _holder(passport, spec) if passport else None
    if holder is None or passport is None:
        return
    papers = [found for kind in _NAMED if (found := file.of(kind)) and _names_somebody(found)]
    other = [found for found in papers if not _of(holder, found)]
    if papers and (2 * len(other) > len(papers) or _of_the_family(holder, papers)):
        yield Finding("name_mismatch", Severity.WARNING, passport.pages, passport.wanted.id)
        return
    for found in other:
        yield Finding("name_mismatch", Severity.WARNING, found.pages, found.wanted.id)


def _names_somebody(found: Found) -> bool:
    """Say whether a paper is there and, if it is a form, filled in."""
    if found.status is not DocumentStatus.FOUND:
        return False
    return not found.wanted.fields or filled(found) is Filled.YES


def _of_the_family(holder: tuple[Sequence[str], Sequence[str]], papers: Sequence[Found]) -> bool:
    """Say whether no paper has a given name of the holder: the passport of somebody of the same surname."""
    given = holder[1]
    readable = [found for found in papers if _latin(found) >= _ENOUGH]
    return bool(given) and len(readable) >= _SEVERAL and not any(named(given, found.folded) for found in readable)


def _holder(passport: Found, spec: CheckSpec) -> tuple[Sequence[str], Sequence[str]] | None:
    for part in passport.zones:
        zone = zone_on(part.sight.rows, spec.today)
        if zone and zone.valid and zone.surname:
            return zone.surname, zone.given
    return None


def _of(holder: tuple[Sequence[str], Sequence[str]], found: Found) -> bool:
    """Say whether a paper may be the holder's.

    It is another's only where neither the surname nor a given name stands on it, though there is text enough in the
    letters of the passport's zone.
    """
    surname, given = holder
    lines = found.folded
    return _latin(found) < _ENOUGH or named(surname, lines) or named(given, lines)


def _latin(found: Found) -> int:
    return sum(letter.isascii() and letter.isalpha() for line in found.folded for letter in line)
