"""Everything that Slack sends comes through here, whichever way it came, and is acknowledged.

It stands at the end of bolt's middleware in place of listeners: bolt says 404 to what has no listener, which Slack
then sends again, and it acknowledges events before any of it was kept.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from esor_bot.desk.seen import Seen
from esor_bot_slack import inbound, inbound_acts
from esor_bot_slack.heard import PLATFORM, Heard
from esor_bot_slack.inbound import Payload, Self
from esor_bot_slack.posting import Echoes

_LOG = logging.getLogger(__name__)
_MOST = 2000  # of what is kept nowhere else


class Ears(Protocol):
    """What is done with what was heard."""

    async def accept(self, heard: Heard) -> None:
        """Keep something, and let it be worked on. Returns as soon as it may be acknowledged."""

    async def file(self, heard: Heard) -> None:
        """Look what kind of file was put into a channel."""

    async def submitted(self, heard: Heard) -> Mapping[str, Any] | None:
        """Return what to answer to a form within its acknowledgement, None where it is to close."""

    def roster_changed(self, channel: str) -> None:
        """Note that somebody came to a channel or left it."""

    def gone(self, why: str) -> None:
        """Note that the app was taken out of the workspace."""


class Hearing(AsyncMiddleware):
    """Turns what Slack sends into events, and hands them on."""

    def __init__(
        self,
        me: Self,
        ears: Ears,
        echoes: Echoes,
        words: Collection[str],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._me = me
        self._ears = ears
        self._echoes = echoes
        self._words = words
        self._clock = clock
        self._seen = Seen(_MOST)

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        """Acknowledge a request; what a form is answered goes with that."""
        try:
            answer = await self.hear(req.body)
        except Exception as error:  # noqa: BLE001 - what can't be read would only be sent again
            _LOG.exception("not_understood", extra={"platform": PLATFORM, "reason": type(error).__name__})
            answer = None
        if answer is None:
            return BoltResponse(status=200, body="")
        return BoltResponse(status=200, body=json.dumps(answer), headers={"content-type": "application/json"})

    async def hear(self, body: Payload) -> Mapping[str, Any] | None:
        """Take in one payload, and return what to answer within its acknowledgement."""
        kind, now = str(body.get("type") or ""), self._clock()
        if kind == "event_callback":
            await self._event(body, now)
        elif body.get("command"):
            await self._accept(inbound.commanded(body, self._words, self._me, now))
        elif kind == "block_actions":
            await self._accept(inbound_acts.pressed(body, self._me, now))
        elif kind == "view_submission":
            return await self._ears.submitted(inbound_acts.submitted(body, self._me, now))
        elif kind == "message_action":
            await self._accept(inbound.shortcut(body, self._me, now))
        return None

    async def _event(self, body: Payload, now: datetime) -> None:
        event = body.get("event") or {}
        kind, channel = event.get("type"), str(event.get("channel") or "")
        if kind in {"message", "app_mention"}:
            if inbound.own(event, self._me):
                self._echoes.heard(event, channel)
                return
            heard = inbound.spoken(body, self._me, now)
            if heard is not None:
                self._echoes.met(heard.way.user, channel)
            await self._accept(heard)
        elif kind == "app_home_opened":
            await self._accept(inbound.opened(body, self._me, now))
        elif kind in {"assistant_thread_started", "assistant_thread_context_changed"}:
            await self._accept(inbound.begun(body, self._me, now))
        elif kind == "file_shared":
            file = inbound.uploaded(body, self._me, now)
            if file is not None and self._seen.first(f"{file.way.channel}:{body['event'].get('file_id')}"):
                await self._ears.file(file)
        elif kind in {"member_joined_channel", "member_left_channel"}:
            self._ears.roster_changed(channel)
        elif kind == "app_uninstalled" or (kind == "tokens_revoked" and (event.get("tokens") or {}).get("bot")):
            self._ears.gone(str(kind))

    async def _accept(self, heard: Heard | None) -> None:
        if heard is not None and (not heard.brief or self._seen.first(heard.key)):
            await self._ears.accept(heard)


def bolt(hearing: Hearing, me: Self, secret: str) -> AsyncApp:
    """Return a bolt app that verifies what comes over HTTP, asks nobody whether it may, and leaves the rest to us."""

    async def authorize(**_: object) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=me.team, bot_user_id=me.user, bot_id=me.bot, bot_token="")

    client = AsyncWebClient(retry_handlers=[])
    app = AsyncApp(
        name=PLATFORM,
        client=client,
        signing_secret=secret,
        authorize=authorize,
        ignoring_self_events_enabled=False,  # our own messages tell that they were posted
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.use(hearing)
    return app
