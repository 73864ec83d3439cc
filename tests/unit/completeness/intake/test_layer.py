"""Text layers: which are worth something."""

from __future__ import annotations

import re

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from esor_bot.completeness.intake import PageFacts, PdfFile, Reason, judge_layer, odd_words
from esor_bot.completeness.page import Line
from tests.unit.completeness.intake.makers import PROSE, changed, dejavu, drawn, prose, scanned, written

TEXTS = {
    "German": "Nach Abschluss der Weiterbildung wurde die Prüfung vor der Kammer mit gutem Erfolg abgelegt.",
    "French": "Après avoir suivi l'enseignement de la faculté, elle a obtenu le diplôme avec les félicitations.",
    "Polish": "Po ukończeniu szkolenia zdała egzamin państwowy i uzyskała tytuł specjalisty w dziedzinie chirurgii.",
    "Czech": "Po absolvování přípravy úspěšně složila zkoušku a získala způsobilost k výkonu zdravotnického povolání.",
    "Hungarian": "A képzés befejezése után sikeres szakvizsgát tett, és jogosult a gyógyító tevékenység végzésére.",
    "Finnish": "Koulutuksen jälkeen hän suoritti kuulustelun hyväksytysti ja sai oikeuden toimia erikoislääkärinä.",
    "Turkish": "Eğitimini tamamladıktan sonra sınavı başarıyla geçmiş ve uzman olarak çalışmaya hak kazanmıştır.",
    "Lithuanian": "Baigusi mokymus ji sėkmingai išlaikė egzaminą ir įgijo teisę verstis gydytojos praktika šalyje.",
    "Russian": "После окончания обучения она успешно сдала экзамен и получила право работать по специальности.",
    "Serbian": "Након завршене обуке положила је испит и стекла право да ради као лекар специјалиста у болници.",
    "Greek": "Μετά την ολοκλήρωση της εκπαίδευσης πέρασε με επιτυχία τις εξετάσεις και έλαβε τον τίτλο ειδικότητας.",
}
SCAN = PageFacts(pictures=1.0, texts=9, images=1)


def _as_lines(text: str) -> list[Line]:
    parts = text.split("\n")
    return [
        Line(part, 0.1, 0.2 + at * 0.5 / len(parts), 0.9, 0.22 + at * 0.5 / len(parts)) for at, part in enumerate(parts)
    ]


def _reason(text: str, facts: PageFacts = PageFacts()) -> Reason:  # noqa: B008 - frozen
    return judge_layer(_as_lines(text), facts).reason


def _reason_of(data: bytes) -> Reason:
    with PdfFile(data) as file:
        return judge_layer(file.lines(0), file.facts(0)).reason


@pytest.mark.parametrize("language", TEXTS)
def test_text_of_any_language_is_good(language: str) -> None:
    """Whatever the language and its script, its text is usable."""
    assert _reason(TEXTS[language]) is Reason.GOOD
    assert _reason(TEXTS[language].upper()) is Reason.GOOD


@pytest.mark.parametrize("shift", [1, 2, 3, 7, 13])
@pytest.mark.parametrize("language", ["German", "French", "Polish", "Finnish", "Turkish", "Russian", "Greek"])
def test_letters_turned_into_others_are_rubbish(language: str, shift: int) -> None:
    """Letters that are each another one make no words in any language."""

    def moved(letter: str) -> str:
        return chr(ord(letter) + shift) if letter.isalpha() else letter

    assert _reason("".join(moved(letter) for letter in TEXTS[language].lower())) is Reason.RUBBISH


def _wrong_table(change: int) -> bytes:
    """Return a page whose font says wrong letters: each one `change` code points further."""

    def paint(sheet: Canvas) -> None:
        sheet.setFont(dejavu(), 11)
        for number, line in enumerate(PROSE):
            sheet.drawString(72, 760 - 16 * number, line)

    def shift(file: pikepdf.Pdf) -> None:
        for thing in file.objects:
            if isinstance(thing, pikepdf.Stream) and b"beginbfrange" in (table := thing.read_bytes()):
                thing.write(re.sub(rb"<([0-9A-F]{4})>", lambda one: b"<%04X>" % (int(one[1], 16) + change), table))
            elif isinstance(thing, pikepdf.Stream) and b"beginbfchar" in (table := thing.read_bytes()):
                pair = re.compile(rb"(<[0-9A-F]+>) <([0-9A-F]{4})>")
                thing.write(pair.sub(lambda one: b"%s <%04X>" % (one[1], int(one[2], 16) + change), table))

    return changed(drawn(paint), shift)


