"""The rule behind a finding: the knowledge entry that states it, with its official wording."""

from __future__ import annotations

from esor_bot.domain.programme import Cycle, Entry, Quote
from esor_bot.domain.report import Finding

# Findings about a document whose rule stands among the conditions: the kind of condition.
_CONDITIONS = {
    "certification_too_old": "years_since_certification",
    "esr_year": "membership",
    "esr_unpaid": "membership",
}
_ORDER = "wrong_order"
_LIST = ("{document_list}",)  # what the entry holds that states the list of documents, and their order


def rule(finding: Finding, cycle: Cycle) -> tuple[Quote, ...]:
    """Return the official wording behind a finding; nothing where the page has none, or only the document's title."""
    entry = _entry(finding, cycle)
    title = next((one.title for one in cycle.documents if one.id == finding.document), "")
    return tuple(quote for quote in entry.quotes if not _same(quote.text, title)) if entry else ()


def _entry(finding: Finding, cycle: Cycle) -> Entry | None:
    if finding.code == _ORDER:
        return next((entry for entry in cycle.entries if entry.items == _LIST), None)
    ids = [one.entry for one in cycle.conditions if one.kind == _CONDITIONS.get(finding.code)]
    ids += [one.entry for one in cycle.documents if one.id == finding.document]
    known = {entry.id: entry for entry in cycle.entries}
    return next((known[id_] for id_ in ids if id_ in known), None)


def _same(one: str, other: str) -> bool:
    return one.casefold().strip(" .") == other.casefold().strip(" .")
