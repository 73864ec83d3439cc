"""Choices that are picked by whoever remembers them, in place of the conversation."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Choices, Option, Reply
from tests.dialogs.runner import Dialog, load
from tests.dialogs.test_dialogs import HERE

NOW = datetime(2023, 1, 10, 10, tzinfo=UTC)


def offered(reply: Reply) -> Choices:
    """Return the choices of a reply."""
    return next(block for block in reply.blocks if isinstance(block, Choices))


def picked(app: Assistant, one: Option, choices: Choices, now: datetime, conversation: str | None) -> Reply | None:
    """Pick an option as its button does."""
    programmes = len({option.programme for option in choices.options}) > 1
    return app.pick(one.programme, "" if programmes else one.entry, choices.question, now, conversation)


def plain(reply: Reply | None) -> Reply | None:
    """Return a reply without what decided, which names the way."""
    return None if reply is None else replace(reply, why=())


def _alike(app: Assistant, dialog: Dialog) -> None:
    """Go through a dialog twice: typing, and pressing wherever something is picked by number."""
    choices: Choices | None = None
    for way in ("typing", "pressing"):
        app.forget(f"{way} {dialog.name}")
    for turn in dialog.turns:
        now, text = turn.now or dialog.now, turn.user * turn.times
        typed = app.handle(Message(text, now, f"typing {dialog.name}", dialog.programme))
        number = text.strip()
        if choices is not None and number.isdecimal() and int(number) <= len(choices.options):
            pressed: Reply | None
            if number == "0":
                same = {option.programme for option in choices.options}
                programme = same.pop() if len(same) == 1 else ""
                pressed = app.none(programme, choices.question, now, f"pressing {dialog.name}")
            else:
                option = choices.options[int(number) - 1]
                pressed = picked(app, option, choices, now, f"pressing {dialog.name}")
        else:
            pressed = app.handle(Message(text, now, f"pressing {dialog.name}", dialog.programme))
        assert plain(pressed) == plain(typed), turn.user
        choices = offered(typed) if typed.options else None


@pytest.mark.parametrize("dialog", load(HERE / "shipped"), ids=lambda dialog: dialog.name)
def test_shipped(shipped_app: Assistant, dialog: Dialog) -> None:
    """A press gives what typing the number gives, and the conversation goes on alike."""
    _alike(shipped_app, dialog)


@pytest.mark.parametrize("dialog", load(HERE / "both"), ids=lambda dialog: dialog.name)
def test_both(both_app: Assistant, dialog: Dialog) -> None:
    """So it is where programmes are told apart."""
    _alike(both_app, dialog)


@pytest.mark.parametrize("place", [1, 2, 3])
def test_after_a_restart(shipped_app: Assistant, place: int) -> None:
    """A choice is picked by whoever has no memory of the conversation, with the same reply."""
    choices = offered(shipped_app.handle(Message("certificate?", NOW, f"restart {place}")))
    typed = shipped_app.handle(Message(str(place), NOW, f"restart {place}"))
    pressed = picked(shipped_app, choices.options[place - 1], choices, NOW, None)
    assert pressed is not None
    assert pressed.picked
    assert plain(pressed) == plain(typed)


def test_every_programme_of_a_choice(both_app: Assistant) -> None:
    """A choice between programmes asks the question of the one that is picked, and the conversation stays with it."""
    choices = offered(both_app.handle(Message("until when can I apply?", NOW, "which")))
    assert len(choices.options) == 2
    for option in choices.options:
        pressed = picked(both_app, option, choices, NOW, "which")
        direct = both_app.handle(Message("until when can I apply?", NOW, None, option.programme))
        assert pressed is not None
        assert (pressed.blocks, pressed.programme) == (direct.blocks, option.programme)
        assert both_app.about("which", NOW) == option.programme


def test_what_is_gone(shipped_app: Assistant) -> None:
    """Of an entry or a programme that is not there any more there is no reply."""
    (programme,) = shipped_app.engines
    assert shipped_app.pick(programme, "no such entry", "certificate?", NOW, None) is None
    assert shipped_app.pick("no such programme", "grant", "certificate?", NOW, None) is None
    assert shipped_app.none("no such programme", "certificate?", NOW, None).picked


def test_one_person_is_forgotten(shipped_app: Assistant) -> None:
    """All conversations of one person are dropped, and nobody else's."""
    (programme,) = shipped_app.engines
    for name in ("talk:C1::talk:T1:U1", "talk:C2::talk:T1:U1", "talk:C1::talk:T1:U11"):
        shipped_app.handle(Message("certificate?", NOW, name, programme))
    shipped_app.forget_person("talk:T1:U1")
    known = ("talk:C1::talk:T1:U1", "talk:C2::talk:T1:U1", "talk:C1::talk:T1:U11")
    assert [shipped_app.about(one, NOW) for one in known] == ["", "", programme]
