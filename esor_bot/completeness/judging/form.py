"""Whether a form is filled in: whether anything stands on it that only the person can have written."""

from __future__ import annotations

from enum import Enum

from esor_bot.completeness.judging.found import Found
from esor_bot.completeness.page import Origin

_DATES = 2  # years on a form that nobody filled in: those of its edition


class Filled(Enum):
    """How a form was found."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"  # something may be written on it that could not be read


def filled(found: Found) -> Filled:
    """Say whether a form is filled in.

    A person who fills it in leaves an address, a telephone number or years of study and work. A form that was read
    by OCR and shows none of these may have been filled in by hand.
    """
    zones = found.zones
    told = {name: sum(zone.sight.facts.get(name, 0) for zone in zones) for name in ("emails", "phones", "years")}
    if told["emails"] or told["years"] > _DATES or (told["phones"] and told["years"]):
        return Filled.YES
    if all(zone.sight.page.origin is Origin.TEXT for zone in zones):
        return Filled.NO
    lines = sum(len(zone.sight.rows) for zone in zones)
    labels = {(id(zone), hit.line) for zone in zones for hit in zone.sight.hits if hit.concept.startswith("fields:")}
    return Filled.NO if len(labels) > 0.8 * lines else Filled.UNCLEAR
