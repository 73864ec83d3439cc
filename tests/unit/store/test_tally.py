"""Questions counted: the sums of both databases are those of the store in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from esor_bot.domain.case import Deed, Record, State
from esor_bot.domain.tally import Counted, Result
from esor_bot.errors import StoreError
from esor_bot.ports import Answer, Count, Demand, Opinion, Span, Store, Tally
from esor_bot.store import SqlStore
from esor_bot.testing.memory import MemoryStore
from tests.unit.store.values import NOW, changed, draft

DAY = timedelta(days=1)
WEEK = 7 * DAY
SPANS = (Span(NOW - WEEK, NOW), Span(NOW, NOW + WEEK), Span(NOW + WEEK, NOW + 2 * WEEK))
WHOLE = Span(SPANS[0].start, SPANS[-1].end)
ONE = Counted(NOW, "one", "slack", "slack:T:U1", Result.UNANSWERED, ("parking",), "may I park?")

QUESTIONS = (
    ONE,
    replace(ONE, at=NOW + DAY, text="parking?"),
    replace(ONE, at=NOW + WEEK, asker="slack:T:U2"),
    replace(ONE, at=NOW + WEEK, asker="", text=""),
    replace(ONE, at=NOW - timedelta(microseconds=1), outcome=Result.ANSWERED, entries=("grant", "parking"), text=""),
    replace(ONE, outcome=Result.ASKED_BACK, entries=("parking", "bikes"), text=""),
    replace(ONE, programme="two", asker="slack:T:U3", text='a "quoted" \N{RIGHT SINGLE QUOTATION MARK} text'),
    replace(ONE, outcome=Result.LEFT, entries=(), text="certificate"),
    replace(ONE, at=NOW + 2 * WEEK, asker="slack:T:U9"),
)


def fill(store: Store) -> None:
    """Count the questions; of four cases two are answered, and one is merged into the first, one into the third."""
    with store.begin() as tx:
        for one in QUESTIONS:
            tx.tally.count(one)
        for number in range(4):
            opened = replace(draft(f"question {number}"), opened=NOW + number * DAY, entries=("parking",))
            tx.open(opened if number else replace(opened, programme="two"))
        tx.write(Record(1, NOW + 2 * DAY, Deed.ANSWER, "o", text="yes"))
        tx.write(Record(1, NOW + 9 * DAY, Deed.ANSWER, "o", text="yes, once more"))
        tx.write(Record(3, NOW + 8 * DAY, Deed.ANSWER, "o", text="no"))
        for number, into, at in ((2, 1, NOW + 3 * DAY), (4, 3, NOW + 4 * DAY)):
            case = tx.case(number)
            assert case is not None
            tx.save(replace(changed(case, State.MERGED), into=into))
            tx.write(Record(number, at, Deed.MERGE, "o"))
            tx.write(Record(into, at, Deed.MERGE, "o", text=f"#{number}"))


def asked(store: Store, what: Callable[[Tally], Any]) -> Any:  # noqa: ANN401 - whatever is asked for
    """Return what the tally of a filled store says."""
    with store.begin() as tx:
        return what(tx.tally)


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    """A store with the questions and cases."""
    fill(store)
    return store


@pytest.mark.parametrize("programme", ["", "one", "two", "three"])
def test_databases_count_like_the_memory(filled: SqlStore, programme: str) -> None:
    """Whatever is asked, for all programmes or one: the databases say what the store in memory says."""
    memory = MemoryStore()
    fill(memory)
    queries: list[Callable[[Tally], Any]] = [
        lambda tally: tally.first(programme),
        lambda tally: tally.results(SPANS, programme),
        lambda tally: tally.demand(SPANS, programme),
        lambda tally: tally.unanswered(WHOLE, programme),
        lambda tally: tally.unanswered(WHOLE, programme, 2),
        lambda tally: tally.sent(SPANS, programme),
        lambda tally: tally.opened(WHOLE, programme),
        lambda tally: tally.answers(WHOLE, programme),
        lambda tally: tally.answers(SPANS[1], programme),
    ]

    for query in queries:
        assert asked(filled, query) == asked(memory, query)


def test_results_by_span(filled: SqlStore) -> None:
    """A question at the first moment of a span belongs to it, one at its end to the next."""
    assert asked(filled, lambda tally: tally.results(SPANS, "one")) == (
        Count(0, Result.ANSWERED, 1),
        Count(1, Result.ASKED_BACK, 1),
        Count(1, Result.UNANSWERED, 2),
        Count(1, Result.LEFT, 1),
        Count(2, Result.UNANSWERED, 2),
    )


def test_demand_counts_people(filled: SqlStore) -> None:
    """Demand counts people who are known once, however often they ask; what was only offered was not asked for."""
    found = asked(filled, lambda tally: tally.demand(SPANS, "one"))

    assert found == (
        Demand("one", "grant", 1, 1, 1, NOW - timedelta(microseconds=1)),
        Demand("one", "parking", 5, 2, 3, NOW + WEEK),
    )


def test_answers_reach_merged_cases(filled: SqlStore) -> None:
    """A case is answered once, first; who was merged into an answered one got it then, else with the answer."""
    assert asked(filled, lambda tally: tally.answers(WHOLE)) == (
        Answer(1, NOW, NOW + 2 * DAY),
        Answer(2, NOW + DAY, NOW + 3 * DAY),
        Answer(3, NOW + 2 * DAY, NOW + 8 * DAY),
        Answer(4, NOW + 3 * DAY, NOW + 8 * DAY),
    )


def test_forgetting_leaves_the_numbers(filled: SqlStore) -> None:
    """Who asked, and the words, are gone; that something was asked still counts. Nobody is not somebody."""
    before = asked(filled, lambda tally: tally.results(SPANS))

    assert asked(filled, lambda tally: tally.forget("slack:T:U1")) == 5
    assert asked(filled, lambda tally: tally.forget("slack:T:U1")) == 0
    assert asked(filled, lambda tally: tally.forget("")) == 0
    assert asked(filled, lambda tally: tally.results(SPANS)) == before
    assert [one.text for one in asked(filled, lambda tally: tally.unanswered(WHOLE, "one"))] == ["may I park?"]


def test_nothing_is_asked_of_no_spans(store: SqlStore) -> None:
    """An empty store, and no spans at all, give nothing."""
    with store.begin() as tx:
        assert tx.tally.first() is None
        assert [tx.tally.results(()), tx.tally.demand(()), tx.tally.sent(())] == [(), (), ()]
        assert [tx.tally.results(SPANS), tx.tally.demand(SPANS), tx.tally.answers(WHOLE)] == [(), (), ()]
        assert tx.tally.sent(SPANS) == (0, 0, 0)


def test_a_result_that_is_none_of_ours(store: SqlStore) -> None:
    """A row that makes no sense is a broken database, not a wrong number."""
    with store.begin() as tx:
        tx.tally.count(ONE)
    with store.begin() as tx:
        tx._connection.exec_driver_sql("UPDATE questions SET outcome = 'nonsense'")
    with pytest.raises(StoreError, match="broken"):
        asked(store, lambda tally: tally.results(SPANS))


def test_opinions(any_store: Store) -> None:
    """What people say of answers is summed by answer, and is neither a question nor asked for."""
    said = (Result.HELPED, Result.NOT_HELPED, Result.NOT_HELPED)
    with any_store.begin() as tx:
        for outcome in said:
            tx.tally.count(replace(ONE, outcome=outcome, entries=("grant",), text=""))
        tx.tally.count(replace(ONE, outcome=Result.HELPED, entries=(), programme="two", text=""))
        tx.tally.count(replace(ONE, outcome=Result.HELPED, at=NOW - DAY, text=""))
        tx.tally.count(ONE)
    with any_store.begin() as tx:
        assert tx.tally.opinions(SPANS[1]) == (Opinion("one", "grant", 1, 2), Opinion("two", "", 1, 0))
        assert tx.tally.opinions(SPANS[1], "two") == (Opinion("two", "", 1, 0),)
        assert [(one.entry, one.questions) for one in tx.tally.demand(SPANS)] == [("parking", 1)]
        assert len(tx.tally.unanswered(SPANS[1])) == 1
