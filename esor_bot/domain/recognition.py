"""How documents are recognised: concepts (phrases), kinds of documents with their cues, and what a programme asks for.

All of it is data of the knowledge folder; the code knows how to look, not what to look for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Where(StrEnum):
    """Where on a page a cue has to stand."""

    ANY = "any"
    HEADING = "heading"  # a short line, large or near the top, that is little else than the phrase
    TITLE = "title"  # a heading that opens the page
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing that speaks for a kind of document (or, with a negative weight, against it).

    A cue of phrases: one of the concepts `see` stands at `where`, in at least `times` different phrases, and in a
    line (or beside one) with a concept of `beside` where that is given. A cue of a fact: the number that the page's
    fact has lies from `least` to `most`. `say` tells it to people ("its heading"). A name with $ is filled from
    the document that the programme asks for.
    """

    weight: float
    see: tuple[str, ...] = ()
    where: Where = Where.ANY
    times: int = 1
    beside: tuple[str, ...] = ()
    fact: str = ""
    least: float = 1
    most: float = float("inf")
    say: str = ""

    @property
    def for_its_heading(self) -> bool:
        """Say whether it is a heading that speaks for the kind."""
        return self.weight > 0 and self.where in (Where.HEADING, Where.TITLE)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: the cues, the sums of weights from which it is `sure` or `maybe` there.

    `stands_for` names the kind it is mistaken for, `code` the finding this leads to; `needs` are groups of concepts or
    facts without which it is never sure; `private` pages are blurred; `goes_on` says whether it can have several
    pages, `whole` that it is never one of two papers on a page.
    """

    id: str
    label: str
    cues: tuple[Cue, ...]
    sure: float = 8
    maybe: float = 5
    needs: tuple[tuple[str, ...], ...] = ()
    stands_for: tuple[str, ...] = ()
    code: str = ""
    private: bool = False
    goes_on: bool = True
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The shared catalogue: phrases under each concept, kinds, and the words for months (1 to 12)."""

    concepts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: tuple[Kind, ...] = ()
    months: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recognition:
    """How a document of a programme is recognised: a kind of the catalogue and what is special here.

    `names` of the society or the form, `issuer` of the form, `fields` printed on it, concept ids of the `language` and
    the `subjects`; `count`, `year`, `within`, `on`, `until` are names of facts.
    """

    kind: str
    names: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    language: str = ""
    subjects: tuple[str, ...] = ()
    count: str = ""
    year: str = ""
    within: str = ""
    on: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One document that is asked for, with the values of its facts filled in.

    `not_before`: the certificate's day must not lie before it; `valid_on`: the paper must not have expired then;
    `valid_until`: it should still hold then.
    """

    id: str
    kind: str
    minimum: int = 1
    maximum: int | None = 1
    required: bool = True
    names: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    language: str = ""
    subjects: tuple[str, ...] = ()
    count: int | None = None
    year: int | None = None
    not_before: date | None = None
    valid_on: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """All that a check needs to know: the programme's documents in their order, and the catalogue."""

    programme: str
    wanted: tuple[Wanted, ...]
    ordered: bool
    catalogue: Catalogue
    today: date
