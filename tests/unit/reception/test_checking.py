"""The check of a file: the form, the offer, the report."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from datetime import date

import pytest

from esor_bot.domain.conversation import Attachment, Command, Press, Submission, Upload
from esor_bot.domain.form import LONGEST_TITLE, Answer, Checking, ChoiceField, FileField, Form, Mistakes
from esor_bot.domain.reply import Audience, Button, Buttons, Picture, Reply, Text
from esor_bot.errors import CheckCancelled, CheckError
from esor_bot.reception.checking import Checks
from esor_bot.reception.plain import render
from esor_bot.wording import Wording
from tests.unit.completeness.say.reports import IN_TIME, KNOWLEDGE, PROGRAMME, WORDING, speaker, unreadable
from tests.unit.reception.desks import ANNA, PDF, Desk, Ready, scene

OTHER = replace(PROGRAMME, id="other", short="The other one")
TWO = replace(KNOWLEDGE, programmes=(PROGRAMME, OTHER))
NONE = replace(KNOWLEDGE, programmes=())


def word(desk: Desk, *files: Attachment, text: str = "") -> Answer:
    """Return what comes of the word."""
    return Checks(desk).handlers.words["check"](Command(scene(), "check", text, files))


def filled(desk: Desk, *files: Attachment, **values: str) -> Answer:
    """Return what comes of the form."""
    return Checks(desk).handlers.forms["check"](Submission(scene(), "check", {}, values, {"file": files}))


def press(desk: Desk, button: Button) -> Answer:
    """Return what comes of a button of an offer."""
    return Checks(desk).handlers.actions[button.action](Press(scene(), button.action, button.values))


def said(answer: Answer) -> str:
    """Return a reply as text."""
    assert isinstance(answer, Reply)
    return render(answer)


def buttons(answer: Answer) -> list[Button]:
    """Return the buttons of a reply."""
    assert isinstance(answer, Reply)
    return [button for block in answer.blocks if isinstance(block, Buttons) for button in block.buttons]


def begun(answer: Answer) -> Checking:
    """Return the check that was begun."""
    assert isinstance(answer, Checking)
    return answer


def test_the_form() -> None:
    """The form says what is read, that nothing is kept, how large a file may be and where the report comes."""
    form = word(Desk())

    assert isinstance(form, Form)
    assert [type(one) for one in form.fields] == [FileField]
    assert form.fields[0].id == "file"
    assert "25 MB and 200 pages" in form.fields[0].hint
    text = " ".join(block.text for block in form.blocks if isinstance(block, Text))
    assert "Nothing of it is kept" in text
    assert "for you alone" in text
    assert max(map(len, (form.title, form.submit, form.close))) <= LONGEST_TITLE


def test_several_programmes_are_chosen_from() -> None:
    """Where more than one programme can be checked against, the form asks which; the answer decides."""
    form = word(Desk(knowledge=TWO))

    assert isinstance(form, Form)
    assert isinstance(form.fields[1], ChoiceField)
    assert [item.value for item in form.fields[1].items] == [PROGRAMME.id, "other"]
    assert begun(filled(Desk(knowledge=TWO), PDF, programme="other")).programme == "other"
    assert filled(Desk(knowledge=TWO), PDF) == Mistakes({"programme": WORDING.say("surface_check.which_programme")})


def test_one_pdf_is_checked() -> None:
    """One PDF of the form is to be fetched, a byte more than is read at most; what began is said in direct messages."""
    checking = begun(filled(Desk(), PDF))

    assert (checking.file, checking.programme) == (PDF, PROGRAMME.id)
    assert checking.most == 25 * 1024 * 1024 + 1
    assert checking.begun.audience is Audience.DIRECT
    assert checking.scene == scene()


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ((), "no file here"),
        ((PDF, PDF), "These are 2 files. Put everything into one PDF, in the order of the page"),
        ((Attachment("F", "CV.DOCX"),), "export it as a PDF"),
        ((Attachment("F", "letter.odt"),), "export it as a PDF"),
        ((Attachment("F", "scan.jpeg"),), "picture, not a PDF"),
        ((Attachment("F", "all.zip"),), "archive"),
        ((Attachment("F", "application"),), "By its name this file is not a PDF"),
        ((Attachment("F", "pdf"),), "By its name this file is not a PDF"),
        ((replace(PDF, size=26 * 1024 * 1024),), "larger than 25 MB"),
    ],
)
def test_what_is_no_pdf(files: tuple[Attachment, ...], says: str) -> None:
    """Anything but one PDF within the limits gets a sentence that says what to do: at the field, or in private."""
    mistakes = filled(Desk(), *files)

    assert isinstance(mistakes, Mistakes)
    assert says in mistakes.wrong["file"]
    if files:
        reply = word(Desk(), *files)
        assert says in said(reply)
        assert isinstance(reply, Reply)
        assert reply.audience is Audience.PERSON
        assert says in said(Checks(Desk()).offer(files, ANNA))


def test_a_pdf_is_known_in_any_case() -> None:
    """A camera writes the ending large."""
    assert begun(filled(Desk(), replace(PDF, name="SCAN.PDF"))).file.name == "SCAN.PDF"


def test_a_word_with_a_file() -> None:
    """A word that brings its file begins the check at once; where it is not clear for what, that is asked."""
    assert begun(word(Desk(), PDF)).file == PDF
    assert begun(word(Desk(knowledge=TWO), PDF, text="other")).programme == "other"

    which = buttons(word(Desk(knowledge=TWO), PDF))
    assert [begun(press(Desk(knowledge=TWO), one)).programme for one in which] == [PROGRAMME.id, "other"]


def test_an_offer() -> None:
    """One PDF in a direct message is offered to be checked; the button carries all that is needed."""
    offer = Checks(Desk()).offer((PDF,), ANNA)
    (button,) = buttons(offer)

    assert said(offer).startswith("Shall I check this file?")
    assert begun(press(Desk(), button)).file == PDF
    assert Checks(Desk()).offer((), ANNA) is None


def test_a_file_in_a_channel() -> None:
    """A PDF in a channel is not read: its owner alone is told how to have it checked. Other files are let be."""
    told = Checks(Desk()).upload(Upload(scene(), PDF))

    assert told is not None
    assert told.audience is Audience.PERSON
    assert "direct message" in said(told)
    assert PDF.name in said(told)
    assert buttons(told) == []
    assert Checks(Desk()).upload(Upload(scene(), Attachment("F", "photo.png"))) is None
    assert Checks(Desk(None)).upload(Upload(scene(), PDF)) is None


def test_a_button_does_not_burst() -> None:
    """A long name is cut so that its ending stays, an address too long to carry is left to be looked up."""
    long = Attachment("F1", "ä" * 900 + ".pdf", 1, "https://files.example/" + "x" * 3000)
    (button,) = buttons(Checks(Desk()).offer((long,), ANNA))

    assert len(json.dumps(dict(button.values))) <= 1900
    assert begun(press(Desk(), button)).file.address == ""


def test_a_button_that_somebody_made_up() -> None:
    """Values that no button of ours carries are no reason to break."""
    assert "By its name" in said(press(Desk(), Button("x", "check_file", {"size": "²"})))
    assert (
        begun(press(Desk(), Button("x", "check_file", {"name": "a.pdf", "size": "-1", "p": "nowhere"}))).file.size == 0
    )


def test_the_report() -> None:
    """The report is that of every surface, as of the day it was asked, with the pages as a picture, to one person."""
    ready, read = Ready(), list[tuple[int, int]]()
    desk = Desk(ready)
    reply = Checks(desk).check(begun(filled(desk, PDF)), b"%PDF-", lambda done, all_: read.append((done, all_)))

    assert ready.asked == [(b"%PDF-", PROGRAMME.id, date(2023, 1, 10), True)]
    assert read == [(1, 2), (2, 2)]
    assert reply.audience is Audience.DIRECT
    assert reply.blocks[: len(speaker().blocks(ready.report))] == speaker(IN_TIME).blocks(ready.report)
    assert [block.name for block in reply.blocks if isinstance(block, Picture)] == ["pages.png"]
    assert "Nothing was kept." in said(reply)
    assert [(one.label, one.action) for one in buttons(reply)] == [
        ("Check another file", "word"),
        ("Ask the office", "office"),
    ]


def test_no_picture() -> None:
    """Where there are no pages there is no picture."""
    desk = Desk(Ready(unreadable("empty"), picture=b""))
    reply = Checks(desk).check(begun(filled(desk, PDF)), b"", lambda *_: None)

    assert not any(isinstance(block, Picture) for block in reply.blocks)


@pytest.mark.parametrize(
    ("error", "id_"),
    [
        (CheckError("no"), "not_possible"),
        (CheckCancelled(), "not_possible"),
        (ZeroDivisionError("Annas text"), "broken"),
    ],
)
def test_what_goes_wrong(error: Exception, id_: str, caplog: pytest.LogCaptureFixture) -> None:
    """Where there is no report a sentence says so, and nothing that the error says is logged."""
    desk = Desk(Ready(breaks=error))
    with caplog.at_level(logging.DEBUG):
        reply = Checks(desk).check(begun(filled(desk, PDF)), b"", lambda *_: None)

    assert said(reply).startswith(WORDING.say(f"surface_check.{id_}"))
    assert reply.audience is Audience.DIRECT
    assert "Annas text" not in caplog.text
    assert type(error).__name__ in caplog.records[0].__dict__["reason"]


def test_where_nothing_is_checked() -> None:
    """Without a check, or without a programme to check against, the word says so in place of a form."""
    assert said(word(Desk(None))) == WORDING.say("surface_check.not_here")
    assert said(word(Desk(knowledge=NONE))) == WORDING.say("surface_check.nothing_to_check")
    checking = begun(filled(Desk(), PDF))
    assert said(Checks(Desk(None)).check(checking, b"", lambda *_: None)).startswith(
        WORDING.say("surface_check.not_here")
    )
    gone = replace(checking, programme="gone")
    assert said(Checks(Desk()).check(gone, b"", lambda *_: None)).startswith(
        WORDING.say("surface_check.unknown_programme")
    )


def test_how_far_it_is() -> None:
    """While it runs a line with a bar says how far it is, in direct messages."""
    checks = Checks(Desk())

    assert [said(checks.progress(read, total)) for read, total in ((0, 0), (0, 4), (1, 4), (4, 4), (9, 4))] == [
        "opening the file",
        "reading page 1 of 4  ▱▱▱▱▱▱▱▱▱▱▱▱",
        "reading page 2 of 4  ▰▰▰▱▱▱▱▱▱▱▱▱",
        "reading page 4 of 4  ▰▰▰▰▰▰▰▰▰▰▰▰",
        "reading page 4 of 4  ▰▰▰▰▰▰▰▰▰▰▰▰",
    ]
    assert checks.progress(1, 2).audience is Audience.DIRECT


def test_in_somebodys_language() -> None:
    """Who has chosen another language reads it in the form, and in the end in the report."""
    translated = {**KNOWLEDGE.wording, "surface_check.title": "Prüfen", "surface_check.stays": "Bleibt."}
    desk = Desk(languages={"de": Wording(translated)})
    anna = replace(ANNA, locale="de")
    form = Checks(desk).handlers.words["check"](Command(scene(anna), "check"))
    sent = Submission(scene(anna), "check", {}, {}, {"file": (PDF,)})
    reply = Checks(desk).check(begun(Checks(desk).handlers.forms["check"](sent)), b"", lambda *_: None)

    assert isinstance(form, Form)
    assert form.title == "Prüfen"
    assert "Bleibt." in said(reply)
