"""Presses and forms that nobody was shown: what they carry is checked by the core, whoever sends them."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Collection, Mapping
from typing import Any

import pytest

from esor_bot.testing.discord import Interaction, Message, read
from esor_bot.testing.discord.interactions import COMPONENT, MODAL
from esor_bot_discord.outbound.carried import packed
from tests.adapters.discord.test_office import ANSWER, ASKED, answer, reads, sent
from tests.adapters.discord.workspace import Workspace

pytestmark = pytest.mark.asyncio
FORGED = "This text was put in by somebody else."
SECRET = "Only the office may read this."
NOT_OFFICE = "Only people of the office can do that."
KEPT = ("cases", "records", "statements")
ANYBODYS = frozenset(
    "add add_this check check_file choose_programme copy eligibility forget helped leave none not_helped office "
    "ask_office pick send_anyway where withdraw word".split()
)
"""What everybody may do with what is their own; whatever else there is, a new one, too, is the office's alone."""

BESIDE = {"seen": "1", "q": FORGED, "deed": "answer", "from": "1", "statement": "1", "w": "cases", "p": "x", "e": "x"}
ODD: tuple[Mapping[str, str], ...] = (
    {},
    {"case": "0", "seen": "0"},
    {"case": "-1", "seen": "-1", "key": "-1", "step": "-1", "~s": "-1"},
    {"case": "9" * 60, "seen": "9"},
    {"case": "１", "seen": "²", "step": "²", "~s": "²"},
    {"case": "1", "seen": "x", "key": "x", "step": "9", "~s": "9", "~k": "x"},
    {"p": "no such programme", "e": "no such entry", "q": "Well?"},
    {"p": "\x00", "e": "%110000;", "q": "\ud800", "case": "\n"},
    {"w": "no such word"},
    {"w": "forget-me", "q": "", "to": "nowhere"},
    {"statement": "9" * 60, "deed": "promote"},
    {"id": "1", "name": "../../a.pdf", "size": "x", "address": "http://127.0.0.1/"},
)


async def press(workspace: Workspace, user: str, message: Message, custom_id: str) -> Interaction:
    """Press what a message does not have."""
    data = {"component_type": 2, "custom_id": custom_id, "id": 1}
    return await workspace.discord.actor.does(COMPONENT, user, message.channel, data, custom_id[:40], message)


async def submit(workspace: Workspace, user: str, channel: str, custom_id: str, *fields: str) -> Interaction:
    """Send a form that was not opened."""
    inputs = [{"type": 4, "custom_id": f"f:{name}", "id": 2, "value": FORGED} for name in fields]
    shown = [{"type": 18, "id": 1, "component": one} for one in inputs]
    data: dict[str, Any] = {"custom_id": custom_id, "components": shown}
    return await workspace.discord.actor.does(MODAL, user, channel, data, custom_id[:40])


