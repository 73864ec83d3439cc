"""Membership, languages, profession, research, availability, interview, other programmes, age."""

from __future__ import annotations

import pytest

from esor_bot.domain.condition import Verdict, Weight
from tests.unit.eligibility.world import condition, judged, verdict

MEMBER = condition("membership", society="esr", kind="full", fee_year=2030)
ENGLISH = condition("language", language="english", level="advanced")
FRENCH = condition("language", weight=Weight.PREFERRED, language="french", level="basic")
RADIOLOGIST = condition("profession", profession="radiologist")
RECORD = condition("track_record", weight=Weight.JUDGED, publications=5)
PERIOD = condition("availability", postponement=False)
TALK = condition("interview", media=["Zoom", "phone"])
ONE = condition("one_programme", society="ESOR")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("full ESR member, fee for 2030 paid", Verdict.ELIGIBLE),
        ("ESR member since 2022, enough?", Verdict.UNKNOWN),
        ("I'm not an ESR member, can I apply?", Verdict.NOT_ELIGIBLE),
        ("I'm only an ESR member in training", Verdict.NEEDS_OFFICE),
        ("I paid the ESR fee 2029 only", Verdict.NEEDS_OFFICE),
        ("Ich bin kein ESR-Mitglied", Verdict.NOT_ELIGIBLE),
    ],
)
def test_membership(text: str, expected: Verdict) -> None:
    """A full member with the fee of the year; what was not told stays unknown."""
    assert verdict(text, MEMBER) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My English is C1", Verdict.ELIGIBLE),
        ("I have B2 English, enough?", Verdict.NEEDS_OFFICE),
        ("my english is poor", Verdict.NOT_ELIGIBLE),
        ("my french is fluent but my english is basic", Verdict.NOT_ELIGIBLE),
        ("Is IELTS 7 accepted?", Verdict.NEEDS_OFFICE),
        ("native English speaker, do I need a certificate?", Verdict.NEEDS_OFFICE),
    ],
)
def test_language(text: str, expected: Verdict) -> None:
    """A level decides where it clearly is above or below; a named test never does."""
    assert verdict(text, ENGLISH) is expected


def test_a_preferred_language_never_stands_in_the_way() -> None:
    """Without the language of advantage nothing is lost."""
    assert verdict("I don't speak any French, is that a problem?", FRENCH, ENGLISH) is Verdict.ELIGIBLE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm a radiographer", Verdict.NOT_ELIGIBLE),
        ("medical physicist with a PhD, can I join", Verdict.NOT_ELIGIBLE),
        ("veterinary radiologist, may I apply", Verdict.NOT_ELIGIBLE),
        ("I'm a paediatric radiologist", Verdict.ELIGIBLE),
        ("double board: radiology 2028 and nuclear medicine 2029", Verdict.ELIGIBLE),
        ("Ich bin Medizinphysiker", Verdict.NOT_ELIGIBLE),
    ],
)
def test_profession(text: str, expected: Verdict) -> None:
    """The profession of the person, not one that the message merely names."""
    assert verdict(text, RADIOLOGIST) is expected


def test_a_colleague_by_profession_is_not_the_person() -> None:
    """Who works with surgeons is no surgeon."""
    assert verdict("I work with surgeons and oncologists every day", RADIOLOGIST) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I can only start in January 2031", Verdict.NOT_ELIGIBLE),
        ("my contract ends on 31 August 2030, ok?", Verdict.ELIGIBLE),
        ("my contract runs until December 2030", Verdict.NOT_ELIGIBLE),
        ("I can only come for six months", Verdict.NOT_ELIGIBLE),
        ("I am pregnant, baby due in January", Verdict.NEEDS_OFFICE),
    ],
)
def test_availability(text: str, expected: Verdict) -> None:
    """The exact period: later, earlier or in part does not do, a bond that ends before does."""
    assert verdict(text, PERIOD) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no publications and no research so far", Verdict.NOT_ELIGIBLE),
        ("I have two publications, enough?", Verdict.NEEDS_OFFICE),
        ("I have 12 papers on radiomics", Verdict.UNKNOWN),
    ],
)
def test_track_record(text: str, expected: Verdict) -> None:
    """Nothing at all is named; anything more is for the committee."""
    assert verdict(text, RECORD) is expected


def test_interview() -> None:
    """Refusing stands in the way, the phone does not."""
    assert verdict("I refuse to do an interview", TALK) is Verdict.NOT_ELIGIBLE
    assert verdict("I have no camera, is a phone interview ok?", TALK) is Verdict.ELIGIBLE
    assert judged("I refuse to do an interview", TALK)[0].reason.values == {"media": "Zoom or phone"}


def test_other_programmes() -> None:
    """Two of the society's at once do not go; of others the page says nothing."""
    assert verdict("I also applied for the ESOR breast fellowship", ONE) is Verdict.NOT_ELIGIBLE
    assert verdict("I have also applied for a DAAD fellowship, does that matter?", ONE) is Verdict.NEEDS_OFFICE
    assert verdict("I was an ESOR fellow in 2028 already. May I apply again?", ONE) is Verdict.NEEDS_OFFICE


def test_age_is_judged_only_where_it_is_a_condition() -> None:
    """An age changes nothing unless the programme has a bound."""
    assert verdict("I'm 52, can I apply?", condition("age", maximum=40)) is Verdict.NOT_ELIGIBLE
    assert verdict("I'm 52, can I apply?", RADIOLOGIST) is None
