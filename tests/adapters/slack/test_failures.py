"""What goes wrong on Slack: nothing is lost, nothing comes twice, and somebody is told."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from esor_bot.desk import intake
from esor_bot.testing.slack import ALL_SCOPES, DROPPED, Rules, flat, labels
from esor_bot_slack import run
from tests.adapters.slack.conftest import Open
from tests.adapters.slack.test_office import ASKED, answer, reads, sent
from tests.adapters.slack.workspace import Workspace

pytestmark = pytest.mark.asyncio
QUESTION = "when is the deadline?"
ANSWER = "15 February 2023"
SOON = Rules(acknowledge=1.0, redeliver=(0.0, 0.05, 0.1))


async def once(workspace: Workspace, channel: str, seconds: float = 15.0) -> None:
    """Wait for the answer, and then for another one that must not come."""
    slack = workspace.slack

    def answers() -> list[str]:
        return [flat(one) for one in slack.said(channel) if ANSWER in flat(one)]

    await slack.until(answers, seconds, "the answer")
    await workspace.quiet(0.5)
    assert len(answers()) == 1


@pytest.mark.parametrize("other_ids", [False, True])
async def test_what_comes_several_times_is_answered_once(workspace: Workspace, other_ids: bool) -> None:
    """A message that is delivered again, as the same event or as another one, is answered once."""
    slack = workspace.slack
    await slack.mention(slack.ann, slack.general, QUESTION, copies=4, other_ids=other_ids)
    await once(workspace, slack.general)

    assert slack.refused == []


async def test_what_comes_again_after_a_restart_is_answered_once(workspace: Workspace) -> None:
    """A message that was answered before the bot was started anew is not answered again."""
    slack = workspace.slack
    asked = await slack.say(slack.ann, slack.direct(slack.ann), QUESTION)
    await once(workspace, asked.channel)
    await workspace.bot.stop()
    await workspace.bot.start()
    (event,) = slack._events(asked)
    await slack.sender.event(event)
    await once(workspace, asked.channel)


async def test_lost_acknowledgements(opened: Open) -> None:
    """A message whose acknowledgement gets lost comes again, and is answered once."""
    async with opened(rules=Rules(acknowledge=0.3, redeliver=(0.0, 0.05, 0.1))) as workspace:
        slack = workspace.slack
        slack.world.faults.lost_acknowledgements = 2
        await slack.say(slack.ann, slack.direct(slack.ann), QUESTION)
        await once(workspace, slack.direct(slack.ann))
        assert slack.refused == []


@pytest.mark.parametrize(
    ("status", "after"),
    [(429, False), (500, False), (503, False), (DROPPED, False), (500, True), (502, True), (DROPPED, True)],
)
async def test_a_reply_is_posted_once(workspace: Workspace, status: int, after: bool) -> None:
    """A call that fails before its work is made again; one that may have done its work is not made twice."""
    slack = workspace.slack
    slack.fault("chat.postMessage", status=status, after=after, times=2 if not after else 1)
    await slack.mention(slack.ann, slack.general, QUESTION)
    await once(workspace, slack.general, 30)

    assert slack.refused == []


@pytest.mark.parametrize("reason", ["", "refresh_requested", "warning"])
async def test_connections_that_are_cut(opened: Open, reason: str) -> None:
    """Whether Slack says so or not, a connection that ends is made again, and what was said meanwhile is answered."""
    async with opened(rules=SOON) as workspace:
        slack = workspace.slack
        await slack.cut(reason)
        await slack.say(slack.ann, slack.direct(slack.ann), QUESTION)
        await slack.cut(reason)
        await once(workspace, slack.direct(slack.ann))
        assert slack.refused == []


@pytest.mark.parametrize("after", [False, True])
async def test_a_process_that_dies_loses_nothing(opened: Open, monkeypatch: pytest.MonkeyPatch, after: bool) -> None:
    """What was acknowledged when the process died is answered by the next one, unless that was done already."""
    monkeypatch.setattr(intake, "HOLDS", timedelta(seconds=0.1))
    monkeypatch.setattr(run, "FINISHING", 0.0)
    async with opened(rules=SOON) as workspace:
        slack = workspace.slack
        slack.fault("chat.postMessage", status=503, after=after, times=1 if after else None)
        slack.fault("conversations.*|chat.postMessage", status=503, times=None)
        await slack.say(slack.ann, slack.direct(slack.ann), QUESTION)
        await slack.until(lambda: slack.world.calls["chat.postMessage"] >= 1)
        await workspace.bot.kill()
        slack.world.faults.clear()
        await asyncio.sleep(0.2)
        await workspace.bot.start()
        await once(workspace, slack.direct(slack.ann))


async def test_a_revoked_token_is_told(workspace: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    """Where the token is revoked whoever looks after the bot reads it in the log, and it is not ready any more."""
    await workspace.slack.revoke()
    await workspace.quiet()

    assert [record for record in caplog.records if record.levelname == "CRITICAL"]


async def test_a_token_that_is_refused_at_the_start(opened: Open) -> None:
    """A bot whose token is worth nothing does not start, and says which setting is wrong."""
    async with opened(start=False) as workspace:
        workspace.slack.world.revoked = True
        await workspace.bot.start()
        assert "ESOR_BOT_SLACK_TOKEN" in workspace.bot.refused


@pytest.mark.parametrize("scope", ["users:read", "files:write", "im:write", "groups:read"])
async def test_without_a_scope_questions_are_answered(opened: Open, scope: str) -> None:
    """Where a permission is missing what does not need it works all the same."""
    async with opened(scopes=ALL_SCOPES - {scope}) as workspace:
        slack = workspace.slack
        await slack.say(slack.ann, slack.direct(slack.ann), QUESTION)
        await once(workspace, slack.direct(slack.ann))
        assert all("missing_scope" in one and scope in one for one in slack.refused)


async def test_a_missing_scope_is_named(opened: Open, caplog: pytest.LogCaptureFixture) -> None:
    """Where nothing can be posted the log names the permission that is missing."""
    async with opened(scopes=ALL_SCOPES - {"chat:write"}) as workspace:
        slack = workspace.slack
        await slack.say(slack.ann, slack.direct(slack.ann), QUESTION)
        await slack.until(lambda: slack.refused)
        await workspace.quiet()
        assert [record for record in caplog.records if "chat:write" in str(record.__dict__)]


async def test_a_person_who_left(workspace: Workspace) -> None:
    """Where the person who asked is gone the office is told that nobody has read its answer."""
    slack = workspace.slack
    card = await sent(workspace)
    slack.world.users[slack.ann].gone = True
    await answer(workspace, card)
    await reads(workspace, workspace.office, "could not be delivered")


async def test_a_channel_that_the_bot_was_taken_out_of(workspace: Workspace) -> None:
    """Where the bot is not in the channel any more the answer goes to who asked, in direct messages."""
    slack = workspace.slack
    asked = await slack.mention(slack.ann, slack.general, ASKED)
    reply = await workspace.answered(asked)
    await slack.press(slack.ann, reply, "Ask the office")
    await slack.until(lambda: slack.modal(slack.ann), what="a form")
    await slack.submit(slack.ann, {"Your question": ASKED})
    (card,) = await slack.until(lambda: slack.said(workspace.office), what="a card")
    slack.world.channels[slack.general].members.remove(slack.bot)
    await answer(workspace, card, "Outside.")
    await reads(workspace, slack.direct(slack.ann), "Outside.")


async def test_a_trigger_that_expired(opened: Open) -> None:
    """Where a form can't be opened any more the person is told to press once more."""
    async with opened(rules=Rules(trigger=0.0)) as workspace:
        slack = workspace.slack
        asked = await slack.say(slack.ann, slack.direct(slack.ann), ASKED)
        reply = await workspace.answered(asked)
        await slack.press(slack.ann, reply, "Ask the office")
        await slack.until(
            lambda: [one for one in slack.seen_by(slack.ann, reply.channel) if "once more" in flat(one)],
            what="a word of it",
        )


