"""Names of people inside a text: after a title, and those that are known from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from esor_bot.desk.stripping.letters import NAME, TITLE
from esor_bot.desk.stripping.marks import Found

_TITLED = re.compile(rf"\b{TITLE} +(?:{TITLE} +)*{NAME}(?:-?[ ]?{NAME}){{0,2}}")
_SHORTEST = 3
_NO_TITLE = re.compile(
    r"(?i)^(?:sir|madam|miss|pan|sr|sig|ms|doctor|professor|professore|prof|dr)\.? +(?:in|of|at|for)\b"
)

# Words that are names of people and much else besides: alone they stay.
_ALSO_WORDS = frozenset(
    "may april june august will mark grant art bill page summer paris florence francis office rose hope grace faith "
    "esor esr can don root admin user test radiology".split()
)


def names(text: str, known: Iterable[str]) -> Iterator[Found]:
    """Find names of people: behind a title, and the known ones, whole or one part of them with its capital."""
    for found in _TITLED.finditer(text):
        if not _NO_TITLE.match(found[0]):
            yield Found(*found.span())
    for name in known:
        parts = [part for part in re.split(r"[\s,;:@._]+", name) if len(part) >= _SHORTEST and part.isalpha()]
        if len(parts) > 1:
            whole = r"[\s.]+".join(map(re.escape, parts))
            yield from (Found(*found.span()) for found in re.finditer(rf"(?i)\b{whole}\b", text))
        for part in parts:
            if part.lower() not in _ALSO_WORDS:
                capital = re.escape(part[:1].upper() + part[1:])
                yield from (Found(*found.span()) for found in re.finditer(rf"\b{capital}(?:['’]s)?\b", text))
