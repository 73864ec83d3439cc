"""What is wrong with applications: each function spoils a dossier and notes what is true of it then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from benchmarks.applications import passport as identity
from benchmarks.applications.dossier import Dossier, Part, extra, listing, paper, publication_list
from benchmarks.applications.esor_cv import esor_cv
from benchmarks.applications.papers import Paper, draw, pick
from benchmarks.applications.people import person
from benchmarks.applications.truth import ORDER
from benchmarks.applications.words import Day, load

EITHER_WAY = ["complete", "incomplete"]


def missing_one(dossier: Dossier) -> None:
    """One document is not there."""
    dossier.remove(dossier.rng.choice(ORDER))


def missing_many(dossier: Dossier) -> None:
    """Several documents are not there."""
    for document in dossier.rng.sample(ORDER, dossier.rng.choice([2, 2, 3, 4, 6])):
        dossier.remove(document)


def wrong_order(dossier: Dossier) -> None:
    """All is there, in another order."""
    rng = dossier.rng
    letters = dossier.of("recommendation_letters")
    if len(letters) > 1 and rng.random() < 0.5:
        dossier.parts.remove(letters[-1])
        dossier.parts.append(letters[-1])
        return
    blocks = list(ORDER)
    how = rng.choice(["swap", "move", "move", "shuffle", "passport_first"])
    while blocks == list(ORDER):
        if how == "swap":
            place = rng.randrange(len(blocks) - 1)
            blocks[place], blocks[place + 1] = blocks[place + 1], blocks[place]
        elif how == "move":
            block = blocks.pop(rng.randrange(len(blocks)))
            blocks.insert(rng.randrange(len(blocks) + 1), block)
        elif how == "shuffle":
            rng.shuffle(blocks)
        else:
            blocks.insert(0, blocks.pop())
    dossier.parts = [part for document in blocks for part in dossier.of(document)]


def duplicate(dossier: Dossier) -> None:
    """A document is there twice."""
    rng, truth = dossier.rng, dossier.truth
    document = rng.choice(
        ["board_certificate", "language_certificate", "esr_membership", "passport", "motivation_letter"]
    )
    again = [Part(part.paper, document) for part in dossier.of(document)]
    place = len(dossier.parts) if rng.random() < 0.5 else dossier.parts.index(dossier.of(document)[-1]) + 1
    dossier.parts[place:place] = again
    truth.accept, truth.order_accept = EITHER_WAY, ["ok", "wrong"]
    truth.optional += ["duplicate_document", "wrong_order"]


def wrong_cv(dossier: Dossier) -> None:
    """Another curriculum vitae stands in place of the form."""
    chosen = pick("cv", dossier.person, dossier.rng)
    dossier.replace("esor_cv", [draw("-esor_cv", "cv", chosen, dossier.person, dossier.rng)])
    dossier.truth.findings.append("wrong_cv")


def cv_not_filled(dossier: Dossier) -> None:
    """The form is empty."""
    dossier.replace("esor_cv", [esor_cv(dossier.person, dossier.rng, how="blank")])
    dossier.truth.findings.append("cv_not_filled")
    dossier.truth.either["esor_cv"] = "empty form"
    dossier.truth.incomplete = True


def _decoy(dossier: Dossier, wanted: Callable[[dict[str, str]], bool]) -> None:
    chosen = dossier.rng.choice([one for one in load("decoys")["papers"] if wanted(one)])
    document = chosen["of"]
    one = draw(f"-{document}", "decoys", chosen, dossier.person, dossier.rng)
    dossier.replace(document, [one])
    dossier.truth.notes.append(f"decoy {chosen['id']}")
    if one.finding:
        dossier.truth.findings.append(f"{one.finding}|not_english|missing_english_certificate|language_not_english")


def wrong_language(dossier: Dossier) -> None:
    """The certificate is of another language than English."""
    _decoy(dossier, lambda one: bool(one.get("finding")))


def lookalike(dossier: Dossier) -> None:
    """A paper that looks like a document stands in its place."""
    _decoy(dossier, lambda one: not one.get("finding"))


def lookalike_board(dossier: Dossier) -> None:
    """A degree, a licence or the like stands in place of the board certificate."""
    _decoy(dossier, lambda one: one["of"] == "board_certificate")


def european_diploma(dossier: Dossier) -> None:
    """Only the European diploma is there, no certificate of a country."""
    dossier.replace("board_certificate", [extra("edir", dossier.person, dossier.rng)])
    dossier.truth.either["board_certificate"] = "only the European diploma"
    dossier.truth.incomplete, dossier.truth.accept = True, EITHER_WAY


def lookalike_membership(dossier: Dossier) -> None:
    """Another society, or the congress, confirms something."""
    _decoy(dossier, lambda one: one["of"] == "esr_membership")


def not_a_passport(dossier: Dossier) -> None:
    """An identity card, a permit or a licence stands in place of the passport."""
    kind = dossier.rng.choice(
        [identity.identity_card, identity.identity_card, identity.residence_permit, identity.driving_licence]
    )
    dossier.replace("passport", [kind(dossier.person, dossier.rng)])
    where = dossier.truth.findings if kind is identity.identity_card else dossier.truth.optional
    where.append("not_a_passport|identity_card|id_card_not_passport")
    dossier.truth.notes.append(kind.__name__)


def certification_too_old(dossier: Dossier) -> None:
    """The certification is more than three years old."""
    old = (date(2014, 3, 1), date(2019, 12, 20))
    dossier.person = person(dossier.rng, dossier.person.country, old)
    dossier.truth.person = dossier.person.name.full
    dossier.build()
    dossier.truth.findings.append("certification_too_old")
    dossier.truth.incomplete, dossier.truth.accept = True, EITHER_WAY


def publications_count(dossier: Dossier) -> None:
    """The list has too few publications, or too many."""
    count = dossier.rng.choice([3, 4, 7, 9, 12])
    dossier.replace("publications", [publication_list(dossier.person, dossier.rng, count)])
    dossier.truth.findings.append("publications_count")
    dossier.truth.notes.append(f"{count} publications")
    dossier.truth.incomplete = True
    if count > 5:
        dossier.truth.accept = EITHER_WAY


def esr_year(dossier: Dossier) -> None:
    """The membership was settled for another year."""
    year = dossier.rng.choice([2021, 2022, 2022])
    paid = dossier.person.facts["paid"]
    assert isinstance(paid, Day)
    earlier = Day(date(year, paid.date.month, min(paid.date.day, 28)))
    one = paper("esr_membership", dossier.person, dossier.rng, year=year, paid=earlier)
    dossier.replace("esr_membership", [one])
    _unsettled(dossier, "esr_year", str(year))


def esr_unpaid(dossier: Dossier) -> None:
    """The fee for the year is open."""
    chosen = dossier.rng.choice(load("membership")["unpaid"])
    dossier.replace("esr_membership", [draw("esr_membership", "membership", chosen, dossier.person, dossier.rng)])
    _unsettled(dossier, "esr_unpaid|esr_year|unpaid|membership_unpaid", "fee open")


def _unsettled(dossier: Dossier, finding: str, why: str) -> None:
    dossier.truth.findings.append(finding)
    dossier.truth.either["esr_membership"] = why
    dossier.truth.incomplete = True


def expired_passport(dossier: Dossier) -> None:
    """The passport had expired at the deadline."""
    day = identity.DEADLINE - timedelta(days=dossier.rng.randrange(20, 1500))
    dossier.replace("passport", [identity.passport(dossier.person, dossier.rng, day)])
    dossier.truth.findings.append("expired_passport")
    dossier.truth.incomplete, dossier.truth.accept = True, EITHER_WAY


def passport_ends_early(dossier: Dossier) -> None:
    """The passport expires during the fellowship."""
    day = identity.DEADLINE + timedelta(days=dossier.rng.randrange(60, 500))
    dossier.replace("passport", [identity.passport(dossier.person, dossier.rng, day)])
    dossier.truth.optional.append("expired_passport")
    dossier.truth.notes.append(f"passport valid until {day}")
    dossier.truth.accept = EITHER_WAY


def mrz_unreadable(dossier: Dossier) -> None:
    """The machine-readable zone is not on the copy."""
    dossier.replace("passport", [identity.passport(dossier.person, dossier.rng, cut=True)])
    dossier.truth.findings.append("mrz_unreadable|mrz_cut_off|mrz_missing")
    dossier.truth.accept = EITHER_WAY


def name_mismatch(dossier: Dossier) -> None:
    """The passport or the language certificate is another person's."""
    other = person(dossier.rng)
    while other.name.surname == dossier.person.name.surname:
        other = person(dossier.rng)
    if dossier.rng.random() < 0.7:
        document, one = "passport", identity.passport(other, dossier.rng)
    else:
        document, one = "language_certificate", paper("language_certificate", other, dossier.rng)
    dossier.replace(document, [one])
    dossier.truth.findings.append("name_mismatch|other_person")
    dossier.truth.either[document] = "another person's"
    dossier.truth.incomplete, dossier.truth.accept = True, EITHER_WAY


