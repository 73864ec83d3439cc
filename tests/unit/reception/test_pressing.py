"""Replies with buttons: each carries what it needs, and fits."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Aside, Button, Buttons, Choices, OfficeOffer, Option, Outcome, Reply, Text
from esor_bot.knowledge.base import Knowledge
from esor_bot.reception.pressing import judged
from esor_bot.reception.saying import LONGEST_LABEL, LONGEST_VALUES, carried, fits
from esor_bot.wording import Wording
from tests.dialogs.runner import Dialog, load
from tests.dialogs.test_dialogs import HERE

NOW = datetime(2023, 1, 10, 10, tzinfo=UTC)


@pytest.fixture
def words(shipped_knowledge: Knowledge) -> Wording:
    """The shipped sentences."""
    return Wording(shipped_knowledge.wording)


def buttons(reply: Reply) -> list[Button]:
    """Return all buttons of a reply."""
    return [one for block in reply.blocks if isinstance(block, Buttons) for one in block.buttons]


@pytest.mark.parametrize("dialog", load(HERE / "shipped"), ids=lambda dialog: dialog.name)
def test_real_replies(shipped_app: Assistant, words: Wording, dialog: Dialog) -> None:
    """Every reply of the shipped dialogs loses no sentence, has no choice or offer left, and its buttons fit."""
    for turn in dialog.turns:
        text = turn.user * turn.times
        reply = shipped_app.handle(Message(text, turn.now or dialog.now, f"with buttons {dialog.name}"))
        shown = judged(reply, words, text)

        kept = [block for block in reply.blocks if not isinstance(block, Choices | OfficeOffer)]
        assert [block for block in shown.blocks if block in kept] == kept
        assert not any(isinstance(block, Choices | OfficeOffer) for block in shown.blocks)
        assert all(len(one.label) <= LONGEST_LABEL for one in buttons(shown))
        assert all(len(json.dumps(dict(one.values), ensure_ascii=False)) <= LONGEST_VALUES for one in buttons(shown))
        assert [one.values["e"] for one in buttons(shown) if one.action == "pick"] == [o.entry for o in reply.options]
        assert any(one.action == "helped" for one in buttons(shown)) is (reply.outcome is Outcome.ANSWERED)


def test_a_draft_of_ours_is_shown(shipped_app: Assistant, words: Wording) -> None:
    """Where the office would be sent another question than was typed, that one is shown, and carried."""
    reply = shipped_app.handle(Message("which english test do you accept", NOW))
    shown = judged(reply, words, "which english test do you accept")
    assert Aside("I would send: “Which English certificates are accepted?”") in shown.blocks
    assert buttons(shown)[0].values["q"] == "Which English certificates are accepted?"
    assert buttons(shown)[0].label == "Ask the office"


def test_programmes_are_asked_not_picked(words: Wording) -> None:
    """A choice between programmes carries no entry: the question is asked of the one that is picked."""
    options = Option("The Moon", "boots", "moon"), Option("The Sea", "fins", "sea")
    shown = judged(Reply(Outcome.CLARIFY, (Choices(options, "None of these", "What do I wear?"),)), words)
    assert [dict(one.values) for one in buttons(shown)] == [
        {"p": "moon", "e": "", "q": "What do I wear?"},
        {"p": "sea", "e": "", "q": "What do I wear?"},
        {"p": "", "q": "What do I wear?"},
    ]


def test_long_labels_are_cut_at_a_word(words: Wording) -> None:
    """A label that is too long ends behind a word."""
    options = (Option("boots " * 30, "boots", "moon"),)
    shown = judged(Reply(Outcome.CLARIFY, (Text("Which?"), Choices(options, "None", "?"))), words)
    assert buttons(shown)[0].label == f"{'boots ' * 12}…"


@pytest.mark.parametrize("text", ["x" * 5000, '"\n\\' * 2000, "\x01" * 3000, "ж" * 1600])
def test_what_a_button_carries_fits(text: str) -> None:
    """However long a question is, and whatever signs it holds, its beginning is carried and fits."""
    values = carried(text, p="a-programme", e="an-entry")
    assert len(json.dumps(dict(values), ensure_ascii=False)) <= LONGEST_VALUES
    assert len(values["q"]) > 200
    assert text.startswith(values["q"])
    assert not fits(text)
    assert fits("x" * 1500, p="a-programme")
