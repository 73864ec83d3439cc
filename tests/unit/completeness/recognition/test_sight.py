"""What counts as a heading, and where things stand."""

from __future__ import annotations

from esor_bot.completeness.page import Line, Origin, Page
from esor_bot.completeness.recognition.sight import within
from tests.unit.completeness.pages import page
from tests.unit.completeness.recognition.small import seen

BODY = "\n".join(
    ["The plums of this year are small, and the pears of last year have all been eaten by the birds."] * 14
)


def headings(text: str) -> set[str]:
    """Return the lines that are taken for headings."""
    sight = seen(text)
    return {sight.rows[number].text for number in sight.headings}


def titles(text: str) -> set[str]:
    """Return the lines that are taken for titles."""
    sight = seen(text)
    return {sight.rows[number].text for number in sight.titles}


def test_headings() -> None:
    """A large line, a line that stands apart and a line of capitals are headings; a long line never is."""
    text = f"{BODY}\n# Report on apples\nand apples\nA LINE OF CAPITALS\nand again\n\nStanding apart\n{BODY}"

    assert headings(text) == {"Report on apples", "A LINE OF CAPITALS", "Standing apart"}


def test_titles() -> None:
    """A heading opens a page only in its upper part, counted from where the text begins."""
    upper, lower = "# Report on apples", "# Report on hammers"

    assert titles(f"{upper}\n{BODY}\n{lower}\n{BODY}"[: len(BODY) * 2]) == {"Report on apples"}
    assert titles(f"{BODY}\n{BODY}\n{lower}\n{BODY}") == set()
    assert titles("\n" * 25 + f"{upper}\n{BODY}") == {"Report on apples"}


def test_top_and_bottom() -> None:
    """A hit is in the upper or the lower part of what is seen, or in neither."""
    sight = seen(f"apple\n{BODY}\nhammer\n{BODY}\nsaw")
    place = {
        sight.folded[hit.line]: (within(sight, hit, top=True), within(sight, hit, top=False)) for hit in sight.hits
    }

    assert (place["apple"], place["hammer"], place["saw"]) == ((True, False), (False, False), (False, True))


def test_mercy_for_ocr_only() -> None:
    """Wrong letters are forgiven on a page that an OCR read, and on no other."""
    concepts = {
        origin: {hit.concept for hit in seen(page(1, "report on hammeis", origin=origin)).hits} for origin in Origin
    }

    assert concepts[Origin.OCR] == concepts[Origin.BOTH] == {"hammer_heading"}
    assert concepts[Origin.TEXT] == set()


def test_nothing_to_see() -> None:
    """A page without lines, and one without letters, has no headings and no hits."""
    empty = seen(Page(1, 595, 842))
    rule = seen(Page(1, 595, 842, (Line("— — —", 0.1, 0.1, 0.9, 0.12),), Origin.TEXT))

    assert (empty.hits, empty.headings, empty.titles, empty.facts["words"]) == ((), frozenset(), frozenset(), 0)
    assert (rule.hits, rule.headings) == ((), frozenset())
