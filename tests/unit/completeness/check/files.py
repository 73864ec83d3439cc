"""Files with something special about them as a whole, small ones where that is possible."""

from __future__ import annotations

import io
import zipfile

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]

from tests.unit.completeness.check.samples import good
from tests.unit.completeness.intake.makers import changed, drawn, hand_made, one_page, packed, prose, stream

MIB = 1024 * 1024


def locked(user: str) -> bytes:
    """Return a file that its owner locked, and that opens with a user's password."""
    return changed(good(), encryption=pikepdf.Encryption(owner="o", user=user, R=6))


def cut(size: int) -> bytes:
    """Return the first bytes of a file of three pages."""
    return drawn(prose, pages=3)[:size]


def docx() -> bytes:
    """Return an archive as a word processor saves it."""
    return zipped("word/document.xml")


def zipped(name: str = "application.pdf") -> bytes:
    """Return an archive with one file in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x" * 50)
    return out.getvalue()


def jpg() -> bytes:
    """Return a photo."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG")
    return out.getvalue()


def html() -> bytes:
    """Return a page of the web."""
    return b"<!DOCTYPE html><html><body>Please sign in</body></html>"


def attached(*, collection: bool = False) -> bytes:
    """Return a file with another one in it; as a collection it is but the cover of that."""

    def attach(file: pikepdf.Pdf) -> None:
        file.attachments["one.pdf"] = b"%PDF-1.4"
        if collection:
            file.Root.Collection = Dictionary(Type=Name.Collection)

    return changed(good(), attach)


def scripted() -> bytes:
    """Return a file that runs a script when it is opened."""
    return changed(
        good(), lambda file: setattr(file.Root, "OpenAction", Dictionary(S=Name.JavaScript, JS="app.alert(1)"))
    )


def launching() -> bytes:
    """Return a file with a link that starts a program."""

    def link(file: pikepdf.Pdf) -> None:
        action = Dictionary(S=Name.Launch, F="calc.exe")
        annotation = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 99, 99], A=action)
        file.pages[0].Annots = Array([file.make_indirect(annotation)])

    return changed(good(), link)


def bomb() -> bytes:
    """Return a page whose contents grow a thousandfold."""
    return one_page(stream(packed(b" " * (96 * MIB)), b"/Filter /FlateDecode"))


def deep(what: bytes) -> bytes:
    """Return a page with an object of a hundred thousand levels."""
    return one_page(stream(b""), what * 100_000, page=b"/Extra 5 0 R /Annots 5 0 R")


def deep_tree() -> bytes:
    """Return a file whose one page stands three thousand levels down."""
    nodes = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 1) for number in range(2, 3002)]
    return hand_made(b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, b"<< /Type /Page >>")


def many_pages(count: int = 1500) -> bytes:
    """Return a file of many pages."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>"
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    return hand_made(b"<< /Type /Catalog /Pages 2 0 R >>", tree, *[page] * count)


def sized(points: float, unit: float = 1) -> bytes:
    """Return a page full of a picture, so many points long and wide, each `unit` times as long as usual."""
    picture = ImageReader(Image.effect_noise((60, 80), 90).convert("RGB"))

    def change(file: pikepdf.Pdf) -> None:
        file.pages[0].MediaBox = Array([0, 0, points, points])
        file.pages[0].UserUnit = unit

    return changed(drawn(lambda sheet: sheet.drawImage(picture, 0, 0, points, points), size=(points, points)), change)


def thread() -> bytes:
    """Return a page that is drawn one pixel high, with something on it."""
    return one_page(stream(b"0 0 1500 1 re f"), page=b"/MediaBox [0 0 3000 1]")


def dynamic_form() -> bytes:
    """Return a form whose pages another program has to make."""

    def change(file: pikepdf.Pdf) -> None:
        file.Root.AcroForm = Dictionary(Fields=[], XFA=file.make_stream(b"<xdp/>"))
        file.Root.NeedsRendering = True

    return changed(drawn(prose), change)


def heavy() -> bytes:
    """Return a file of 26 MB."""
    return good() + b"\0" * (26 * MIB)
