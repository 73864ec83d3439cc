"""Pages that hold more than one document."""

from __future__ import annotations

from esor_bot.completeness.page import Line, Page
from esor_bot.completeness.recognition import Recogniser
from esor_bot.completeness.recognition.zones import zones
from esor_bot.domain.recognition import Cue, Wanted, Where
from tests.unit.completeness.pages import file, page, sheet
from tests.unit.completeness.recognition.small import kind, spec

APPLES = "# Report on apples\nThe apple was good this year, and so was the pear\nmore than enough of them"
HAMMERS = "# Report on hammers\nThe hammer fell down from the table in May\nand nobody was there"
OTHER = "Nothing of interest\nis written in these lines\nthat follow one another"
ON_APPLES = kind("apples", Cue(4, see=("apple_heading",), where=Where.HEADING), Cue(1, see=("fruit",)))
ON_HAMMERS = kind("hammers", Cue(4, see=("hammer_heading",), where=Where.HEADING), Cue(1, see=("tool",)))
ASKED = (Wanted("apples", "apples"), Wanted("hammers", "hammers"))
RECOGNISER = Recogniser(spec(ON_APPLES, ON_HAMMERS, wanted=ASKED))


def found(shown: Page, recogniser: Recogniser = RECOGNISER) -> list[str]:
    """Return the documents that the parts of a page fit best."""
    whole = recogniser.look(shown, shown.lines)
    parts = zones(whole, recogniser.papers, lambda rows: recogniser.look(shown, rows))
    assert [row for part in parts for row in part.sight.rows] == [*shown.lines]
    return [
        recogniser.papers[part.best()].document if part.weights[part.best()].strength >= 1 else "" for part in parts
    ]


def test_one() -> None:
    """A page with one document is one part."""
    assert found(page(1, APPLES)) == ["apples"]
    assert found(page(1, OTHER)) == [""]


def test_one_below_the_other() -> None:
    """A page is parted at the heading of a second document where both parts are sure by themselves."""
    assert found(page(1, f"{APPLES}\n\n\n{HAMMERS}")) == ["apples", "hammers"]


def test_no_document_above() -> None:
    """A heading does not part a page when what stands above it is no document."""
    assert found(page(1, f"{OTHER}\n\n\n{HAMMERS}")) == ["hammers"]


def test_the_same_again() -> None:
    """A page is not parted between two pieces of the same document."""
    assert found(page(1, f"{APPLES}\n\n\n{APPLES}")) == ["apples"]


def test_named_in_passing() -> None:
    """A line of text that names another document is no heading."""
    text = f"{APPLES}\nand in the cellar of the old house there was also a report on hammers by somebody\nas well\nas"

    assert found(page(1, text)) == ["apples"]


def test_side_by_side() -> None:
    """Two documents on a landscape sheet are two parts, the left one first."""
    assert found(sheet(1, APPLES, HAMMERS)) == ["apples", "hammers"]
    assert found(sheet(1, HAMMERS, APPLES)) == ["hammers", "apples"]


def test_document_beside_other_text() -> None:
    """A document beside a page of something else is told from it; two pages of one paper stay together."""
    assert found(sheet(1, APPLES, OTHER)) in (["apples", ""], ["apples"])
    assert found(sheet(1, OTHER, OTHER)) == [""]


def test_lines_over_the_middle() -> None:
    """A landscape page whose lines run over its middle is one page."""
    shown = sheet(1, APPLES, OTHER)
    wide = tuple(Line("a line that runs over the middle", 0.2, 0.3 + 0.05 * n, 0.8, 0.32 + 0.05 * n) for n in range(4))

    assert found(Page(1, shown.width, shown.height, (*shown.lines, *wide), shown.origin)) == ["apples"]


def test_whole_kinds() -> None:
    """A kind that is whole, a form or a list of contents, is never parted by the headings in it."""
    contents = kind("contents", Cue(9, see=("apple_heading",)), whole=True)
    recogniser = Recogniser(spec(ON_APPLES, ON_HAMMERS, contents, wanted=ASKED))

    assert len(found(page(1, f"{APPLES}\n\n\n{HAMMERS}"), recogniser)) == 1


def test_divide() -> None:
    """Documents that share pages are both told, with all their pages."""
    pages = file(APPLES, f"and more of that apple\nand of another pear\n\n\n{HAMMERS}", "so the saw\nwas lost")
    divided = [(RECOGNISER.papers[part.paper].document, part.pages) for part in RECOGNISER.divide(pages)]

    assert divided[0][0] == "apples"
    assert divided[-1] == ("hammers", divided[-1][1])
    assert divided[-1][1][-1] == 3
