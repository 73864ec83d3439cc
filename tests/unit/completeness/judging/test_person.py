"""One person's name, as it is spelt here and there."""

from __future__ import annotations

import pytest

from esor_bot.completeness.fold import fold
from esor_bot.completeness.judging.person import named


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["BRANDVOLD"], "Dr. Tuva Brandvold, MD"),
        (["MUELLER"], "Jörg Müller"),
        (["MULLER"], "Jörg Mueller"),
        (["STRASSER"], "Anna Straßer"),
        (["OESTERGAARD"], "Bo Østergaard"),
        (["AASEN"], "Liv Åsen"),
        (["KOWALCZYK"], "Paweł Kowalczyk"),
        (["LUKASZ"], "Łukasz"),
        (["BRANDVOLD"], "B R A N D V O L D"),
        (["BRANDVOLD"], "TUVABRANDVOLD"),
        (["BRANDVOLD"], "Tuva Brandvolt"),
        (["VAN", "DIJK"], "Piet van Dijk"),
        (["DE", "BRANDVOLD"], "brandvold"),
    ],
)
def test_same(words: list[str], line: str) -> None:
    """Umlauts, letters without their marks, lost or added spaces and one wrong letter make no other person."""
    assert named(words, [fold(line)])


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["BRANDVOLD"], "Oda Hegge"),
        (["BRANDVOLD"], ""),
        (["VIK"], "Vika Viken"),
        (["LARSEN"], "Hansen"),
        ([], "Oda Hegge"),
        (["LI"], "Li Xu"),
    ],
)
def test_other(words: list[str], line: str) -> None:
    """Another name, a name that is only begun alike, one too short to tell, and no name are not the same."""
    assert not named(words, [fold(line)])
