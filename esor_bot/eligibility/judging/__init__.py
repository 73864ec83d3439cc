"""Judges circumstances against the conditions of a cycle: one small judge per kind of condition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from esor_bot.domain.condition import Condition, Verdict
from esor_bot.domain.programme import Cycle
from esor_bot.eligibility.circumstances import Circumstances
from esor_bot.eligibility.judgement import Judgement, Reason
from esor_bot.eligibility.judging import membership, person, places, programme, years
from esor_bot.eligibility.rules_schema import Rule, parse_rule

Outcome = tuple[Verdict, Reason]


class Judge(Protocol):
    """Judges one kind of condition; None when the circumstances do not touch it."""

    def __call__(self, told: Circumstances, rule: Rule, cycle: Cycle, today: date) -> Outcome | None:
        """Return the verdict and its reason."""


JUDGES: Mapping[str, Judge] = {
    "years_since_certification": years.judge_years,
    "certified": years.judge_certified,
    "age": years.judge_age,
    "residence_abroad": places.judge_residence,
    "region": places.judge_region,
    "membership": membership.judge_membership,
    "language": person.judge_language,
    "profession": person.judge_profession,
    "track_record": person.judge_track_record,
    "interest": person.judge_interest,
    "interview": programme.judge_interview,
    "one_programme": programme.judge_one_programme,
    "availability": programme.judge_availability,
}


def judge(circumstances: Circumstances, cycle: Cycle, today: date) -> tuple[Judgement, ...]:
    """Judge what was told against each condition it touches, in the order of the cycle's conditions."""
    found = []
    for condition in cycle.conditions:
        outcome = _judge_one(circumstances, condition, cycle, today)
        if outcome is not None:
            found.append(Judgement(condition, *outcome))
    return tuple(found)


def _judge_one(told: Circumstances, condition: Condition, cycle: Cycle, today: date) -> Outcome | None:
    judge_kind = JUDGES.get(condition.kind)
    if judge_kind is None:
        return None
    return judge_kind(told, parse_rule(condition.kind, condition.rule), cycle, today)
