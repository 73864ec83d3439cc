"""Forgetting while others act: nobody waits for ever, and whoever comes later is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from esor_bot.domain.case import Deed
from esor_bot.errors import RefusedError
from esor_bot.store import SqlStore
from tests.unit.desk.people import ANNA, BEN, CLEO
from tests.unit.privacy.scene import Scene
from tests.unit.store.values import at_once


@pytest.fixture
def scenes(connect: Callable[[], SqlStore]) -> list[Scene]:
    """The same database as four programs see it."""
    made = [Scene(connect()) for _ in range(4)]
    for scene in made:
        scene.store.prepare()  # type: ignore[attr-defined]
    return made


def test_an_answer_at_the_same_time(scenes: list[Scene]) -> None:
    """An answer that comes between is deleted with the rest, and one that comes later is refused as `forgotten`."""
    for _ in range(6):
        numbers = [scenes[0].asked() for _ in range(3)]
        told = at_once(4, lambda which, numbers=numbers: _one_of(scenes[which], which, numbers))  # type: ignore[misc]

        assert told[0] == "forgotten"
        assert set(told) <= {"forgotten", "done"}
        for number in numbers:
            case = scenes[0].case(number)
            assert case is not None
            assert case.forgotten
            assert not any(record.text for record in scenes[0].records(number))
        assert [told.kind for told in scenes[0].waiting(ANNA)] == []


def test_merging_at_the_same_time(scenes: list[Scene]) -> None:
    """Cases that are merged in both directions while both people are forgotten lock nobody out."""
    for _ in range(6):
        one, two, three = scenes[0].asked(), scenes[0].asked(BEN), scenes[0].asked()
        told = at_once(
            4,
            lambda which, one=one, two=two, three=three: [  # type: ignore[misc]
                lambda: _forgets(scenes[0], ANNA.id),
                lambda: _merges(scenes[1], three, two),
                lambda: _merges(scenes[2], two, one),
                lambda: _forgets(scenes[3], BEN.id),
            ][which](),
        )

        assert set(told) <= {"forgotten", "done", "into_which", "is_merged", "is_withdrawn", "taken"}
        assert all(case is not None and case.forgotten for case in map(scenes[0].case, (one, two, three)))


def test_twice_at_the_same_time(scenes: list[Scene]) -> None:
    """Of several who have the same person forgotten at once one gets the receipt that says what was there."""
    for _ in range(3):
        scenes[0].asked()
    receipts = at_once(4, lambda which: scenes[which].forget())

    assert len({receipt.number for receipt in receipts}) == 4
    assert [receipt.deleted.get("cases", 0) for receipt in sorted(receipts, key=lambda one: one.number)] == [3, 0, 0, 0]


def _one_of(scene: Scene, which: int, numbers: list[int]) -> str:
    return _forgets(scene, ANNA.id) if which == 0 else _answers(scene, numbers[which - 1])


def _forgets(scene: Scene, person: str) -> str:
    scene.desk.forget(person, CLEO)
    return "forgotten"


def _answers(scene: Scene, number: int) -> str:
    return _code(lambda: scene.do(number, Deed.ANSWER, text="They do, Anna."))


def _merges(scene: Scene, number: int, into: int) -> str:
    return _code(lambda: scene.do(number, Deed.MERGE, into=into))


def _code(deed: Callable[[], object]) -> str:
    try:
        deed()
    except RefusedError as error:
        return error.code
    return "done"
