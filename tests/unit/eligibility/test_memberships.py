"""Memberships of societies that only a programme's data name, one or several at once, and what is said of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
import yaml

from esor_bot.domain.condition import Condition, Verdict
from esor_bot.domain.programme import Cycle
from esor_bot.eligibility import Circumstances, judge
from esor_bot.eligibility.circumstances import Membership, MembershipClause
from tests.unit.eligibility.world import KNOWLEDGE, cycle, told

TODAY = date(2031, 9, 20)
YES, NO, OFFICE, UNKNOWN = Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE, Verdict.NEEDS_OFFICE, Verdict.UNKNOWN


def _member(society: str, title: str, **rule: object) -> Condition:
    return Condition(id=society, title=title, kind="membership", entry=society, rule={"society": society, **rule})


SOCIETY = _member("sol", "Full member of the Society for 2031", kind="full", fee_year=2031)
LEAGUE = _member("hl", "Active member of the Harbour League", kind="any")
ESR = _member("esr", "Full ESR member", kind="full")


def _cycle(*conditions: Condition) -> Cycle:
    return replace(cycle(*conditions), page="They are members of the Society of Lampkeepers and the Harbour League.")


def _verdicts(text: str, *conditions: Condition) -> dict[str, Verdict]:
    return {one.condition.id: one.verdict for one in judge(told(text), _cycle(*conditions), TODAY)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I am not a member of the Society of Lampkeepers, but an active member of the Harbour League. Am I eligible?",
         {"sol": NO, "hl": YES}),
        ("Not in the Society, but active in the League. Am I eligible?", {"sol": NO, "hl": YES}),
        ("I'm a full member of the Society, fee for 2031 paid, and not a member of the League. Can I apply?",
         {"sol": YES, "hl": NO}),
        ("I'm a full member of the Society and an active member of the Harbour League, can I apply?",
         {"sol": UNKNOWN, "hl": YES}),
        ("I am a member of the Harbour League. Am I eligible?", {"hl": YES}),
        ("I am not a member of HL. Am I eligible?", {"hl": NO}),
        ("I am not a member. Am I eligible?", {"sol": UNKNOWN, "hl": UNKNOWN}),
        ("I'm a full member of the Society of Bakers, can I apply?", {}),
        ("I'm a member of ESR, can I apply?", {}),
    ],
)  # fmt: skip
def test_two_memberships_are_two_conditions(text: str, expected: dict[str, Verdict]) -> None:
    """Each society is judged by what is said of it; of one that is not spoken of nothing is said."""
    assert _verdicts(text, SOCIETY, LEAGUE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I am a member, fee for 2031 paid. Can I apply?", YES),
        ("I am not a member. Can I apply?", NO),
        ("I'm a full member of ESR with the fee for 2031 paid. Can I apply?", OFFICE),
        ("I'm a full member of the Society of Bakers, fee for 2031 paid. Can I apply?", OFFICE),
        ("I'm a full member of the Royal Society, fee for 2031 paid. Can I apply?", OFFICE),
    ],
)
def test_membership_of_another_society_is_not_taken_for_this_one(text: str, expected: Verdict) -> None:
    """Where one society is asked for, another one that is named does not stand for it."""
    assert _verdicts(text, SOCIETY) == {"sol": expected}


def test_the_society_of_the_vocabulary_beside_another() -> None:
    """The society whose names the vocabulary knows is told apart as well."""
    text = "I am not a member of ESR, but a member of the Harbour League. Am I eligible?"
    assert _verdicts(text, ESR, LEAGUE) == {"esr": NO, "hl": YES}


def test_other_names_of_a_society_stand_in_its_rule() -> None:
    """What else people call a society is a parameter."""
    guild = _member("gl", "Membership", kind="any", names=["Guild of Lamps"])
    assert _verdicts("I am a member of the guild of lamps, ok?", guild, LEAGUE) == {"gl": YES}


def test_later_words_add_the_other_society() -> None:
    """What is told of one society stays when another one is told."""
    first = told("I am not a member of the Society. Am I eligible?")
    merged = first.merge(told("But I am a member of the Harbour League. Am I eligible?"))
    assert [one.verdict for one in judge(merged, _cycle(SOCIETY, LEAGUE), TODAY)] == [NO, YES]


@pytest.mark.parametrize(
    "text",
    [
        "I am not a member of ESR. Am I eligible?",
        "Not a member of ESR. Am I eligible?",
        "Not yet a member of the ESR. May I apply?",
        "I do not have an ESR membership. Am I eligible?",
        "I am not affiliated with ESR. Am I eligible?",
        "I am not a member of the European Society of Radiology. Am I eligible?",
    ],
)
def test_negated_at_the_start(text: str) -> None:
    """A membership that is denied is none, and the judgement is asked for."""
    circumstances = told(text)
    assert circumstances.membership is not None
    assert (circumstances.membership.kind, circumstances.asks) == ("none", True)


@pytest.mark.parametrize("text", ["I have not paid my ESR membership", "I don't know my ESR membership number"])
def test_what_is_denied_is_not_always_the_membership(text: str) -> None:
    """An unpaid fee or an unknown number denies no membership."""
    circumstances = told(text)
    assert circumstances.membership is None or circumstances.membership.kind != "none"


def test_every_rule_has_its_sentences() -> None:
    """Whatever kind and fee the rule names, each finding has a sentence, filled without an empty place."""
    wording = yaml.safe_load((KNOWLEDGE / "wording" / "eligibility.en.yaml").read_text(encoding="utf-8"))["membership"]
    used = {"which"}
    for kind, fee in product(("full", "any"), (2031, None)):
        condition = _member("esr", "ESR", kind=kind, **({"fee_year": fee} if fee else {}))
        for member in _memberships():
            for one in judge(Circumstances(membership=member), _cycle(condition), TODAY):
                name = one.reason.id.removeprefix("membership.")
                filled = wording[name].format(**one.reason.values)
                used.add(name)
                assert "  " not in filled
                assert ("2031" in filled, filled.startswith("Full ")) == (bool(fee), kind == "full")
    assert used == set(wording)


def _memberships() -> list[Membership]:
    kinds = ("full", "other", "none", "member", "")
    fees = [{}, {"paid_years": (2031,)}, {"paid_years": (2030,)}, {"unpaid": True}, {"will_join": True}]
    return [Membership(kind, **fee) for kind in kinds for fee in fees]  # type: ignore[arg-type]


def test_clauses_add_up() -> None:
    """A later clause on the same society adds the fee and keeps the kind."""
    paid = MembershipClause((), paid_years=(2031,), paid=True)
    assert paid.added_to(Membership("full")) == Membership("full", (2031,), paid=True)
