"""The required order, and the fewest moves to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from esor_bot.completeness.judging.order import Block, moves, order_of
from esor_bot.domain.report import Move, Order


def blocks(*ranks: int, pages: Sequence[tuple[int, int]] = ()) -> list[Block]:
    """Return blocks with these ranks, one page each or on `pages`."""
    places = pages or [(number, number) for number in range(1, len(ranks) + 1)]
    return [Block(f"d{rank}", rank, first, last) for rank, (first, last) in zip(ranks, places, strict=True)]


@st.composite
def files(draw: st.DrawFn) -> list[Block]:
    """Draw blocks of one to three pages, with pages of nothing between some of them."""
    found, page = [], 0
    for rank in draw(st.lists(st.integers(0, 5), max_size=8)):
        first = page + 1 + draw(st.integers(0, 1))
        page = first + draw(st.integers(0, 2))
        found.append(Block(f"d{rank}", rank, first, page))
    return found


def moved(order: list[int], step: Move) -> list[int]:
    """Do one move on the pages of a file, which keep the numbers they had."""
    taken = [page for page in order if step.first <= page <= step.last]
    left = [page for page in order if page not in taken]
    place = len(left) if step.before is None else left.index(step.before)
    return left[:place] + taken + left[place:]


def after(found: Sequence[Block]) -> list[int]:
    """Return the pages after all moves, done one after the other."""
    order = list(range(1, max((block.last for block in found), default=0) + 1))
    for step in moves(found):
        order = moved(order, step)
    return order


@settings(max_examples=60)
@given(files())
def test_moves_reach_the_order(found: list[Block]) -> None:
    """Done one after the other, the moves lead to the required order, and every block stays in one piece."""
    rank = {page: block.rank for block in found for page in range(block.first, block.last + 1)}
    order = after(found)
    ranks = [rank[page] for page in order if page in rank]

    assert ranks == sorted(ranks)
    for block in found:
        place = order.index(block.first)
        assert order[place : place + block.last - block.first + 1] == list(range(block.first, block.last + 1))


@settings(max_examples=60)
@given(files())
def test_fewest(found: list[Block]) -> None:
    """No smaller number of blocks could be moved: the others would not stand in order."""
    ranks = [block.rank for block in found]
    stay = len(ranks) - len(moves(found))
    longer = combinations(ranks, stay + 1)

    assert not any(list(some) == sorted(some) for some in longer)


@settings(max_examples=60)
@given(files())
def test_order_and_moves_agree(found: list[Block]) -> None:
    """There is something to move exactly where the order is wrong."""
    assert (order_of(found) is Order.WRONG) == bool(moves(found))


def test_order() -> None:
    """The order is told from the second document on; a document may stand in several pieces."""
    assert order_of([]) is order_of(blocks(3)) is order_of(blocks(3, 3)) is Order.NOT_APPLICABLE
    assert order_of(blocks(0, 1, 1, 4)) is Order.OK
    assert order_of(blocks(0, 1, 0)) is Order.WRONG


def test_move_as_it_is_told() -> None:
    """A move names the pages as they are numbered now, and the page before which they go, or the end."""
    assert moves(blocks(0, 2, 1, 3, pages=[(1, 2), (3, 5), (6, 6), (7, 9)])) in (
        (Move("d1", 6, 6, 3),),
        (Move("d2", 3, 5, 7),),
    )
    assert moves(blocks(4, 1, 2, 3)) == (Move("d4", 1, 1, None),)


def test_shared_page() -> None:
    """A block that shares a page with another is left where it is."""
    assert moves(blocks(1, 0, pages=[(1, 2), (2, 3)])) == ()
    assert [step.document for step in moves(blocks(3, 2, 0, 1, pages=[(1, 2), (2, 3), (4, 4), (5, 5)]))] == []
