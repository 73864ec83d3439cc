"""Invented papers in international journals, cited in one of several forms."""

from __future__ import annotations

from random import Random

from benchmarks.applications.people import Person, plain
from benchmarks.applications.words import fill, load

CITED = "{head} {authors}. {title}. {journal}. {year};{volume}:{pages}."
LINES = {
    "vancouver": CITED + " PMID: {pmid}",
    "apa": "{head} {authors} ({year}). {title}. __{journal}__, {volume}, {pages}. doi:{doi}",
    "table": "| {number} | {authors} | {title} | {journal} {year};{volume}:{pages} |",
    "snippets": CITED
    + "\n.. Summary: in this cohort the quantitative measures differed between responders and non-responders "
    "(p < 0.01); external data are needed.",
    "links": "{head} {title}. https://doi.org/{doi}",
    "blocks": "### {number}. {title}\n: {authors}\n: __{journal}__, {year}, {volume}, pp. {pages}"
    "\n: IF {factor}, PMID {pmid}\n~ 6",
    "national": "{head} {authors}: {title}. In: {journal}, vol. {volume} ({year}), p. {pages}, IF: {factor}",
}
FORMS = tuple(LINES)


def citations(person: Person, count: int, rng: Random) -> str:
    """Return the markup of a list of as many papers."""
    form = rng.choice(FORMS)
    data = load("publications")
    titles = rng.sample(data["titles"], min(count, len(data["titles"])))
    while len(titles) < count:
        titles.append(rng.choice(data["titles"]))
    topics = rng.sample(load("common")["topics"], min(count, 16))
    entries = [_entry(person, title, topics[place % len(topics)], rng) for place, title in enumerate(titles)]
    numbered = rng.random() < 0.8
    lines = [_line(form, entry, number, numbered) for number, entry in enumerate(entries, start=1)]
    if form == "table":
        lines.insert(0, "| = No. | Authors | Title | Journal |")
    return "\n".join(lines)


def _entry(person: Person, title: str, topic: str, rng: Random) -> dict[str, str]:
    lands = load("countries")
    words = {
        "topic": topic,
        "Topic": topic[0].upper() + topic[1:],
        "modality": rng.choice(load("common")["modalities"]),
    }
    own = f"{person.name.surname} {''.join(part[0] for part in person.name.given.split())}"
    own = plain(own).title() if rng.random() < 0.1 else own
    others = []
    for _ in range(rng.randint(1, 6)):
        land = lands[rng.choice(sorted(lands))]
        surname = rng.choice(land["s"].split(",")).split("/")[0].split("=")[0].strip()
        others.append(f"{surname} {rng.choice('ABCDEFGHIJKLMNOPRSTVZ')}")
    place = rng.choice([0, 0, 0, 1, len(others)])
    authors = [*others[:place], f"**{own}**", *others[place:]]
    year = rng.randint(2017, 2022)
    return {
        "authors": ", ".join(authors), "title": fill(title, words, rng), "year": str(year),
        "journal": rng.choice(load("publications")["journals"]), "volume": str(rng.randint(8, 60)),
        "pages": f"{(first := rng.randint(100, 3000))}-{first + rng.randint(5, 14)}",
        "doi": f"10.{rng.randint(1000, 9999)}/{rng.choice('abcdejrs')}{rng.randint(10**6, 10**7)}",
        "pmid": str(rng.randint(28_000_000, 36_000_000)), "factor": f"{rng.uniform(1.5, 9):.1f}",
    }  # fmt: skip


def _line(form: str, entry: dict[str, str], number: int, numbered: bool) -> str:
    head = f"*) {number}." if numbered else "-"
    return LINES[form].format(head=head, number=number, **entry)
