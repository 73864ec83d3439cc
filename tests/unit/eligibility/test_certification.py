"""Years since certification, certified or not."""

from __future__ import annotations

import pytest
import yaml

from esor_bot.domain.condition import Verdict, Weight
from tests.unit.eligibility.world import KNOWLEDGE, condition, judged, verdict

FOUR = condition("years_since_certification", maximum_years=4)
BETWEEN = condition("years_since_certification", minimum_years=3, maximum_years=6, reference="deadline")
VAGUE = condition("years_since_certification", maximum_years=3, maximum_vague=4, reference="deadline")

LONG: dict[str, object] = {"minimum_years": 3, "maximum_years": 6}
FIRST, FROM = "the first four years", "the time from three years on"


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


@pytest.mark.parametrize(
    ("rule", "text", "reason", "said"),
    [
        ({"maximum_years": 4}, "certified in March 2028", "inside", FIRST),
        ({"maximum_years": 4, "reference": "deadline"}, "certified in March 2028", "inside_known", FIRST),
        ({"maximum_years": 4, "reference": "start"}, "certified in 2020", "outside_known", FIRST),
        ({"maximum_years": 4, "reference": "deadline"}, "certified in 2026", "need_day_known", FIRST),
        ({"maximum_years": 4, "reference": "deadline"}, "certified on 1 June 2026", "edge_known", FIRST),
        ({"maximum_years": 1}, "certified on 1 June 2026", "outside", "the first year"),
        ({"minimum_years": 3}, "certified in 2020", "enough", FROM),
        ({"minimum_years": 3, "reference": "deadline"}, "certified in 2020", "enough_known", FROM),
        ({"minimum_years": 3, "reference": "deadline"}, "certified in 2029", "too_early_known", FROM),
        ({"minimum_years": 3, "reference": "deadline"}, "I will be certified in July 2030", "too_early_known", FROM),
        (LONG, "certified in January 2026", "inside_between", "the time between three and six years"),
        ({**LONG, "reference": "deadline"}, "certified in January 2026", "inside_between_known",
         "the time between three and six years"),
        ({**LONG, "maximum_vague": 7, "reference": "deadline"}, "certified in January 2024", "vague",
         "the time between three and six to seven years"),
    ],
)  # fmt: skip
def test_the_sentence_follows_from_the_rule(rule: dict[str, object], text: str, reason: str, said: str) -> None:
    """A lower bound, a vague one and a known day of reference are said, not those of another programme."""
    (judgement,) = judged(text, condition("years_since_certification", Weight.REQUIRED, **rule))
    assert judgement.reason.id == f"years.{reason}"
    assert judgement.reason.values["years"] == said
    wording = yaml.safe_load((KNOWLEDGE / "wording" / "eligibility.en.yaml").read_text(encoding="utf-8"))
    filled = wording["years"][reason].format(**judgement.reason.values)
    assert ("1 June 2030" in filled) == (rule.get("reference") == "deadline" and reason != "vague")


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
