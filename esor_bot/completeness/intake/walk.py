"""Goes through a file's structure once: what it holds beside its pages, and what was typed into them."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from esor_bot.completeness.intake.actions import additional, of_annotation, of_catalog
from esor_bot.completeness.intake.fields import frame_of, inherited, texts_of
from esor_bot.completeness.intake.limits import Clock, FileLimits, OutOfTime
from esor_bot.completeness.intake.reach import FAILS, Reach, TooManySteps, raw
from esor_bot.completeness.intake.work import MOST, Strokes
from esor_bot.completeness.page import Line

_ANNOTATIONS = 3000  # of one page
_DEEPEST = 60  # levels of the tree of pages


@dataclass(slots=True)
class Walk:
    """What was seen on the way.

    `active` is kinds of active content ("javascript"), `attached` the number of files within; `pages` that of the
    pages reached and `declared` that of the pages announced (-1: not told); `lost` that of the pages whose contents
    are not in the file; `endless` says that a page draws more than can be drawn; `whole` is False
    where the way ended early.
    """

    active: set[str] = field(default_factory=set)
    attached: int = 0
    portfolio: bool = False
    xfa: bool = False
    rendering: bool = False
    widgets: int = 0
    pages: int = 0
    declared: int = -1
    lost: int = 0
    fields: dict[int, tuple[Line, ...]] = field(default_factory=dict)
    endless: bool = False
    whole: bool = False


def walk(data: bytes, limits: FileLimits, clock: Clock) -> Walk:
    """Walk through a file that PDFium can open. Whatever happens on the way, what was seen before is returned."""
    seen = Walk()
    # The boundary of pypdf: no error of it goes further, and none changes what is said of the pages.
    try:
        reader = open_reader(data)
        _look(Reach(reader, clock), seen, limits)
        seen.whole = True
    except (OutOfTime, TooManySteps):
        pass
    except FAILS:
        pass
    return seen


def open_reader(data: bytes) -> pypdf.PdfReader:
    """Open a file with pypdf, with the empty password where it has one. Raises what `FAILS` names."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs what stands in the file
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False, root_object_recovery_limit=1000)
    if reader.is_encrypted:
        reader.decrypt("")
    return reader


def _look(reach: Reach, seen: Walk, limits: FileLimits) -> None:
    catalog = reach.dictionary(raw(reach.reader.trailer, "/Root"))
    seen.active |= of_catalog(reach, catalog)
    seen.portfolio = isinstance(reach.at(catalog, "/Collection"), DictionaryObject)
    seen.rendering = reach.get(raw(catalog, "/NeedsRendering")) == True  # noqa: E712 - an object of pypdf
    form = reach.dictionary(raw(catalog, "/AcroForm"))
    seen.xfa = reach.get(raw(form, "/XFA")) is not None
    files = sum(1 for _ in reach.leaves(reach.at(catalog, "/Names", "/EmbeddedFiles"), "/Names"))
    seen.attached = max(files, sum(1 for _ in reach.items(raw(catalog, "/AF"))))
    seen.declared = int(reach.number(reach.at(catalog, "/Pages", "/Count"), -1))
    strokes = Strokes(reach)
    for page in _pages(reach, catalog, limits.pages + 1):
        seen.endless |= strokes.of_page(page, inherited(reach, page, "/Resources")) >= MOST
        _look_at_page(reach, page, seen)
        seen.pages += 1


def _pages(reach: Reach, catalog: DictionaryObject, most: int) -> Iterator[DictionaryObject]:
    """Yield the pages in their order, from a tree of any shape."""
    stack: list[tuple[Any, int]] = [(raw(catalog, "/Pages"), 0)]
    above: set[int] = set()
    while stack and most > 0:
        thing, depth = stack.pop()
        node = reach.dictionary(thing)
        kids = reach.get(raw(node, "/Kids"))
        if isinstance(kids, ArrayObject):
            if id(node) in above or depth > _DEEPEST:
                continue
            above.add(id(node))
            stack += [(kid, depth + 1) for kid in reversed(list(kids))]
        elif node:
            most -= 1
            yield node


def _look_at_page(reach: Reach, page: DictionaryObject, seen: Walk) -> None:
    seen.active |= additional(reach, page)
    seen.lost += _is_lost(reach, page)
    typed: list[Line] = []
    frame = None
    for at, thing in enumerate(reach.items(raw(page, "/Annots"))):
        if at >= _ANNOTATIONS:
            break
        annotation = reach.dictionary(thing)
        subtype = reach.text(raw(annotation, "/Subtype"))
        seen.active |= of_annotation(reach, annotation)
        seen.attached += subtype == "/FileAttachment"
        seen.widgets += subtype == "/Widget"
        if subtype in ("/Widget", "/FreeText"):
            frame = frame or frame_of(reach, page)
            typed += texts_of(reach, annotation, frame)
    if typed:
        seen.fields[seen.pages] = tuple(typed)


def _is_lost(reach: Reach, page: DictionaryObject) -> bool:
    """Say whether a page refers to contents that are not in the file."""
    contents = raw(page, "/Contents")
    if contents is None:
        return False
    found = reach.get(contents)
    parts = list(found)[:64] if isinstance(found, ArrayObject) else [found]
    return any(not isinstance(reach.get(part), StreamObject) for part in parts)
