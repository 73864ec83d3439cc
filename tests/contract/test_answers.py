"""Every kind of answer to an event, and every notice that comes later, wherever it is read."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.desk.message import Notification
from esor_bot.desk.messenger import GaveUp
from esor_bot.desk.notices import KINDS, TO_OFFICE
from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Attachment, Person, Scene
from esor_bot.domain.form import Answer, Checking, FileField, Form, Mistakes
from esor_bot.domain.reply import Outcome, Reply, Text
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.load import load
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.plain import render_blocks
from esor_bot.terminal.forms import Forms
from esor_bot_discord import work as discord
from esor_bot_slack import work as slack
from tests.apps import FICTIONAL
from tests.contract.surfaces import SURFACES
from tests.contract.test_blocks import wrongs
from tests.contract.words import WORDING
from tests.unit.reception.office.offices import ANNA, OFFICE, OfficeOnline, home

ANSWERS = [one for one in typing.get_args(Answer) if one is not type(None)]
DONE = Reply(Outcome.ANSWERED, (Text("Here is the report."),))
BEGUN = Reply(Outcome.ANSWERED, (Text("I read."),))
NOW = datetime(2030, 5, 4, 12, tzinfo=UTC)
SCENE = Scene("e", Person("terminal:here"), Place("terminal", "here"), NOW)
FLAGS = ("reopened", "elsewhere", "longer")
"""Values of notices that say yes or nothing."""
EXAMPLES: dict[object, tuple[Answer, str]] = {
    Reply: (DONE, "Here is the report."),
    Form: (Form("f", "A form", (FileField("file", "Your PDF"),), "Send", "Leave"), "Your PDF"),
    Mistakes: (Mistakes({"file": "It is too large."}), "It is too large."),
    Checking: (
        Checking(
            Attachment("f", "f.pdf"),
            "",
            Reply(
                Outcome.ANSWERED,
                (
                    Text(
                        "I read.",
                    ),
                ),
            ),
            9,
            SCENE,
        ),
        "I read.",
    ),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_answer_at_the_terminal(kind: type) -> None:
    """Whatever comes of an event is read in the chat; a check is run there, and its report follows."""
    assert kind in EXAMPLES, f"add an example of {kind.__name__} to EXAMPLES"
    answer, said = EXAMPLES[kind]
    forms = Forms(lambda: Handlers(words={"x": lambda _: answer}), WORDING, lambda: NOW, lambda _: DONE)
    shown = render_blocks(forms.begin("x", ""))

    assert said in shown
    assert ("Here is the report." in shown) == (kind in (Reply, Checking))


@pytest.mark.parametrize("work", [slack.Work, discord.Work], ids=["Slack", "Discord"])
@pytest.mark.parametrize("kind", ANSWERS)
def test_every_answer_on_a_platform(work: Callable[..., object], kind: type) -> None:
    """Each kind of answer has its own case where an adapter shows what came of an event."""
    assert f"case {kind.__name__}()" in inspect.getsource(work)


@cache
def knowledge() -> Knowledge:
    """Return the made-up knowledge, read once."""
    return load(FICTIONAL)


def bodies() -> list[tuple[str, dict[str, str]]]:
    """Return each kind of notice, with whatever flags it may have."""
    found = []
    for kind, names in KINDS.items():
        flags = [name for name in names if name in FLAGS]
        for raised in (some for count in range(len(flags) + 1) for some in combinations(flags, count)):
            values = {name: ("yes" if name in raised else "") if name in flags else "word0x" for name in names}
            found.append((kind, values))
    return found


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize(("kind", "values"), bodies())
def test_every_notice(
    surface: str, kind: str, values: dict[str, str], fictional_app: Assistant, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Whatever the desk tells somebody is read wherever they are, and its buttons can be pressed there."""
    monkeypatch.chdir(tmp_path)
    office = OfficeOnline(fictional_app, knowledge())
    case = office.asked()
    place = OFFICE if kind in TO_OFFICE else home(ANNA)
    try:
        notice = office.app.notice(place, Notification(kind, case.number, case.version, values).dump())
    except GaveUp:
        pytest.fail(f"there is no notice of {kind}")

    assert notice.reply.blocks
    assert not list(wrongs(surface, notice.reply))
