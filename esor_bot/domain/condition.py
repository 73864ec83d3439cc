"""A condition of a programme, with the rule a machine can apply to what a person tells of themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Weight(StrEnum):
    """How much a condition weighs on the page."""

    REQUIRED = "required"
    PREFERRED = "preferred"
    JUDGED = "judged"


class Verdict(StrEnum):
    """What the rules say of a circumstance; the values are those of the `ask` contract."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    NEEDS_OFFICE = "needs_office"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a cycle.

    `kind` names the rule (see `esor_bot.eligibility.rules`), `rule` its parameters as they stand in the
    programme file, `entry` the knowledge entry that states the condition with its quotation.
    """

    id: str
    title: str
    kind: str
    entry: str
    weight: Weight = Weight.REQUIRED
    rule: Mapping[str, object] = field(default_factory=dict)
