"""Judges memberships: which society each statement is about, and what the rule of that society asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from esor_bot.domain.condition import Condition, Verdict
from esor_bot.domain.programme import Cycle
from esor_bot.eligibility.circumstances import Circumstances, Membership, MembershipClause
from esor_bot.eligibility.judgement import Reason
from esor_bot.eligibility.rules_schema import MembershipRule, Rule, parse_rule
from esor_bot.eligibility.text import plain

Outcome = tuple[Verdict, Reason]
Names = Mapping[str, tuple[str, ...]]
KNOWN = "esr"  # the society whose names stand in the vocabulary; others are known by their rule and its title
_ELSEWHERE = ""
_NAME = re.compile(r"(?<=\s)[^\W\d_a-z][\w'’]*(?:[ -](?:(?:of|for) (?:the )?)?[^\W\d_a-z][\w'’]*)*")


def judge_membership(told: Circumstances, rule: Rule, cycle: Cycle, today: date) -> Outcome | None:
    """Membership of the rule's kind, with the fee where one is named; what can still be mended is left open."""
    assert isinstance(rule, MembershipRule)
    names = _names(cycle)
    if rule.society == KNOWN and len(names) < 2:
        member = told.membership
    else:
        member = _of_society(told, rule.society, names, plain(cycle.page))
        if member is None and len(names) > 1 and _unnamed(told, names, plain(cycle.page)):
            return Verdict.UNKNOWN, Reason("membership.which", {"society": rule.society.upper()})
    return None if member is None else _judge(member, rule)


def _judge(member: Membership, rule: MembershipRule) -> Outcome | None:
    if member.kind == "none" or member.elsewhere:
        if member.will_join or member.elsewhere:
            return Verdict.NEEDS_OFFICE, _reason("to_join", rule)
        return Verdict.NOT_ELIGIBLE, _reason("none", rule)
    if member.kind == "other" and rule.kind == "full":
        return Verdict.NEEDS_OFFICE, _reason("other_kind", rule)
    if rule.fee_year is None:
        return (Verdict.ELIGIBLE, _reason("member", rule)) if member.kind else None
    if member.unpaid and rule.fee_year not in member.paid_years:
        return Verdict.NEEDS_OFFICE, _reason("unpaid", rule)
    if rule.fee_year in member.paid_years:
        return Verdict.ELIGIBLE, _reason("paid", rule)
    if member.paid_years:
        return Verdict.NEEDS_OFFICE, _reason("other_year", rule, told=str(max(member.paid_years)))
    return Verdict.UNKNOWN, _reason("fee_untold", rule)


def _reason(name: str, rule: MembershipRule, **more: str) -> Reason:
    """Name the sentence for the rule's parameters: without a full membership and without a fee it is another."""
    ending = ("" if rule.kind == "full" else "_any") + ("" if rule.fee_year else "_no_fee")
    return Reason(
        f"membership.{name}{ending}", {"society": rule.society.upper(), "year": str(rule.fee_year or ""), **more}
    )


def _names(cycle: Cycle) -> Names:
    """The names of each society of the programme: its id, those of its rule, those in the title, and their heads."""
    found = {rule.society: _own(rule, condition) for condition, rule in _rules(cycle)}
    heads = {society: {name.split(" of ")[0].split()[-1] for name in own} for society, own in found.items()}
    return {
        society: (*own, *(head for head in heads[society] if sum(head in other for other in heads.values()) == 1))
        for society, own in found.items()
    }


def _rules(cycle: Cycle) -> list[tuple[Condition, MembershipRule]]:
    parsed = [(one, parse_rule(one.kind, one.rule)) for one in cycle.conditions if one.kind == "membership"]
    return [(one, rule) for one, rule in parsed if isinstance(rule, MembershipRule)]


def _own(rule: MembershipRule, condition: Condition) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(name) for name in (rule.society, *rule.names, *_NAME.findall(condition.title))))


def _about(clause: MembershipClause, names: Names, page: str) -> frozenset[str]:
    """The societies that a clause names; _ELSEWHERE where it names another one."""
    found = {society for society, own in names.items() if society in clause.known or _named(clause, own, page)}
    if not found and (clause.known or clause.of_something):
        found = {_ELSEWHERE}
    return frozenset(found)


def _named(clause: MembershipClause, names: tuple[str, ...], page: str) -> bool:
    words = tuple(word.lower() for word in clause.words)
    for name in names:
        parts = tuple(name.split())
        for at in range(len(words) - len(parts) + 1):
            end = at + len(parts)
            if words[at:end] == parts and not (clause.weak and at > 2) and _whole(clause.words, at, end, names, page):
                return True
    return False


def _whole(words: tuple[str, ...], at: int, end: int, names: tuple[str, ...], page: str) -> bool:
    """ "Society of Bakers" is not the Society, unless the page calls it so; nor is the "Royal Society"."""
    longer = []
    if words[end : end + 1] == ("of",):
        start = end + 2 if words[end + 1 : end + 2] == ("the",) else end + 1
        longer.append(" ".join(words[at : start + 1]).lower())
    if at and words[at - 1][:1].isupper():
        longer.append(" ".join(words[at - 1 : end]).lower())
    return all(name in page or name in names for name in longer)


def _of_society(told: Circumstances, society: str, names: Names, page: str) -> Membership | None:
    """Put together what the clauses tell of one society; a clause that names none goes on about the last one."""
    found: Membership | None = None
    current: frozenset[str] = frozenset(names) if len(names) == 1 else frozenset()
    for clause in told.membership_clauses:
        named = _about(clause, names, page)
        if clause.weak and society not in named:
            continue
        current = named or current
        if society in current:
            found = clause.added_to(found)
        elif current == {_ELSEWHERE} and len(names) == 1 and found is None:
            found = Membership(elsewhere=True)
    if found and told.membership and told.membership.will_join:
        return Membership(found.kind, found.paid_years, found.paid, found.unpaid, True, found.elsewhere)
    return found


def _unnamed(told: Circumstances, names: Names, page: str) -> bool:
    first = next((clause for clause in told.membership_clauses if not clause.weak), None)
    return first is not None and not _about(first, names, page)
