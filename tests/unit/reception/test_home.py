"""The bot's own page, its words, and its sentences in other languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from esor_bot.domain.conversation import Person, Press
from esor_bot.domain.reply import Audience, File, Reply
from esor_bot.errors import KnowledgeError
from esor_bot.knowledge.base import Knowledge
from esor_bot.reception.languages import translations
from tests.unit.reception.houses import ANNA, CHANNEL, Guest

LATER = datetime(2026, 11, 30, 12, tzinfo=UTC)


def file(guest: Guest) -> File | None:
    """Return the file of what was said last."""
    assert isinstance(guest.last, Reply)
    return next((block for block in guest.last.blocks if isinstance(block, File)), None)


def test_the_page(guest: Guest) -> None:
    """The page says until when to apply, as of today, what can be done, and where one's questions stand."""
    guest.opened(home=True)
    assert "Applications are open until 15 February 2023; from today that is 36 more days." in guest.text
    assert "in this order:\n1. Letter of motivation\n2. ESOR CV\n" in guest.text
    assert "You have no questions with the office." in guest.text
    assert "time zone: Asia/Tokyo" in guest.text
    assert guest.labels[:2] == ["Ask the office", "Documents"]
    guest.clock.set(LATER)
    guest.opened(home=True)
    assert "The call closed on 15 February 2023." in guest.text
    assert "open until" not in guest.text


def test_the_page_without_a_database(guest: Guest) -> None:
    """Where the database can't be used the page says so of what it can't show, and shows the rest."""
    guest.store.break_down("unreachable")
    guest.opened(home=True)
    assert "Applications are open until" in guest.text
    assert "The office can't be reached from here now." in guest.text


def test_a_beginning(guest: Guest) -> None:
    """A conversation that is begun there starts with examples."""
    reply = guest.opened(home=False)
    assert isinstance(reply, Reply)
    assert len(reply.chips) == 3


def test_a_programme_is_chosen(both: Guest) -> None:
    """Where there are several programmes the page has all of them, until one is chosen."""
    both.opened(home=True)
    assert "Your questions are taken to be about: All programmes" in both.text
    both.press(next(one for one in both.labels if "Skerrow" in one))
    assert isinstance(both.last, Reply)
    assert both.last.instead
    assert "15 February 2023" not in both.text
    both.press("All programmes")
    assert "15 February 2023" in both.text
    both.hear(Press(both.scene, "choose_programme", {"p": "no such programme"}))
    assert "taken to be about: All programmes" in both.text


def test_the_deadline(guest: Guest) -> None:
    """The deadline comes with how long is left on one's own clock, and a calendar file of the whole day."""
    guest.word("deadline")
    assert "On your clock that day ends in 36 days and 5 hours." in guest.text
    made = file(guest)
    assert made is not None
    (event,) = Calendar.from_ical(made.data).walk("VEVENT")
    assert event.decoded("dtstart") == date(2023, 2, 15)
    assert event.decoded("dtend") == date(2023, 2, 16)
    assert event["summary"] == "Last day to apply: Fellowship in Oncologic Imaging, Montpellier 2023/24"


def test_the_deadline_of_somebody_whose_clock_is_not_known(guest: Guest) -> None:
    """Where a platform does not tell on which clock somebody lives, nobody is told of theirs."""
    guest.person = replace(guest.person, zone="")
    guest.word("deadline")
    assert "On the office’s clock that day ends in" in guest.text
    guest.clock.set(datetime(2023, 1, 10, 20, tzinfo=UTC))
    guest.word("office", "Who pays for the train?")
    guest.submit()
    assert "Vienna" in guest.text
    assert "for you" not in guest.text


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (datetime(2023, 2, 15, 14, 30, tzinfo=UTC), "ends in less than an hour"),
        (datetime(2023, 2, 15, 13, 30, tzinfo=UTC), "ends in one hour"),
        (datetime(2023, 2, 14, 15, 0, tzinfo=UTC), "ends in one day."),
    ],
)
def test_the_last_hours(guest: Guest, now: datetime, left: str) -> None:
    """What is left is counted up to the end of the day on the clock of the person."""
    guest.clock.set(now)
    guest.word("deadline")
    assert left in guest.text


def test_a_deadline_that_is_over(guest: Guest) -> None:
    """A call that is over has no calendar file, and nothing is left."""
    guest.clock.set(LATER)
    guest.word("deadline")
    assert guest.text.startswith("The call closed on 15 February 2023.")
    assert file(guest) is None
    assert "On your clock" not in guest.text


def test_a_deadline_of_several_programmes(both: Guest) -> None:
    """Where it is open which programme is meant, it is asked first."""
    both.word("deadline")
    assert both.text.startswith("Which programme do you mean?")
    assert file(both) is None


def test_documents_and_help(guest: Guest) -> None:
    """The list is numbered and quoted; the help names what can be done here, and nothing else."""
    reply = guest.word("documents")
    assert isinstance(reply, Reply)
    assert reply.audience is Audience.PERSON
    assert "1. Letter of motivation" in guest.text
    assert "in one single PDF file in the following order" in guest.text
    guest.word("help")
    assert "- deadline: the date, how long is left, and a calendar file" in guest.text
    assert "eligibility" not in guest.text


def test_in_a_channel(guest: Guest) -> None:
    """What a mention asks for is shown to everybody there, where it stands on the page."""
    guest.place = CHANNEL
    reply = guest.post("deadline")
    assert isinstance(reply, Reply)
    assert reply.audience is Audience.PLACE


def test_other_languages(guest: Guest, shipped_knowledge: Knowledge, tmp_path: Path) -> None:
    """Sentences that a folder has in another language are said to whoever reads that; the others in English."""
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "surface.de.yaml").write_text('surface: {helped: {"yes": "Ja"}}', encoding="utf-8")
    (tmp_path / "wording" / "notes.yaml").write_text("not: a language", encoding="utf-8")
    found = translations(replace(shipped_knowledge, folder=tmp_path))
    assert list(found) == ["de"]
    house = replace(guest.app.house, languages=found)
    german, french = replace(ANNA, locale="de_AT"), Person("talk:T1:U2", locale="fr")
    assert (house.words(german).say("surface.helped.yes"), house.words(german).say("surface.helped.no")) == ("Ja", "No")
    assert house.words(french).say("surface.helped.yes") == "Yes"


def test_a_translation_that_is_none(shipped_knowledge: Knowledge, tmp_path: Path) -> None:
    """A file that holds no sentences is named."""
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "surface.de.yaml").write_text("surface: [1, 2]", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"surface\.de\.yaml"):
        translations(replace(shipped_knowledge, folder=tmp_path))
