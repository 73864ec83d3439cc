"""Paragraphs, lists and quotations as blocks of rich text that are short enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from esor_bot.domain.reply import File, Picture
from esor_bot.reception import plain
from esor_bot_slack.outbound.measure import Json, size
from esor_bot_slack.outbound.spans import portions, said

ROOM = 2600
"""How long a block of rich text gets. Slack names no limit of its own for it; a section's is 3000."""

_BREAK = {"type": "text", "text": "\n"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One block as Slack takes it, and the same as plain text. Without a block it is a file that is sent by itself."""

    block: Json | None
    said: str
    file: Picture | File | None = None


class Kind(StrEnum):
    """What a piece of rich text is."""

    PARAGRAPH = "rich_text_section"
    QUOTE = "rich_text_quote"
    CODE = "rich_text_preformatted"
    BULLET = "bullet"
    ORDERED = "ordered"


_LISTED = (Kind.BULLET, Kind.ORDERED)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a quotation, or one item of a list with its number."""

    spans: list[Json]
    kind: Kind = Kind.PARAGRAPH
    number: int = 1

    @property
    def said(self) -> str:
        """The piece as plain text."""
        text = said(self.spans)
        return f"{plain.bullet(self.number, self.kind is Kind.ORDERED)} {text}" if self.kind in _LISTED else text


@dataclass(slots=True)
class _Rich:
    elements: list[Json] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        """Add a piece. Paragraphs below each other are one element with line breaks: Slack puts no space there."""
        last = self.elements[-1] if self.elements else {}
        if piece.kind in _LISTED:
            self._add_item(last, piece)
        elif piece.kind is Kind.PARAGRAPH and last.get("type") == piece.kind:
            last["elements"] += [_BREAK, *piece.spans]
        else:
            self.elements.append({"type": piece.kind.value, "elements": list(piece.spans)})
        self.lines.append(piece.said)

    def _add_item(self, last: Json, piece: Piece) -> None:
        item = {"type": Kind.PARAGRAPH.value, "elements": list(piece.spans)}
        if last.get("type") == "rich_text_list" and last["style"] == piece.kind:
            last["elements"].append(item)
            return
        offset = {"offset": piece.number - 1} if piece.kind is Kind.ORDERED and piece.number > 1 else {}
        self.elements.append({"type": "rich_text_list", "style": piece.kind.value, "elements": [item], **offset})


def rich(pieces: Iterable[Piece]) -> Iterator[Shown]:
    """Put pieces below each other, in as few blocks as have room for them; empty ones are left out."""
    now = _Rich()
    for piece in _small(pieces):
        if now.elements and size(now.elements) + size(piece.spans) + size([{}, {}]) > ROOM:
            yield _shown(now)
            now = _Rich()
        now.add(piece)
    if now.elements:
        yield _shown(now)


def _small(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if not piece.said.strip():
            continue
        for place, portion in enumerate(portions(piece.spans, ROOM) or [[{"type": "text", "text": " "}]]):
            # The rest of a long item stands below it, without a number of its own.
            kind = Kind.PARAGRAPH if place and piece.kind in _LISTED else piece.kind
            yield replace(piece, spans=portion, kind=kind)


def _shown(made: _Rich) -> Shown:
    return Shown({"type": "rich_text", "elements": made.elements}, "\n".join(made.lines))
