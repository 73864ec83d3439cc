"""Questions with answers to choose from: what each answer tells is what the same words tell in a message."""

from __future__ import annotations

from esor_bot.domain.programme import Cycle
from esor_bot.eligibility.asking.question import Answer
from esor_bot.eligibility.circumstances import (
    Availability,
    Circumstances,
    Language,
    Membership,
    MembershipClause,
    Profession,
    Research,
)
from esor_bot.eligibility.judgement import say_number
from esor_bot.eligibility.judging.membership import KNOWN
from esor_bot.eligibility.rules_schema import (
    AvailabilityRule,
    Interest,
    InterviewRule,
    LanguageRule,
    MembershipRule,
    OneProgramme,
    ProfessionRule,
    Rule,
    TrackRecord,
)
from esor_bot.eligibility.when import say_day

Asked = tuple[str, dict[str, str], tuple[Answer, ...]]
"""The name of the sentences, what fills them, and the answers."""

_LEVELS = (("c2", "high", "C2"), ("c1", "high", "C1"), ("b2", "open", "B2"), ("b1", "low", "B1"), ("a", "low", "A2"))
_OTHER = ("two", "outside", "earlier_application", "earlier")
_STAYS = ("whole", "later", "earlier", "part", "leave")


def ask_profession(rule: Rule, cycle: Cycle) -> Asked | None:
    """Ask for the profession."""
    assert isinstance(rule, ProfessionRule)
    yes, no = Profession("yes", rule.profession), Profession("no")
    return (
        "profession",
        {"profession": rule.profession},
        (Answer("yes", Circumstances(profession=yes)), Answer("no", Circumstances(profession=no))),
    )


def ask_membership(rule: Rule, cycle: Cycle) -> Asked | None:
    """Ask for the membership of one society: of which kind, and whether the fee is settled."""
    assert isinstance(rule, MembershipRule)
    full = rule.kind == "full"
    kind, ending = ("full", "") if full else ("member", "_any")
    if rule.fee_year is None:
        found = {f"member{ending}_no_fee": Membership(kind)}
    else:
        found = {
            f"paid{ending}": Membership(kind, paid_years=(rule.fee_year,), paid=True),
            f"unpaid{ending}": Membership(kind, unpaid=True),
            f"member{ending}": Membership(kind),
        }
    if full:
        found["other"] = Membership("other")
    found |= {"joining": Membership("none", will_join=True), "none": Membership("none")}
    alone = rule.society == KNOWN and sum(one.kind == "membership" for one in cycle.conditions) == 1
    told = _alone if alone else _among_others
    answers = tuple(Answer(id_, told(member, rule.society)) for id_, member in found.items())
    return "membership", {"society": rule.society.upper(), "year": str(rule.fee_year or "")}, answers


def _alone(member: Membership, society: str) -> Circumstances:
    return Circumstances(membership=member)


def _among_others(member: Membership, society: str) -> Circumstances:
    clause = MembershipClause(
        words=(),
        kind=member.kind,
        known=(society,),
        paid_years=member.paid_years,
        paid=member.paid,
        unpaid=member.unpaid,
        will_join=member.will_join,
    )
    return Circumstances(membership_clauses=(clause,))


def ask_language(rule: Rule, cycle: Cycle) -> Asked | None:
    """Ask for the level of a language."""
    assert isinstance(rule, LanguageRule)
    levels = [*_LEVELS, ("none", "none", "none")]
    answers = tuple(
        Answer(id_, Circumstances(languages=(Language(rule.language, level, said),))) for id_, level, said in levels
    )
    return "language", {"language": rule.language.title()}, answers


def ask_interest(rule: Rule, cycle: Cycle) -> Asked | None:
    """Ask for the wish to work in the field."""
    assert isinstance(rule, Interest)
    yes, no = Circumstances(interest="yes"), Circumstances(interest="none")
    return "interest", {"field": rule.field}, (Answer("yes", yes), Answer("no", no))


def ask_track_record(rule: Rule, cycle: Cycle) -> Asked | None:
    """Ask for research and publications, against the number that is to be listed."""
    assert isinstance(rule, TrackRecord)
    asked = rule.publications
    found: dict[str, Research] = {"some" if asked is None else "enough": Research("some", asked, "some")}
    if asked is not None and asked > 1:
        found["few"] = Research("some", asked - 1, "some")
    found |= {
        "no_publications": Research("none", 0, "some"),
        "no_research": Research("some", asked, "none"),
        "none": Research("none", 0, "none"),
    }
    answers = tuple(Answer(id_, Circumstances(research=research)) for id_, research in found.items())
    return "track_record", {"topic": rule.topic, "asked": say_number(asked)}, answers


def ask_one_programme(rule: Rule, cycle: Cycle) -> Asked | None:
    """Ask for other applications."""
    assert isinstance(rule, OneProgramme)
    answers = tuple(Answer(id_, Circumstances(other_programme=id_)) for id_ in ("none", *_OTHER))
    return "one_programme", {"society": rule.society}, answers


def ask_availability(rule: Rule, cycle: Cycle) -> Asked | None:
    """Ask whether the person can be there for the period; nothing where it can be postponed."""
    assert isinstance(rule, AvailabilityRule)
    if rule.postponement:
        return None
    start, end = cycle.window.starts, cycle.window.ends
    answers = tuple(Answer(kind, Circumstances(availability=Availability(kind))) for kind in _STAYS)
    if start is None or end is None:
        return "availability", {}, answers
    return "availability_dated", {"start": say_day(start), "end": say_day(end)}, answers


def ask_interview(rule: Rule, cycle: Cycle) -> Asked | None:
    """Ask whether the person can take part in the interview."""
    assert isinstance(rule, InterviewRule)
    phone = any(medium.lower() in {"phone", "telephone"} for medium in rule.media)
    kinds = ("available", *(("phone",) if phone else ()), "in_person", "refuses")
    *first, last = rule.media or ("",)
    media = f"{', '.join(first)} or {last}" if first else last
    return "interview", {"media": media}, tuple(Answer(kind, Circumstances(interview=kind)) for kind in kinds)
