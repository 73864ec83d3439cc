"""Counts the publications of a list: several ways to count, and whether they agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from esor_bot.completeness.recognition.counts import count_on, numbered
from esor_bot.completeness.recognition.fold import fold

_YEAR_FIRST = re.compile(r"^\W{0,3}(?:19[89]\d|20[0-3]\d)\b\W")
_YEAR_IN_BRACKETS = re.compile(r"\((?:[A-Z][a-z]{2,8}\s)?(?:19[89]\d|20[0-3]\d)[a-z]?(?:,[^)]{0,20})?\)")
_DOI = re.compile(r"\b10\.\d{4,9}\s?/\s?[^\s,;]{3,}", re.IGNORECASE)
_PMID = re.compile(r"pmid\W{0,3}(\d{6,9})", re.IGNORECASE)
_CAPITAL = r"[^\W\d_a-zß-ÿ]"
_AUTHOR = re.compile(
    rf"\b({_CAPITAL}[^\W\d_’'-]{{2,}}(?:[ -]{_CAPITAL}[^\W\d_]{{2,}})?),?\s{_CAPITAL}{{1,2}}\b"
    rf"|\b{_CAPITAL}\.\s?([^\W\d_]{{3,}})"
)
_SHARED = 0.6  # of the citations that an author must be in
_BULLET = re.compile(r"^\s*[•●▪■◦‣*–-]\s+\S")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many publications a list holds, and whether the count can be relied on."""

    count: int
    sure: bool


def same_author(lines: Sequence[str], citations: int) -> int:
    """Return how often the author is named that most of the citations share; 0 where no author is in most of them."""
    joined = " ".join(lines)
    named = Counter(fold(match.group(1) or match.group(2)).replace(" ", "") for match in _AUTHOR.finditer(joined))
    most = max(named.values(), default=0)
    return most if citations and most >= max(2, _SHARED * citations) else 0


def tally(lines: Sequence[str]) -> Tally:
    """Count the publications in the raw lines of a list."""
    text = "\n".join(lines)
    facts = count_on(lines)
    others = {
        "dois": len({match.lower().rstrip(".") for match in _DOI.findall(text)}),
        "pmids": len(set(_PMID.findall(text))),
        "years": sum(1 for line in lines if _YEAR_FIRST.match(line)),
        "brackets": len(_YEAR_IN_BRACKETS.findall(text)),
        "authors": int(facts["authors"]),
        "volumes": int(facts["volumes"]),
        "bullets": sum(1 for line in lines if _BULLET.match(line)),
    }
    counts = [count for count in others.values() if count > 0]
    listed = numbered(lines)
    if listed >= 2 and any(2 * count >= listed for count in counts):
        return Tally(listed, sure=True)
    if not counts:
        return Tally(0, sure=False)
    agreed = Counter(counts).most_common()
    most = max(times for _, times in agreed)
    best = max(count for count, times in agreed if times == most)
    return Tally(best, sure=most >= 2)
