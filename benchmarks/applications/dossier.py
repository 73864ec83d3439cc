"""A complete application as papers in the required order, and the account of what is true of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from benchmarks.applications.esor_cv import esor_cv
from benchmarks.applications.papers import Paper, draw, pick
from benchmarks.applications.passport import passport
from benchmarks.applications.people import Person
from benchmarks.applications.publications import citations
from benchmarks.applications.truth import ORDER, Truth
from benchmarks.applications.words import load


@dataclass(slots=True)
class Part:
    """A paper in its place.

    `optional`: documents which may count its pages as theirs. `together`: pages of the papers stand on one sheet.
    """

    paper: Paper
    document: str = ""
    optional: tuple[str, ...] = ()
    blank: bool = False


@dataclass(slots=True)
class Dossier:
    """An application in the making: the person, its parts from first to last, what is true of it, how it is bound."""

    person: Person
    rng: Random
    truth: Truth
    parts: list[Part] = field(default_factory=list)
    medium: str = ""

    def build(self) -> None:
        """Draw all nine documents anew for the person."""
        self.parts = [part for document in ORDER for part in documents(document, self.person, self.rng)]

    def of(self, document: str) -> list[Part]:
        """Return the parts of a document."""
        return [part for part in self.parts if part.document == document]

    def replace(self, document: str, papers: list[Paper]) -> None:
        """Put other papers where the document was."""
        place = self.parts.index(self.of(document)[0])
        self.remove(document)
        self.parts[place:place] = [Part(paper, document) for paper in papers]

    def remove(self, document: str) -> None:
        """Take a document out."""
        self.parts = [part for part in self.parts if part.document != document]

    def present(self) -> list[str]:
        """Return the documents that are there, in the required order."""
        return [document for document in ORDER if self.of(document)]


def documents(document: str, person: Person, rng: Random) -> list[Part]:
    """Return the part or parts that make up a document as it should be."""
    special = SPECIAL.get(document)
    papers = special(person, rng) if special else [paper(document, person, rng)]
    return [Part(one, document) for one in papers]


KINDS = {
    "motivation_letter": "motivation",
    "board_certificate": "board",
    "language_certificate": "language",
    "references": "references",
    "esr_membership": "membership",
}


def paper(document: str, person: Person, rng: Random, **more: object) -> Paper:
    """Draw a document of one of the data files."""
    kind = KINDS[document]
    return draw(document, kind, pick(kind, person, rng), person, rng, **more)


def publication_list(person: Person, rng: Random, count: int = 5) -> Paper:
    """Draw a list of as many publications."""
    chosen = pick("publications", person, rng)
    return draw("publications", "publications", chosen, person, rng, pubs=citations(person, count, rng))


def _letters(person: Person, rng: Random) -> list[Paper]:
    count = rng.choices([1, 2, 3], [5, 4, 2])[0]
    return [
        draw("recommendation_letters", "recommendation", pick("recommendation", person, rng), person, rng, w=writer)
        for writer in person.referees[:count]
    ]


SPECIAL: dict[str, Callable[[Person, Random], list[Paper]]] = {
    "esor_cv": lambda person, rng: [esor_cv(person, rng)],
    "recommendation_letters": _letters,
    "publications": lambda person, rng: [publication_list(person, rng)],
    "passport": lambda person, rng: [passport(person, rng)],
}


def extra(name: str, person: Person, rng: Random, **more: object) -> Paper:
    """Draw a paper that is no document, by its id in `extras.yaml`."""
    chosen = next(one for one in load("extras")["papers"] if one["id"] == name)
    return draw("", "extras", chosen, person, rng, **more)


def named(wanted: list[str], rng: Random) -> list[str]:
    """Return what the documents are called in a list."""
    names = load("extras")["names"]
    return [rng.choice(names[document]) for document in wanted]


def listing(wanted: list[str], rng: Random, pages: bool = False) -> str:
    """Return the markup of a list of documents, with page numbers if wanted."""
    form, lines, at = rng.choice(["*) {n}. {name}", "- {name}", "- {name}"]), [], 1
    for number, name in enumerate(named(wanted, rng), start=1):
        line = form.format(n=number, name=name)
        lines.append(line + (f" {'.' * 30} {at}" if pages else ""))
        at += rng.choice([1, 1, 2, 3])
    return "\n".join(lines)