def kept(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Return all that is kept of questions and of what became of them."""
    store = sqlite3.connect(workspace.bot.folder / "desk.db")
    try:
        return {table: sorted(store.execute(f"SELECT * FROM {table}"), key=repr) for table in KEPT}
    finally:
        store.close()


def shown(done: Interaction) -> str:
    """Return all that somebody was shown for what they did, a form included."""
    return "\n".join([*map(read, done.messages()), repr(done.modal and (done.modal.title, done.modal.components))])


async def all_shown(workspace: Workspace, did: Mapping[str, Interaction]) -> dict[str, str]:
    """Wait until all was answered, and return what was shown."""
    await workspace.discord.until(
        lambda: all(one.modal or one.messages() for one in did.values()), what="an answer to each"
    )
    return {what: shown(one) for what, one in did.items()}


def broken(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what was logged of things that went wrong; a file that is fetched from nowhere but Discord is none."""
    return [
        f"{one.getMessage()} {one.exc_info}"
        for one in caplog.records
        if one.levelno >= logging.ERROR and one.msg != "file_elsewhere"
    ]


async def two_cases(workspace: Workspace) -> Message:
    """Let Ann ask one question that is answered and one that waits; return a message that Ben sees."""
    discord = workspace.discord
    first = await sent(workspace)
    await answer(workspace, first)
    await reads(workspace, discord.direct(discord.ann), ANSWER)
    second = await sent(workspace, question="May I sleep in the laboratory in my first week?")
    await discord.press(workspace.olga, second, "Note")
    await discord.submit(workspace.olga, {"Note, for the office only": SECRET})
    asked = await discord.mention(discord.ben, discord.direct(discord.ben), "When is the deadline?")
    return await workspace.answered(asked)


async def tried(workspace: Workspace, user: str, message: Message, names: Collection[str]) -> dict[str, str]:
    """Do all of these with every case that there is, and return what was shown."""
    handlers, did = workspace.bot.handlers, dict[str, Interaction]()
    for case in ("1", "2"):
        for name in sorted(names):
            id_ = packed(name, {"case": case, **BESIDE})
            if name in handlers.actions:
                did[f"press {name} {case}"] = await press(workspace, user, message, id_[:100])
            if name in handlers.forms:
                fields = (name, "text", "question", "into", "whom")
                did[f"send {name} {case}"] = await submit(workspace, user, message.channel, id_[:100], *fields)
    return await all_shown(workspace, did)


async def test_whoever_is_not_of_the_office_does_nothing_of_it(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    """Every action and form that is not everybody's, done by a stranger, is refused, and changes and shows nothing."""
    message, handlers = await two_cases(workspace), workspace.bot.handlers
    before = kept(workspace)
    offices = {*handlers.actions, *handlers.forms} - ANYBODYS
    said = await tried(workspace, workspace.discord.ben, message, offices)

    assert {"claim", "answer", "ask_back", "note", "merge", "close", "reopen", "take_over", "hand_over"} <= offices
    assert {what for what, text in said.items() if NOT_OFFICE not in text} == set()
    assert kept(workspace) == before
    assert broken(caplog) == []
    assert workspace.discord.refused == []


async def test_nobody_does_anything_to_the_question_of_somebody_else(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    """What everybody may do with their own questions does nothing to those of others, and shows nothing of them."""
    message, handlers = await two_cases(workspace), workspace.bot.handlers
    before = kept(workspace)
    said = await tried(workspace, workspace.discord.ben, message, ANYBODYS)
    after = kept(workspace)

    assert {*handlers.actions, *handlers.forms} >= ANYBODYS
    for text in said.values():
        assert not [one for one in (SECRET, ANSWER, ASKED, "first week") if one in text], text
    assert all(set(before[table]) <= set(after[table]) for table in KEPT)
    assert not [row for row in after["records"] if row not in before["records"] and row[1] in (1, 2)]
    assert broken(caplog) == []


@pytest.mark.parametrize("values", ODD, ids=range(len(ODD)))
async def test_whatever_is_carried_is_answered(
    workspace: Workspace, caplog: pytest.LogCaptureFixture, values: Mapping[str, str]
) -> None:
    """Whatever a press or a form of the office carries, it is answered in words, and nothing breaks."""
    handlers, discord = workspace.bot.handlers, workspace.discord
    card = await sent(workspace)
    did = dict[str, Interaction]()
    own = {"left", "sure", "sure:claim", "rest", "next", "", "no such thing", "|", "~", "%", "=", "|~k=x|~s=1"}
    for name in sorted({*handlers.actions, *own} - {"forget"}):
        did[f"press {name}"] = await press(workspace, workspace.olga, card, f"{name}{packed('', values)}"[:100] or "|")
    for name in sorted({*handlers.forms, "no such form", "", "|"}):
        id_ = f"{name}{packed('', values)}"[:100] or "|"
        did[f"send {name}"] = await submit(workspace, workspace.olga, card.channel, id_, name, "text", "question")

    assert broken(caplog) == []
    assert {what for what, one in did.items() if one.failed} == set()
    assert {what for what, one in did.items() if "went wrong" in shown(one)} == set()
    assert discord.refused == []
