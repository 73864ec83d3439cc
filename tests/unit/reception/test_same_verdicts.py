"""What a person answers in the form is judged as the same thing told in a message."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations

import pytest

from esor_bot.domain.condition import Verdict
from esor_bot.domain.form import MOST_FIELDS
from esor_bot.eligibility import Circumstances, Judgement, judge, overall, read
from esor_bot.eligibility.asking import Question, questions
from esor_bot.knowledge.load import load
from tests.apps import FICTIONAL
from tests.unit.completeness.say.reports import PROGRAMME
from tests.unit.eligibility.world import lexicon

Told = Sequence[tuple[str, str]]
"""What is answered to some questions, by the question."""

SHIPPED = (PROGRAMME.cycle, date(2023, 1, 10))
MADE_UP = (load(FICTIONAL).programmes[0].cycle, date(2031, 4, 10))

# By question: an answer of the form, and the same in a sentence of a message.
SAID: Mapping[str, Mapping[str, str]] = {
    "radiologist": {"yes": "I am a radiologist.", "no": "I am not a radiologist."},
    "board_certified": {
        "June 2019": "I got my board certification in June 2019.",
        "March 2022": "I got my board certification in March 2022.",
        "2020": "I was board certified in 2020.",
        "15.02.2020": "I passed the board exam on 15.02.2020.",
        "01/02/2020": "I passed the board exam on 01/02/2020.",
        "two years ago": "I was board certified two years ago.",
        "last year": "I was board certified last year.",
        "not yet": "I am not board certified yet.",
    },
    "european": {
        "Italy": "I am an Italian citizen.",
        "Brazil": "I am a Brazilian citizen.",
        "Turkish": "I am a Turkish citizen.",
        "French": "I am a French citizen.",
    },
    "country": {
        "Germany": "I live and work in Germany.",
        "France": "I live and work in France.",
        "Brazil": "I live and work in Brazil.",
        "Lyon": "I live and work in Lyon.",
        "Madrid, Spain": "I live and work in Madrid, Spain.",
    },
    "membership": {
        "paid": "I am a full ESR member and the fee for 2023 is paid.",
        "unpaid": "I am a full ESR member and have not paid the fee for 2023 yet.",
        "member": "I am a full ESR member.",
        "other": "I am an ESR member in training.",
        "none": "I am not an ESR member.",
    },
    "english": {
        "c2": "My English is C2.",
        "c1": "My English is C1.",
        "b2": "My English is B2.",
        "b1": "My English is B1.",
        "none": "I do not speak English.",
    },
    "french": {"c1": "My French is C1.", "none": "I do not speak French."},
    "interest": {
        "yes": "I want to subspecialise in oncologic imaging.",
        "no": "I am not interested in oncologic imaging.",
    },
    "track_record": {
        "enough": "I have done research and I have 5 publications.",
        "few": "I have done research and I have 4 publications.",
        "no_publications": "I have done research and I have no publications.",
        "none": "I have no research and no publications.",
    },
    "one_programme": {
        "two": "I am also applying for another ESOR fellowship.",
        "outside": "I am also applying for a fellowship of another society.",
    },
    "availability": {
        "whole": "I am available for the whole period.",
        "later": "I can only start later.",
        "part": "I can only stay for a part of it.",
        "leave": "I need parental leave during the fellowship.",
    },
    "interview": {
        "refuses": "I will not do an interview.",
        "in_person": "I can only do the interview in person.",
        "phone": "I can't do Zoom, I can only do the interview by phone.",
    },
}
KEEPERS: Mapping[str, Mapping[str, str]] = {
    "years": {
        "May 2027": "I was certified in May 2027.",
        "May 2030": "I was certified in May 2030.",
        "May 2020": "I was certified in May 2020.",
    },
    "society": {
        "paid": "I am a full member of the Society and paid the fee for 2031.",
        "none": "I am not a member of the Society.",
    },
    "league": {
        "member_any_no_fee": "I am an active member of the Harbour League.",
        "none": "I am not a member of the Harbour League.",
    },
    "age": {"40": "I am 40 years old.", "47": "I am 47 years old."},
}


@cache
def asked(made_up: bool) -> Mapping[str, Question]:
    """Return the questions of a programme by their ids."""
    cycle, _ = MADE_UP if made_up else SHIPPED
    return {one.id: one for one in questions(cycle, MOST_FIELDS)}


def form(told: Told, made_up: bool) -> Circumstances:
    """Return what the answers of a form tell."""
    found = Circumstances()
    for id_, answer in told:
        question, today = asked(made_up)[id_], (MADE_UP if made_up else SHIPPED)[1]
        if question.reads is None:
            found = found.merge(next(one.told for one in question.answers if one.id == answer))
        else:
            read_ = question.reads(answer, lexicon(), today)
            assert read_ is not None, answer
            found = found.merge(read_)
    return found


def reasons(judgements: Iterable[Judgement]) -> dict[str, tuple[Verdict, str]]:
    """Return the verdict on each condition, and its reason."""
    return {one.condition.id: (one.verdict, one.reason.id) for one in judgements}


def differing(told: Told, made_up: bool = False) -> list[str]:
    """Return the conditions that are judged in another way when the same is told in a message."""
    cycle, today = MADE_UP if made_up else SHIPPED
    said = KEEPERS if made_up else SAID
    text = " ".join(said[id_][answer] for id_, answer in told)
    by_form, by_text = judge(form(told, made_up), cycle, today), judge(read(text, lexicon()), cycle, today)
    one, other = reasons(by_form), reasons(by_text)
    differ = [id_ for id_, found in other.items() if one.get(id_) != found]
    return differ + (["overall"] if overall(by_form) is not overall(by_text) else [])


def every(said: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    """Return each answer to each question."""
    return [(id_, answer) for id_, answers in said.items() for answer in answers]


@pytest.mark.parametrize("made_up", [False, True])
def test_one_answer(made_up: bool) -> None:
    """Each answer alone is judged as its sentence is."""
    answers = every(KEEPERS if made_up else SAID)

    assert {one: differing([one], made_up) for one in answers if differing([one], made_up)} == {}


@pytest.mark.parametrize("made_up", [False, True])
def test_two_answers(made_up: bool) -> None:
    """Any two answers together are judged as their sentences are."""
    pairs = [pair for pair in combinations(every(KEEPERS if made_up else SAID), 2) if pair[0][0] != pair[1][0]]

    assert {pair: found for pair in pairs if (found := differing(pair, made_up))} == {}


def test_many_answers() -> None:
    """Forms filled in by chance, with most of the questions answered, are judged as long messages are."""
    chance = random.Random(7)
    forms = [
        [(id_, chance.choice(list(answers))) for id_, answers in SAID.items() if chance.random() < 0.75]
        for _ in range(200)
    ]

    assert [found for told in forms if told and (found := differing(told))] == []


def test_every_answer_is_judged() -> None:
    """Each answer that can be chosen leads to a verdict on its condition, and so does each that is typed here."""
    for made_up, (cycle, today) in enumerate((SHIPPED, MADE_UP)):
        for question in asked(bool(made_up)).values():
            for answer in question.answers:
                judged = reasons(judge(answer.told, cycle, today))
                assert question.id in judged, (question.id, answer.id)