def cover_trap(dossier: Dossier) -> None:
    """A table of contents or dividers name every document, some of which are absent."""
    rng = dossier.rng
    absent = rng.sample(ORDER, rng.choice([1, 1, 2, 3]))
    head = [Part(extra("cover", dossier.person, rng))] if rng.random() < 0.5 else []
    head.append(Part(contents(dossier, list(ORDER))))
    if rng.random() < 0.5:
        dividers(dossier)
    for document in absent:
        dossier.remove(document)
    dossier.parts[:0] = head


def mention_trap(dossier: Dossier) -> None:
    """A mail or a fax lists all documents as enclosed, some of which are absent."""
    rng = dossier.rng
    for document in rng.sample(ORDER, rng.choice([1, 1, 2])):
        dossier.remove(document)
    kind = rng.choice(["fax", "mail", "checklist"])
    note = extra(kind, dossier.person, rng, list=listing(list(ORDER), rng))
    dossier.parts.insert(0, Part(note, optional=("motivation_letter",)))


def contents(dossier: Dossier, wanted: list[str]) -> Paper:
    """Draw a table of contents."""
    listed = listing(wanted, dossier.rng, pages=dossier.rng.random() < 0.6)
    return extra("contents", dossier.person, dossier.rng, list=listed)


def dividers(dossier: Dossier) -> None:
    """Put a sheet with its name before each document, whether there or (later) not."""
    rng, out = dossier.rng, []
    names = load("extras")["names"]
    look = rng.choice(["divider", "annex"])
    for number, document in enumerate(ORDER, start=1):
        sheet = extra(look, dossier.person, rng, heading=rng.choice(names[document]), number=number)
        out += [Part(sheet, optional=(document,)), *dossier.of(document)]
    dossier.parts = out
