"""Judges years since certification, being certified at all, and age."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from esor_bot.domain.condition import Verdict
from esor_bot.domain.programme import Cycle
from esor_bot.eligibility.circumstances import Certification, Circumstances
from esor_bot.eligibility.judgement import Reason, say_number, say_years
from esor_bot.eligibility.rules_schema import Age, Certified, Rule, YearsSinceCertification
from esor_bot.eligibility.when import Span, add_months, resolve, say_day, say_month

Outcome = tuple[Verdict, Reason]
_OPEN = "open"
_INSIDE = "inside"
_OUTSIDE = "outside"
_EARLY = "early"


def judge_years(told: Circumstances, rule: Rule, cycle: Cycle, today: date) -> Outcome | None:
    """Count the years after certification at each moment the page may mean; open where they differ."""
    assert isinstance(rule, YearsSinceCertification)
    ahead = [item for item in told.certifications if item.ahead or _to_come(item, today)]
    if ahead or (told.training and not told.certifications):
        return _not_yet(ahead, rule, cycle, today)
    if not told.certifications:
        return None
    verdicts = [_one(item, rule, cycle, today) for item in told.certifications]
    if len({verdict for verdict, _ in verdicts}) > 1:
        return Verdict.NEEDS_OFFICE, Reason("years.several", {"years": _said(rule)})
    return verdicts[0]


def _said(rule: YearsSinceCertification) -> str:
    return say_years(rule.minimum_years, rule.maximum_years, rule.maximum_vague)


def _known(name: str, rule: YearsSinceCertification) -> str:
    """Name the sentence: where the rule says up to which day the years count, it is another."""
    return f"years.{name}" if rule.reference == "unknown" else f"years.{name}_known"


def _to_come(item: Certification, today: date) -> bool:
    spans = resolve(item.when, today, item.ahead)
    return bool(spans) and all(span.first > today for span in spans)


def _not_yet(ahead: list[Certification], rule: YearsSinceCertification, cycle: Cycle, today: date) -> Outcome:
    values = {"years": _said(rule)}
    spans = [span for item in ahead for span in resolve(item.when, today, True)]
    if not spans:
        return Verdict.NOT_ELIGIBLE, Reason("years.not_certified", values)
    values["when"] = spans[0].said
    start = cycle.window.starts
    if rule.minimum_years and (moments := _moments(rule, cycle, today)):
        marks = {_place(span, moment, rule) for span in spans for moment in moments}
        if marks == {_EARLY}:
            more = _values(spans[0], rule, cycle) | {"counted": say_day(moments[0])}
            return Verdict.NOT_ELIGIBLE, Reason(_known("too_early", rule), more)
    if start and all(span.first >= start for span in spans):
        return Verdict.NOT_ELIGIBLE, Reason("years.certified_after_start", {**values, "start": say_day(start)})
    return Verdict.NEEDS_OFFICE, Reason("years.certified_soon", values)


def _one(item: Certification, rule: YearsSinceCertification, cycle: Cycle, today: date) -> Outcome:
    spans = resolve(item.when, today, item.ahead)
    moments = _moments(rule, cycle, today)
    if not spans or not moments:
        return Verdict.UNKNOWN, Reason("years.date_unclear", {"years": _said(rule)})
    results = [_place(_clipped(span, today), moment, rule) for span in spans for moment in moments]
    values = _values(spans[0], rule, cycle) | {"counted": say_day(moments[0])}
    if all(result == _INSIDE for result in results):
        return Verdict.ELIGIBLE, Reason(_known(_inside(rule), rule), values)
    if all(result == _OUTSIDE for result in results):
        return Verdict.NOT_ELIGIBLE, Reason(_known("outside", rule), values)
    if all(result == _EARLY for result in results):
        return Verdict.NOT_ELIGIBLE, Reason(_known("too_early", rule), values)
    return _left_open(item, spans, moments, rule, values, today)


def _inside(rule: YearsSinceCertification) -> str:
    if rule.maximum_years is None:
        return "enough"
    return "inside_between" if rule.minimum_years else "inside"


def _left_open(
    item: Certification,
    spans: tuple[Span, ...],
    moments: list[date],
    rule: YearsSinceCertification,
    values: dict[str, str],
    today: date,
) -> Outcome:
    if len(spans) > 1:
        return Verdict.UNKNOWN, Reason(
            "years.two_readings", {**values, "first": spans[0].said, "second": spans[1].said}
        )
    if item.loose:
        return Verdict.NEEDS_OFFICE, Reason("years.experience", values)
    exact = [Span(day, day) for day in (spans[0].first, spans[0].last)]
    alone = [{_place(_clipped(span, today), moment, rule) for moment in moments} for span in exact]
    if spans[0].first != spans[0].last and any(len(found) == 1 and _OPEN not in found for found in alone):
        return Verdict.NEEDS_OFFICE, Reason(_known("need_day", rule), values)
    if rule.maximum_vague and all(found == {_OPEN} for found in alone):
        return Verdict.NEEDS_OFFICE, Reason("years.vague", values)
    return Verdict.NEEDS_OFFICE, Reason(
        "years.reference_open" if rule.reference == "unknown" else "years.edge_known", values
    )


def _moments(rule: YearsSinceCertification, cycle: Cycle, today: date) -> list[date]:
    """The days at which the years may be counted."""
    window = cycle.window
    application = min(today, window.closes) if window.closes else today
    known = {"deadline": window.closes, "start": window.starts, "application": application}
    if rule.reference != "unknown":
        day = known.get(rule.reference)
        return [day] if day else []
    days = [window.closes, window.starts]
    if not any(days):
        return [today]
    return [day for day in (*days, application) if day]


def _clipped(span: Span, today: date) -> Span:
    return Span(span.first, max(span.first, min(span.last, today)), span.said)


def _place(span: Span, moment: date, rule: YearsSinceCertification) -> str:
    """Where `moment` lies for every day of the span: inside, outside (too late), early, or open."""
    marks = {_mark(day, moment, rule) for day in (span.first, span.last)}
    if len(marks) == 1:
        return marks.pop()
    return _OPEN


def _mark(day: date, moment: date, rule: YearsSinceCertification) -> str:
    upper, vague = rule.maximum_years, rule.maximum_vague or rule.maximum_years
    if rule.minimum_years is not None and moment < add_months(day, round(rule.minimum_years * 12)):
        return _EARLY
    if upper is None or vague is None:
        return _INSIDE
    if moment > add_months(day, round(vague * 12)):
        return _OUTSIDE
    return _INSIDE if moment < add_months(day, round(upper * 12)) else _OPEN


def _values(span: Span, rule: YearsSinceCertification, cycle: Cycle) -> dict[str, str]:
    values = {"when": span.said, "years": _said(rule), "minimum": _whole_years(rule.minimum_years)}
    if rule.minimum_years is not None:
        values["begun"] = say_month(add_months(span.last, round(rule.minimum_years * 12)))
    if rule.maximum_years is not None:
        until = add_months(span.first, round(rule.maximum_years * 12))
        months = round((rule.maximum_vague or rule.maximum_years) * 12)
        last = add_months(span.last, months)
        values["ended"] = say_day(last) if span.first == span.last else say_month(last)
        values["until"] = say_month(until)
    for name, day in (("deadline", cycle.window.closes), ("start", cycle.window.starts)):
        values[name] = say_day(day) if day else ""
    return values


def _whole_years(number: float | None) -> str:
    return f"{say_number(number)} {'year' if number == 1 else 'years'}" if number else ""


def judge_certified(told: Circumstances, rule: Rule, cycle: Cycle, today: date) -> Outcome | None:
    """A resident is not certified yet; a certification in sight is for the office to judge."""
    assert isinstance(rule, Certified)
    if rule.training_allowed:
        return None
    if not told.training:
        return (Verdict.ELIGIBLE, Reason("certified.done")) if told.certified else None
    spans = [span for item in told.certifications for span in resolve(item.when, today, True)]
    start = cycle.window.starts
    if spans and not (start and all(span.first >= start for span in spans)):
        return Verdict.NEEDS_OFFICE, Reason("certified.soon", {"when": spans[0].said})
    return Verdict.NOT_ELIGIBLE, Reason("certified.not_yet")


def judge_age(told: Circumstances, rule: Rule, cycle: Cycle, today: date) -> Outcome | None:
    """Compare the age told with the bounds; one year below the upper bound depends on the day counted."""
    assert isinstance(rule, Age)
    if told.age is None:
        return None
    values = {"age": str(told.age), "maximum": str(rule.maximum), "minimum": str(rule.minimum)}
    if rule.maximum is not None and told.age > rule.maximum:
        return Verdict.NOT_ELIGIBLE, Reason("age.over", values)
    if rule.minimum is not None and told.age < rule.minimum - 1:
        return Verdict.NOT_ELIGIBLE, Reason("age.under", values)
    edges: Iterable[int] = [bound for bound in (rule.maximum, rule.minimum) if bound is not None]
    if any(abs(told.age - edge) <= 1 for edge in edges) and rule.reference == "unknown":
        return Verdict.NEEDS_OFFICE, Reason("age.edge", values)
    return Verdict.ELIGIBLE, Reason("age.inside", values)
