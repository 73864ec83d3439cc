"""The rule on the fee: which year a proof of membership is for, and whether it was paid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from esor_bot.completeness.judging.found import Found
from esor_bot.completeness.recognition import Zone

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_END_OF_YEAR = re.compile(
    r"(?<!\d)(?:31|01|1)(?:st)?[\s./-]+(?:12|1|01|dec\w*|dez\w*|jan\w*|dic\w*|gen\w*)[\s./-]+(20\d\d)"
    r"|dec\w* 31\D{0,4}(20\d\d)"
)
_ONLY_A_YEAR = re.compile(r"(?:\S{2,12} )?20\d\d")
_NOT = frozenset("not nicht pas inte ikke ej nie niet nem nije ni ei ikki не δεν не".split())
_NOTHING = re.compile(r"(?<![\d.,])0[.,]00?(?!\d)")
_TERMS = frozenset("member membership_heading fee_paid fee_open invoice expired_membership expiry_label".split())


@dataclass(frozen=True, slots=True)
class Fee:
    """What a proof says of the fee: the years it is for, whether the year asked for is among them, and unpaid."""

    years: frozenset[int]
    open: bool


def fee_of(found: Found, year: int) -> Fee:
    """Read the years and the state of the fee from the papers of the document."""
    zones = found.zones
    told = frozenset(told for zone in zones for told in _years(zone))
    every = frozenset(int(one) for line in found.lines for one in _YEAR.findall(line))
    return Fee(told or every, any(_open(zone, year) for zone in zones))


def _years(zone: Zone) -> Iterator[int]:
    """Yield the years that stand with the words of a membership, or end a period."""
    terms = {hit.line for hit in zone.sight.hits if hit.concept in _TERMS}
    for number, line in enumerate(zone.sight.folded):
        for match in _END_OF_YEAR.finditer(line):
            yield int(next(filter(None, match.groups())))
        near = number in terms or number - 1 in terms or _ONLY_A_YEAR.fullmatch(line)
        if near and not _only_a_date(line):
            yield from (int(one) for one in _YEAR.findall(line))


def _only_a_date(line: str) -> bool:
    """Say whether the line is the date of a letter, with or without its place."""
    words = line.split()
    has_day = any(word.isdigit() and len(word) <= 2 for word in words)
    return len(words) <= 5 and has_day and bool(_YEAR.search(line)) and not _END_OF_YEAR.search(line)


def _open(zone: Zone, year: int) -> bool:
    """Say whether the fee of the year is said to be open."""
    paid, due = _weights(zone, "fee_paid"), _weights(zone, "fee_open")
    due = {line: share for line, share in due.items() if not _NOTHING.search(zone.sight.rows[line].text)}
    due = {line: share for line, share in due.items() if share > paid.get(line, 0) or _denied(zone, line)}
    paid = {line: share for line, share in paid.items() if line not in due}
    of_year = {number for number, line in enumerate(zone.sight.folded) if str(year) in line}
    if due.keys() & of_year:
        return True
    return bool(due) and not paid


def _denied(zone: Zone, line: int) -> bool:
    """Say whether a line says that something is not so: "not paid" says more than "paid"."""
    return not _NOT.isdisjoint(zone.sight.folded[line].split())


def _weights(zone: Zone, concept: str) -> dict[int, float]:
    """Return the lines with a concept, each with the share of its letters that the longest phrase has."""
    found: dict[int, float] = {}
    for hit in zone.sight.hits:
        if hit.concept == concept:
            found[hit.line] = max(hit.share, found.get(hit.line, 0))
    return found
