"""What the benchmarks of the platforms say of their own figures."""

from __future__ import annotations

import pytest

from benchmarks.platforms.figures import Answers, Load, Memory, Storm, Tour, share


def test_a_share_is_not_exceeded() -> None:
    """The value of a share is one that was measured, and the highest at most."""
    assert share([3.0, 1.0, 2.0], 0.5) == 2.0
    assert share([3.0, 1.0, 2.0], 0.999) == 3.0


def test_the_slope_is_that_of_the_second_half() -> None:
    """What is loaded at first does not count; what grows on does, for 10 000 events."""
    grows = Memory(50_000, 100.0, 100.0, [200, 250, 260, 260, 260, 262, 264, 266, 268, 270])
    flat = Memory(50_000, 100.0, 100.0, [200, 250, 260, 260, 260, 260, 260, 260, 260, 260])

    assert grows.slope == pytest.approx(4.0, abs=0.2)
    assert flat.slope == 0
    assert (grows.passed, flat.passed) == (False, True)


def test_load_counts_only_with_checks() -> None:
    """A minute in which no file was checked is not what has to be measured."""
    assert Load([0.01] * 1000, 50, 1.0, 40, 2).passed
    assert not Load([0.01] * 1000, 50, 1.0, 40, 0).passed
    assert not Load([0.01] * 999 + [3.5], 50, 1.0, 40, 2).passed


def test_one_question_without_an_answer_is_too_many() -> None:
    """A storm is survived only if every question has one answer."""
    assert Storm(300, 0, 0, 50, 6, 40.0).passed
    assert not Storm(300, 1, 0, 50, 6, 40.0).passed
    assert not Storm(300, 0, 1, 50, 6, 40.0).passed


def test_answers_are_judged_by_the_middle_and_the_end() -> None:
    """Most answers have to be quick, and nearly all of them quick enough."""
    assert Answers([0.02] * 99 + [0.4]).passed
    assert not Answers([0.2] * 100).passed
    assert not Answers([0.02] * 95 + [0.9] * 5).passed


def test_one_thing_that_is_refused_or_doubtful_is_too_many() -> None:
    """A platform takes everything, and a warning counts like a refusal; both are named."""
    assert Tour(400, [], []).passed
    assert not Tour(400, ["no such channel"], []).passed
    assert not Tour(400, [], ["a link unfurls"]).passed
    assert str(Tour(400, ["no such channel"], [])).endswith("1 refused, 0 warnings; no such channel")
