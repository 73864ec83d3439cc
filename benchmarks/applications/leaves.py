"""Single pages: what is on them, how they look in the file, and how they become a PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from random import Random

import pikepdf
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from benchmarks.applications import fonts, ocr_layer, scan
from benchmarks.applications.papers import Paper
from benchmarks.applications.people import plain
from benchmarks.applications.sheet import Field

PRODUCERS = (
    "Microsoft Word for Microsoft 365",
    "pdfTeX-1.40.24",
    "Canon iR-ADV C5535",
    "macOS Quartz PDFContext",
    "PDF24",
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a file.

    `labels`: ids of documents, `-id` for a decoy. `optional`: documents which may count the page as theirs.
    `mode`: D digital, S scanned, O scanned with a text layer, B blank.
    `turn`: how the paper lay in the scanner, clockwise.
    """

    pdf: bytes
    page: int
    labels: tuple[str, ...]
    mode: str = "D"
    optional: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    look: scan.Look | None = None
    turn: int = 0
    rotate: int = 0
    size: float = 1
    drawn_fields: bool = False
    misread: float = 0.04  # share of letters that the layer of mode O has wrong


def leaves(paper: Paper, mode: str = "D", look: scan.Look | None = None) -> list[Leaf]:
    """Return the pages of a paper."""
    out = []
    for page in range(paper.pages):
        labels = tuple(label for label, pages in paper.marks.items() if page in pages and label)
        fields = tuple(field for field in paper.fields if field.page == page)
        out.append(Leaf(paper.pdf, page, labels, mode, (), fields, look, drawn_fields="fields_drawn" in paper.tags))
    return out


def blank(rng: Random, look: scan.Look | None = None) -> Leaf:
    """Return an empty page, or the scan of one."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.showPage()
    canvas.save()
    return Leaf(buffer.getvalue(), 0, (), "B", look=replace(look, holes=False, edges=False) if look else None)


def beside(left: Leaf, right: Leaf) -> Leaf:
    """Return one sheet across with two pages side by side (both as drawn, not scanned yet)."""
    with pikepdf.new() as target:
        page = target.add_blank_page(page_size=(842, 595))
        for leaf, x in ((left, 0), (right, 421)):
            with pikepdf.open(io.BytesIO(leaf.pdf)) as source:
                page.add_overlay(source.pages[leaf.page], pikepdf.Rectangle(x, 0, x + 421, 595))
        buffer = io.BytesIO()
        target.save(buffer, deterministic_id=True)
    labels = tuple(dict.fromkeys(left.labels + right.labels))
    return replace(
        left, pdf=buffer.getvalue(), page=0, labels=labels, fields=(), optional=left.optional + right.optional
    )


def assemble(pages: list[Leaf], rng: Random) -> bytes:
    """Put the pages into one PDF."""
    with pikepdf.new() as target:
        filled: list[pikepdf.Object] = []
        opened: dict[bytes, pikepdf.Pdf] = {}
        for leaf in pages:
            if leaf.look is not None:
                with pikepdf.open(io.BytesIO(_scanned_page(leaf, rng))) as source:
                    target.pages.append(source.pages[0])
            else:
                source = opened.setdefault(leaf.pdf, pikepdf.open(io.BytesIO(leaf.pdf)))
                target.pages.append(source.pages[leaf.page])
            page = target.pages[-1]
            if leaf.rotate:
                page.obj.Rotate = leaf.rotate
            if leaf.size != 1:
                _resize(target, page, leaf.size)
            for field in leaf.fields if leaf.look is None else ():
                filled.append(_add_field(target, page, field, len(filled), leaf.drawn_fields))
        if filled:
            target.Root.AcroForm = target.make_indirect(
                pikepdf.Dictionary(Fields=pikepdf.Array(filled), DA=pikepdf.String("/Helv 10 Tf 0 g"))
            )
        target.docinfo["/Producer"] = rng.choice(PRODUCERS)
        buffer = io.BytesIO()
        target.save(buffer, deterministic_id=True)
        for source in opened.values():
            source.close()
    return buffer.getvalue()


def _resize(target: pikepdf.Pdf, page: pikepdf.Page, size: float) -> None:
    box = [float(value) for value in page.mediabox]
    page.contents_add(f"{size:.4f} 0 0 {size:.4f} 0 0 cm\n".encode(), prepend=True)
    page.obj.MediaBox = pikepdf.Array([value * size for value in box])
    if "/CropBox" in page.obj:
        del page.obj["/CropBox"]


def _bare(letter: str) -> bytes:
    bare = plain(letter).encode("ascii")
    return bare.upper() if letter.isupper() else bare


def _in_one_byte(text: str) -> bytes:
    """Return the text as a form's Helvetica can show it: letters it lacks lose their accents."""
    return b"".join(letter.encode("cp1252", "ignore") or _bare(letter) or b"?" for letter in text)


def _add_field(target: pikepdf.Pdf, page: pikepdf.Page, field: Field, number: int, drawn: bool) -> pikepdf.Object:
    widget = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T=pikepdf.String(f"field{number}"),
        V=pikepdf.String(field.value), Rect=pikepdf.Array([round(value, 2) for value in field.box]), F=4,
        DA=pikepdf.String("/Helv 10 Tf 0 g"),
    )  # fmt: skip
    if drawn:
        shown = _in_one_byte(field.value).replace(b"\\", b"").replace(b"(", b"\\(").replace(b")", b"\\)")
        wide, high = field.box[2] - field.box[0], field.box[3] - field.box[1]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
                                  Encoding=pikepdf.Name.WinAnsiEncoding)  # fmt: skip
        look = pikepdf.Stream(target, b"/Tx BMC q BT /Helv 9 Tf 0 g 2 4 Td (" + shown + b") Tj ET Q EMC")
        look["/Type"], look["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
        look["/BBox"] = pikepdf.Array([0, 0, wide, high])
        look["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=font))
        widget.AP = pikepdf.Dictionary(N=target.make_indirect(look))
    widget = target.make_indirect(widget)
    if "/Annots" not in page.obj:
        page.obj.Annots = pikepdf.Array()
    page.obj.Annots.append(widget)
    return widget


def _scanned_page(leaf: Leaf, rng: Random) -> bytes:
    """Return the page as a PDF that holds one picture (and, mode O, a layer of text with errors)."""
    assert leaf.look is not None
    image = scan.picture(leaf.pdf, leaf.page, leaf.look.dpi)
    if leaf.turn:
        image = image.rotate(-leaf.turn, expand=True)
    data, pixels = scan.scanned(image, leaf.look, rng)
    wide, high = (value * 72 / leaf.look.dpi for value in pixels)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(wide, high), invariant=1)
    canvas.drawImage(ImageReader(io.BytesIO(data)), 0, 0, wide, high)
    if leaf.mode == "O":
        fonts.register()
        ocr_layer.write(canvas, leaf.pdf, leaf.page, rng, leaf.misread)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
