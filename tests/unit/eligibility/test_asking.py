"""The questions that a form asks for the conditions of a cycle."""

from __future__ import annotations

from datetime import date

import pytest

from esor_bot.domain.condition import Verdict, Weight
from esor_bot.eligibility import Circumstances, judge
from esor_bot.eligibility.asking import CHOSEN, TYPED, questions
from esor_bot.eligibility.asking.typed import read_age, read_certification, read_nationality, read_residence
from esor_bot.eligibility.rules_schema import KINDS
from tests.unit.eligibility.world import TODAY, condition, cycle, lexicon


def test_every_kind_is_asked() -> None:
    """There is a question for each kind of condition."""
    assert CHOSEN.keys() | TYPED.keys() == KINDS.keys()
    assert CHOSEN.keys().isdisjoint(TYPED)


def test_one_question_for_one_date() -> None:
    """Being certified, and for how long, is told by one date: it is asked once, for both conditions."""
    (question,) = questions(cycle(condition("certified"), condition("years_since_certification")), 12)

    assert (question.id, question.also) == ("certified", ("years_since_certification",))


def test_what_no_answer_can_change_is_not_asked() -> None:
    """Where a rule lets everything be, there is no question."""
    assert questions(cycle(condition("certified", training_allowed=True)), 12) == ()
    assert questions(cycle(condition("availability", postponement=True)), 12) == ()
    assert questions(cycle(condition("residence_abroad"), country=""), 12) == ()


def test_the_least_important_are_left_out() -> None:
    """Where there are more questions than a form holds, those go that weigh least; the order stays."""
    found = questions(
        cycle(
            condition("age", maximum=40),
            condition("language", Weight.PREFERRED, language="french", level="basic"),
            condition("interest", Weight.JUDGED),
            condition("interview"),
        ),
        2,
    )

    assert [one.id for one in found] == ["age", "interview"]


@pytest.mark.parametrize(("year", "publications"), [(2030, 3), (None, None)])
def test_rules_with_and_without_numbers(year: int | None, publications: int | None) -> None:
    """Whatever a rule names, each answer is judged."""
    world = cycle(
        condition("membership", society="hl", kind="any", fee_year=year),
        condition("track_record", topic="lamps", publications=publications),
        condition("interview", media=["letter"]),
    )

    for question in questions(world, 12):
        for answer in question.answers:
            assert judge(answer.told, world, TODAY), answer.id


def test_two_societies_are_kept_apart() -> None:
    """Who joins one society has not joined the other."""
    world = cycle(
        condition("membership", society="hl", kind="any"),
        condition("membership", society="sol", kind="any"),
    )
    first, second = questions(world, 12)
    told = {answer.id: answer.told for answer in first.answers}["joining"]
    told = told.merge({answer.id: answer.told for answer in second.answers}["none"])

    assert [one.verdict for one in judge(told, world, TODAY)] == [Verdict.NEEDS_OFFICE, Verdict.NOT_ELIGIBLE]


@pytest.mark.parametrize("text", ["June 2026", "06/2026", "2026-06", "6.2026", "juin 2026", "in June 2026 (written)"])
def test_a_month(text: str) -> None:
    """A month is read however it is written."""
    told = read_certification(text, lexicon(), TODAY)

    assert told is not None
    assert told.certified
    assert [one.when.first for one in told.certifications] == [date(2026, 6, 1)]


@pytest.mark.parametrize("text", ["not yet", "Not yet, October 2030", "October 2030", "in training", "noch nicht"])
def test_not_yet(text: str) -> None:
    """A certification that is still to come is read as such, with the month where it is told."""
    told = read_certification(text, lexicon(), TODAY)

    assert told is not None
    assert told.training
    assert not told.certified
    assert len(told.certifications) == ("October" in text)


@pytest.mark.parametrize("text", ["soon", "I don't remember", "June", "1890", "no", "not yet, 2020", "3 years"])
def test_no_date(text: str) -> None:
    """What is no date, or contradicts itself, is not guessed at."""
    assert read_certification(text, lexicon(), TODAY) is None


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("nice", {"FR"}),
        ("Vienna, Austria", {"AT"}),
        ("Turkey", {"TR"}),
        ("Switzerland/France", {"CH", "FR"}),
        ("Swiss", {"CH"}),
        ("I live in France and work in Germany", {"FR", "DE"}),
        ("remote for a French clinic, living in Spain", {"ES"}),
    ],
)
def test_countries(text: str, countries: set[str]) -> None:
    """A country is read from its name, a city or a sentence; a name that is also a word is meant as the name."""
    told = read_residence(text, lexicon(), TODAY)

    assert told is not None
    assert {place.country for place in told.places} == countries
    assert {place.relation for place in told.places} == {"live", "work"} or len(countries) == 1


@pytest.mark.parametrize("text", ["xx", "none", "Europe", "Germnay"])
def test_no_country(text: str) -> None:
    """What is no country is not guessed at."""
    assert read_residence(text, lexicon(), TODAY) is None


@pytest.mark.parametrize(
    ("text", "countries"),
    [("Italian", {"IT"}), ("German and Turkish", {"DE", "TR"}), ("polish", {"PL"}), ("EU citizen", {"EU"})],
)
def test_citizenships(text: str, countries: set[str]) -> None:
    """A citizenship is read from the country or its people."""
    told = read_nationality(text, lexicon(), TODAY)

    assert told is not None
    assert {place.country for place in told.places} == countries
    assert {place.relation for place in told.places} == {"national"}
    assert read_nationality("stateless", lexicon(), TODAY) is None


@pytest.mark.parametrize(("text", "age"), [("34", 34), ("34 years", 34), ("born 1990", None), ("7", None)])
def test_ages(text: str, age: int | None) -> None:
    """An age is a number of years that somebody may have."""
    told = read_age(text, lexicon(), TODAY)

    assert (None if told is None else told.age) == age


def test_certified_is_a_verdict() -> None:
    """Who says when they were certified meets the condition to be certified; who tells nothing is not judged."""
    world = cycle(condition("certified"))

    assert [one.verdict for one in judge(Circumstances(certified=True), world, TODAY)] == [Verdict.ELIGIBLE]
    assert judge(Circumstances(), world, TODAY) == ()
