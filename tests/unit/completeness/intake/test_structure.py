"""The first look at a file: locks, damage, forms, attached files, scripts, limits."""

from __future__ import annotations

import dataclasses
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from esor_bot.completeness.intake import FileLimits, inspect
from tests.unit.completeness.intake.makers import (
    changed,
    codes,
    drawn,
    hand_made,
    looked,
    one_page,
    prose,
    stream,
    texts,
)

PLAIN = drawn(prose, pages=3)


def test_an_ordinary_file_has_no_findings() -> None:
    """Nothing is found in a file with nothing in it but pages."""
    assert looked(PLAIN) == dataclasses.replace(looked(PLAIN), findings=(), readable=True, pages=3)


@pytest.mark.parametrize(("revision", "aes"), [(2, False), (3, False), (4, True), (6, True)])
def test_a_password_is_found_out(revision: int, aes: bool) -> None:
    """With any kind of encryption, a user's password closes a file and an owner's does not."""
    how: dict[str, Any] = {"R": revision, "aes": aes, "metadata": revision >= 4}
    assert codes(changed(PLAIN, encryption=pikepdf.Encryption(owner="o", user="u", **how))) == {"encrypted": "error"}
    locked = changed(PLAIN, encryption=pikepdf.Encryption(owner="o", user="", **how))
    assert codes(locked) == {}
    assert len(texts(locked)) == 10


def test_an_unknown_lock_counts_as_a_password() -> None:
    """A file locked in a way that nobody here knows is called encrypted."""
    data = changed(PLAIN, encryption=pikepdf.Encryption(owner="o", user="", R=4, aes=True))
    assert codes(data.replace(b"/Filter /Standard", b"/Filter /Stranger")) == {"encrypted": "error"}


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97])
def test_a_truncated_file_is_damaged(share: float) -> None:
    """Wherever a file is cut off, it is called corrupt, or repaired where nothing is lost."""
    found = codes(PLAIN[: int(len(PLAIN) * share)])
    assert found in ({"corrupt": "error"}, {"repaired": "note"})
    if share < 0.5:
        assert found == {"corrupt": "error"}


def test_a_missing_or_wrong_table_of_objects_is_mended() -> None:
    """A file with a wrong table of objects is read all the same, and that is said; without one it is corrupt."""
    begin = PLAIN.rindex(b"xref\n0")
    for data, code in (
        (PLAIN.replace(b"startxref\n", b"startxref\n9"), "repaired"),
        (PLAIN[:begin], "corrupt"),
        (PLAIN[:begin] + b"startxref\n7\n%%EOF", "corrupt"),
    ):
        structure = looked(data)
        assert (structure.readable, structure.pages) == (True, 3)
        assert [one.code for one in structure.findings] == [code]
        assert len(texts(data, 2)) == 10


def test_tables_that_refer_to_each_other_in_a_loop_do_no_harm() -> None:
    """A revision that names itself as the one before comes to an end."""
    place = len(PLAIN)
    size = PLAIN[PLAIN.rindex(b"/Size") : PLAIN.rindex(b"startxref")].split()[1]
    root = PLAIN[PLAIN.rindex(b"/Root") :].split()[1]
    data = PLAIN + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size %s /Root %s 0 R /Prev %d >>\n" % (
        size,
        root,
        place,
    )
    structure = looked(data + b"startxref\n%d\n%%%%EOF\n" % place)
    assert structure.readable
    assert structure.pages == 3


def test_pages_that_a_later_revision_removed_are_not_there() -> None:
    """What an update took out of a file is not read, though its bytes are still there."""
    base = one_page(stream(b"BT /F1 12 Tf 20 300 Td (Removed) Tj ET"))
    place = len(base)
    update = b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    table = b"xref\n2 1\n%010d 00000 n \ntrailer\n<< /Size 5 /Root 1 0 R /Prev %d >>\n" % (
        place,
        base.rindex(b"xref\n0"),
    )
    structure = looked(base + update + table + b"startxref\n%d\n%%%%EOF\n" % (place + len(update)))
    assert (structure.readable, structure.pages) == (False, 0)


@pytest.mark.parametrize("how", [{"linearize": True}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}])
def test_unusual_but_proper_files_have_no_findings(how: dict[str, Any]) -> None:
    """Linearised files and object streams are as good as any."""
    data = changed(PLAIN, **how)
    assert codes(data) == {}
    assert len(texts(data, 2)) == 10


def test_attached_files_are_counted() -> None:
    """Files attached to the document and to its pages are a warning with their number."""

    def attach(file: pikepdf.Pdf) -> None:
        file.attachments["one.pdf"] = b"%PDF-1.4"
        file.attachments["two.docx"] = b"PK"
        file.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9])])

    (finding,) = looked(changed(PLAIN, attach)).findings
    assert (finding.code, finding.severity, dict(finding.values)) == ("attachments", "warning", {"count": "3"})


def test_a_portfolio_is_an_error() -> None:
    """A cover with files within is no application."""

    def collect(file: pikepdf.Pdf) -> None:
        file.attachments["one.pdf"] = b"%PDF-1.4"
        file.Root.Collection = Dictionary(Type=Name.Collection)

    assert codes(changed(PLAIN, collect)) == {"portfolio": "error"}


def _script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def _link(file: pikepdf.Pdf, action: Dictionary) -> None:
    annotation = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 99, 99], A=action)
    file.pages[1].Annots = Array([file.make_indirect(annotation)])


def _named(file: pikepdf.Pdf) -> None:
    file.Root.Names = Dictionary(JavaScript=Dictionary(Names=["start", _script()]))


def _field(file: pikepdf.Pdf) -> None:
    widget = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="a", Rect=[0, 0, 9, 9])
    widget.AA = Dictionary(K=_script())
    _put(file, widget)


