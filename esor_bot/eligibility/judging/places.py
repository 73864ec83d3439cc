"""Judges where a person lives and works against the centre's country, and against a group of countries."""

from __future__ import annotations

from datetime import date

from esor_bot.domain.condition import Verdict
from esor_bot.domain.programme import Cycle
from esor_bot.eligibility.circumstances import Circumstances, Place
from esor_bot.eligibility.judgement import Reason
from esor_bot.eligibility.rules_schema import Region, Rule

Outcome = tuple[Verdict, Reason]


def judge_residence(told: Circumstances, rule: Rule, cycle: Cycle, today: date) -> Outcome | None:
    """Residence or work in the centre's country stands in the way; nationality alone says nothing."""
    if not cycle.country or not told.places:
        return None
    lives = [place for place in told.places if place.relation in {"live", "work"}]
    now = [place for place in lives if not place.later]
    named = [p for p in told.places if p.relation == "named" and p.country == cycle.country]
    later = [place for place in lives if place.later]
    now = now or [place for place in told.places if place.relation == "from"]
    inside = [place for place in now if place.country == cycle.country]
    if later:
        return Verdict.NEEDS_OFFICE, Reason("residence.moving", {"place": later[0].said})
    if inside and told.place_doubt and len(now) == 1 and inside[0].relation == "work":
        return Verdict.NEEDS_OFFICE, Reason("residence.partly", {"place": inside[0].said})
    if inside:
        return Verdict.NOT_ELIGIBLE, _inside(inside, now)
    if now and named:
        return Verdict.NEEDS_OFFICE, Reason("residence.partly", {"place": named[0].said})
    if now:
        return _abroad(told, now)
    nationals = [place for place in told.places if place.country == cycle.country]
    return (Verdict.UNKNOWN, Reason("residence.only_national", {"place": nationals[0].said})) if nationals else None


def _inside(inside: list[Place], now: list[Place]) -> Reason:
    place, name = inside[0].said, inside[0].name
    relations = {item.relation for item in inside}
    if len({item.country for item in now}) > 1:
        return Reason("residence.one_inside", {"place": place, "country": name})
    if relations == {"from"}:
        return Reason("residence.from_inside", {"place": place, "country": name})
    return Reason("residence.inside" if place == name else "residence.city_inside", {"place": place, "country": name})


def _abroad(told: Circumstances, now: list[Place]) -> Outcome:
    if told.place_doubt:
        return Verdict.NEEDS_OFFICE, Reason("residence.partly", {"place": now[0].said})
    return Verdict.ELIGIBLE, Reason("residence.abroad", {"place": " and ".join(dict.fromkeys(p.said for p in now))})


def judge_region(told: Circumstances, rule: Rule, cycle: Cycle, today: date) -> Outcome | None:
    """In the group by nationality and by place of work, outside by both, or open."""
    assert isinstance(rule, Region)
    now = [place for place in told.places if not place.later and place.relation != "named"]
    if not now:
        return None
    nationals = [place for place in now if place.relation in {"national", "from"}]
    places = [place for place in now if place.relation in {"live", "work"}]
    states = {place.groups.get(rule.group, "open") for place in now}
    values = {"places": _listed(now), "group": rule.group.title(), "who": rule.say}
    if states == {"in"}:
        if not nationals:
            return None
        return Verdict.ELIGIBLE, Reason("region.inside", values)
    if states == {"out"}:
        both = nationals and places
        return (Verdict.NOT_ELIGIBLE, Reason("region.outside", values)) if both else _one_side(values)
    if "open" in states:
        return Verdict.NEEDS_OFFICE, Reason("region.disputed", values)
    one_in = any(place.groups.get(rule.group) == "in" for place in nationals)
    if told.dual and one_in and all(place.groups.get(rule.group) == "in" for place in places):
        return Verdict.ELIGIBLE, Reason("region.inside", values)
    return Verdict.NEEDS_OFFICE, Reason("region.mixed", values)


def _one_side(values: dict[str, str]) -> Outcome:
    return Verdict.NEEDS_OFFICE, Reason("region.one_side", values)


def _listed(places: list[Place]) -> str:
    return ", ".join(dict.fromkeys(place.name for place in places))
