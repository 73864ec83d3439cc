"""The first look at a file: can it be read, and what is there beside its pages? No page is drawn here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from esor_bot.completeness.intake.damage import Damage, damage_of
from esor_bot.completeness.intake.limits import Clock, FileLimits, OutOfTime
from esor_bot.completeness.intake.opening import open_document
from esor_bot.completeness.intake.sealed import check_sealed
from esor_bot.completeness.intake.sniff import kind_of, pdf_start
from esor_bot.completeness.intake.unpack import Bomb, check_streams
from esor_bot.completeness.intake.walk import Walk, walk
from esor_bot.completeness.page import Line
from esor_bot.domain.report import Finding, Severity

_COVER = 2  # a dynamic form has a page or two that ask for another program


@dataclass(frozen=True, slots=True)
class Structure:
    """What the first look says.

    `readable` is False where no page can be read; `pages` is their number, 0 where it can't be told;
    `fields` are values of form fields by page (from 0), in places as displayed.
    """

    findings: tuple[Finding, ...] = ()
    readable: bool = True
    pages: int = 0
    fields: Mapping[int, tuple[Line, ...]] = field(default_factory=dict)


def inspect(data: bytes, limits: FileLimits) -> Structure:
    """Look at a file. It raises nothing, whatever the bytes are; a file that can't be read gives an error finding."""
    if len(data) > limits.bytes:
        return _closed("too_large", limit=limits.size)
    begin = pdf_start(data)
    if begin < 0:
        kind = kind_of(data)
        return _closed("empty") if kind == "empty" else _closed("not_a_pdf", kind=kind)
    clock = Clock(limits.seconds)
    try:
        if data.count(b" obj") > limits.objects:
            raise Bomb
        check_streams(data, limits, clock)
    except (Bomb, OutOfTime):
        return _closed("decompression_bomb")
    return _opened(data, begin, limits, clock)


def _opened(data: bytes, begin: int, limits: FileLimits, clock: Clock) -> Structure:
    try:
        document, rescued = open_document(data)
    except pdfium.PdfiumError as error:
        sealed = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        return _closed("encrypted") if sealed else _closed("corrupt")
    try:
        pages = len(document)
        sealed = raw.FPDF_GetSecurityHandlerRevision(document) >= 0
        broken = _broken(document, pages) if pages <= limits.pages else 0
    finally:
        document.close()
    if pages > limits.pages:
        return Structure((_error("too_many_pages", count=str(pages), limit=str(limits.pages)),), False, pages)
    if sealed:
        try:
            check_sealed(data, limits, clock)
        except (Bomb, OutOfTime):
            return _closed("decompression_bomb")
    seen = walk(data, limits, clock)
    if seen.endless:
        return _closed("decompression_bomb")
    seen.lost += broken
    damage = Damage.CUT if rescued else damage_of(data, begin)
    findings = tuple(_findings(seen, pages, damage))
    hopeless = pages == broken or (_is_dynamic(seen) and pages <= _COVER)
    hopeless = hopeless or (seen.portfolio and pages <= _COVER)
    return Structure(findings, not hopeless, pages, {} if hopeless else seen.fields)


def _broken(document: pdfium.PdfDocument, pages: int) -> int:
    """Return how many pages are announced and are not there. Contents are not looked at."""
    size = raw.FS_SIZEF()
    return sum(1 for page in range(pages) if not raw.FPDF_GetPageSizeByIndexF(document, page, size))


def _findings(seen: Walk, pages: int, damage: Damage) -> list[Finding]:
    found = []
    lost = seen.lost + (max(0, seen.declared - pages) if damage is not Damage.NONE else 0)
    if pages == 0:
        found.append(_error("empty" if damage is Damage.NONE and seen.declared == 0 else "corrupt"))
    elif lost or damage is Damage.CUT:
        found.append(_error("corrupt", **({"lost": str(lost)} if lost else {})))
    elif damage is Damage.TABLE:
        found.append(Finding("repaired", Severity.NOTE))
    if seen.portfolio:
        found.append(_error("portfolio", count=str(seen.attached)))
    elif seen.attached:
        found.append(Finding("attachments", Severity.WARNING, values={"count": str(seen.attached)}))
    if _is_dynamic(seen):
        found.append(_error("xfa_form"))
    if seen.active:
        found.append(Finding("active_content", Severity.WARNING, values={"what": ", ".join(sorted(seen.active))}))
    return found


def _is_dynamic(seen: Walk) -> bool:
    """Say whether the pages are only a word of regret to readers that don't know the form."""
    return seen.xfa and not seen.widgets and (seen.rendering or seen.pages <= _COVER)


def _error(code: str, **values: str) -> Finding:
    return Finding(code, Severity.ERROR, values=values)


def _closed(code: str, **values: str) -> Structure:
    return Structure((_error(code, **values),), readable=False)
