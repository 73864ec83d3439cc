"""What somebody does twice, because a press or a form went slowly: it is done once."""

from __future__ import annotations

import asyncio

import pytest

from esor_bot.testing.discord import labels, read
from esor_bot.testing.discord.interactions import MODAL, Interaction
from tests.adapters.discord.test_office import ANSWER, cards, reads, sent
from tests.adapters.discord.workspace import Workspace

pytestmark = pytest.mark.asyncio
FIELDS = {"Answer": "answer", "Ask back": "ask_back", "Note": "note"}


async def twice(workspace: Workspace, user: str, field: str, text: str) -> None:
    """Send the form that is open two times at once."""
    discord, modal = workspace.discord, workspace.discord.modal(user)
    assert modal is not None
    given = {"type": 4, "custom_id": f"f:{field}", "id": 2, "value": text}
    data = {"custom_id": modal.custom_id, "components": [{"type": 18, "id": 1, "component": given}]}

    async def once() -> Interaction:
        return await discord.actor.does(MODAL, user, modal.channel, data, "sending it", modal.message)

    did = await asyncio.gather(once(), once())
    await discord.until(lambda: all(one.messages() for one in did), what="an answer to both")
    del discord.world.modals[user]


@pytest.mark.parametrize("button", FIELDS)
async def test_a_form_of_the_office_sent_twice(workspace: Workspace, button: str) -> None:
    """A form of the office that is sent twice is one answer, one question back, or one note."""
    discord = workspace.discord
    card = await sent(workspace)
    await discord.press(workspace.olga, card, button)
    await twice(workspace, workspace.olga, FIELDS[button], ANSWER)
    await discord.until(lambda: ANSWER in read(card), what="the text on the card")
    if button != "Note":
        await reads(workspace, discord.direct(discord.ann), ANSWER)
    await workspace.quiet()

    told = [one for one in discord.said(discord.direct(discord.ann)) if ANSWER in read(one)]
    assert len(told) == (0 if button == "Note" else 1)
    assert read(card).count(ANSWER) == 1
    assert discord.refused == []


async def test_something_added_twice(workspace: Workspace) -> None:
    """Whoever sends twice what they add to their question adds it once; the same words later are something new."""
    discord, added = workspace.discord, "It is a very small one."
    card = await sent(workspace)
    for times in (1, 2):
        listed = await discord.command(discord.ann, discord.general, "esor cases")
        await discord.until(listed.messages, what="the list")
        await discord.press(discord.ann, listed.messages()[0], "add")
        await twice(workspace, discord.ann, "text", added)
        await discord.until(lambda: added in read(card), what="it on the card")
        await workspace.quiet()
        assert read(card).count(added) == times

    assert cards(workspace) == [card]
    assert discord.refused == []


async def test_the_same_answer_again_after_reopening(workspace: Workspace) -> None:
    """Whoever gives the same answer again, in a form opened anew, gives it again."""
    discord = workspace.discord
    card, direct = await sent(workspace), discord.direct(discord.ann)
    for times in (1, 2):
        await discord.until(lambda: "Answer" in labels(card), what="an open card")
        await discord.press(workspace.olga, card, "Answer")
        await discord.submit(workspace.olga, {"Answer": ANSWER})
        await discord.until(lambda: "Reopen" in labels(card), what="the answered card")
        await discord.press(workspace.olga, card, "Reopen")
        await workspace.quiet()
        assert [ANSWER in read(one) for one in discord.said(direct)].count(True) == times

    assert discord.refused == []
