"""Judges other applications, availability for the period, and the interview."""

from __future__ import annotations

from datetime import date

from esor_bot.domain.condition import Verdict
from esor_bot.domain.programme import Cycle
from esor_bot.eligibility.circumstances import Availability, Circumstances
from esor_bot.eligibility.judgement import Reason
from esor_bot.eligibility.rules_schema import AvailabilityRule, InterviewRule, OneProgramme, Rule
from esor_bot.eligibility.when import Span, month_span, resolve, say_day, say_month

Outcome = tuple[Verdict, Reason]
_INTERVIEW = {
    "available": (Verdict.ELIGIBLE, "interview.available"),
    "refuses": (Verdict.NOT_ELIGIBLE, "interview.refused"),
    "phone": (Verdict.ELIGIBLE, "interview.phone"),
    "no_video": (Verdict.ELIGIBLE, "interview.no_video"),
    "in_person": (Verdict.NEEDS_OFFICE, "interview.in_person"),
    "limits": (Verdict.NEEDS_OFFICE, "interview.limits"),
}
_OTHER = {
    "none": (Verdict.ELIGIBLE, "one_programme.only"),
    "two": (Verdict.NOT_ELIGIBLE, "one_programme.two"),
    "unclear": (Verdict.NEEDS_OFFICE, "one_programme.unclear"),
    "outside": (Verdict.NEEDS_OFFICE, "one_programme.outside"),
    "earlier": (Verdict.NEEDS_OFFICE, "one_programme.earlier"),
    "earlier_application": (Verdict.NEEDS_OFFICE, "one_programme.earlier_application"),
}


def judge_interview(told: Circumstances, rule: Rule, cycle: Cycle, today: date) -> Outcome | None:
    """A refusal stands in the way; the phone is one of the media."""
    assert isinstance(rule, InterviewRule)
    if not told.interview:
        return None
    verdict, reason = _INTERVIEW[told.interview]
    *first, last = rule.media or ("",)
    return verdict, Reason(reason, {"media": f"{', '.join(first)} or {last}" if first else last})


def judge_one_programme(told: Circumstances, rule: Rule, cycle: Cycle, today: date) -> Outcome | None:
    """Two of the society's programmes at once stand in the way; of others the page says nothing."""
    assert isinstance(rule, OneProgramme)
    if not told.other_programme:
        return None
    verdict, reason = _OTHER[told.other_programme]
    return verdict, Reason(reason, {"society": rule.society})


def judge_availability(told: Circumstances, rule: Rule, cycle: Cycle, today: date) -> Outcome | None:
    """The whole period, without postponement; a bond that ends before the start is none."""
    assert isinstance(rule, AvailabilityRule)
    available = told.availability
    if available is None or rule.postponement:
        return None
    start, end = cycle.window.starts, cycle.window.ends
    values = {"start": say_day(start) if start else "", "end": say_day(end) if end else ""}
    values["months"] = str(_months(start, end))
    if available.when is not None and start:
        spans = _spans(available, start, today)
        found = [_dated(available, span, start, values) for span in spans]
        if len({verdict for verdict, _ in found}) > 1:
            return Verdict.NEEDS_OFFICE, Reason("availability.which_year", {**values, "told": spans[0].said})
        return found[0] if found else None
    return _undated(available, values)


def _months(start: date | None, end: date | None) -> int:
    return round((end - start).days / 30.44) if start and end else 0


def _spans(available: Availability, start: date, today: date) -> list[Span]:
    """The days told; a month without a year is the next one, or the one nearest to the start."""
    when = available.when
    if when is None:
        return []
    if when.month is None:
        return list(resolve(when, today, True))[:1]
    nearest = min(
        (month_span(year, when.month) for year in (start.year - 1, start.year, start.year + 1)),
        key=lambda span: abs((span[0] - start).days),
    )
    near = Span(*nearest, say_month(nearest[0]))
    return [near] if available.kind == "start" else [near, *resolve(when, today, True)]


def _dated(available: Availability, span: Span, start: date, values: dict[str, str]) -> Outcome:
    values = {**values, "told": span.said}
    if span.first > start:
        return Verdict.NOT_ELIGIBLE, Reason("availability.later", values)
    if available.kind == "bound" and span.last >= start:
        return Verdict.NEEDS_OFFICE if span.first <= start else Verdict.NOT_ELIGIBLE, Reason(
            "availability.bound", values
        )
    if span.first <= start <= span.last:
        return Verdict.ELIGIBLE, Reason("availability.at_start", values)
    if available.kind == "start":
        return Verdict.NOT_ELIGIBLE, Reason("availability.earlier", values)
    return Verdict.ELIGIBLE, Reason("availability.free_before", values)


def _undated(available: Availability, values: dict[str, str]) -> Outcome | None:
    if available.kind == "whole":
        return Verdict.ELIGIBLE, Reason("availability.whole", values)
    if available.kind == "later":
        return Verdict.NOT_ELIGIBLE, Reason("availability.postpone", values)
    if available.kind == "earlier":
        return Verdict.NOT_ELIGIBLE, Reason("availability.earlier", values)
    if available.kind == "part":
        return Verdict.NOT_ELIGIBLE, Reason("availability.part", values)
    return Verdict.NEEDS_OFFICE, Reason("availability.leave", values)
