"""What a person told of themselves, as frozen values. Everything is optional; nothing here is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from esor_bot.eligibility.when import When


@dataclass(frozen=True, slots=True)
class Certification:
    """One certification that was told: when, whether a European diploma, and whether it is still to come.

    `loose` says that only years of experience were told, which may include the years of training.
    """

    when: When
    european: bool = False
    ahead: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A country that was told, by what it is to the person: live, work, from, national; now or later."""

    relation: str
    country: str
    name: str
    groups: Mapping[str, str] = field(default_factory=dict)
    later: bool = False
    said: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """Membership of the society: which kind ("full", "other", "none", ""), and what was told of the fee."""

    kind: str = ""
    paid_years: tuple[int, ...] = ()
    paid: bool = False
    unpaid: bool = False
    will_join: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class MembershipClause:
    """What one clause tells of a membership, with its words (capitals kept), for societies named in the data.

    `known`: societies of the vocabulary that it names; `of_something`: it says of what the person is a member;
    `weak`: it counts only where the society is named right at the beginning of `words` ("not in the ...").
    """

    words: tuple[str, ...]
    kind: str = ""
    known: tuple[str, ...] = ()
    of_something: bool = False
    weak: bool = False
    paid_years: tuple[int, ...] = ()
    paid: bool = False
    unpaid: bool = False
    will_join: bool = False

    def added_to(self, before: Membership | None) -> Membership:
        """Return the membership with what this clause tells beside what was told before."""
        earlier = before or Membership()
        return Membership(
            kind=self.kind or earlier.kind,
            paid_years=(*earlier.paid_years, *self.paid_years),
            paid=earlier.paid or self.paid,
            unpaid=earlier.unpaid or self.unpaid,
            will_join=earlier.will_join or self.will_join,
        )


@dataclass(frozen=True, slots=True)
class Language:
    """A language and its level: "none", "low", "open", "high" or "" where only a proof was told."""

    name: str
    level: str = ""
    said: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Availability:
    """What was told of the period: start, free, bound, later, earlier, part, leave, absence or whole."""

    kind: str
    when: When | None = None
    months: float | None = None


@dataclass(frozen=True, slots=True)
class Research:
    """Publications and research: a number, "none", "some" or "" each."""

    publications: str = ""
    number: int | None = None
    research: str = ""


@dataclass(frozen=True, slots=True)
class Profession:
    """Whether the person is a radiologist ("yes", "no", "open"), and the profession as they said it."""

    radiologist: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that one message, a conversation so far, or a form tells. `asks` says that a judgement is asked for."""

    certifications: tuple[Certification, ...] = ()
    training: str = ""
    certified: bool = False
    places: tuple[Place, ...] = ()
    place_doubt: bool = False
    dual: bool = False
    membership: Membership | None = None
    membership_clauses: tuple[MembershipClause, ...] = ()
    languages: tuple[Language, ...] = ()
    other_programme: str = ""
    availability: Availability | None = None
    research: Research | None = None
    profession: Profession | None = None
    interview: str = ""
    interest: str = ""
    age: int | None = None
    asks: bool = False

    @property
    def told(self) -> frozenset[str]:
        """The kinds of condition that something was told about."""
        kinds = {
            "years_since_certification": bool(self.certifications or self.training),
            "certified": bool(self.training) or self.certified,
            "residence_abroad": any(place.relation in {"live", "work", "from"} for place in self.places),
            "region": any(place.relation != "named" for place in self.places),
            "membership": self.membership is not None or bool(self.membership_clauses),
            "language": bool(self.languages),
            "one_programme": bool(self.other_programme),
            "availability": self.availability is not None,
            "track_record": self.research is not None,
            "profession": self.profession is not None,
            "interview": bool(self.interview),
            "interest": bool(self.interest),
            "age": self.age is not None,
        }
        return frozenset(kind for kind, said in kinds.items() if said)

    def merge(self, later: Circumstances) -> Circumstances:
        """Return what is known after `later` was told: newer words replace older ones on the same matter."""
        told = {
            item.name: getattr(later, item.name)
            for item in fields(later)
            if getattr(later, item.name) and item.name != "places"
        }
        if "certifications" in told and "training" not in told:
            told["training"] = ""
        if "training" in told and "certifications" not in told:
            told["certifications"] = ()
        told["places"] = _merged(self.places, later.places)
        told["membership_clauses"] = (*self.membership_clauses, *later.membership_clauses)
        told["languages"] = _languages(self.languages, later.languages)
        told["asks"] = later.asks
        return replace(self, **told)


def _merged(before: tuple[Place, ...], after: tuple[Place, ...]) -> tuple[Place, ...]:
    told = {(place.relation, place.later) for place in after}
    return (*(place for place in before if (place.relation, place.later) not in told), *after)


def _languages(before: tuple[Language, ...], after: tuple[Language, ...]) -> tuple[Language, ...]:
    names = {language.name for language in after}
    return (*(language for language in before if language.name not in names), *after)
