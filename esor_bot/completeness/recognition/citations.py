"""Counts the publications of a list: several ways to count, and whether they agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from esor_bot.completeness.fold import fold
from esor_bot.completeness.recognition.counts import count_on, numbered

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
_ANY_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-3]\d)(?!\d)")
_LISTED = 3  # lines with numbers
_CERTAIN = 4  # ways that agree, whatever one more says
_NEAR = 2  # so many more that another way finds are a reason to doubt
_BULLET = re.compile(r"^\s*[•●▪■◦‣*–-]\s+\S")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many publications a list holds, whether the count can be relied on, and the most there may be."""

    count: int
    sure: bool
    most: int


def same_author(lines: Sequence[str], citations: int) -> int:
    """Return how often the author is named that most of the citations share; 0 where no author is in most of them."""
    joined = " ".join(lines)
    named = Counter(fold(match.group(1) or match.group(2)).split()[-1] for match in _AUTHOR.finditer(joined))
    most = max(named.values(), default=0)
    return most if citations and most >= max(2, _SHARED * citations) else 0


def tally(lines: Sequence[str]) -> Tally:
    """Count the publications in the raw lines of a list, in several ways.

    The count is sure where at least two ways agree, or the list is numbered, and no other way finds a few more.
    """
    counts = _counts(lines)
    listed = numbered(lines)
    if not counts:
        return Tally(0, sure=False, most=0)
    agreed = Counter(counts).most_common()
    times = max(number for _, number in agreed)
    best = max(count for count, number in agreed if number == times)
    if listed >= 2 and not (times >= 2 and best > listed) and any(2 * count >= listed for count in counts):
        best, times = listed, max(2, 1 + counts.count(listed))
    doubted = times < _CERTAIN and any(best < count <= best + _NEAR for count in counts)
    return Tally(best, sure=times >= 2 and not doubted, most=max([best, *counts]))


def _counts(lines: Sequence[str]) -> list[int]:
    """Count what every citation has one of; ways that find nothing are left out.

    Bullets and years stand at the head of other lines, too: they count beside something that only citations have.
    """
    text = "\n".join(lines)
    facts = count_on(lines)
    own = (
        len({match.lower().rstrip(".") for match in _DOI.findall(text)}),
        len(set(_PMID.findall(text))),
        len(_YEAR_IN_BRACKETS.findall(text)),
        int(facts["authors"]),
        int(facts["volumes"]),
    )
    heads = (
        sum(1 for line in lines if _YEAR_FIRST.match(line)),
        sum(1 for line in lines if _BULLET.match(line)),
    )
    listed, years = numbered(lines), len(_ANY_YEAR.findall(text))
    if listed >= _LISTED and max(own) < listed <= years <= listed + 1:
        return [count for count in own if count] + [years]  # a table: numbers, titles, authors, years
    return [count for count in own if count] + [count for count in heads if 0 < count <= 2 * max(own)]
