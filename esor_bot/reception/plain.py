"""A reply as plain text: what `ask` prints, what `--batch` puts into `text`, and what a pipe gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import TypeVar, assert_never, cast

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
    Mark,
    OfficeOffer,
    Picture,
    Quotation,
    Reply,
    Section,
    Source,
    Text,
)

_Any = TypeVar("_Any")

MARKS = {Mark.MET: "✓", Mark.NOT_MET: "✗", Mark.OPEN: "?"}

# A title and its remark stand on one line as long as the line stays below this.
_LINE = 100

_TOGETHER = (
    (Text, Listing),
    (Text, Choices),
    (Quotation, Quotation),
    (Quotation, Source),
    (Source, Source),
)


def render(reply: Reply) -> str:
    """Write the whole reply as a person would read it."""
    return render_blocks(reply.blocks)


def render_blocks(blocks: Sequence[Block]) -> str:
    """Write blocks below each other, with an empty line between those that do not belong together."""
    pieces = [render_block(block) for block in blocks[:1]]
    for before, block in pairwise(blocks):
        pieces += ["\n" if together(before, block) else "\n\n", render_block(block)]
    return "".join(pieces)


def together(before: Block, after: Block) -> bool:
    """Say whether `after` follows `before` without an empty line."""
    return any(isinstance(before, one) and isinstance(after, other) for one, other in _TOGETHER)


def render_block(block: Block) -> str:
    """Write one block."""
    match block:
        case Text(text) | Heading(text) | Aside(text):
            return text
        case Listing(items, numbered):
            return "\n".join(f"{bullet(place, numbered)} {item}" for place, item in enumerate(items, start=1))
        case Quotation(text):
            return quoted(text)
        case Source(text):
            return f"Source: {text}"
        case Checklist(checks):
            return _checklist(checks)
        case Section(title, checks, text):
            return "\n".join(piece for piece in (title, _checklist(checks), text) if piece)
        case Choices(options, none, _):
            labels = [*enumerate((option.label for option in options), start=1), (0, none)]
            return "\n".join(f"{number}  {label}" for number, label in labels)
        case OfficeOffer(text, _, note):
            return f"[{text}]   {note}" if note else f"[{text}]"
        case Buttons() | Picture() | File():
            return _of_a_surface(block)
        case _:
            assert_never(block)


def _of_a_surface(block: Buttons | Picture | File) -> str:
    """Write what plain text can only name."""
    match block:
        case Buttons(buttons):
            return " ".join(f"[{button.label}]" for button in buttons)
        case Picture(_, name, shows):
            return f"{shows} ({name})"
        case File(_, name):
            return f"({name})"


def unmarked(value: _Any) -> _Any:
    """Return a block or a field, and whatever it holds, with its moments as they were said."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return cast("_Any", moments.plainly(value))
    if isinstance(value, tuple):
        return cast("_Any", tuple(map(unmarked, value)))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: unmarked(getattr(value, one.name)) for one in fields(value)})
    return value


def bullet(place: int, numbered: bool) -> str:
    """Return what stands before an item of a listing."""
    return f"{place}." if numbered else "-"


def quoted(text: str) -> str:
    """Put official wording between quotation marks."""
    is_quoted = text.startswith("“") and text.find("”") == len(text) - 1
    return text if is_quoted else f"“{text}”"


def _checklist(checks: Sequence[Check]) -> str:
    width = max((len(check.title) for check in checks), default=0)
    aligned = [f"{MARKS[check.mark]} {check.title:<{width}}  {check.remark}".rstrip() for check in checks]
    if all(len(line) <= _LINE for line in aligned) and not any(check.quotes for check in checks):
        return "\n".join(aligned)
    return "\n".join(line for check in checks for line in _check(check))


def _check(check: Check) -> list[str]:
    below = [check.remark, *map(quoted, check.quotes)]
    return [f"{MARKS[check.mark]} {check.title}", *(f"  {line}" for line in below if line)]
