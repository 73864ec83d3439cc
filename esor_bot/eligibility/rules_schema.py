"""The machine-readable rule of each kind of condition; unknown keys are refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict

Reference = Literal["unknown", "deadline", "start", "application"]


class Rule(BaseModel):
    """Base of all rules."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class YearsSinceCertification(Rule):
    """At least and at most so many years after certification, counted at `reference`.

    `maximum_vague` is the upper end of a vague bound: 3 and 4 for "three to four years".
    """

    minimum_years: float | None = None
    maximum_years: float | None = None
    maximum_vague: float | None = None
    reference: Reference = "unknown"


class Certified(Rule):
    """The person must be certified, or may still be in training."""

    training_allowed: bool = False


class ResidenceAbroad(Rule):
    """Residence and work must lie outside the country of the centre."""


class Region(Rule):
    """The person must belong to a group of countries; `defined`: the page says what that means."""

    group: str
    say: str = ""
    defined: bool = False


class MembershipRule(Rule):
    """Membership of a society, of a kind, with the fee of a year settled; `names`: what else people call it."""

    society: str
    names: tuple[str, ...] = ()
    kind: Literal["full", "any"] = "full"
    fee_year: int | None = None


class LanguageRule(Rule):
    """Knowledge of a language at a level, and the document that proves it."""

    language: str
    proof: str = ""
    level: Literal["advanced", "basic"] = "advanced"


class OneProgramme(Rule):
    """One programme, and one topic, at once."""

    society: str = ""
    at_once: int = 1


class AvailabilityRule(Rule):
    """Availability for the whole period; whether it can be postponed."""

    postponement: bool = False


class TrackRecord(Rule):
    """Research in a field, and a number of publications to list."""

    topic: str = ""
    publications: int | None = None


class ProfessionRule(Rule):
    """The profession asked for."""

    profession: str = "radiologist"


class InterviewRule(Rule):
    """An interview over one of these media."""

    media: tuple[str, ...] = ()


class Interest(Rule):
    """The wish to work in a field."""

    field: str = ""


class Age(Rule):
    """An age at least and at most, in whole years, at `reference`."""

    minimum: int | None = None
    maximum: int | None = None
    reference: Reference = "unknown"


KINDS: Mapping[str, type[Rule]] = {
    "years_since_certification": YearsSinceCertification,
    "certified": Certified,
    "residence_abroad": ResidenceAbroad,
    "region": Region,
    "membership": MembershipRule,
    "language": LanguageRule,
    "one_programme": OneProgramme,
    "availability": AvailabilityRule,
    "track_record": TrackRecord,
    "profession": ProfessionRule,
    "interview": InterviewRule,
    "interest": Interest,
    "age": Age,
}


def parse_rule(kind: str, mapping: Mapping[str, object]) -> Rule:
    """Check a rule's parameters; an unknown kind raises KeyError, a wrong parameter pydantic's error."""
    return KINDS[kind].model_validate(dict(mapping))
