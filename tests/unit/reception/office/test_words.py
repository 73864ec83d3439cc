"""The words of the office on a platform."""

from __future__ import annotations

from datetime import timedelta

from esor_bot.domain.case import Deed
from esor_bot.domain.form import LONGEST_TITLE
from esor_bot.domain.reply import Picture
from esor_bot.domain.tally import Counted, Result
from esor_bot.reception.house import House
from tests.unit.reception.office.offices import ANNA, BEN, CLEO, DAN, OfficeOnline, buttons, read, reply_of


def said(online: OfficeOnline, word: str, text: str = "") -> str:
    """What a word shows to Cleo."""
    return read(reply_of(online.word(CLEO, word, text)).blocks)


def test_lists(online: OfficeOnline) -> None:
    """A list has what waits, what is one's own, or everything, with a button for a few of them."""
    for number in range(7):
        online.asked(question=f"Question of the day {number}?")
    online.desk.do(1, Deed.CLAIM, House.colleague(CLEO))
    online.desk.do(2, Deed.ANSWER, House.colleague(DAN), text="Yes.")

    listed = reply_of(online.word(CLEO, "list"))
    assert "#2 " not in read(listed.blocks)
    assert list(buttons(listed.blocks)) == ["Show #7", "Show #6", "Show #5", "Show #4", "Show #3"]
    assert said(online, "list", "mine").count("#1 ") == 1
    assert "#2 · answered" in said(online, "list", " ALL ")
    assert "list mine" in said(online, "list", "yours")
    assert "#3" in said(online, "search", "day 2")
    assert "No question has these words." in said(online, "search", "zebra")
    assert "Which words?" in said(online, "search")


def test_a_case_shown_to_one_person(online: OfficeOnline) -> None:
    """A case that one person looks at has what they can do with it, and shows at once what they did."""
    online.asked()
    shown = reply_of(online.word(CLEO, "show", "#1"))
    done = reply_of(online.click(CLEO, shown.blocks, "Claim"))

    assert done.instead
    assert read(done.blocks).startswith("#1 is yours.")
    assert "Take over" not in buttons(done.blocks)
    assert "Take over" in buttons(
        reply_of(online.click(DAN, reply_of(online.word(DAN, "list")).blocks, "Show #1")).blocks
    )
    assert "There is no question #5." in said(online, "show", "5")
    assert "Put its number behind the word" in said(online, "show")


def test_what_was_asked(online: OfficeOnline) -> None:
    """The figures stand in words with their picture; without any it says so, and how a wrong number is meant."""
    assert "Nothing was asked yet." in said(online, "stats")
    online.asked()
    online.asked(BEN)
    online.desk.do(1, Deed.ANSWER, House.colleague(CLEO), text="Yes.")
    now = online.clock.now()
    with online.store.begin() as tx:
        for days in (0, 0, 7):
            asked = Counted(now - timedelta(days=days), "lampkeepers-skerrow", "talk", "x", Result.ANSWERED)
            tx.tally.count(asked)
    answer = reply_of(online.word(CLEO, "stats", "4"))

    assert "3 questions · 3 answered by the bot (100 %) · 2 to the office" in read(answer.blocks)
    assert "Week of 31 December: 1 question" in read(answer.blocks)
    (picture,) = (block for block in answer.blocks if isinstance(block, Picture))
    assert picture.data.startswith(b"\x89PNG")
    assert "up to 104" in said(online, "stats", "many")
    assert "up to 730" in said(online, "silent", "900")


def test_what_the_page_does_not_say(online: OfficeOnline) -> None:
    """Silences are listed by demand, with the questions on them that the office has."""
    assert "nobody asked for anything that the page does not say" in said(online, "silent")
    online.asked()
    assert "Animals · open #1" in said(online, "silent", "30")


def test_the_overview_and_the_help(online: OfficeOnline) -> None:
    """The overview is the one of the morning, as of now; the help names each word."""
    online.asked(ANNA)
    assert "Not taken yet: #1" in said(online, "digest")
    for word in online.handlers.office:
        assert word in said(online, "help")


def test_titles_fit(online: OfficeOnline) -> None:
    """The titles and the words on the buttons of forms have room on every platform, up to case #9999."""
    for id_, text in online.house.wording.sentences.items():
        if id_.startswith("surface_office.form.") and id_.endswith((".title", ".submit", ".close")):
            assert len(text.replace("{number}", "9999")) <= LONGEST_TITLE, id_


def test_a_word_there_is_not(online: OfficeOnline) -> None:
    """A word of the office that there is not is no question: it says where the words are."""
    assert said(online, "rubbish") == "There is no word “rubbish” here. “help” shows those there are."
