"""What the rules say of a circumstance: a verdict per condition, with the sentence that gives the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from esor_bot.domain.condition import Condition, Verdict, Weight


@dataclass(frozen=True, slots=True)
class Reason:
    """The id of a sentence of the wording, and the values that fill it."""

    id: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one condition, and why."""

    condition: Condition
    verdict: Verdict
    reason: Reason


def say_number(number: float | None) -> str:
    """Write a small number as people do in a sentence."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    if number is None:
        return ""
    return words[int(number)] if number == int(number) and number < len(words) else f"{number:g}"


def say_years(minimum: float | None, maximum: float | None, vague: float | None) -> str:
    """Write the bounds of a time after an event: "the first three years", "the time between two and four years"."""
    upper = say_number(maximum)
    if vague is not None and vague != maximum:
        upper = f"{upper} to {say_number(vague)}"
    if not minimum:
        return "the first year" if upper == "one" else f"the first {upper} years"
    if maximum is None:
        return f"the time from {say_number(minimum)} {'year' if minimum == 1 else 'years'} on"
    return f"the time between {say_number(minimum)} and {upper} years"


def overall(judgements: Sequence[Judgement]) -> Verdict:
    """Return the verdict on all: the worst one; what a committee judges counts where nothing else does.

    Preferred conditions never stand in the way.
    """
    required = [judgement for judgement in judgements if judgement.condition.weight is Weight.REQUIRED]
    judged = [judgement for judgement in judgements if judgement.condition.weight is Weight.JUDGED]
    verdicts = {judgement.verdict for judgement in required}
    verdicts |= {judgement.verdict for judgement in judged if judgement.verdict is Verdict.NOT_ELIGIBLE or not required}
    for verdict in (Verdict.NOT_ELIGIBLE, Verdict.NEEDS_OFFICE, Verdict.UNKNOWN, Verdict.ELIGIBLE):
        if verdict in verdicts:
            return verdict
    return Verdict.ELIGIBLE if judgements else Verdict.UNKNOWN
