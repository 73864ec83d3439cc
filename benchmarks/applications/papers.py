"""Papers written in `data/*.yaml`: which there are for a person, and how one is drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from reportlab.lib.pagesizes import A4, landscape, letter  # type: ignore[import-untyped]

from benchmarks.applications import markup
from benchmarks.applications.people import Person
from benchmarks.applications.sheet import Field, Sheet, random_style
from benchmarks.applications.words import fill, load

PART = re.compile(r"<<(\w+)(?:\*(\d))?>>")
ANY_FACE = ("helvetica", "times", "dejavu", "dejavuserif", "stix", "vera")


@dataclass(frozen=True, slots=True)
class Paper:
    """A drawn paper: its PDF, its pages (from 0) by label, and what is typed in its form fields.

    A label is a document's id, `-id` for a decoy of a document, or empty for none of them.
    """

    pdf: bytes
    pages: int
    marks: Mapping[str, tuple[int, ...]]
    fields: tuple[Field, ...] = ()
    finding: str = ""
    scan: bool | None = None  # must (not) be scanned
    note: str = ""
    tags: frozenset[str] = field(default_factory=frozenset)


def suits(paper: Mapping[str, Any], person: Person) -> bool:
    """Whether a paper of the data may belong to the person."""
    if "countries" in paper:
        return person.country in paper["countries"]
    return "lang" not in paper or person.lang in paper["lang"]


def options(kind: str, person: Person) -> list[dict[str, Any]]:
    """Return the papers of a data file that may belong to the person, those of the person's own country first."""
    return [paper for paper in load(kind)["papers"] if suits(paper, person)]


def pick(kind: str, person: Person, rng: Random) -> dict[str, Any]:
    """Choose a paper; those made for the person's country are three times as likely."""
    found = options(kind, person)
    weights = [float(paper.get("weight", 3 if "countries" in paper or "lang" in paper else 1)) for paper in found]
    return rng.choices(found, weights)[0]


def expand(text: str, kind: str, rng: Random) -> str:
    """Put in the paragraphs that the text asks for."""
    parts = load(kind).get("parts", {})

    def take(found: re.Match[str]) -> str:
        choices = parts[found[1]]
        return "\n\n".join(rng.sample(choices, min(int(found[2] or 1), len(choices))))

    return PART.sub(take, text)


def text_of(kind: str, text: str, person: Person, rng: Random, **more: object) -> str:
    """Return a text of the data as it would stand on the paper."""
    referees = dict(zip(("r1", "r2", "r3", "r4"), person.referees, strict=True))
    facts = {"w": person.referees[0], "year": 2023} | referees | person.facts | more
    return fill(expand(text, kind, rng), facts, rng)


def open_sheet(paper: Mapping[str, Any], rng: Random) -> Sheet:
    """Return an empty sheet in a look that suits the paper."""
    style = random_style(rng, paper.get("face", ANY_FACE))
    size = letter if rng.random() < 0.04 else A4
    if paper.get("frame"):
        style = replace(style, size=style.size + 1.5, top=style.top + 45, left=80, right=80, bottom=50, leading=1.5)
    sheet = Sheet(style, landscape(size) if paper.get("landscape") else size)
    if paper.get("frame"):
        _frame(sheet, rng)
    return sheet


def _frame(sheet: Sheet, rng: Random) -> None:
    canvas, (wide, high) = sheet.canvas, sheet.page_size
    canvas.setStrokeColorRGB(*sheet.style.accent)
    kind = rng.choice(["double", "single", "thick", "corner", "none"])
    if kind in ("double", "single"):
        canvas.setLineWidth(1.5)
        canvas.rect(34, 34, wide - 68, high - 68)
    if kind == "double":
        canvas.rect(40, 40, wide - 80, high - 80)
    if kind == "thick":
        canvas.setLineWidth(9)
        canvas.setStrokeAlpha(0.5)
        canvas.rect(36, 36, wide - 72, high - 72)
        canvas.setStrokeAlpha(1)
    if kind == "corner":
        canvas.setLineWidth(3)
        for x, y, dx, dy in (
            (40, 40, 1, 1),
            (wide - 40, 40, -1, 1),
            (40, high - 40, 1, -1),
            (wide - 40, high - 40, -1, -1),
        ):
            canvas.line(x, y, x + dx * 70, y)
            canvas.line(x, y, x, y + dy * 70)
    if rng.random() < 0.4:
        x, y = wide / 2, high - 78
        canvas.setFillColorRGB(*sheet.style.accent)
        canvas.circle(x, y, 20, stroke=1, fill=0)
        canvas.wedge(x - 14, y - 14, x + 14, y + 14, 30, 120, stroke=0, fill=1)


def finish(
    sheet: Sheet,
    *,
    finding: str = "",
    scan: bool | None = None,
    note: str = "",
    tags: frozenset[str] = frozenset(),
) -> Paper:
    """Close the sheet and return it as a paper (the rest are its fields)."""
    pages = sheet.page + 1
    pdf = sheet.done()
    marks = {label: tuple(numbers) for label, numbers in sheet.marks.items()}
    return Paper(pdf, pages, marks, tuple(sheet.fields), finding, scan, note, tags)


def draw(label: str, kind: str, paper: Mapping[str, Any], person: Person, rng: Random, **more: object) -> Paper:
    """Draw one paper of the data under a label."""
    sheet = open_sheet(paper, rng)
    sheet.begin(label)
    markup.render(sheet, text_of(kind, paper["text"], person, rng, **more), rng)
    if "translation" in paper and rng.random() < 0.6:
        sheet.new_page()
        markup.render(sheet, text_of(kind, paper["translation"], person, rng, **more), rng)
    return finish(sheet, finding=str(paper.get("finding", "")))


def together(parts: list[tuple[str, str, Mapping[str, Any], dict[str, object]]], person: Person, rng: Random) -> Paper:
    """Draw several papers `(label, kind, paper, more)` one below the other on the same sheets."""
    sheet = open_sheet({}, rng)
    for label, kind, paper, more in parts:
        sheet.begin(label)
        markup.render(sheet, text_of(kind, paper["text"], person, rng, **more), rng)
        sheet.y -= 25
    return finish(sheet)
