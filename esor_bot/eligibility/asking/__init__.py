"""Questions for the conditions of a cycle: what a form asks, and what its answers tell of a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from esor_bot.domain.condition import Condition, Weight
from esor_bot.domain.programme import Cycle
from esor_bot.eligibility.asking import choices, typed
from esor_bot.eligibility.asking.question import Answer, Question, Reads
from esor_bot.eligibility.rules_schema import Certified, Rule, parse_rule

__all__ = ["Answer", "Question", "questions"]

CHOSEN: Mapping[str, Callable[[Rule, Cycle], choices.Asked | None]] = {
    "profession": choices.ask_profession,
    "membership": choices.ask_membership,
    "language": choices.ask_language,
    "interest": choices.ask_interest,
    "track_record": choices.ask_track_record,
    "one_programme": choices.ask_one_programme,
    "availability": choices.ask_availability,
    "interview": choices.ask_interview,
}
TYPED: Mapping[str, tuple[str, Reads]] = {
    "certified": ("certification", typed.read_certification),
    "years_since_certification": ("certification", typed.read_certification),
    "region": ("nationality", typed.read_nationality),
    "residence_abroad": ("residence", typed.read_residence),
    "age": ("age", typed.read_age),
}
_DROPPED_FIRST = {Weight.PREFERRED: 0, Weight.JUDGED: 1, Weight.REQUIRED: 2}


def questions(cycle: Cycle, most: int) -> tuple[Question, ...]:
    """Return a question for each condition, in their order; two that ask the same are one.

    Where there are more than `most`, those are left out that weigh least on the page.
    """
    found: list[Question] = []
    weights: dict[str, Weight] = {}
    for condition in cycle.conditions:
        question = _question(condition, cycle)
        if question is None:
            continue
        same = next((one for one in found if one.reads is not None and one.reads is question.reads), None)
        if same is None:
            found.append(question)
            weights[question.id] = condition.weight
        else:
            found[found.index(same)] = _both(same, condition)
    while len(found) > most:
        found.remove(min(reversed(found), key=lambda one: _DROPPED_FIRST[weights[one.id]]))
    return tuple(found)


def _question(condition: Condition, cycle: Cycle) -> Question | None:
    rule = parse_rule(condition.kind, condition.rule)
    if condition.kind in TYPED:
        if condition.kind == "residence_abroad" and not cycle.country:
            return None  # there is nothing to hold it against
        if isinstance(rule, Certified) and rule.training_allowed:
            return None
        ask, reads = TYPED[condition.kind]
        return Question(condition.id, ask, {"title": condition.title}, reads=reads)
    asked = CHOSEN[condition.kind](rule, cycle)
    if asked is None:
        return None
    ask, values, answers = asked
    return Question(condition.id, ask, {"title": condition.title, **values}, answers)


def _both(question: Question, condition: Condition) -> Question:
    return Question(
        question.id, question.ask, question.values, reads=question.reads, also=(*question.also, condition.id)
    )
