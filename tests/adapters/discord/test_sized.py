"""Files that are larger than Discord takes."""

from __future__ import annotations

from dataclasses import replace
from time import time

import pytest

from esor_bot.domain.reply import File, Outcome, Picture, Reply, Text
from esor_bot.knowledge.base import Knowledge
from esor_bot.metrics import Metrics
from esor_bot.wording import Wording
from esor_bot_discord.heard import SLASH, Way
from esor_bot_discord.inbound_acts import acted
from esor_bot_discord.line import Line
from esor_bot_discord.outbound import LARGEST_FILE, sized
from esor_bot_discord.posting import Poster
from esor_bot_discord.rooms import Rooms
from esor_bot_discord.showing import Shower, Shown
from tests.adapters.discord.payloads import ANNA, CHANNEL, GUILD, ME, NOW, interaction, slash
from tests.adapters.discord.tiny import refused, tiny

SHEET, DAY = Picture(b"x" * 2000, "pages.png", "Twenty pages"), File(b"y" * 10, "deadline.ics")
REPORT = Reply(Outcome.SMALLTALK, (Text("Complete."), SHEET, DAY))
WAY = Way(ANNA, CHANNEL, GUILD, asked=True, interaction="5000001", token="tok", app="600001", sort=SLASH)


@pytest.fixture
def words(knowledge: Knowledge) -> Wording:
    """The words as they are shipped."""
    return Wording(knowledge.wording)


def test_what_is_too_large_is_said(words: Wording) -> None:
    """A file that Discord would not take is named, with the limit; the others go along."""
    large = replace(SHEET, data=b"x" * (12 * 1024 * 1024))
    shown = Shown(replace(REPORT, blocks=(Text("Complete."), large, DAY)), "k", words)
    (payload,) = shown.payloads
    assert payload.files == (DAY,)
    assert "“pages.png” is not here: it has 12 MB, and Discord takes 10 MB at most." in payload.content
    assert sized(REPORT, LARGEST_FILE, words) is REPORT


def test_the_limit_is_the_one_that_discord_tells() -> None:
    """With what somebody does Discord tells how large a file may be there; it comes along to whoever answers."""
    act = acted(interaction(2, slash("check"), attachment_size_limit=500), ME, NOW)
    assert act is not None
    assert act.heard.way.room == 500
    assert type(act.heard).load(act.heard.dump()).way.room == 500


@pytest.mark.asyncio
@pytest.mark.parametrize("answer", [(413, refused(40005)), (413, None)])
async def test_what_discord_does_not_take_is_said(words: Wording, answer: tuple[int, object]) -> None:
    """Where Discord refuses files for their size, the message goes without them and says so."""
    async with tiny() as server:
        shower = Shower(Poster(server.calls, Metrics()), Rooms(server.calls))
        server.next("callback", *answer)
        way = replace(WAY, born=time())
        await shower.show(Shown(REPORT, "k", words), way, Line(server.calls, Metrics(), way))
        first, second = (one.body["data"] for one in server.called)
        assert len(first["attachments"]) == 2
        assert "attachments" not in second
        assert second["content"].startswith("Complete.")
        assert "pages.png, deadline.ics" in second["content"]


@pytest.mark.asyncio
async def test_in_a_channel_it_is_so_too(words: Wording) -> None:
    """A message of its own goes without the files, once, under its nonce."""
    async with tiny() as server:
        shower = Shower(Poster(server.calls, Metrics()), Rooms(server.calls))
        server.next("messages", 413, refused(40005))
        await shower.put(Shown(REPORT, "k", words), CHANNEL)
        first, second = (one.body for one in server.called)
        assert first["nonce"] == second["nonce"]
        assert "pages.png, deadline.ics" in second["content"]
