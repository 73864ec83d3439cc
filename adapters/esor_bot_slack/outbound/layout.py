"""Every kind of block of a reply as blocks of Slack's. People's words and official wording show as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
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
from esor_bot.wording import Wording
from esor_bot_slack.outbound.buttons import literal, rows
from esor_bot_slack.outbound.measure import Json, weight
from esor_bot_slack.outbound.rich import ROOM, Kind, Piece, Shown, rich
from esor_bot_slack.outbound.spans import formatted, said, spans

_HEADING = 150


_Paragraphs = Text | Listing | Quotation | Checklist | Section | Choices | OfficeOffer


def laid_out(blocks: Iterable[Block], wording: Wording | None = None) -> Iterator[Shown]:
    """Lay blocks out one after the other. Pictures and files come without a block: they are sent by themselves."""
    numbers = count()
    for block in blocks:
        yield from _shown(block, numbers, wording)


def told(blocks: Iterable[Block]) -> Iterator[Block]:
    """Return blocks for a place that can show no files: they are named."""
    for block in blocks:
        yield Aside(moments.plainly(plain.render_block(block))) if isinstance(block, Picture | File) else block


def _shown(block: Block, numbers: Iterator[int], wording: Wording | None) -> Iterator[Shown]:
    match block:
        case Heading(text):
            return _heading(text)
        case Aside(text):
            return _small(spans(text))
        case Source(text, address):
            return _small(_source(text, page(address)))
        case Buttons():
            return rows(block, numbers, wording)
        case Picture() | File():
            return iter([Shown(None, plain.render_block(block), block)])
        case _:
            return rich(_pieces(block))


def _pieces(block: _Paragraphs) -> Iterable[Piece]:
    match block:
        case Text(text):
            return [Piece(spans(text))]
        case Listing(items, numbered):
            kind = Kind.ORDERED if numbered else Kind.BULLET
            return [Piece(spans(item), kind, place) for place, item in enumerate(items, start=1)]
        case Quotation(text):
            return [Piece(spans(plain.quoted(text)), Kind.QUOTE)]
        case Checklist(checks):
            return _checks(checks)
        case Section():
            return _section(block)
        case Choices() | OfficeOffer():
            return [Piece(spans(line)) for line in plain.render_block(block).split("\n")]
        case _:
            assert_never(block)


def _section(section: Section) -> Iterator[Piece]:
    yield Piece(spans(section.title, bold=True))
    yield from _checks(section.checks)
    if "\n" in section.text:  # a table: its columns stand below each other only where all letters are as wide
        yield Piece([{"type": "text", "text": said(spans(section.text))}], Kind.CODE)
    else:
        yield Piece(spans(section.text))


def _checks(checks: Sequence[Check]) -> Iterator[Piece]:
    for check in checks:
        remark = spans(f"  {check.remark}") if check.remark else []
        mark: Json = {"type": "text", "text": f"{plain.MARKS[check.mark]} "}
        yield Piece([mark, *spans(check.title, bold=True), *remark])
        yield from (Piece(spans(plain.quoted(quote)), Kind.QUOTE) for quote in check.quotes)


def _source(text: str, address: str) -> list[Json]:
    if not address or not text.strip():
        return spans(plain.render_block(Source(text)))
    lead = plain.render_block(Source(""))
    return [{"type": "text", "text": lead}, {"type": "link", "url": address, "text": said(spans(text))}]


def _heading(text: str) -> Iterator[Shown]:
    title = said(spans(text))
    if not title.strip() or weight(title) > _HEADING:
        return rich([Piece(spans(text, bold=True))])
    return iter([Shown({"type": "header", "text": literal(title, _HEADING)}, title)])


def _small(parts: list[Json]) -> Iterator[Shown]:
    """Show in small print, or as a paragraph where signs would be obeyed there."""
    text = said(parts)
    written = {"type": "mrkdwn", "text": formatted(parts), "verbatim": True}
    if all(part["type"] == "text" for part in parts):
        written = literal(text, ROOM) if text.strip() else {}
    if not written.get("text") or weight(str(written["text"])) > ROOM or weight(text) > ROOM:
        return rich([Piece(parts)])
    return iter([Shown({"type": "context", "elements": [written]}, text)])
