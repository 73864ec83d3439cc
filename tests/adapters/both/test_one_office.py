"""One office across the terminal, Slack and Discord: it matters not where somebody asks, nor where it is answered."""

from __future__ import annotations

import pytest

from tests.adapters.both.conftest import Office

pytestmark = pytest.mark.asyncio


async def test_asked_anywhere_and_answered_anywhere(office: Office) -> None:
    """Each question has one card in each channel, which follows it, and whoever asked reads the answer once."""
    number = 0
    for asked, one in office.sides.items():
        for answered, other in office.sides.items():
            number += 1
            answer = f"Yes, says {answered} to {asked}."
            await one.ask(f"Is moon {number} far?")
            await office.shows(number, "open", f"Is moon {number} far?")
            await other.answer(number, answer)
            await office.shows(number, "answered")
            assert await one.told(answer) == 1, (asked, answered)
    for side in (office.slack, office.discord):
        assert {number: len(cards) for number, cards in side.cards().items()} == dict.fromkeys(range(1, 10), 1)
    assert office.clean


async def test_one_answer_for_all_who_asked(office: Office) -> None:
    """Questions that were merged have one answer, which reaches those who asked on each platform, each once."""
    for number, side in enumerate(office.sides.values(), start=1):
        await side.ask("Where do the rings of Saturn begin?")
        await office.shows(number, "open")
    for number in (2, 3):
        await office.terminal.merge(number, into=1)
        await office.shows(number, "merged")
    await office.terminal.answer(1, "At the edge.")
    await office.shows(1, "answered")

    assert [await side.told("At the edge.") for side in office.sides.values()] == [1, 1, 1]
    assert office.clean
