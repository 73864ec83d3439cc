"""Words that are set with a space after every letter, as headings sometimes are: put together again."""

from __future__ import annotations

import re
from collections.abc import Container

_RUN = re.compile(r"(?<!\S)\S(?: \S){3,}(?!\S)")
_LONGEST = 24


def together(line: str, known: Container[str]) -> str:
    """Join runs of single letters in a folded line, and part them where `known` words meet."""
    return _RUN.sub(lambda run: parted(run.group().replace(" ", ""), known), line)


def parted(letters: str, known: Container[str]) -> str:
    """Part letters into the fewest known words; letters that are not made of such stay together."""
    best: list[list[str] | None] = [[]]
    for end in range(1, len(letters) + 1):
        found: list[str] | None = None
        for start in range(max(0, end - _LONGEST), end - 1):
            words, before = letters[start:end], best[start]
            if before is not None and words in known and (found is None or len(before) + 1 < len(found)):
                found = [*before, words]
        best.append(found)
    whole = best[-1]
    return letters if whole is None else " ".join(whole)
