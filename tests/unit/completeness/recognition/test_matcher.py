"""Phrases are found where they stand, and only there."""

from __future__ import annotations

import pytest

from esor_bot.completeness.recognition.matcher import Hit, Matcher

MATCHER = Matcher({
    "letter": ["letter of motivation", "motivation*"],
    "field": ["radiolog*", "diagnostic radiolog* unit"],
    "stem_first": ["certif* of honour"],
    "short": ["cv"],
    "accent": ["lettre de référence"],
    "same": ["letter of motivation"],
    "nothing": ["*", " ", "—"],
})  # fmt: skip


def hits(*lines: str, misread: bool = False) -> list[Hit]:
    """Return what is found in lines as they were read."""
    return list(MATCHER.hits([MATCHER.fold(line) for line in lines], misread=misread))


def found(*lines: str, misread: bool = False) -> set[str]:
    """Return the concepts that are found."""
    return {hit.concept for hit in hits(*lines, misread=misread)}


@pytest.mark.parametrize(
    ("line", "concepts"),
    [
        ("Department of Radiology", {"field"}),
        ("radiologists", {"field"}),
        ("neuroradiology", set()),
        ("diagnostic radiological unit", {"field"}),
        ("certificates of honour", {"stem_first"}),
        ("certificates of honours", set()),
        ("CV", {"short"}),
        ("CVs", set()),
        ("Lettre de reference", {"accent"}),
        ("letter from motivation", {"letter"}),
        ("LETTER OF MOTIVATION", {"letter", "same"}),
        ("letter of", set()),
        ("", set()),
    ],
)
def test_found(line: str, concepts: set[str]) -> None:
    """Whole words are compared, a star stands for any ending, and one phrase may belong to several concepts."""
    assert found(line) == concepts


def test_over_the_end_of_a_line() -> None:
    """A phrase may run on into the next line, and is told of the line where it begins."""
    lines = ("here is my letter", "of motivation")

    assert {(hit.concept, hit.line) for hit in hits(*lines)} == {("letter", 0), ("same", 0), ("letter", 1)}


def test_share_and_edge() -> None:
    """A hit says how much of its line is its own, and whether the line begins or ends with it."""
    alone = next(hit for hit in hits("Letter of motivation") if hit.concept == "same")
    after = next(hit for hit in hits("my long letter of motivation to you") if hit.concept == "same")

    assert (alone.share, alone.edge) == (1.0, True)
    assert after.share == pytest.approx(18 / 29)
    assert not after.edge
    assert all(
        hit.edge
        for line in ("Letter of motivation to you", "to you a letter of motivation")
        for hit in hits(line)
        if hit.concept == "same"
    )
    assert all(
        0 < hit.share <= 1 for hit in hits("here is my letter", "of motivation", "certificate of honour and more")
    )


def test_empty_phrases() -> None:
    """A phrase without letters is nowhere."""
    assert "nothing" not in found("a line with * and — in it")


@pytest.mark.parametrize(
    ("read", "concept"),
    [
        ("letter of motivatlon", "letter"),
        ("lettre de réfèrénce", "accent"),
        ("lettre de refcrence", "accent"),
        ("letterofmotivation", "letter"),
        ("THELETTEROFMOTIVATION2", "letter"),
    ],
)
def test_misread(read: str, concept: str) -> None:
    """Text of an OCR is forgiven a wrong letter in a long word and lost spaces."""
    assert concept in found(read, misread=True)


@pytest.mark.parametrize("read", ["letter of motivatlon", "lettre de refcrence", "letterofmotivation"])
def test_text_of_the_file_is_no_misread(read: str) -> None:
    """Text that the file itself holds is taken by the letter."""
    assert found(read) == set()


@pytest.mark.parametrize("read", ["CU", "cx", "lotter uf motxvxtxxn", "radlalagy"])
def test_mercy_ends(read: str) -> None:
    """Short words and words with many wrong letters are not mended."""
    assert found(read, misread=True) == set()


def test_misread_adds_only() -> None:
    """What is found by the letter is also found where letters may be wrong, and nothing twice at one place."""
    lines = ("Letter of motivation", "Department of Radiology", "letterofmotivation")
    plain, merciful = hits(*lines), hits(*lines, misread=True)

    places = [(hit.concept, hit.phrase, hit.line) for hit in merciful]

    assert {(hit.concept, hit.phrase, hit.line) for hit in plain} <= set(places)
    assert len(set(places)) == len(places)
