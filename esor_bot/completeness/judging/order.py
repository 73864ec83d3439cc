"""The required order, and the fewest moves that reach it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from esor_bot.domain.report import Move, Order


@dataclass(frozen=True, slots=True)
class Block:
    """Pages that follow one another and belong to one document; `rank` is its place in the required order."""

    document: str
    rank: int
    first: int
    last: int


def order_of(blocks: Sequence[Block]) -> Order:
    """Say whether the blocks, in the file's order, stand in the required order."""
    if len({block.document for block in blocks}) < 2:
        return Order.NOT_APPLICABLE
    ranks = [block.rank for block in blocks]
    return Order.OK if ranks == sorted(ranks) else Order.WRONG


def moves(blocks: Sequence[Block]) -> tuple[Move, ...]:
    """Return the fewest moves of blocks that reach the required order; done one after the other, in this order.

    Page numbers are those of the file as it is. A block that shares a page with another can't be moved, and nothing
    can be put into the middle of another block: it is left.
    """
    kept = _longest(blocks)
    staying = [block for number, block in enumerate(blocks) if number in kept]
    away = sorted((block for number, block in enumerate(blocks) if number not in kept), key=lambda one: one.rank)
    found = []
    for block in away:
        later = [other for other in staying if other.rank > block.rank]
        target = min(later, key=lambda other: other.first, default=None)
        if _shares_a_page(block, blocks) or (target and any(one.first < target.first <= one.last for one in blocks)):
            continue
        found.append(Move(block.document, block.first, block.last, target.first if target else None))
    return tuple(found)


def out_of_place(blocks: Sequence[Block]) -> tuple[int, ...]:
    """Return the pages of the blocks that stand in a wrong place, also of those that can't be moved."""
    kept = _longest(blocks)
    away = [block for number, block in enumerate(blocks) if number not in kept]
    return tuple(sorted({page for block in away for page in range(block.first, block.last + 1)}))


def _shares_a_page(block: Block, blocks: Sequence[Block]) -> bool:
    return any(other is not block and other.first <= block.last and block.first <= other.last for other in blocks)


def _longest(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the numbers of a longest run of blocks whose ranks never fall."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, block in enumerate(blocks):
        place = bisect_left(ends, block.rank + 1)
        before.append(at[place - 1] if place else -1)
        if place == len(ends):
            ends.append(block.rank)
            at.append(number)
        else:
            ends[place], at[place] = block.rank, number
    run: list[int] = []
    number = at[-1] if at else -1
    while number >= 0:
        run.append(number)
        number = before[number]
    return frozenset(run)
