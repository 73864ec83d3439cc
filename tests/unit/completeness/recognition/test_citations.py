"""Publications are counted in the formats that people use, and a count that is unsure says so."""

from __future__ import annotations

import re

import pytest

from esor_bot.completeness.recognition.citations import same_author, tally

VANCOUVER = (
    "Brandvold TL, Nordmo A. Texture of liver lesions. Eur Radiol. 2022;32(4):1201-1210. doi:10.1000/er.2022.1",
    "Brandvold TL, Vik S, Nordmo A. MRI of the pelvis. Acta Radiol. 2021;62(2):101-109. doi:10.1000/ar.2021.2",
    "Vik S, Brandvold TL. Doses in paediatric CT. Eur J Radiol. 2020;131:88-95. doi:10.1000/ejr.2020.3",
    "Brandvold TL, Moe K. Structured reports. Insights Imaging. 2020;11(1):20-27. doi:10.1000/ii.2020.4",
    "Nordmo A, Brandvold TL. Staging of rectal cancer. Abdom Radiol. 2019;44(9):300-311. doi:10.1000/abr.2019.5",
)
APA = (
    "Brandvold, T. L., & Nordmo, A. (2022). Texture of liver lesions. European Radiology, 32(4), 1201-1210.",
    "Brandvold, T. L., Vik, S., & Nordmo, A. (2021). MRI of the pelvis. Acta Radiologica, 62(2), 101-109.",
    "Vik, S., & Brandvold, T. L. (2020). Doses in paediatric CT. European Journal of Radiology, 131, 88-95.",
    "Brandvold, T. L., & Moe, K. (2020). Structured reports. Insights into Imaging, 11(1), 20-27.",
)
JOURNAL_LINES = (
    "Texture of liver lesions in contrast-enhanced computed tomography",
    "T. Brandvold, A. Nordmo",
    "European Radiology, vol. 32 (4), pp. 1201-1210 (2022)",
    "MRI of the pelvis",
    "T. Brandvold, S. Vik, A. Nordmo",
    "Acta Radiologica, vol. 62 (2), pp. 101-109 (2021)",
    "Doses in paediatric CT",
    "S. Vik, T. Brandvold",
    "European Journal of Radiology, vol. 131 (1), pp. 88-95 (2020)",
)
YEARS_FIRST = (
    "2022: Texture of liver lesions. Eur Radiol 32(4): 1201-1210",
    "2021: MRI of the pelvis. Acta Radiol 62(2): 101-109",
    "2020: Doses in paediatric CT. Eur J Radiol 131: 88-95",
)
GERMAN = (
    "1. Brandvold T, Nordmo A: Textur von Leberläsionen. RöFo 2022; 194(4): 401-410",
    "2. Brandvold T, Vik S: MRT des Beckens. Radiologe 2021; 61(2): 101-109, S. 101-109",
    "3. Vik S, Brandvold T: Dosis in der Kinder-CT. RöFo 2020; 192(1): 88-95",
)
MARKS = ["{n}. ", "{n}) ", "[{n}] ", "({n}) ", "{n} ", "{n}.", "P{n}. ", "• ", "- ", "– ", ""]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("dois", [True, False])
def test_marks(mark: str, dois: bool) -> None:
    """Five publications are five, however the list marks them, with their DOIs or without."""
    lines = [mark.format(n=number) + one for number, one in enumerate(VANCOUVER, start=1)]
    lines = lines if dois else [re.sub(r" doi:\S+", "", line) for line in lines]

    assert (tally(lines).count, tally(lines).sure) == (5, True)


@pytest.mark.parametrize("wrapped", [40, 60, 75])
def test_wrapped(wrapped: int) -> None:
    """It makes no difference where the lines of the publications end."""
    lines = [part for one in VANCOUVER for part in _wrapped(one, wrapped)]

    assert tally(lines).count == 5


@pytest.mark.parametrize(
    ("lines", "count"), [(APA, 4), (JOURNAL_LINES, 3), (YEARS_FIRST, 3), (GERMAN, 3), (VANCOUVER[:1], 1)]
)
def test_formats(lines: tuple[str, ...], count: int) -> None:
    """APA, titles with a line of authors and one of the journal, years first, and German lists are counted."""
    assert tally(lines).count == count


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["We met on Tuesday, and nobody wrote anything down."],
        ["Vik S, Moe K. Birds of the north."],
        ["1. Norwegian", "2. English", "3. French"],
    ],
)
def test_unsure(lines: list[str]) -> None:
    """What is no list of publications, or only one way to count tells of, is no sure count."""
    assert not tally(lines).sure


def test_same_doi_twice() -> None:
    """A DOI that is given as a number and as an address is one."""
    lines = [f"{one} https://doi.org/{one.partition('doi:')[2]}" for one in VANCOUVER]

    assert tally(lines).count == 5


def test_same_author() -> None:
    """The author who is in most of the publications is counted, and nobody where they have no author in common."""
    others = ["Vik S, Moe K. Birds.", "Lie A, Dal B. Trees.", "Aas C, Eng D. Stones.", "Foss E, Berg F. Clouds."]

    assert same_author(VANCOUVER, 5) == 5
    assert same_author(others, 4) == 0
    assert same_author([], 0) == 0


def _wrapped(text: str, width: int) -> list[str]:
    rows = [""]
    for word in text.split():
        if len(rows[-1]) + len(word) > width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return rows