def test_a_font_with_a_wrong_table_of_letters_gives_rubbish() -> None:
    """A subset font is good with its own table, and rubbish with letters or private signs in the place of others."""
    assert _reason_of(_wrong_table(0)) is Reason.GOOD
    for change in (0xE000, 3, 0x2500):
        assert _reason_of(_wrong_table(change)) is Reason.RUBBISH


@pytest.mark.parametrize("text", ["\x01\x04\x05\x06 \x07\x08\t\x0b" * 20, "� � abc ���" * 20, "\ue001\ue002" * 40])
def test_signs_that_are_no_letters_are_rubbish(text: str) -> None:
    """Control signs, replacements and private signs are no text."""
    assert _reason(text) is Reason.RUBBISH


def test_names_tables_and_codes_are_good() -> None:
    """Lists of names, tables of numbers, lines of a passport, addresses and leaders are text as any other."""
    for text in (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "Grzegorz Brzęczyszczykiewicz\nŠtěpánka Krčmářová\nJürg Schächtle\nHrvoje Grgić\nMehmet Öztürk",
        "2019 39.00 10.01.2019\n2020 39.00 11.01.2020\n2021 39.00 12.01.2021\nTotal 117.00 EUR",
        "doi:10.1007/s00330-022-09876-5\nhttps://example.org/aB3xK9qLm\nname@hospital.example",
        "Contents ................................ 3\nLetters ................................ 5",
        "Name ____________________ Date ____________________ Signature ____________________",
        "MRI, CT, PET/CT, eGFR, pT1aN0, LI-RADS v2018, PI-RADS 2.1, COVID-19, HbA1c, McDonald, vWF",
    ):
        assert judge_layer(_as_lines(text), PageFacts()).reason in (Reason.GOOD, Reason.ERRORS), text


def test_a_stamp_upon_a_scan_is_too_little() -> None:
    """A page number beside a picture of the page is not what the page says."""

    def paint(sheet: Canvas) -> None:
        scanned(sheet)
        written(sheet, "Page 3 of 11", at=(280, 30))

    assert _reason_of(drawn(paint)) is Reason.SPARSE
    assert _reason("Page 3 of 11") is Reason.GOOD


def test_a_header_over_a_scan_is_too_little() -> None:
    """A long line of a fax machine at the edge of a scanned page counts for nothing."""
    header = [Line("FAX 12/03/2022 10:31 " * 8, 0.0, 0.01, 1.0, 0.03)]
    assert judge_layer(header, SCAN).reason is Reason.SPARSE


def test_no_text_and_letters_drawn_as_lines_are_none() -> None:
    """A blank page and a page of mere drawing have no layer."""
    assert _reason("") is Reason.NONE
    assert _reason_of(drawn(lambda sheet: sheet.circle(300, 300, 50))) is Reason.NONE


def test_an_ocr_layer_is_usable_and_doubtful() -> None:
    """The layer of an OCR engine is text, but OCR may do better."""

    def paint(sheet: Canvas) -> None:
        text = sheet.beginText(72, 760)
        text.setTextRenderMode(3)
        for line in PROSE:
            text.textLine(line.replace("tt", "ff").replace("m", "rn", 1))
        sheet.drawText(text)
        scanned(sheet)

    with PdfFile(drawn(paint)) as file:
        layer = judge_layer(file.lines(0), file.facts(0))
    assert (layer.reason, layer.usable, layer.doubtful) == (Reason.OCR, True, True)


def test_a_script_read_by_an_engine_that_does_not_know_it_is_not_usable() -> None:
    """Words with digits and capitals within are not what the page says."""
    text = (
        "flunnom npo Bblcwee o6pa3oBaHue\nBpa4 nooBepmBaem KBanuOuKauuo\nCneuuanucm yHuBepcumem MeAu4uHcKuu 3aKoH4uAa"
    )
    assert odd_words(text) > 0.3
    assert _reason(f"{text}\n{text}", SCAN) in (Reason.SCRIPT, Reason.RUBBISH)
    assert odd_words("\n".join(PROSE)) == 0


def test_a_page_of_prose_is_good() -> None:
    """An ordinary page is usable and in no doubt."""
    with PdfFile(drawn(prose)) as file:
        layer = judge_layer(file.lines(0), file.facts(0))
    assert (layer.reason, layer.usable, layer.doubtful) == (Reason.GOOD, True, False)
