"""Every block of a reply, wherever it is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from esor_bot.domain import moments
from esor_bot.domain.reply import Address, Asked, Block, Buttons, FileName, Outcome, Reply
from tests.contract.examples import MOMENT, members, of_union, variants
from tests.contract.surfaces import SURFACES

EPOCH = str(int(MOMENT.timestamp()))
SIGNS = frozenset(moments.marked(MOMENT, "")) - frozenset(EPOCH)
CASES = [case for kind in of_union(Block) for case in variants(kind)]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept at the terminal is kept in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def wrongs(surface: str, reply: Reply) -> Iterator[str]:
    """Say what a surface leaves out of a reply, or is refused for."""
    shown = SURFACES[surface]().reply(reply)
    blocks = reply.blocks
    yield from (f"refused: {one}" for one in shown.problems)
    for text in members(blocks, str):
        first, *moment = moments.plainly(text).split()
        if first not in shown.text:
            yield f"not read: {first}"
        if moment and moment[0] not in shown.text and EPOCH not in shown.text:
            yield f"no moment: {moment}"
    yield from (f"marks of moments are shown: {sign!r}" for sign in SIGNS if sign in shown.text)
    yield from (f"not led to: {one}" for one in members(blocks, Address) if one not in shown.addresses)
    asked = "\n".join(shown.asked)
    yield from (f"not asked: {one}" for one in members(blocks, Asked) if one not in asked)
    yield from (f"no file: {one}" for one in members(blocks, FileName) if one not in shown.files)
    yield from (f"not offered: {chip}" for chip in reply.chips if chip not in shown.chips)
    yield from _not_pressed(reply, shown.pressed)


def _not_pressed(reply: Reply, pressed: object) -> Iterator[str]:
    rows = [block for block in reply.blocks if isinstance(block, Buttons)]
    there = [button for row in rows for button in row.buttons if not button.address]
    if rows and pressed != [(button.action, dict(button.values)) for button in there]:
        yield f"pressed: {pressed}"


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize(("name", "block"), CASES, ids=[name for name, _ in CASES])
def test_every_block_can_be_read(surface: str, name: str, block: Block) -> None:
    """Every text of a block is read, its addresses are led to, its files arrive, and its buttons can be pressed."""
    assert not list(wrongs(surface, Reply(Outcome.ANSWERED, (block,)))), name
