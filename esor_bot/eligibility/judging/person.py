"""Judges languages, profession, research and interest."""

from __future__ import annotations

from datetime import date

from esor_bot.domain.condition import Verdict
from esor_bot.domain.programme import Cycle
from esor_bot.eligibility.circumstances import Circumstances, Language
from esor_bot.eligibility.judgement import Reason, say_number
from esor_bot.eligibility.rules_schema import (
    Interest,
    LanguageRule,
    ProfessionRule,
    Rule,
    TrackRecord,
)

Outcome = tuple[Verdict, Reason]


def judge_language(told: Circumstances, rule: Rule, cycle: Cycle, today: date) -> Outcome | None:
    """The level told against the level asked for; a named test is for the office, as the page names none."""
    assert isinstance(rule, LanguageRule)
    language = next((language for language in told.languages if language.name == rule.language), None)
    if language is None:
        return None
    name = language.name.title()
    values = {"language": name, "level": language.said, "test": language.proof, "proof": rule.proof}
    if rule.level == "basic":
        return Verdict.ELIGIBLE, Reason("language.preferred", values)
    if language.level in {"none", "low"}:
        return Verdict.NOT_ELIGIBLE, Reason("language.low", values)
    if language.proof:
        return Verdict.NEEDS_OFFICE, Reason(
            "language.proof" if language.proof != "other" else "language.other_proof", values
        )
    return _by_level(language, values)


def _by_level(language: Language, values: dict[str, str]) -> Outcome:
    if language.level == "high":
        return Verdict.ELIGIBLE, Reason("language.high", values)
    return Verdict.NEEDS_OFFICE, Reason("language.open", values)


def judge_profession(told: Circumstances, rule: Rule, cycle: Cycle, today: date) -> Outcome | None:
    """The profession told against the one asked for."""
    assert isinstance(rule, ProfessionRule)
    profession = told.profession
    if profession is None:
        return None
    values = {"profession": rule.profession, "told": profession.said}
    if profession.radiologist == "no":
        return Verdict.NOT_ELIGIBLE, Reason("profession.other" if profession.said else "profession.denied", values)
    if profession.radiologist == "open":
        return Verdict.NEEDS_OFFICE, Reason("profession.open", values)
    return Verdict.ELIGIBLE, Reason("profession.same", values)


def judge_track_record(told: Circumstances, rule: Rule, cycle: Cycle, today: date) -> Outcome | None:
    """None at all does not meet the page; anything else is for the committee to judge."""
    assert isinstance(rule, TrackRecord)
    research = told.research
    if research is None:
        return None
    values = {
        "number": str(research.number or ""),
        "asked": say_number(rule.publications),
        "topic": rule.topic,
    }
    if research.publications == "none" and research.research == "none":
        return Verdict.NOT_ELIGIBLE, Reason("track_record.none", values)
    if research.publications == "none":
        return Verdict.NEEDS_OFFICE, Reason("track_record.no_publications", values)
    if research.research == "none":
        return Verdict.NEEDS_OFFICE, Reason("track_record.no_research", values)
    if research.number is not None and rule.publications and research.number < rule.publications:
        return Verdict.NEEDS_OFFICE, Reason("track_record.few", values)
    return Verdict.UNKNOWN, Reason("track_record.judged", values)


def judge_interest(told: Circumstances, rule: Rule, cycle: Cycle, today: date) -> Outcome | None:
    """The wish is the person's own; its lack is named."""
    assert isinstance(rule, Interest)
    if not told.interest:
        return None
    if told.interest == "none":
        return Verdict.NEEDS_OFFICE, Reason("interest.none", {"field": rule.field})
    return Verdict.ELIGIBLE, Reason("interest.told", {"field": rule.field})
