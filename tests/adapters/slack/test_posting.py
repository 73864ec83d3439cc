"""Messages that are posted once, whatever becomes of the calls."""

from __future__ import annotations

import pytest

from esor_bot.metrics import Metrics
from esor_bot.serving.trouble import Limited
from esor_bot_slack.calls import Refused, Unclear
from esor_bot_slack.pacing import Pace
from esor_bot_slack.posting import Echoes, Posted, Poster, Target
from tests.adapters.slack.tiny import DROP, Tiny, tiny

pytestmark = pytest.mark.asyncio
BODY = {"text": "Hello", "blocks": [{"type": "divider", "block_id": "k:1"}]}
THERE = {"messages": [{"ts": "9.000001", "blocks": [{"block_id": "k:1"}]}]}
HERE = Target("C1", "1.0")


def poster(server: Tiny, echoes: Echoes | None = None) -> Poster:
    """Return what posts to a server."""
    return Poster(server.calls, echoes or Echoes(), Pace(), Metrics())


async def test_a_message_is_posted() -> None:
    """A message goes to its thread, and no page that it names is unfolded."""
    async with tiny() as server:
        posted = await poster(server).post(HERE, BODY)
        ((method, sent),) = server.called

    assert posted.channel == "C1"
    assert method == "chat.postMessage"
    assert (sent["thread_ts"], sent["unfurl_links"], sent["unfurl_media"]) == ("1.0", False, False)


@pytest.mark.parametrize("lost", [500, 503, DROP, {"ok": False, "error": "internal_error"}])
async def test_what_may_be_there_is_looked_for(lost: int | dict[str, object]) -> None:
    """When no answer came, the message is looked for, and not posted again where it is there."""
    async with tiny() as server:
        server.script["chat.postMessage"].append(lost)
        server.script["conversations.replies"].append(THERE)
        posted = await poster(server).post(HERE, BODY)

        assert posted == Posted("C1", "9.000001")
        assert server.methods() == ["chat.postMessage", "conversations.replies"]


async def test_what_is_not_there_is_posted_again() -> None:
    """When no answer came and the message is not there, it is posted again."""
    async with tiny() as server:
        server.script["chat.postMessage"].append(500)
        server.script["conversations.history"].append({"messages": []})
        await poster(server).post(Target("C1"), BODY)

        assert server.methods() == ["chat.postMessage", "conversations.history", "chat.postMessage"]


async def test_our_own_event_tells_that_it_is_there() -> None:
    """A message that came back as an event need not be looked for."""
    echoes = Echoes()
    async with tiny() as server:
        echoes.heard({"ts": "9.000001", "blocks": [{"block_id": "k:1"}]}, "C1")
        server.script["chat.postMessage"].append(500)
        posted = await poster(server, echoes).post(HERE, BODY)

        assert posted.stamp == "9.000001"
        assert server.methods() == ["chat.postMessage"]


async def test_without_permission_nobody_looks() -> None:
    """Where the bot may not look, it waits for its own event a moment, and posts again: twice is better than never."""
    async with tiny() as server:
        server.headers = {"x-oauth-scopes": "chat:write"}
        await server.calls.once("auth.test", form={})
        server.script["chat.postMessage"].append(500)
        await poster(server).post(HERE, BODY)

        assert server.methods() == ["auth.test", "chat.postMessage", "chat.postMessage"]


async def test_slack_asks_to_wait() -> None:
    """When Slack asks to wait, it is waited, nothing is looked for, and the message is posted."""
    async with tiny() as server:
        server.script["chat.postMessage"].extend((429, 429))
        await poster(server).post(HERE, BODY)

        assert server.methods() == ["chat.postMessage"] * 3


async def test_what_slack_never_takes() -> None:
    """What Slack refuses is not tried again, and the permission that is missing is named."""
    async with tiny() as server:
        server.script["chat.postMessage"].append({"ok": False, "error": "missing_scope", "needed": "chat:write"})
        with pytest.raises(Refused) as refused:
            await poster(server).post(HERE, BODY)

        assert refused.value.reason == "missing_scope:chat:write"
        assert server.methods() == ["chat.postMessage"]


@pytest.mark.parametrize(("answer", "trouble"), [(429, Limited), (500, Unclear)])
async def test_patience_has_an_end(answer: int, trouble: type[Exception]) -> None:
    """Who has no patience left hears why."""
    async with tiny() as server:
        server.script["chat.postMessage"].extend([answer] * 5)
        with pytest.raises(trouble):
            await poster(server).post(HERE, BODY, patience=0.05)


async def test_what_was_left_is_looked_for_first() -> None:
    """What another process may have posted is looked for before it is posted."""
    async with tiny() as server:
        server.script["conversations.replies"].append(THERE)
        await poster(server).post(HERE, BODY, look=True)

        assert server.methods() == ["conversations.replies"]


async def test_direct_messages_are_looked_at_by_their_own_name() -> None:
    """A message to a person is looked for in the conversation with them."""
    async with tiny() as server:
        server.script["conversations.open"].append({"channel": {"id": "D7"}})
        server.script["conversations.history"].append(THERE)
        posted = await poster(server).post(Target("U1"), BODY, look=True)

        assert posted == Posted("D7", "9.000001")


async def test_a_token_that_is_refused_is_noted() -> None:
    """A token that Slack does not take any more is known to be refused until it takes it again."""
    async with tiny() as server:
        server.script["chat.postMessage"].append({"ok": False, "error": "token_revoked"})
        with pytest.raises(Refused):
            await poster(server).post(HERE, BODY)
        assert server.calls.refused == "token_revoked"
        await poster(server).post(HERE, BODY)
        assert server.calls.refused == ""
