"""Who else waits for the answer to a case: those whose own case was merged into it, directly or through another."""

from __future__ import annotations

from collections.abc import Iterator

from esor_bot.desk.act import joined
from esor_bot.domain.case import Case, Deed
from esor_bot.ports import Search, Transaction


def followers(tx: Transaction, number: int) -> tuple[Case, ...]:
    """Return all cases that follow one, through any number of others."""
    return tuple(case for case, _ in _branches(tx, number))


def waiting(tx: Transaction, number: int) -> tuple[Case, ...]:
    """Return those that follow a case and have got no answer from it, or were told since that it is taken up again."""
    known: set[int] = set()
    open_: set[int] = set()
    answered = False
    for record in tx.records(number):
        follower = joined(record)
        if follower is not None:
            known.add(follower)
            if not answered:  # else it got the answer at once
                open_.add(follower)
        elif record.deed is Deed.ANSWER:
            answered, open_ = True, set()
        elif record.deed is Deed.REOPEN:
            answered, open_ = False, set(known)
        elif record.deed is Deed.ADD:
            answered = False
    return tuple(case for case, branch in _branches(tx, number) if branch in open_)


def root(tx: Transaction, case: Case) -> tuple[Case, ...]:
    """Return the cases that a merged one follows, from the next to the last, which is answered for all."""
    way: list[Case] = []
    while case.into is not None:
        following = read(tx, case.into)
        if following is None:  # deleted since
            break
        way.append(following)
        case = following
    return tuple(way)


def read(tx: Transaction, number: int) -> Case | None:
    """Return a case to look at, None where there is none. Unlike `tx.case` it is not held against others."""
    found = tx.find(Search(before=number + 1, limit=1))
    return found[0] if found and found[0].number == number else None


def _branches(tx: Transaction, number: int) -> Iterator[tuple[Case, int]]:
    """Yield each follower, with the number of the direct follower through which it came."""
    for direct in tx.followers(number):
        yield direct, direct.number
        for case, _ in _branches(tx, direct.number):
            yield case, direct.number
