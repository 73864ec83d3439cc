"""A series of applications: which faults and oddities occur, and in which share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from benchmarks.applications import faults, oddities
from benchmarks.applications.bind import bind, medium
from benchmarks.applications.dossier import Dossier
from benchmarks.applications.garbled import garble
from benchmarks.applications.leaves import Leaf, assemble
from benchmarks.applications.people import Person, person, plain
from benchmarks.applications.truth import Truth, line
from benchmarks.applications.words import load

WHOLE = 0.34  # the share of complete and correct applications
LARGEST = 80  # pages
Fault = Callable[[Dossier], None]
FAULTS: tuple[Fault, ...] = (
    faults.missing_one, faults.wrong_cv, faults.wrong_order, faults.lookalike, faults.cover_trap, faults.missing_many,
    faults.not_a_passport, faults.publications_count, faults.esr_year, faults.duplicate, faults.wrong_language,
    faults.mention_trap, faults.expired_passport, faults.lookalike_board, faults.cv_not_filled, faults.missing_one,
    faults.certification_too_old, faults.lookalike_membership, faults.esr_unpaid, faults.name_mismatch,
    faults.mrz_unreadable, faults.wrong_order, faults.passport_ends_early, faults.european_diploma,
)  # fmt: skip
SPOIL_SHARED = {
    faults.missing_one,
    faults.missing_many,
    faults.wrong_order,
    faults.publications_count,
    faults.cover_trap,
    faults.mention_trap,
    faults.certification_too_old,
}  # they count on one paper for each document
NAMES = (
    "{surname}_{given}_fellowship.pdf", "application-{surname}.pdf", "{given} {surname}.pdf", "ESOR_{surname}.pdf",
    "scan_{number:04}.pdf", "Document{number}.pdf", "IMG_{number:04}.pdf", "{surname} - oncologic imaging - final.pdf",
)  # fmt: skip


def series(count: int, seed: int) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield a line of the truth and a PDF for each application; the same for the same seed and count."""
    rng = Random(f"series {seed}")
    order = list(FAULTS)
    rng.shuffle(order)
    whole = set(rng.sample(range(count), round(count * WHOLE)))
    countries = sorted(load("countries"))
    rng.shuffle(countries)
    spoilt = 0
    for number in range(count):
        fault = None
        if number not in whole:
            fault = order[spoilt % len(order)]
            spoilt += 1
        yield application(seed, number + 1, countries[number % len(countries)], fault)


def application(seed: int, number: int, country: str, fault: Fault | None) -> tuple[dict[str, Any], bytes]:
    """Return the line of the truth and the PDF of one application."""
    dossier, pages = prepare(seed, number, country, fault)
    pdf = assemble(pages, dossier.rng)
    if dossier.medium == "garbled":
        pdf = garble(pdf, dossier.rng)
    name = _file_name(dossier.person, number, dossier.rng)
    return line(f"g{seed}-{number:03}", name, dossier.truth, pages), pdf


def prepare(seed: int, number: int, country: str, fault: Fault | None) -> tuple[Dossier, list[Leaf]]:
    """Return an application and its pages, drawn but not yet scanned or put into a file."""
    rng = Random(f"application {seed} {number}")
    who = person(rng, country)
    dossier = Dossier(who, rng, Truth(fault.__name__ if fault else "complete", who.name.full))
    dossier.medium = medium(rng)
    dossier.build()
    _make(dossier, fault)
    if any(part.paper.fields for part in dossier.parts):  # form fields can be put neither on half a sheet nor garbled
        dossier.medium = {"two_up": "scanned", "garbled": "digital"}.get(dossier.medium, dossier.medium)
    dossier.truth.kind += f"_{dossier.medium}"
    return dossier, bind(dossier)[:LARGEST]


def _make(dossier: Dossier, fault: Fault | None) -> None:
    rng, truth = dossier.rng, dossier.truth
    odd = [one for one in oddities.ODDITIES if rng.random() < (0.12 if fault else 0.2)]
    if fault in SPOIL_SHARED and oddities.shared_page in odd:
        odd.remove(oddities.shared_page)
    for one in odd:
        if one is oddities.shared_page:
            one(dossier)
    if fault:
        fault(dossier)
    for one in odd:
        if one is not oddities.shared_page:
            one(dossier)
    truth.notes += [one.__name__ for one in odd]


def _file_name(who: Person, number: int, rng: Random) -> str:
    parts = {"surname": plain(who.name.surname).title(), "given": plain(who.name.given).title()}
    name = rng.choice(NAMES).format(number=rng.randrange(1000), **parts)
    return f"{number:03} {name}".replace("'", "").replace(" ", "_" if rng.random() < 0.5 else " ")
