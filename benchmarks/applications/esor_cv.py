"""The ESOR form for a curriculum vitae in several layouts, filled in by several means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from benchmarks.applications import hand
from benchmarks.applications.papers import Paper, finish
from benchmarks.applications.people import Person
from benchmarks.applications.sheet import INKS, Colour, Field, Sheet, random_style
from benchmarks.applications.words import fill, load

LAYOUTS = ("grid", "boxes", "columns", "dotted", "bars", "two_tables")
FILLS = ("typed", "typed", "typed", "hand", "fields", "fields_drawn")


def esor_cv(person: Person, rng: Random, how: str = "", layout: str = "", label: str = "esor_cv") -> Paper:
    """Draw the form. `how`: typed, hand, fields (values only), fields_drawn (values with appearance) or blank."""
    how, layout = how or rng.choice(FILLS), layout or rng.choice(LAYOUTS)
    style = random_style(rng, ("helvetica", "times", "dejavu", "vera"))
    sheet = Sheet(replace(style, size=rng.choice([9.5, 10, 11]), top=50, bottom=50, heads="bold"))
    sheet.begin(label)
    pen = Pen(
        sheet, rng, how, rng.choice(INKS) if how == "hand" else rng.choice([(0, 0, 0), (0, 0, 0), (0.1, 0.1, 0.4)])
    )
    _title(sheet, rng)
    for name, fields in _sections(person, rng):
        DRAW[layout](pen, name, fields)
    if how not in ("fields", "fields_drawn", "blank") and rng.random() < 0.5:
        sheet.ensure(50)
        sheet.y -= 30
        hand.signature(sheet, rng, sheet.style.left + 20, sheet.y)
    scan = {"fields": False, "fields_drawn": False, "hand": True if rng.random() < 0.6 else None}.get(how)
    return finish(sheet, scan=scan, note=f"form {layout} {how}", tags=frozenset({how}))


class Pen:
    """Writes the answers into the form."""

    def __init__(self, sheet: Sheet, rng: Random, how: str, colour: Colour) -> None:
        self.sheet, self.rng, self.how, self.colour = sheet, rng, how, colour
        self.hand_size = rng.uniform(10.5, 13)

    def answer(self, text: str, x: float, y: float, room: float, height: float = 0) -> None:
        """Write an answer whose base line starts at a place."""
        size = self.sheet.style.size
        if self.how == "blank" or not text:
            return
        if self.how == "hand":
            while text and self.sheet.measure(text, self.hand_size) > room:
                text = text[:-1]
            hand.handwriting(self.sheet, self.rng, x, y, text, self.hand_size, self.colour)
        elif self.how.startswith("fields"):
            box = (x - 2, y - 4, x + room, y + max(height, size) + 1)
            self.sheet.fields.append(Field(self.sheet.page, box, text))
        else:
            scale = min(1.0, room / max(self.sheet.measure(text, size), 1))
            self.sheet.string(x, y, text, max(size * scale, 5), colour=self.colour)


Fields = list[tuple[str, str]]


def _title(sheet: Sheet, rng: Random) -> None:
    data = load("form")
    style = sheet.style
    align = rng.choice(["center", "left"])
    for line in rng.choice(data["titles"]):
        sheet.text(line, size=style.size * rng.choice([1.5, 1.7, 2]), weight="bold", align=align, colour=style.accent)
    note = rng.choice(data["notes"])
    if note:
        sheet.text(note, size=style.size - 1.5, weight="italic", align=align)
    sheet.y -= 8


def _sections(person: Person, rng: Random) -> Iterator[tuple[str, Fields]]:
    sections = load("form")["sections"]
    dropped = rng.choice([0, 0, 1, 2])
    kept = sorted(rng.sample(range(1, len(sections)), len(sections) - 1 - dropped))
    for section in [sections[0], *(sections[place] for place in kept)]:
        fields = [
            (fill(label, person.facts, rng), fill(answer, person.facts, rng)) for label, answer in section["fields"]
        ]
        yield fill(section["name"], person.facts, rng), fields


def _head(pen: Pen, name: str) -> None:
    sheet = pen.sheet
    sheet.ensure(60)
    sheet.y -= 5
    sheet.text(name, weight="bold", size=sheet.style.size + 1.5, colour=sheet.style.accent, after=4)


def _grid(pen: Pen, name: str, fields: Fields) -> None:
    sheet, size = pen.sheet, pen.sheet.style.size
    _head(pen, name)
    row, split = size * 2.1, sheet.width * 0.38
    for label, answer in fields:
        sheet.ensure(row)
        left, bottom = sheet.style.left, sheet.y - row
        sheet.canvas.setLineWidth(0.5)
        sheet.canvas.setStrokeColorRGB(0.3, 0.3, 0.3)
        sheet.canvas.rect(left, bottom, split, row)
        sheet.canvas.rect(left + split, bottom, sheet.width - split, row)
        sheet.string(left + 4, bottom + row * 0.35, label, size - 0.5)
        pen.answer(answer, left + split + 5, bottom + row * 0.35, sheet.width - split - 10)
        sheet.y = bottom
    sheet.y -= 10


def _boxes(pen: Pen, name: str, fields: Fields) -> None:
    sheet, size = pen.sheet, pen.sheet.style.size
    _head(pen, name)
    for label, answer in fields:
        sheet.ensure(size * 3.4)
        sheet.text(label, size=size - 1.5, after=1)
        bottom = sheet.y - size * 1.9
        sheet.canvas.setLineWidth(0.6)
        sheet.canvas.setStrokeColorRGB(0.2, 0.2, 0.2)
        sheet.canvas.rect(sheet.style.left, bottom, sheet.width, size * 1.8)
        pen.answer(answer, sheet.style.left + 5, bottom + size * 0.6, sheet.width - 10)
        sheet.y = bottom - 5


def _columns(pen: Pen, name: str, fields: Fields) -> None:
    sheet, size = pen.sheet, pen.sheet.style.size
    _head(pen, name)
    half = sheet.width / 2
    for place in range(0, len(fields), 2):
        sheet.ensure(size * 3.2)
        top = sheet.y
        for column, (label, answer) in enumerate(fields[place : place + 2]):
            x = sheet.style.left + column * half
            sheet.string(x, top - size, label + ":", size - 1, "bold")
            pen.answer(answer, x + 3, top - size * 2.35, half - 14)
            sheet.canvas.setLineWidth(0.4)
            sheet.canvas.line(x, top - size * 2.6, x + half - 10, top - size * 2.6)
        sheet.y = top - size * 3.1
    sheet.y -= 4


def _dotted(pen: Pen, name: str, fields: Fields) -> None:
    sheet, size = pen.sheet, pen.sheet.style.size
    _head(pen, name)
    for label, answer in fields:
        sheet.ensure(size * 2)
        sheet.y -= size * 1.85
        used = sheet.string(sheet.style.left, sheet.y, label + ": ", size)
        room = sheet.width - used
        dots = "." * int(room / max(sheet.measure(".", size), 1))
        if pen.how in ("hand", "blank"):
            sheet.string(sheet.style.left + used, sheet.y - 2, dots, size, colour=(0.4, 0.4, 0.4))
        pen.answer(answer, sheet.style.left + used + 4, sheet.y, room - 6)
    sheet.y -= 8


def _bars(pen: Pen, name: str, fields: Fields) -> None:
    sheet, size = pen.sheet, pen.sheet.style.size
    sheet.ensure(70)
    sheet.y -= 6
    sheet.canvas.setFillColorRGB(*sheet.style.accent)
    sheet.canvas.rect(sheet.style.left, sheet.y - size * 1.8, sheet.width, size * 1.8, stroke=0, fill=1)
    sheet.string(sheet.style.left + 6, sheet.y - size * 1.3, name.upper(), size, "bold", (1, 1, 1))
    sheet.y -= size * 2
    for number, (label, answer) in enumerate(fields):
        sheet.ensure(size * 2)
        if number % 2 == 0:
            sheet.canvas.setFillColorRGB(0.94, 0.94, 0.94)
            sheet.canvas.rect(sheet.style.left, sheet.y - size * 1.9, sheet.width, size * 1.9, stroke=0, fill=1)
        sheet.string(sheet.style.left + 6, sheet.y - size * 1.3, label, size - 0.5)
        pen.answer(answer, sheet.style.left + sheet.width * 0.42, sheet.y - size * 1.3, sheet.width * 0.56)
        sheet.y -= size * 1.95


def _two_tables(pen: Pen, name: str, fields: Fields) -> None:
    sheet, size = pen.sheet, pen.sheet.style.size
    row = size * 2.2
    sheet.ensure(row * (len(fields) + 1))
    side, top = 92.0, sheet.y
    sheet.canvas.setLineWidth(0.8)
    sheet.canvas.setStrokeColorRGB(0, 0, 0)
    sheet.canvas.rect(sheet.style.left, top - row * len(fields), sheet.width, row * len(fields))
    for number, words in enumerate(sheet.wrap(name, side - 8, size, "bold")):
        sheet.string(
            sheet.style.left + 4, top - size * (1.4 + number * 1.2), " ".join(w.text for w in words), size, "bold"
        )
    for label, answer in fields:
        sheet.y -= row
        sheet.canvas.line(sheet.style.left + side, sheet.y, sheet.style.left + sheet.width, sheet.y)
        sheet.string(sheet.style.left + side + 5, sheet.y + row * 0.35, label, size - 1, "italic")
        pen.answer(answer, sheet.style.left + side + 160, sheet.y + row * 0.35, sheet.width - side - 166)
    sheet.y -= 9


DRAW = {
    "grid": _grid,
    "boxes": _boxes,
    "columns": _columns,
    "dotted": _dotted,
    "bars": _bars,
    "two_tables": _two_tables,
}
