"""The core of a zone: birth, sex and expiry, one after another, which all formats have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from esor_bot.completeness.mrz.days import solve, solve_birth
from esor_bot.completeness.mrz.letters import DIGITS

_D = "[0-9" + "".join(DIGITS) + "]"
_BIRTH = f"{_D}(?:{_D}|<){{5}}{_D}"
_CORES = (re.compile(f"(?=({_BIRTH})(.)({_D}{{7}}))"), re.compile(f"(?=({_BIRTH})()({_D}{{7}}))"))
_SEXES = frozenset("MFX<")
_TRUE_DIGITS = 8  # at least, of fourteen


@dataclass(frozen=True, slots=True, repr=False)
class Core:
    """Birth and expiry (six digits and the check digit each, empty where it fails) and what stands around them.

    `sex` is one character, or none where it was lost.
    `guessed`: a letter of the birth had to be made the one of several digits that holds.
    """

    before: str
    birth: str
    sex: str
    expiry: str
    after: str
    guessed: bool

    @property
    def clear(self) -> bool:
        """Say whether both check digits hold and nothing is guessed."""
        return bool(self.birth and self.expiry) and not self.guessed


def cores(strip: str) -> Iterator[Core]:
    """Yield the cores of a strip, the clear ones first."""
    read = [core for form in _CORES for match in form.finditer(strip) if (core := _core(strip, match))]
    yield from sorted(read, key=lambda core: (not core.clear, not core.birth.isdigit(), core.sex not in _SEXES))


def _core(strip: str, match: re.Match[str]) -> Core | None:
    birth, sex, expiry = match.groups()
    if sum(map(str.isdigit, birth + expiry)) < _TRUE_DIGITS:
        return None
    born, ends = solve_birth(birth), solve(expiry)
    if not born and not ends:
        return None
    before, after = strip[: match.start()], strip[match.end(3) :]
    return Core(before, born[0] if born else "", sex, ends or "", after, bool(born and born[1]))
