"""Years since certification, certified or not."""

from __future__ import annotations

import pytest

from esor_bot.domain.condition import Verdict
from tests.unit.eligibility.world import condition, judged, verdict

FOUR = condition("years_since_certification", maximum_years=4)
BETWEEN = condition("years_since_certification", minimum_years=3, maximum_years=6, reference="deadline")
VAGUE = condition("years_since_certification", maximum_years=3, maximum_vague=4, reference="deadline")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I was board certified on 3 March 2028", Verdict.ELIGIBLE),
        ("boards passed in May 2024, can I apply?", Verdict.NOT_ELIGIBLE),
        ("certified in 2026", Verdict.NEEDS_OFFICE),
        ("Certified on 15 July 2026, ok?", Verdict.NEEDS_OFFICE),
        ("I've been board certified for seven years", Verdict.NOT_ELIGIBLE),
        ("certified last year, fine?", Verdict.ELIGIBLE),
        ("Facharzt seit 2020, geht das?", Verdict.NOT_ELIGIBLE),
        ("spécialiste depuis mai 2028, ça va ?", Verdict.ELIGIBLE),
        ("Soy especialista desde 2019, ¿puedo?", Verdict.NOT_ELIGIBLE),
        ("mi sono specializzata a marzo 2029", Verdict.ELIGIBLE),
        ("jestem specjalistą od 2018 roku", Verdict.NOT_ELIGIBLE),
    ],
)
def test_years_are_counted_from_the_date_told(text: str, expected: Verdict) -> None:
    """A date is judged by the bounds of the rule at every moment the page may mean."""
    assert verdict(text, FOUR) is expected


def test_too_new_fails_a_lower_bound() -> None:
    """Where at least three years are asked for, a fresh certificate does not do."""
    assert verdict("certified in January 2029", BETWEEN) is Verdict.NOT_ELIGIBLE
    assert verdict("certified in January 2026", BETWEEN) is Verdict.ELIGIBLE


def test_vague_bound_is_left_to_the_office() -> None:
    """Between the two ends of a vague bound only the office can say."""
    assert verdict("certified on 1 December 2026", VAGUE) is Verdict.NEEDS_OFFICE
    assert verdict("certified on 1 December 2025", VAGUE) is Verdict.NOT_ELIGIBLE


def test_swapped_day_and_month_ask_back_only_where_it_matters() -> None:
    """Two readings of a date that lead to one verdict give it; otherwise the date is asked back."""
    assert verdict("certificate dated 02/03/2028, ok?", FOUR) is Verdict.ELIGIBLE
    (judgement,) = judged("board certificate dated 04/12/2026, ok?", FOUR)
    assert judgement.verdict is Verdict.UNKNOWN
    assert judgement.reason.values["first"] == "4 December 2026"


def test_several_certificates_are_left_to_the_office() -> None:
    """An old national certificate and a new European one do not decide."""
    assert verdict("national board 2019 and EDiR 2029, which counts?", FOUR) is Verdict.NEEDS_OFFICE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm a radiology resident, can I apply?", Verdict.NOT_ELIGIBLE),
        ("I will be board certified in July 2030", Verdict.NEEDS_OFFICE),
        ("still a resident, boards in May 2031", Verdict.NOT_ELIGIBLE),
    ],
)
def test_certification_to_come(text: str, expected: Verdict) -> None:
    """A resident is not certified; a certification expected before the start is for the office."""
    assert verdict(text, FOUR) is expected


@pytest.mark.parametrize("text", ["I'm a resident of Vienna", "permanent resident in Spain", "I am resident in Graz"])
def test_residing_is_no_residency(text: str) -> None:
    """Who is resident somewhere is no trainee."""
    assert verdict(text, FOUR) is None
