"""Questions without an answer, grouped."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esor_bot.answering.assistant import Assistant
from esor_bot.desk.groups import LEAST, bare, clusters, groups
from esor_bot.desk.likeness import Likeness
from esor_bot.domain.case import Case
from tests.unit.desk.people import ANNA, home
from tests.unit.desk.questions import DAY, MONDAY, question

PARKING = ("is there parking at the hospital", "where can I park my car?", "parking space for fellows?")
CATS = ("can I bring my cat", "may my cat come along?")
SILENT = {("moon", "animals")}


@pytest.fixture
def likeness(shipped_app: Assistant) -> Likeness:
    """The likeness of questions about a programme that has many phrasings."""
    return Likeness(next(iter(shipped_app.engines.values())).base)


def case(number: int, text: str, programme: str = "moon") -> Case:
    """Return an open case."""
    return Case(number, programme, text, ANNA.id, home(ANNA), MONDAY, MONDAY)


def test_paraphrases_are_one_group(likeness: Likeness) -> None:
    """What asks the same in other words is one group; what asks something else is another one."""
    asked = [question(text, asker=f"p{place}") for place, text in enumerate(PARKING + CATS)]

    found = groups(asked, {"moon": likeness}.get)

    assert [(one.people, one.questions) for one in found] == [(3, 3), (2, 2)]
    assert {sample.casefold() for sample in found[0].samples} == {text.casefold() for text in PARKING}


def test_any_order_gives_the_same(likeness: Likeness) -> None:
    """The groups, their samples and their order do not depend on the order of the questions."""
    asked = [question(text, days=place, asker=f"p{place % 3}") for place, text in enumerate(PARKING + CATS + PARKING)]
    shuffled = random.Random(3).sample(asked, len(asked))

    assert groups(asked, {"moon": likeness}.get) == groups(shuffled, {"moon": likeness}.get)


def test_people_are_counted(likeness: Likeness) -> None:
    """Who asks often is one person, those who were forgotten are at least one; the newest question gives the day."""
    asked = [question(PARKING[0], days=days, asker="anna") for days in (3, 1)]
    forgotten = replace(question(CATS[0], days=2), asker="")

    found = groups([*asked, forgotten], {"moon": likeness}.get)

    assert [(one.people, one.questions, one.latest) for one in found] == [
        (1, 2, MONDAY + 3 * DAY),
        (1, 1, MONDAY + 2 * DAY),
    ]


def test_a_topic_is_a_group(likeness: Likeness) -> None:
    """Questions on the same silent entry are one group, however they are put."""
    asked = [question("can I bring my cat", entry="animals"), question("and a cow?", entry="animals"), question("cow?")]

    found = groups(asked, {"moon": likeness}.get, SILENT)

    assert [(one.topic, one.questions) for one in found] == [("animals", 2), ("", 1)]


def test_open_cases_that_ask_the_same(likeness: Likeness) -> None:
    """A group names the open cases that ask the same: by their words, or by their topic; of its programme only."""
    asked = [*map(question, PARKING), question("can I bring my cat", entry="animals")]
    cases = [
        case(3, "May I park at the hospital?"),
        case(4, "Can I get an advance?"),
        case(5, "May I park at the hospital?", "sun"),
        replace(case(6, "A pony?"), stopped=replace(case(6, "").stopped, entries=("animals",))),
    ]

    found = groups(asked, {"moon": likeness}.get, SILENT, cases)

    assert {one.topic: one.cases for one in found} == {"": (3,), "animals": (6,)}


def test_programmes_are_kept_apart(likeness: Likeness) -> None:
    """The same words about another programme are another group, compared by what is there to compare."""
    asked = [question(PARKING[0]), replace(question(PARKING[1]), programme="sun")]

    assert len(groups(asked, {"moon": likeness}.get)) == 2


def test_without_any_likeness() -> None:
    """Where nothing compares them, only what is equal but for signs and capitals is put together."""
    found = groups(
        [question("May I park?"), question("may i park"), question("Parking?"), question("?!")], lambda programme: None
    )

    assert [(one.questions, one.samples) for one in found] == [(2, ("May i park",)), (1, ("Parking?",))]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("mail me at eva.k@example.org about it", "Mail me at … about it"),
        ("call +43 1 234 56 78 please", "Call … please"),
        ("My name is Eva Kovacs, may I park?", "May I park?"),
        ("may I start in 2030?", "May I start in 2030?"),
        ("is\n it   me", "Is it me"),
    ],
)
def test_samples_name_nobody(text: str, left: str) -> None:
    """Addresses, numbers to call and names that are given as such are left out of what others read."""
    assert bare(text) == left


@given(st.integers(0, 9), st.integers(0, 2**32 - 1))
def test_clusters_hold_everything_once(size: int, seed: int) -> None:
    """Whatever is how alike, everything is in exactly one cluster, and no two clusters are alike enough to be one."""
    dice = np.random.default_rng(seed)
    half = dice.random((size, size), dtype=np.float32)
    alike = np.asarray((half + half.T) / 2, np.float32)

    found = clusters(alike, 0.5)

    assert sorted(place for one in found for place in one) == list(range(size))
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            assert alike[np.ix_(one, other)].mean() < 0.5 + 1e-5


def test_a_text_without_words_is_like_none(likeness: Likeness) -> None:
    """A text without words is like none, and alike is what is equal; the order of the two does not matter."""
    alike = likeness.among(["", PARKING[0], PARKING[1], CATS[0]])

    assert alike[0].tolist() == [0, 0, 0, 0]
    assert alike[1, 1] == pytest.approx(1, abs=1e-5)
    assert alike == pytest.approx(alike.T, abs=1e-5)
    assert alike[1, 2] > LEAST > alike[1, 3]
