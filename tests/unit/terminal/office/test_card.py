"""A case as the office sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from esor_bot.desk.files import CaseFile
from esor_bot.domain.case import Case, Deed, Place, Record, State, Stopped
from esor_bot.reception.case_text import CaseText, starts
from esor_bot.reception.moments import when
from esor_bot.reception.names import Names
from esor_bot.terminal.office.card import Card
from tests.unit.terminal.office.rooms import CLEO, MONDAY, PHRASES, WORDING

SHIPPED = Names(None)
PROGRAMME = "oncologic-imaging-montpellier"
CASE = Case(
    12,
    PROGRAMME,
    "Until what hour?\nAnd where?",
    "slack:T:U1",
    Place("slack", "C1"),
    MONDAY,
    MONDAY,
    Stopped("escalate", ("deadline-hour",), "The page does not say that."),
)


def shown(file: CaseFile, names: Names = SHIPPED) -> str:
    """The card as text."""
    return "\n".join(Card(CaseText(PHRASES, file, MONDAY, names), CLEO).lines())


def stopped(stopped: Stopped) -> str:
    """The card of a case at which the bot stopped in some way."""
    return shown(CaseFile(replace(CASE, stopped=stopped), (), (), (), ()))


def test_a_whole_card() -> None:
    """The card says all that one has to know before one answers, each thing in its place."""
    alike = replace(CASE, number=7, asker="slack:T:U2", state=State.ANSWERED, opened=MONDAY - timedelta(days=1))
    similar = replace(CASE, number=9, asker="slack:T:U3", question="What hour is it?")
    earlier = replace(CASE, number=4, question="How much is it?", state=State.ANSWERED)
    records = (
        Record(12, MONDAY, Deed.ASK, CASE.asker, text=CASE.question),
        Record(12, MONDAY, Deed.CLAIM, CLEO.id, "Cleo"),
        Record(12, MONDAY, Deed.NOTE, CLEO.id, "Cleo", "ask Dan\ntoday"),
    )
    case = replace(CASE, state=State.CLAIMED, owner=CLEO.id, owner_name="Cleo")
    answers = {7: "Until midnight.", 4: "It is free.\n\n" + "x" * 200}
    file = CaseFile(case, records, (), (similar,), (earlier,), (alike,), answers, MONDAY + timedelta(days=1))

    assert shown(file) == (
        "#12 · claimed · Fellowship in Oncologic Imaging, Montpellier · asked on Slack, today at 10:00\n"
        "\n"
        "  Until what hour?\n"
        "  And where?\n"
        "\n"
        "The bot said: “The page does not say that.”\n"
        "It stopped because the page is silent on “The hour of the deadline”.\n"
        "Cleo has it.\n"
        "An answer is due tomorrow at 10:00.\n"
        "\n"
        "2 others asked something similar, the first yesterday at 10:00:\n"
        "  #9 (open) What hour is it?\n"
        "  #7 (answered) Until what hour? And where? – “Until midnight.”\n"
        "\n"
        "The same person asked before:\n"
        "  #4 (answered) How much is it? – “It is free. …”\n"
        "\n"
        "today at 10:00  Cleo claimed it\n"
        "today at 10:00  Cleo noted, for the office only: ask Dan\n"
        "  today\n"
        "\n"
        "An answer could start from: deadline-hour, #7, #4 (answer --from 'deadline-hour')\n"
        "You can: answer, ask-back, note, hand-over, merge 9, close"
    )


@pytest.mark.parametrize(
    ("how", "told"),
    [
        (
            Stopped("escalate", ("deadline",)),
            "the nearest thing on the page, “The application deadline”, was not near enough.",
        ),
        (Stopped("escalate"), "It stopped because nothing on the page was near enough."),
        (
            Stopped("clarify", ("deadline", "opening-date")),
            "several things were as near: “The application deadline”; “The opening",
        ),
        (
            Stopped("answered", ("deadline",)),
            "It had answered from the page (“The application deadline”), and the person asks",
        ),
        (Stopped("answered"), "It had answered, and the person asks all the same."),
    ],
)
def test_why_it_stopped(how: Stopped, told: str) -> None:
    """Why the bot stopped is said in words, with what the entries are called."""
    assert told in stopped(how)


def test_the_bot_was_not_asked() -> None:
    """Where the bot was not asked nothing is said of it."""
    assert "The bot" not in stopped(Stopped())
    assert "stopped" not in stopped(Stopped())


def test_late() -> None:
    """What should have been answered already is said so."""
    late = CaseFile(CASE, (), (), (), (), due=MONDAY - timedelta(hours=1))

    assert "An answer was due today at 9:00." in shown(late)


def test_knowledge_that_does_not_hold(tmp_path: Path) -> None:
    """Where the knowledge can't be read the card has ids in place of names."""
    card = shown(CaseFile(CASE, (), (), (), ()), Names(tmp_path / "nothing"))

    assert PROGRAMME in card
    assert "“deadline-hour”" in card


def test_what_an_answer_could_start_from() -> None:
    """Of what the bot found, only what it still knows is offered."""
    file = CaseFile(replace(CASE, stopped=Stopped("escalate", ("gone", "deadline"))), (), (), (), ())

    assert starts(file, SHIPPED) == ("deadline",)


def test_nobody_starts_from_what_is_closed() -> None:
    """Where nothing can be answered, nothing is offered to start from."""
    assert "could start from" not in shown(CaseFile(replace(CASE, state=State.CLOSED), (), (), (), ()))


def test_yesterday() -> None:
    """The day before is yesterday."""
    assert when(WORDING, MONDAY - timedelta(hours=12), MONDAY) == "yesterday at 22:00"
    assert when(WORDING, MONDAY - timedelta(days=2), MONDAY) == "on Saturday, 5 January 2030, at 10:00"
