"""What the benchmark on Discord says of its own figures."""

from __future__ import annotations

import os

from benchmarks.discord_both import Both, Weight
from benchmarks.discord_payloads import Sent
from benchmarks.discord_takeover import Takeover
from benchmarks.platforms.figures import Tour

_LIGHT, _HEAVY = Weight(150.0, 120.0), Weight(201.0, 120.0)


def test_every_start_has_to_be_quick() -> None:
    """One start that takes too long is too many, whatever the others took."""
    assert Both([2.0] * 5, [_LIGHT] * 5, _LIGHT, [], 300, 0.5, [2.0]).passed
    assert not Both([2.0] * 4 + [3.1], [_LIGHT] * 5, _LIGHT, [], 300, 0.5, [2.0]).passed


def test_all_that_the_process_holds_counts_but_not_its_worker() -> None:
    """Memory counts when it is ready and after it was asked; what its worker holds is told apart."""
    assert Both([2.0], [_LIGHT], _LIGHT, [_HEAVY], 300, 0.5, [2.0]).passed
    assert not Both([2.0], [_HEAVY], _LIGHT, [], 300, 0.5, [2.0]).passed
    assert not Both([2.0], [_LIGHT], _HEAVY, [], 300, 0.5, [2.0]).passed
    assert "its worker apart: 201 MiB (120 of its own)" in str(Both([2.0], [_LIGHT], _LIGHT, [_HEAVY], 300, 0.5, [2.0]))


def test_a_process_is_weighed() -> None:
    """What a process holds itself is a part of all that it holds."""
    weight = Weight.of(os.getpid())

    assert 0 < weight.own < weight.all


def test_every_takeover_has_to_be_soon() -> None:
    """One death after which nobody answers for too long is too many."""
    assert Takeover([10.0, 29.0]).passed
    assert not Takeover([10.0, 31.0, 10.0]).passed


def test_one_error_of_the_document_is_too_many() -> None:
    """What Discord's own document does not allow counts like a refusal."""
    fine = Tour(400, [], [])

    assert Sent(fine).passed
    assert Sent(fine, 400).passed
    assert not Sent(fine, 400, ["POST /moon: is not in the document"]).passed
    assert str(Sent(fine, 400, ["POST /moon: no"])).endswith("400 calls held against Discord's document, 1 errors; "
                                                             "POST /moon: no")  # fmt: skip
