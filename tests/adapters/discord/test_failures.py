"""What goes wrong on Discord: nothing is lost, nothing comes twice, and somebody is told."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from time import sleep

import pytest

from esor_bot.app import App
from esor_bot.desk import intake
from esor_bot.domain.conversation import Event
from esor_bot.domain.form import Answer
from esor_bot.serving import delivery
from esor_bot.testing.discord import DROPPED, Rules, labels, read
from esor_bot_discord import run
from tests.adapters.discord.conftest import Open
from tests.adapters.discord.test_office import ASKED, answer, cards, reads, sent
from tests.adapters.discord.workspace import Workspace

pytestmark = pytest.mark.asyncio
QUESTION = "when is the deadline?"
ANSWER = "15 February 2023"


async def once(workspace: Workspace, channel: str, seconds: float = 15.0) -> None:
    """Wait for the answer, and then for another one that must not come."""
    discord = workspace.discord

    def answers() -> list[str]:
        return [read(one) for one in discord.said(channel) if ANSWER in read(one)]

    await discord.until(answers, seconds, "the answer")
    await workspace.quiet(0.5)
    assert len(answers()) == 1


async def test_what_comes_several_times_is_answered_once(workspace: Workspace) -> None:
    """A message that is told again, while it is worked on and afterwards, is answered once."""
    discord = workspace.discord
    asked = await discord.mention(discord.ann, discord.general, QUESTION)
    await discord.replay(asked)
    await once(workspace, discord.general)
    await discord.replay(asked)
    await once(workspace, discord.general)

    assert len(discord.threads(discord.general)) == 1
    assert discord.refused == []


async def test_an_interaction_that_comes_several_times_does_its_work_once(workspace: Workspace) -> None:
    """A command and a press that are told again do nothing more."""
    discord = workspace.discord
    card = await sent(workspace)
    claimed = await discord.press(workspace.olga, card, "Claim")
    await discord.until(lambda: "Olga" in read(card))
    asked = await discord.command(discord.ann, discord.general, "esor ask", question=QUESTION)
    versions = card.versions
    await discord.replay(claimed)
    await discord.replay(asked)
    await workspace.quiet()

    assert card.versions == versions
    assert len(asked.messages()) == 1
    assert discord.refused == []


async def test_what_comes_again_after_a_restart_is_answered_once(workspace: Workspace) -> None:
    """A message that was answered before the bot was started anew is not answered again."""
    discord = workspace.discord
    asked = await discord.say(discord.ann, discord.direct(discord.ann), QUESTION)
    await once(workspace, asked.channel)
    await workspace.bot.stop()
    await workspace.bot.start()
    await discord.replay(asked)
    await once(workspace, asked.channel)


@pytest.mark.parametrize(
    ("status", "after"),
    [(429, False), (500, False), (503, False), (DROPPED, False), (500, True), (502, True), (DROPPED, True)],
)
async def test_a_reply_is_posted_once(workspace: Workspace, status: int, after: bool) -> None:
    """A call that fails before its work is made again; one that may have done its work is not done twice."""
    discord = workspace.discord
    for route in ("POST /channels/{channel}/messages", "POST /channels/{channel}/messages/{message}/threads"):
        discord.fault(route, status=status, after=after, times=1 if after else 2, retry_after=0.2)
    await discord.mention(discord.ann, discord.general, QUESTION)
    await once(workspace, discord.general, 30)

    assert len(discord.threads(discord.general)) == 1
    assert discord.refused == []


@pytest.mark.parametrize(
    ("status", "after"), [(429, False), (500, False), (DROPPED, False), (502, True), (DROPPED, True)]
)
async def test_an_interaction_is_answered_once(workspace: Workspace, status: int, after: bool) -> None:
    """The first answer to a command comes in time and once, though a call for it fails."""
    discord = workspace.discord
    discord.fault("POST /interactions/{id}/{token}/callback", status=status, after=after, retry_after=0.2)
    asked = await discord.command(discord.ann, discord.general, "esor ask", question=QUESTION)
    await discord.until(asked.messages, what="an answer")
    await workspace.quiet(0.5)

    assert [ANSWER in read(one) for one in asked.messages()] == [True]
    assert discord.seen_by(discord.ann, discord.general) == asked.messages()
    assert discord.told(discord.ann) == []
    assert discord.refused == []


@pytest.mark.parametrize("how", ["cut", "reconnect", "resumable", "invalid", "4000", "4007", "4009"])
async def test_connections_that_end(workspace: Workspace, how: str) -> None:
    """However a connection ends, another takes its place, and what was said meanwhile is answered once."""
    discord = workspace.discord
    gateway = discord.server.gateway
    met = await discord.say(discord.ann, discord.direct(discord.ann), "hello")
    await workspace.answered(met)  # direct messages are looked into where somebody was met
    match how:
        case "cut":
            await discord.cut()
        case "reconnect":
            await discord.reconnect()
        case "resumable" | "invalid":
            await discord.invalidate(resumable=how == "resumable")
        case _:
            await discord.close(int(how))
    await discord.say(discord.ann, discord.direct(discord.ann), QUESTION)
    await discord.mention(discord.ben, discord.general, QUESTION)
    await once(workspace, discord.direct(discord.ann), 30)
    await once(workspace, discord.general, 30)

    assert gateway.identified == (2 if how == "invalid" else 1)
    assert gateway.resumed == (0 if how == "invalid" else 1)
    assert discord.refused == []


@pytest.mark.parametrize("after", [False, True])
async def test_a_process_that_dies_loses_nothing(opened: Open, monkeypatch: pytest.MonkeyPatch, after: bool) -> None:
    """What was heard when the process died is answered by the next one, unless that was done already."""
    monkeypatch.setattr(intake, "HOLDS", timedelta(seconds=0.1))
    monkeypatch.setattr(run, "FINISHING", 0.0)
    async with opened() as workspace:
        discord = workspace.discord
        posting = "POST /channels/{channel}/messages"
        discord.fault(posting, status=503, after=after, times=1 if after else None)
        discord.fault("[A-Z]+ .*", status=503, times=None)
        await discord.say(discord.ann, discord.direct(discord.ann), QUESTION)
        await discord.until(lambda: discord.world.calls["POST /channels/{channel_id}/messages"] >= 1)
        await workspace.bot.kill()
        discord.world.faults.clear()
        await asyncio.sleep(0.2)
        await workspace.bot.start()
        await once(workspace, discord.direct(discord.ann))


async def test_a_command_outlives_the_process(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that was deferred when the process died is answered by the next one, in the same place."""
    monkeypatch.setattr(intake, "HOLDS", timedelta(seconds=0.1))
    monkeypatch.setattr(run, "FINISHING", 0.0)
    async with opened() as workspace:
        discord = workspace.discord
        discord.fault("[A-Z]+ /webhooks/.*", status=503, times=None)
        asked = await discord.command(
            discord.ann, discord.general, "esor check", file=("application.pdf", b"%PDF-1.4 nothing")
        )
        assert asked.answer == 5
        await discord.until(lambda: [one for one in discord.world.calls if "/webhooks/" in one], what="a try")
        await workspace.bot.kill()
        discord.world.faults.clear()
        await asyncio.sleep(0.2)
        await workspace.bot.start()
        await discord.until(lambda: [one for one in asked.messages() if one.files], 20, "the report")
        assert discord.said(discord.general) == []


