"""What is kept, by kind, and for how many days where nobody says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from esor_bot.domain.case import REOPENED_BY_ANSWERING


class Kind(StrEnum):
    """A kind of what is kept. Each has an age of its own at which it is deleted."""

    CASES = "cases"  # ended ones, with their records and messages; counted from the last thing done with them
    DELIVERED = "delivered"  # messages that reached whom they were for
    GIVEN_UP = "given_up"  # messages that never will
    TEXTS = "texts"  # what was asked and could not be answered, and by whom; that it was asked stays with the counts
    COUNTS = "counts"  # that something was asked, and how that went
    EVENTS = "events"  # names of what platforms reported, so that nothing is done twice
    RECEIPTS = "receipts"  # that somebody's data were deleted


DAYS: Mapping[Kind, int] = {
    Kind.CASES: 365,
    Kind.DELIVERED: 30,
    Kind.GIVEN_UP: 90,
    Kind.TEXTS: 90,
    Kind.COUNTS: 730,
    Kind.EVENTS: 7,
    Kind.RECEIPTS: 730,
}
"""For how many days each kind is kept."""

LEAST: Mapping[Kind, int] = {
    Kind.CASES: REOPENED_BY_ANSWERING.days,  # for so long whoever asked can write back
    Kind.DELIVERED: 1,  # a message that is gone could be put out again by who tries something twice
    Kind.GIVEN_UP: 1,
    Kind.EVENTS: 1,  # platforms repeat themselves for hours
}
"""Fewer days than these would break what is promised elsewhere; of the other kinds even none is fine."""
