"""What is counted on a page whatever its language."""

from __future__ import annotations

import pytest

from esor_bot.completeness.recognition.counts import count_on, numbered, page_of


@pytest.mark.parametrize(
    ("lines", "fact", "number"),
    [
        (["a.b@example.org", "c_d (at) example.org", "a.b@example.org"], "emails", 2),
        (["Tel. 0043 1 234 567", "+47 900 00 000", "Mobile: (0) 664 123 45 67"], "phones", 3),
        (["in 2021 and 1999, not 12021, not 1850"], "years", 2),
        (["doi:10.1000/abc.5", "DOI 10.1000/xyz-6", "PMID: 12345678"], "dois", 3),
        (["level C1, B2+ and B2.1; not A12, not AB2"], "levels", 3),
        (["€ 20", "CHF 15.50", "100,00 EUR"], "money", 3),
        (["one two 3 four", "— 5 —"], "words", 3),
        (["one two 3 four", "— 5 —"], "lines", 2),
        (["a b c d e f g h i", "a b c"], "long_lines", 1),
        (["Vik S, Moe K. Birds. 2020;12(3):44-51."], "volumes", 1),
        (["Vik S, Moe K, Lie A. Birds.", "Of birds and trees"], "authors", 1),
        ([], "words", 0),
    ],
)
def test_counted(lines: list[str], fact: str, number: int) -> None:
    """Each fact counts what it is named after."""
    assert count_on(lines)[fact] == number


@pytest.mark.parametrize(
    ("lines", "highest"),
    [
        (["1. One thing said", "2. Another thing", "and more of it", "3. Third thing"], 3),
        (["[1] One thing said", "[2] Another thing"], 2),
        (["1) One thing said", "(2) Another thing"], 2),
        (["1 One thing said", "2 Another thing"], 2),
        (["1.One thing said", "2.Another thing"], 2),
        (["2. Another thing", "3. Third thing"], 0),
        (["1. One thing said", "3. Third thing", "4. Fourth thing"], 4),
        (["1. One thing said", "4. Fourth thing"], 1),
        (["1. One thing said", "2 / 3"], 1),
        (["2021 was a year"], 0),
        ([], 0),
    ],
)
def test_numbered(lines: list[str], highest: int) -> None:
    """Numbered lines are counted as long as they count up from 1 and no two in a row are missing."""
    assert numbered(lines) == highest


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["Page 2 of 3"], 2),
        (["Seite 2 von 3"], 2),
        (["a", "b", "c", "d", "3 / 12"], 3),
        (["Page 1 of 3"], 0),
        (["Page 4 of 3"], 0),
        (["a", "b", "Page 2 of 3", "c", "d", "e"], 0),
        (["in 2021"], 0),
        ([], 0),
    ],
)
def test_page_of(lines: list[str], number: int) -> None:
    """A running "page n of m" is read at the head and the foot, and a first page is none that goes on."""
    assert page_of(lines) == number
