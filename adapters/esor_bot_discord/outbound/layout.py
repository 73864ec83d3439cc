"""Every kind of block of a reply as lines of Discord's markdown, rows of buttons, and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from esor_bot.domain import moments
from esor_bot.domain.reply import (
    Aside,
    Block,
    Buttons,
    Check,
    Checklist,
    Choices,
    File,
    Heading,
    Listing,
    OfficeOffer,
    Picture,
    Quotation,
    Section,
    Source,
    Text,
)
from esor_bot.reception import plain
from esor_bot.reception.address import page
from esor_bot.reception.text import units
from esor_bot.wording import Wording
from esor_bot_discord.outbound import markdown
from esor_bot_discord.outbound.buttons import Row, rows, told

ROOM = 1950
"""How long a line gets: with the mention of a person before it, it is a message."""

_FENCE = "```"
_SMALL, _QUOTE, _HEAD = "-# ", "> ", "### "


@dataclass(frozen=True, slots=True)
class Line:
    """One line: markdown that is not broken, what stands before it, and before what goes on of it elsewhere."""

    atoms: Sequence[str]
    lead: str = ""
    goes_on: str = ""
    apart: bool = False
    heads: bool = False

    @property
    def text(self) -> str:
        """The line as it is sent."""
        return self.lead + "".join(self.atoms)


Shown = Line | Row | Picture | File

_Long = Quotation | Listing | Checklist | Section | Choices | OfficeOffer


def laid_out(blocks: Iterable[Block], wording: Wording | None = None) -> Iterator[Shown]:
    """Lay blocks out one after the other: each line fits a message, and those of a new paragraph stand apart."""
    before: Block | None = None
    blocks = tuple(blocks)
    said = {block.text for block in blocks if isinstance(block, Text)}
    for number, block in enumerate(blocks):
        lines = [portion for line in _closed_up(_lines(block)) for portion in _portions(line)]
        if lines:
            follows = before is None or plain.together(before, block) or isinstance(before, Heading)
            yield from [replace(lines[0], apart=not follows), *lines[1:]]
            before = block
        if isinstance(block, Buttons):
            yield from rows(block, number, said, wording)
        elif isinstance(block, Picture | File):
            yield block


def _closed_up(lines: Iterable[Line]) -> Iterator[Line]:
    """Leave empty lines out; what follows one stands apart."""
    apart = False
    for line in lines:
        if "".join(line.atoms).strip():
            yield replace(line, apart=apart)
            apart = False
        else:
            apart = True


def _portions(line: Line) -> Iterator[Line]:
    for place, portion in enumerate(markdown.portions(line.atoms, ROOM - units(line.lead + line.goes_on))):
        yield replace(line, atoms=portion, lead=line.goes_on, apart=False) if place else replace(line, atoms=portion)


def _lines(block: Block) -> Iterator[Line]:
    match block:
        case Text(text):
            return _paragraph(markdown.atoms(text))
        case Aside(text):
            return _paragraph(markdown.atoms(text), _SMALL)
        case Heading(text):
            return (replace(line, heads=True) for line in _paragraph(markdown.atoms(text), _HEAD))
        case Source(text, address):
            return _paragraph(_source(text, page(address)), _SMALL)
        case Buttons():
            return (line for one in told(block) for line in _paragraph(markdown.atoms(one.label)))
        case Picture() | File():
            return iter(())
        case _:
            return _long(block)


def _long(block: _Long) -> Iterator[Line]:
    match block:
        case Quotation(text):
            return _quote(text)
        case Listing(items, numbered):
            return (line for place, item in enumerate(items, start=1) for line in _item(item, place, numbered))
        case Checklist(checks):
            return _checks(checks)
        case Section():
            return _section(block)
        case Choices() | OfficeOffer():
            return _paragraph(markdown.atoms(plain.render_block(block)))
        case _:
            assert_never(block)


def _paragraph(atoms: Sequence[str], lead: str = "") -> Iterator[Line]:
    return (Line(line, lead, lead) for line in markdown.lines(atoms))


def _quote(text: str) -> Iterator[Line]:
    return _paragraph(markdown.atoms(plain.quoted(text)), _QUOTE)


def _item(item: str, place: int, numbered: bool) -> Iterator[Line]:
    lead = f"{plain.bullet(place, numbered)} "
    indent = " " * len(lead)
    for number, line in enumerate(markdown.lines(markdown.atoms(item))):
        # The rest of a long item stands below it, without a number of its own.
        yield Line(line, indent if number else lead, indent)


def _source(text: str, address: str) -> list[str]:
    lead = markdown.atoms(plain.render_block(Source("")))
    return [*lead, *(markdown.link(text, address) if address and text.strip() else markdown.atoms(text))]


def _checks(checks: Sequence[Check]) -> Iterator[Line]:
    for check in checks:
        remark = markdown.atoms(f"  {check.remark}") if check.remark else []
        title = _paragraph([f"{plain.MARKS[check.mark]} ", *markdown.bold(check.title), *remark])
        yield from (replace(line, heads=bool(check.quotes)) for line in title)
        for quote in check.quotes:
            yield from _quote(quote)


def _section(section: Section) -> Iterator[Line]:
    yield from _paragraph(markdown.bold(section.title))
    yield from _checks(section.checks)
    if "\n" in section.text:  # a table: its columns stand below each other only where all letters are as wide
        yield from _table(section.text)
    else:
        yield from _paragraph(markdown.atoms(section.text))


def _table(text: str) -> Iterator[Line]:
    now: list[str] = []
    room = ROOM - 2 * len(_FENCE) - 2
    pieces = (
        "".join(piece)
        for line in moments.plainly(text).split("\n")
        for piece in markdown.portions(list(markdown.code(line)), room)
    )
    for piece in pieces:
        if now and sum(units(one) + 1 for one in now) + units(piece) > room:
            yield _fenced(now)
            now = []
        now.append(piece)
    if any(one.strip() for one in now):
        yield _fenced(now)


def _fenced(lines: Sequence[str]) -> Line:
    return Line(["\n".join((_FENCE, *lines, _FENCE))])