async def test_a_slow_slack_does_not_delay_acknowledgements(workspace: Workspace) -> None:
    """However slow Slack answers, what it sends is acknowledged at once."""
    slack = workspace.slack
    slack.fault("chat.postMessage|users.info|auth.test", delay=1.5, times=4)
    await asyncio.gather(*(slack.mention(slack.ann, slack.general, QUESTION) for _ in range(3)))
    await slack.until(lambda: len(slack.sender.latencies) >= 6, what="acknowledgements")

    assert max(slack.sender.latencies) < 1.0


async def test_the_office_is_not_lost_to_failures(workspace: Workspace) -> None:
    """A card, an answer and a changed card come through, once each, whatever fails on the way."""
    slack = workspace.slack
    for status, after in ((500, True), (DROPPED, False), (429, False), (503, True)):
        slack.fault("chat.postMessage|chat.update", status=status, after=after, share=0.5)
    card = await sent(workspace)
    await answer(workspace, card, "Outside.")
    await reads(workspace, slack.direct(slack.ann), "Outside.")
    await slack.until(lambda: "Reopen" in labels(card), 30, "a card that is answered")
    await workspace.quiet(0.5)

    assert len([one for one in slack.told(slack.ann) if "Outside." in flat(one)]) == 1
    assert len([one for one in slack.said(workspace.office) if not one.thread]) == 1
