"""What is harmless in applications: blank pages, covers, dividers, other papers, two documents on one page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.applications.dossier import Dossier, Part, extra, listing
from benchmarks.applications.faults import contents, dividers
from benchmarks.applications.markup import render
from benchmarks.applications.papers import ANY_FACE, Paper, draw, finish, open_sheet, pick, together
from benchmarks.applications.publications import citations
from benchmarks.applications.words import fill, load


def blank_pages(dossier: Dossier) -> None:
    """The backs of sheets were scanned too, or a blank page separates the documents."""
    every = dossier.rng.random() < 0.4
    out = []
    for part in dossier.parts:
        out.append(part)
        if every or dossier.rng.random() < 0.25:
            out.append(Part(part.paper, blank=True))
    dossier.parts = out


def covered(dossier: Dossier) -> None:
    """A cover or a true table of contents comes first."""
    head = []
    if dossier.rng.random() < 0.6:
        head.append(Part(extra("cover", dossier.person, dossier.rng)))
    if dossier.rng.random() < 0.6 or not head:
        head.append(Part(contents(dossier, dossier.present())))
    dossier.parts[:0] = head


def divided(dossier: Dossier) -> None:
    """A sheet with its name stands before each document that is there."""
    present = dossier.present()
    dividers(dossier)
    dossier.parts = [part for part in dossier.parts if not part.optional or part.optional[0] in present]


def other_papers(dossier: Dossier) -> None:
    """Papers that nobody asked for are among the documents."""
    rng = dossier.rng
    for _ in range(rng.choice([1, 1, 2, 3])):
        if rng.random() < 0.5:
            one = extra(rng.choice(["translator", "leave", "vaccination", "caselog", "edir"]), dossier.person, rng)
        else:
            wanted = [
                decoy for decoy in load("decoys")["papers"] if decoy["id"] in ("phd", "course", "degree", "licence")
            ]
            one = draw("", "decoys", rng.choice(wanted), dossier.person, rng)
        last = dossier.of("board_certificate") or dossier.parts[-1:]
        place = len(dossier.parts) if rng.random() < 0.5 else dossier.parts.index(last[-1]) + 1
        dossier.parts.insert(place, Part(one, optional=("board_certificate",)))


def listed(dossier: Dossier) -> None:
    """A checklist, a mail or a fax that lists what is there comes first."""
    kind = dossier.rng.choice(["checklist", "mail", "fax"])
    note = extra(kind, dossier.person, dossier.rng, list=listing(dossier.present(), dossier.rng))
    dossier.parts.insert(0, Part(note, optional=("motivation_letter",)))


def shared_page(dossier: Dossier) -> None:
    """Publications and references stand on one sheet."""
    person, rng = dossier.person, dossier.rng
    pubs = {"pubs": citations(person, 5, rng)}
    blocks: list[tuple[str, str, Mapping[str, Any], dict[str, object]]] = [
        ("publications", "publications", pick("publications", person, rng), dict(pubs)),
        ("references", "references", pick("references", person, rng), {}),
    ]
    if not all(dossier.of(document) for document, *_ in blocks):
        return
    both = together(blocks, person, rng)
    dossier.replace("publications", [both])
    dossier.remove("references")


def appended_articles(dossier: Dossier) -> None:
    """The published papers themselves follow."""
    rng = dossier.rng
    count = rng.choice([2, 3, 3, 5, 16, 24])
    after = count > 5 or rng.random() < 0.6 or not dossier.of("publications")  # a long file is cut at its end
    place = len(dossier.parts) if after else dossier.parts.index(dossier.of("publications")[-1]) + 1
    dossier.parts[place:place] = [Part(_article(dossier), optional=("publications",)) for _ in range(count)]


def _article(dossier: Dossier) -> Paper:
    rng, data, publications = dossier.rng, load("articles"), load("publications")
    common = load("common")
    facts = {"topic": rng.choice(common["topics"]), "modality": rng.choice(common["modalities"])}
    facts["Topic"] = facts["topic"].capitalize()
    lines = [f".. {rng.choice(publications['journals'])} {rng.randint(2017, 2022)}   ORIGINAL ARTICLE"]
    lines.append("# " + fill(rng.choice(publications["titles"]), facts, rng))
    lines.append(f"^ {dossier.person.name.full} et al.")
    for name, sentences in data["sections"].items():
        rounds = 1 if name == "Abstract" else rng.randint(2, 6)
        lines.append(f"## {name}")
        for _ in range(rounds):
            chosen = " ".join(rng.sample(sentences, rng.randint(3, len(sentences))))
            lines += [fill(chosen, facts, rng), ""]
    lines.append(rng.choice(data["bibliography"]))
    sheet = open_sheet({"face": ANY_FACE}, rng)
    sheet.begin("")
    render(sheet, "\n".join(lines), rng)
    return finish(sheet, scan=False)


ODDITIES = (blank_pages, covered, divided, other_papers, listed, shared_page, appended_articles)
