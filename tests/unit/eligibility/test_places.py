"""Residence, work, nationality."""

from __future__ import annotations

import pytest

from esor_bot.domain.condition import Verdict
from tests.unit.eligibility.world import condition, told, verdict

ABROAD = condition("residence_abroad")
EUROPE = condition("region", group="europe")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I work in Madrid, can I apply?", Verdict.NOT_ELIGIBLE),
        ("I live in Bayonne and work in San Sebastián", Verdict.NOT_ELIGIBLE),
        ("Spanish citizen living and working in Lyon", Verdict.ELIGIBLE),
        ("I used to work in Seville, now I work in Porto", Verdict.ELIGIBLE),
        ("I work in Bilbao but will move to Rome in May", Verdict.NEEDS_OFFICE),
        ("Ich arbeite in Barcelona, geht das?", Verdict.NOT_ELIGIBLE),
        ("mon mari travaille à Madrid, radiologue aussi, peut-il postuler ?", Verdict.NOT_ELIGIBLE),
        ("Spanish radiologist here, may I apply?", Verdict.UNKNOWN),
    ],
)
def test_the_centre_must_be_abroad(text: str, expected: Verdict) -> None:
    """Residence or work in the centre's country counts, whatever the nationality."""
    assert verdict(text, ABROAD) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm Norwegian and work in Oslo", Verdict.ELIGIBLE),
        ("I am Brazilian and work in São Paulo", Verdict.NOT_ELIGIBLE),
        ("Syrian citizen, working in Hamburg", Verdict.NEEDS_OFFICE),
        ("Italian passport, but I work in Boston", Verdict.NEEDS_OFFICE),
        ("Turkish radiologist working in Ankara", Verdict.NEEDS_OFFICE),
    ],
)
def test_group_of_countries(text: str, expected: Verdict) -> None:
    """Inside by both, outside by both, and otherwise the office."""
    assert verdict(text, EUROPE) is expected


@pytest.mark.parametrize(
    "text",
    [
        "I speak French and German",
        "is my French good enough for Montpellier?",
        "I would come to Montpellier for the fellowship",
        "My wife is Spanish and lives in Madrid",
        "that would be nice",
        "I did my residency in Madrid",
        "I live 20 km from Barcelona",
    ],
)
def test_what_is_no_place_of_the_person(text: str) -> None:
    """Languages, visits, families and training tell nothing of where a person lives."""
    assert told(text).places == ()
