"""All that the reception can do, wherever somebody asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.answering.teaching import Teacher
from esor_bot.bootstrap.parts import Parts, parts
from esor_bot.desk.desk import Desk
from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.learning import Learning
from esor_bot.desk.people import People
from esor_bot.desk.retention import Keep
from esor_bot.desk.roster import Roster
from esor_bot.domain.case import Place
from esor_bot.domain.conversation import TOLD_AGAIN
from esor_bot.domain.reply import Button, Buttons, Outcome, Reply, Style, Text
from esor_bot.knowledge.load import load
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.reception.saying import LONGEST_BESIDE, LONGEST_LABEL, LONGEST_QUESTION, carried
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore
from tests.apps import FICTIONAL
from tests.contract.surfaces import SURFACES

OFFICE = Place("talk", "office", private=False)
LONG = "Why? " * (LONGEST_QUESTION // 5)
WIDE = LONGEST_BESIDE - len("pe")
BESIDE = (
    {"p": "p" * (WIDE // 2), "e": "e" * (WIDE // 2)},
    {"case": "123456789", "seen": "1234", "to": "direct"},
)
"""What buttons carry beside a question, as long as it gets."""
FILE = {"id": "1" * 20, "name": f"{'n' * 60}.pdf", "size": "10000000", "address": f"https://files.example/{'a' * 200}"}


@pytest.fixture(scope="session")
def rooms(fictional_app: Assistant) -> Parts:
    """All parts of the reception, as the process puts them together."""
    store, clock = MemoryStore(), FakeClock(datetime(2030, 5, 4, 12, tzinfo=UTC))
    office, roster, hours = {"talk": OFFICE}, Roster(["talk"]), OfficeHours(ZoneInfo("Europe/Vienna"))
    people = People(roster=roster)
    desk = Desk(store, clock, office, hours, people=people)
    teacher = Teacher(lambda: fictional_app.engines, lambda: clock.now().date())
    learning = Learning(store, clock, teacher, office, "the office", people)
    return parts(House(fictional_app, load(FICTIONAL), store, desk, learning, hours, Keep(), roster=roster))


@pytest.fixture
def handlers(rooms: Parts) -> Handlers:
    """What the reception can do."""
    return rooms.handlers


def pressed(surface: str, button: Button) -> list[tuple[str, Mapping[str, str]]]:
    """Show a button below its words, and press it."""
    shown = SURFACES[surface]().reply(Reply(Outcome.ANSWERED, (Text("Well?"), Buttons((button,)))))
    assert not shown.problems
    assert button.label in shown.text
    return shown.pressed


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("sure", ["", "Is this what you want?"])
def test_every_action_can_be_pressed(
    surface: str, style: Style, sure: str, handlers: Handlers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button of each action is shown and pressed, and brings all that it carries, however long that is."""
    monkeypatch.chdir(tmp_path)
    for action in handlers.actions:
        for values in ({}, *BESIDE, *(carried(LONG, **some) for some in BESIDE), carried("Why?", **BESIDE[0])):
            button = Button("w" * LONGEST_LABEL, action, values, style, sure)
            assert pressed(surface, button) == [(action, dict(values))], action


@pytest.mark.parametrize("surface", SURFACES)
def test_the_button_of_a_file(surface: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The button of a file brings its id; what the platform is asked for again it may leave out."""
    monkeypatch.chdir(tmp_path)
    ((action, values),) = pressed(surface, Button("Check it", "check_file", {**FILE, "p": BESIDE[0]["p"]}))

    assert action == "check_file"
    assert {**{name: FILE[name] for name in TOLD_AGAIN}, **values} == {**FILE, "p": BESIDE[0]["p"]}


@pytest.mark.parametrize("surface", SURFACES)
def test_every_word_is_offered(surface: str, handlers: Handlers) -> None:
    """Whatever word the reception does, people find where they type."""
    assert set(handlers.words) <= set(SURFACES[surface]().words())


@pytest.mark.parametrize("surface", SURFACES)
def test_every_word_of_the_office_is_offered(surface: str, handlers: Handlers) -> None:
    """Whatever word of the office the reception does, the office finds where it types."""
    assert {word for word in handlers.office if word} <= set(SURFACES[surface]().office_words())
