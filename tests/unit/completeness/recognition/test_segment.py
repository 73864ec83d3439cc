"""The division of a file into papers that fits all pages best."""

from __future__ import annotations

import pytest

from esor_bot.completeness.recognition.papers import Paper
from esor_bot.completeness.recognition.segment import UNKNOWN, Segment, segments
from tests.unit.completeness.recognition.small import kind, papers, zone

ALL = papers(kind("a"), kind("b"), kind("c"), kind("note", goes_on=False))
PROSE = "and so it went on for a while, until nobody in the village knew any more what it had been.\nThen it ended."
OPENS = "# Another beginning\nwith words that follow it\nand more of them"
NOTE = 3


def parts(
    *pages: dict[str, float] | tuple[str, dict[str, float]], among: tuple[Paper, ...] = ALL
) -> list[tuple[int, tuple[int, ...]]]:
    """Divide pages with these strengths (and texts): the papers with their pages."""
    zones = []
    for number, one in enumerate(pages, start=1):
        text, strengths = one if isinstance(one, tuple) else (PROSE + f"\n{'abcdefgh'[number] * 5}", one)
        zones.append(zone(text, number, among, **strengths))
    return [(segment.paper, segment.pages) for segment in segments(zones, among)]


def test_no_pages() -> None:
    """A file without text has no papers."""
    assert segments([], ALL) == ()


def test_each_its_own() -> None:
    """Pages that are surely something each are divided accordingly."""
    assert parts({"a": 1.5}, {"c": 1.2}, {"b": 1.1}) == [(0, (1,)), (2, (2,)), (1, (3,))]


def test_goes_on() -> None:
    """Pages that show nothing by themselves belong to what they follow."""
    assert parts({"a": 1.5}, {}, {}, {"b": 1.4}, {}) == [(0, (1, 2, 3)), (1, (4, 5))]


def test_weak_likeness_does_not_part() -> None:
    """A page in the middle of a paper that looks a little like another is still a page of it."""
    assert parts({"a": 1.5}, {"b": 0.7}, {}) == [(0, (1, 2, 3))]


def test_nothing_known() -> None:
    """Pages that are nothing are told as unknown, and so is a page that only hints at a paper."""
    assert {paper for paper, _ in parts({}, {})} == {UNKNOWN}
    assert parts({"a": 0.3}) == [(UNKNOWN, (1,))]


def test_probable_paper() -> None:
    """A page that is probably a paper is that paper, and its strength says that it isn't sure."""
    only = segments([zone(PROSE, 1, ALL, a=0.8)], ALL)

    assert [(one.paper, one.pages) for one in only] == [(0, (1,))]
    assert only[0].strength == pytest.approx(0.8)


def test_unknown_page_with_a_heading() -> None:
    """A page that opens something of its own is not swallowed by what stands before it."""
    assert parts({"a": 1.5}, (OPENS, {})) == [(0, (1,)), (UNKNOWN, (2,))]


def test_ends_by_itself() -> None:
    """A paper of one page, a divider for instance, has no pages that follow."""
    assert parts({"note": 1.5}, {}) == [(NOTE, (1,)), (UNKNOWN, (2,))]


def test_divider_between() -> None:
    """A divider stands by itself between two documents."""
    assert parts({"a": 1.5}, ("Annex 2", {"note": 1.4}), {"b": 1.5}) == [(0, (1,)), (NOTE, (2,)), (1, (3,))]


def test_running_title() -> None:
    """A page with the running title of the page before goes on, whatever it opens with."""
    before = f"The Orchard Almanac, page 1\n{PROSE}"
    after = f"The Orchard Almanac, page 2\n{OPENS}"

    assert parts((before, {"a": 1.5}), (after, {})) == [(0, (1, 2))]


def test_counted_pages() -> None:
    """A page that says that it is the second of some goes on."""
    assert parts(({"a": 1.5}), (f"{OPENS}\nPage 2 of 2", {})) == [(0, (1, 2))]


def test_two_parts_of_a_page() -> None:
    """Two papers on one page are two, and both are told with that page."""
    zones = [zone(PROSE, 1, ALL, a=1.5), zone(OPENS, 1, ALL, b=1.5), zone(PROSE, 2, ALL)]

    assert [(one.paper, one.pages) for one in segments(zones, ALL)] == [(0, (1,)), (1, (1, 2))]


def test_look_alike_after_the_document() -> None:
    """A paper that is mistaken for a document, and hardly sure, does not begin right after that document."""
    among = (Paper(kind("cv"), "cv"), Paper(kind("other_cv"), "", ("cv",)))

    assert parts({"cv": 1.5}, {"other_cv": 0.9}, among=among) == [(0, (1, 2))]
    assert parts({"cv": 1.5}, {"other_cv": 1.5}, among=among) == [(0, (1,)), (1, (2,))]


def test_every_page_once() -> None:
    """Every page is in one paper, and the order is that of the file."""
    found = parts({"a": 1.5}, {}, {"b": 0.65}, {"c": 1.0}, {"note": 1.2}, {}, {"a": 1.6})

    assert [number for _, pages in found for number in pages] == [1, 2, 3, 4, 5, 6, 7]


def test_pages_once() -> None:
    """A paper names each page once, though several parts of it are its."""
    one = Segment(0, (zone(PROSE, 4, ALL, a=1.2), zone(PROSE, 4, ALL, a=1.4), zone(PROSE, 5, ALL)))

    assert one.pages == (4, 5)
    assert one.strength == pytest.approx(1.4)
    assert Segment(UNKNOWN, one.zones).strength == 0
