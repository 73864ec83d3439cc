"""What a reply has beside its blocks, wherever it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from esor_bot.domain.reply import Audience, Outcome, Reply, Text
from tests.contract.surfaces import SURFACES
from tests.contract.test_blocks import wrongs


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("instead", [False, True])
def test_every_reply_is_read(
    surface: str, audience: Audience, outcome: Outcome, instead: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever a reply is for, and whatever it replaces, they read it, and can ask what it offers to ask."""
    monkeypatch.chdir(tmp_path)
    chips = ("Until when?", "Which documents do I need, and in which order?")
    reply = Reply(outcome, (Text("word0x"),), audience=audience, instead=instead, chips=chips)

    assert not list(wrongs(surface, reply))