def _put(file: pikepdf.Pdf, widget: Dictionary) -> None:
    widgets = Array([file.make_indirect(widget)])
    file.pages[0].Annots = widgets
    if "/AcroForm" not in file.Root:
        file.Root.AcroForm = Dictionary()
    file.Root.AcroForm.Fields = widgets


ACTIVE = {
    "javascript at the opening": (lambda file: setattr(file.Root, "OpenAction", _script()), "javascript"),
    "javascript at the closing": (lambda file: setattr(file.Root, "AA", Dictionary(WC=_script())), "javascript"),
    "javascript by name": (_named, "javascript"),
    "javascript of a page": (lambda file: setattr(file.pages[0], "AA", Dictionary(O=_script())), "javascript"),
    "javascript of a field": (_field, "javascript"),
    "a script behind a link": (
        lambda file: _link(file, Dictionary(S=Name.URI, URI="x", Next=[_script()])),
        "javascript",
    ),
    "a program": (lambda file: _link(file, Dictionary(S=Name.Launch, F="calc.exe")), "launch"),
    "a form that is sent": (lambda file: _link(file, Dictionary(S=Name.SubmitForm, F="https://x.example")), "submit"),
    "data brought in": (lambda file: _link(file, Dictionary(S=Name.ImportData, F="x.fdf")), "import"),
}


@pytest.mark.parametrize("case", ACTIVE)
def test_active_content_is_a_warning_that_says_what(case: str) -> None:
    """Scripts, programs and sent forms are found wherever they stand."""
    change, what = ACTIVE[case]
    (finding,) = looked(changed(PLAIN, change)).findings
    assert (finding.code, finding.severity, dict(finding.values)) == ("active_content", "warning", {"what": what})


def test_films_are_active_content() -> None:
    """Rich media on a page are found by their kind."""

    def film(file: pikepdf.Pdf) -> None:
        file.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 99, 99])])

    assert codes(changed(PLAIN, film)) == {"active_content": "warning"}


def test_ordinary_links_are_harmless() -> None:
    """Links to pages and addresses, and a page to open at, are no findings."""

    def link(file: pikepdf.Pdf) -> None:
        _link(file, Dictionary(S=Name.URI, URI="https://example.org"))
        file.Root.OpenAction = Array([file.pages[1].obj, Name.Fit])

    assert codes(changed(PLAIN, link)) == {}


def test_a_chain_of_actions_without_an_end_comes_to_an_end() -> None:
    """An action that follows itself is looked at once."""

    def loop(file: pikepdf.Pdf) -> None:
        action = file.make_indirect(Dictionary(S=Name.URI, URI="x"))
        action.Next = action
        file.Root.OpenAction = action

    assert codes(changed(PLAIN, loop)) == {}


def test_a_dynamic_form_can_not_be_read_and_a_form_with_pages_can() -> None:
    """XFA whose only page is a word of regret is an error; with fields on its pages it is none."""

    def dynamic(file: pikepdf.Pdf) -> None:
        file.Root.AcroForm = Dictionary(Fields=[], XFA=file.make_stream(b"<xdp/>"))
        file.Root.NeedsRendering = True

    def static(file: pikepdf.Pdf) -> None:
        dynamic(file)
        _field_plain(file)

    structure = looked(changed(drawn(prose), dynamic))
    assert not structure.readable
    assert [one.code for one in structure.findings] == ["xfa_form"]
    assert looked(changed(drawn(prose), static)).readable


def _field_plain(file: pikepdf.Pdf) -> None:
    _put(file, Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="a", Rect=[0, 0, 9, 9]))


def test_limits_of_size_and_pages_are_findings() -> None:
    """A file over a limit is not read, and the limit is named."""
    (large,) = inspect(PLAIN, FileLimits(bytes=1000)).findings
    assert large.code == "too_large"
    many = inspect(PLAIN, FileLimits(pages=2))
    assert (many.readable, many.pages) == (False, 3)
    assert dict(many.findings[0].values) == {"count": "3", "limit": "2"}


def test_pages_without_contents_in_the_file_are_lost() -> None:
    """A page whose contents are not there makes the file corrupt, though it opens."""
    data = one_page(b"null")
    assert codes(data) == {"corrupt": "error"}
    assert looked(data).readable


@pytest.mark.parametrize(
    "tree",
    [
        (b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>",),
        (b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>"),
        (b"<< /Type /Pages /Kids [] /Count 0 >>",),
        (b"null",),
    ],
)
def test_a_tree_of_pages_without_pages_is_an_error(tree: tuple[bytes, ...]) -> None:
    """Loops, an empty tree and none at all come to a clear end."""
    structure = looked(hand_made(b"<< /Type /Catalog /Pages 2 0 R >>", *tree))
    assert any(one.severity == "error" for one in structure.findings)


@pytest.mark.parametrize("deep", [b"[" * 100_000, b"<< /A " * 100_000, b"(" * 100_000, b"[" * 100_000 + b"]" * 100_000])
def test_deep_nesting_comes_to_a_clear_end(deep: bytes) -> None:
    """An object of a hundred thousand levels does no harm to the pages."""
    assert looked(one_page(stream(b""), deep, page=b"/Extra 5 0 R")).pages in (0, 1)
    assert looked(one_page(stream(b""), page=b"/Annots " + deep)).pages in (0, 1)


def test_a_deep_tree_of_pages_comes_to_a_clear_end() -> None:
    """A page three thousand levels down is not searched for without end."""
    nodes = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 1) for number in range(2, 3002)]
    structure = looked(hand_made(b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, b"<< /Type /Page >>"))
    assert structure.pages in (0, 1)
