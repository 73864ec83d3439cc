"""Blocks on a real terminal, with rich: quotations behind a bar, sources as links, colours where wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text as Line

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
    Mark,
    OfficeOffer,
    Picture,
    Quotation,
    Section,
    Source,
    Text,
)
from esor_bot.reception import plain
from esor_bot.reception.text import WIDEST

PROMPT = "> "
QUIET = Style(dim=True)

_BAR = "▎ "
_LINKED = ("https://", "http://")
_OFFICE = "/office"
_TITLE = 0.43  # how much of the width the column has at most for what a line is about
_MARKS = {Mark.MET: Style(color="green"), Mark.NOT_MET: Style(color="red"), Mark.OPEN: Style(color="yellow")}


def terminal() -> Console:
    """Return a console on standard output that shows text as it is: no markup, no guessing what to colour."""
    return Console(markup=False, highlight=False, emoji=False)


def show(console: Console, blocks: Sequence[Block]) -> None:
    """Show blocks below each other, with an empty line between those that do not belong together."""
    width = min(console.width, WIDEST)
    before: Block | None = None
    for block in blocks:
        if before is not None and not plain.together(before, block):
            console.print()
        console.print(_shown(console, block, width), width=width)
        before = block


def _shown(console: Console, block: Block, width: int) -> RenderableType:
    match block:
        case Text(text):
            return Line(text)
        case Listing(items, numbered):
            return _columns((plain.bullet(place, numbered), item) for place, item in enumerate(items, start=1))
        case Quotation(text):
            return _barred(console, Line(plain.quoted(text), Style(italic=True)), width)
        case Source(text, address):
            link = address if address.startswith(_LINKED) else None
            return _barred(console, Line.assemble("Source: ", (text, Style(link=link)), style=QUIET), width)
        case Checklist(checks):
            return _report(checks, width) if any(check.quotes for check in checks) else _checklist(checks)
        case Section(title, checks, text):
            said = [Padding(Line(text), (0, 0, 0, 2))] if text else []
            return Group(Line(title, Style(bold=True)), *([_report(checks, width)] if checks else []), *said)
        case Choices(options, none, _):
            labels = ((str(place), option.label) for place, option in enumerate(options, start=1))
            return _columns([*labels, ("0", none)], gap=2, style=Style(bold=True))
        case OfficeOffer(text, _, note):
            return Line(f"{_OFFICE}  {text}   {note}".rstrip(), QUIET)
        case Heading() | Aside() | Buttons() | Picture() | File():
            return Line(plain.render_block(block), Style(bold=True) if isinstance(block, Heading) else QUIET)
        case _:
            assert_never(block)


def _columns(rows: Iterable[tuple[str, str]], gap: int = 1, style: Style | None = None) -> Table:
    table = Table.grid(padding=(0, gap))
    table.add_column(no_wrap=True, justify="right")
    table.add_column()
    for first, second in rows:
        table.add_row(Line(first, style or ""), Line(second))
    return table


def _barred(console: Console, text: Line, width: int) -> Line:
    inner = max(width - len(_BAR), 1)
    bar = (_BAR, Style(color="cyan"))
    return Line("\n").join(Line.assemble(bar, line) for line in text.wrap(console, inner))


def _checklist(checks: Sequence[Check]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for check in checks:
        title = Line.assemble((plain.MARKS[check.mark], _MARKS[check.mark]), " ", check.title)
        table.add_row(title, Line(check.remark, QUIET))
    return table


def _report(checks: Sequence[Check], width: int) -> Padding:
    """Return the lines of a report: as wide as its titles need, the official wording below the remark."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=max(1, int(width * _TITLE)))
    for check in checks:
        title = Line.assemble((plain.MARKS[check.mark], _MARKS[check.mark]), " ", check.title)
        remark = Line(check.remark, QUIET if check.mark is Mark.MET else "")
        quotes = [Line(plain.quoted(quote), Style(italic=True)) for quote in check.quotes]
        table.add_row(title, Line("\n").join([remark, *quotes]))
    return Padding(table, (0, 0, 0, 2))
