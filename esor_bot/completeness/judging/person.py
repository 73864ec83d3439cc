"""One person's name throughout: compares the name of one paper with what the others say. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from esor_bot.completeness.fold import fold

_ALIKE = 84
_SPELT = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"), ("ij", "y"), ("ks", "x"), ("ss", "s"))


def named(words: Iterable[str], lines: Sequence[str]) -> bool:
    """Say whether one of the `words` of a name stands in the folded lines, in one spelling or another."""
    text = {_plain(word) for line in lines for word in line.split() if len(word) > 2}
    glued = _plain("".join("".join(lines).split()))
    for word in words:
        wanted = _plain(fold(word).replace(" ", ""))
        if len(wanted) < 3:
            continue
        if (len(wanted) > 4 and wanted in glued) or any(_alike(wanted, other) for other in text):
            return True
    return False


def _alike(one: str, other: str) -> bool:
    return one == other or (len(one) > 3 and abs(len(one) - len(other)) <= 3 and fuzz.ratio(one, other) >= _ALIKE)


def _plain(word: str) -> str:
    for written, short in _SPELT:
        word = word.replace(written, short)
    return word