async def test_a_token_that_is_refused_at_the_start(opened: Open) -> None:
    """A bot whose token is worth nothing does not start, and says which setting is wrong."""
    async with opened(start=False) as workspace:
        workspace.discord.world.token = "another"
        await workspace.bot.start()
        assert "ESOR_BOT_DISCORD_TOKEN" in workspace.bot.refused


async def test_a_token_that_is_refused_later(workspace: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    """Where the token is not good any more whoever looks after the bot reads it in the log."""
    discord = workspace.discord
    discord.world.token = "another"
    await discord.say(discord.ann, discord.direct(discord.ann), QUESTION)
    await discord.until(lambda: discord.refused, what="a refusal")
    await workspace.quiet()

    assert [record for record in caplog.records if record.levelname == "CRITICAL"]


async def test_a_person_who_left(workspace: Workspace) -> None:
    """Where the person who asked is gone the office is told that nobody has read its answer."""
    discord = workspace.discord
    card = await sent(workspace)
    discord.world.users[discord.ann].gone = True
    await answer(workspace, card)
    await reads(workspace, workspace.office, "could not be delivered")


async def test_a_channel_that_the_bot_does_not_see_any_more(workspace: Workspace) -> None:
    """Where the bot is not let in any more the answer goes to who asked, in direct messages."""
    discord = workspace.discord
    card = await sent(workspace, discord.general)
    discord.world.deny(discord.general, "VIEW_CHANNEL")
    await answer(workspace, card, "Outside.")
    await reads(workspace, discord.direct(discord.ann), "Outside.")

    assert discord.refused == []


async def test_an_office_that_can_not_be_reached_for_a_while(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the bot may not write in the office's channel what is for it waits, and comes once that was mended."""
    monkeypatch.setattr(delivery, "MENDING", 0.2)
    discord = workspace.discord
    office = discord.world.channels[workspace.office]
    before, office.overwrites = office.overwrites, [replace(one, allow=0) for one in office.overwrites]
    await discord.command(discord.ann, discord.general, "esor office", question=ASKED)
    done = await discord.submit(discord.ann)
    await discord.until(done.messages, what="a word of it")
    await workspace.quiet(0.5)
    assert cards(workspace) == []

    office.overwrites = before
    (card,) = await discord.until(lambda: cards(workspace), what="a card")
    assert ASKED in read(card)
    assert discord.refused == []


async def test_what_takes_long_is_deferred(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the answer takes long the person is told at once that it is coming, and gets it in that place."""
    discord, handle = workspace.discord, App.handle

    def slowly(app: App, event: Event) -> Answer:
        sleep(1.5)
        return handle(app, event)

    monkeypatch.setattr(App, "handle", slowly)
    asked = await discord.command(discord.ann, discord.general, "esor ask", question=QUESTION)
    assert (asked.answer, asked.hidden) == (5, True)
    await discord.until(asked.messages, what="the answer")

    assert ANSWER in read(asked.messages()[0])
    assert discord.refused == []
    assert discord.warnings == []


async def test_a_slow_discord_does_not_delay_others(workspace: Workspace) -> None:
    """However slow Discord takes messages, what people do meanwhile is answered at once."""
    discord = workspace.discord
    discord.fault("POST /channels/{channel}/messages", delay=1.5, times=4)
    await asyncio.gather(*(discord.mention(discord.ann, discord.general, QUESTION) for _ in range(3)))
    done = await discord.command(discord.ben, discord.general, "esor deadline")

    assert done.first is not None
    assert done.first < 1.5
    assert discord.refused == []


async def test_the_office_is_not_lost_to_failures(workspace: Workspace) -> None:
    """A card, an answer and a changed card come through, once each, whatever fails on the way."""
    discord = workspace.discord
    for status, after in ((500, True), (DROPPED, False), (429, False), (503, True)):
        discord.fault("(POST|PATCH) /channels/.*", status=status, after=after, share=0.5, retry_after=0.2)
    card = await sent(workspace)
    await answer(workspace, card, "Outside.")
    await reads(workspace, discord.direct(discord.ann), "Outside.")
    await discord.until(lambda: "Reopen" in labels(card), 30, "a card that is answered")
    await workspace.quiet(0.5)

    assert len([one for one in discord.told(discord.ann) if "Outside." in read(one)]) == 1
    assert cards(workspace) == [card]
    assert discord.refused == []


async def test_a_storm(opened: Open) -> None:
    """Told twice, with connections that break and calls that fail, every question is answered exactly once."""
    async with opened(rules=Rules(messages=None, calls=None, answers=None)) as workspace:
        discord = workspace.discord
        for status, after in ((502, True), (503, False), (DROPPED, True), (429, False)):
            route = r"(POST|PATCH) (?!/users).*"
            discord.fault(route, status=status, after=after, share=0.05, times=None, retry_after=0.1)
        people = [discord.world.add_user(f"person{number}") for number in range(6)]
        asked, used = [], []
        for turn in range(4):
            for user in people:
                asked.append(await discord.mention(user, discord.general, QUESTION))
                await discord.replay(asked[-1])
            used += [asyncio.ensure_future(discord.command(one, discord.general, "esor deadline")) for one in people]
            await discord.cut()
            await asyncio.sleep(0.3 * turn)
        done = await asyncio.gather(*used)
        await discord.until(lambda: all(discord.replies(one) for one in asked), 60, "all answers")
        await discord.until(lambda: all(one.messages() for one in done), 30, "all answers")
        await workspace.quiet(1.0)

        assert [len(discord.replies(one)) for one in asked] == [1] * len(asked)
        assert [len(one.messages()) for one in done] == [1] * len(done)
        assert not [one for one in discord.ephemeral(discord.ann) if one.loading]


async def test_many_at_once_keep_to_the_limits(workspace: Workspace) -> None:
    """Where many ask in one place the answers come as fast as Discord takes them, and none is lost."""
    discord = workspace.discord
    place = discord.direct(discord.ann)
    for _ in range(7):
        await discord.say(discord.ann, place, QUESTION)
    await discord.until(lambda: len(discord.told(discord.ann)) == 7, 20, "all answers")

    assert discord.refused == []
