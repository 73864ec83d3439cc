"""The contract of the store: lists of cases, and finding them by words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from esor_bot.domain.case import State
from esor_bot.ports import Search
from esor_bot.store import SqlStore, lists
from esor_bot.store.words import folded
from tests.unit.store.values import changed, draft, opened, record


def numbers(store: SqlStore, search: Search) -> list[int]:
    """The numbers of the cases that are found."""
    with store.begin() as transaction:
        return [case.number for case in transaction.find(search)]


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    """Six cases; the even ones are of another person and programme, 3 and 4 are claimed, 5 and 6 closed."""
    with store.begin() as transaction:
        for number in range(1, 7):
            even = number % 2 == 0
            case = transaction.open(draft(f"question {number}", "two" if even else "one", "q" if even else "p"))
            if number > 2:
                state = State.CLAIMED if number < 5 else State.CLOSED
                transaction.save(changed(case, state, owner="kim" if even else "lee"))
    return store


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (Search(), [6, 5, 4, 3, 2, 1]),
        (Search(limit=2), [6, 5]),
        (Search(limit=2, before=5), [4, 3]),
        (Search(limit=0), []),
        (Search(before=10**40), [6, 5, 4, 3, 2, 1]),
        (Search(states=(State.OPEN,)), [2, 1]),
        (Search(states=(State.CLOSED, State.OPEN, State.OPEN), limit=3), [6, 5, 2]),
        (Search(asker="one"), [5, 3, 1]),
        (Search(asker="one", before=5, limit=1), [3]),
        (Search(owner="kim"), [6, 4]),
        (Search(owner="kim", states=(State.CLOSED,)), [6]),
        (Search(programme="q", states=(State.OPEN, State.CLAIMED)), [4, 2]),
        (Search(asker="one", owner="kim"), []),
        (Search(words="question", states=(State.CLAIMED,), limit=1), [4]),
        (Search(words="question 5", asker="one"), [5]),
        (Search(words="question 5", asker="two"), []),
    ],
)
def test_everything_that_is_asked_for_counts(filled: SqlStore, search: Search, found: list[int]) -> None:
    """A list has the newest cases of which everything that was asked for is true."""
    assert numbers(filled, search) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("visa", [1]),
        ("VIS", [1]),
        ("isa", []),
        ("delai", [1]),
        ("Délai visa", [1]),
        ("lodz", [2]),
        ("visa lodz", []),
        ("hospital", [2]),
        ("letter 2", [2]),
        ("let*", [2]),
        ("' OR 1", []),
        ('" & | !', []),
        ("𝐕𝐢𝐬𝐚", [1]),
        ("  ", [2, 1]),
    ],
)
def test_words_are_found(store: SqlStore, words: str, found: list[int]) -> None:
    """Cases are found by words of the question and of the record, by beginnings too, without case and accents."""
    opened(store, "Quel est le délai, with a Visa?", "Łódź: a letter?")
    with store.begin() as transaction:
        transaction.write(record(2, "The hospital's; 2 copies"))

    assert numbers(store, Search(words=words)) == found


@pytest.mark.parametrize("search", [Search(words="visa f"), Search(words="visa f", states=(State.OPEN,))])
def test_one_letter_is_a_word(store: SqlStore, search: Search) -> None:
    """A single letter is found as a word, not as the beginning of one."""
    opened(store, "visa for me", "f visa", "visa f")

    assert numbers(store, search) == [3, 2]


def test_both_ways_find_the_same(filled: SqlStore) -> None:
    """Looking into few cases, and reading the index of words, find the same."""
    for search in (Search(words="ques", states=(State.OPEN, State.CLOSED)), Search(words="question 3", before=4)):
        for look in (lists.found_in_few, lists.found_in_many):
            with filled.begin() as transaction:
                rows = transaction.run(look(search, folded(search.words), filled.dialect))
            assert [row.number for row in rows] == numbers(filled, search)


def test_words_of_many_cases_are_found(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more cases have the words than are looked into one by one, the newest of them are found."""
    monkeypatch.setattr(lists, "FEW", 2)
    opened(store, "visa", "visa", "letter", "visa", "visa")

    assert numbers(store, Search(words="vis", limit=2)) == [5, 4]
    assert numbers(store, Search(words="vis", states=(State.OPEN,), before=5)) == [4, 2, 1]
    assert numbers(store, Search(words="let")) == [3]


def test_changed_question_is_found_anew(store: SqlStore) -> None:
    """Where a question is replaced, its case is found by the new words and the record, no more by the old."""
    (case,) = opened(store, "my passport")
    with store.begin() as transaction:
        transaction.write(record(1, "letter"))
        transaction.save(replace(changed(case), question="removed"))

    assert numbers(store, Search(words="passport")) == []
    assert numbers(store, Search(words="removed letter")) == [1]


def test_own_case_is_found_before_the_end(store: SqlStore) -> None:
    """A transaction finds a case that it opened itself, by its question and record, as others do afterwards."""
    search = Search(words="visa letter")
    with store.begin() as transaction:
        case = transaction.open(draft("visa"))
        transaction.write(record(1, "letter"))
        assert transaction.find(search) == (case,)
        transaction.write(record(1, "later"))
        transaction.save(replace(changed(case), question="another"))

    assert numbers(store, search) == []
    assert numbers(store, Search(words="another letter later")) == [1]


def test_words_are_folded() -> None:
    """Each word stands once, in plain small letters, and no longer than counts."""
    assert folded("Straße STRASSE—Ünï_x 7, æ" + "y" * 99) == ("strasse", "uni", "x", "7", "ae" + "y" * 62)
