"""The app's own page, and the questions that it suggests when somebody opens a conversation with it."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial

from esor_bot.app import App
from esor_bot.domain.conversation import Opened
from esor_bot.domain.reply import Reply
from esor_bot.serving.pools import Pools
from esor_bot.serving.trouble import Trouble
from esor_bot.wording import Wording
from esor_bot_slack import outbound
from esor_bot_slack.calls import Calls, Json
from esor_bot_slack.heard import PLATFORM, Heard

_LOG = logging.getLogger(__name__)


class Home:
    """Shows them. What can't be shown is logged: it is shown when somebody looks again."""

    def __init__(self, app: App, calls: Calls, pools: Pools) -> None:
        self._app = app
        self._calls = calls
        self._pools = pools

    async def opened(self, reply: Reply, heard: Heard, words: Wording) -> None:
        """Show what belongs to a page that was opened."""
        if heard.way.home:
            view = outbound.home(reply, words)
            await self._show("views.publish", {"user_id": heard.way.user, "view": view})
            return
        prompts = outbound.prompts(reply)
        if prompts and heard.way.channel and not self._calls.lacks("assistant:write"):
            # The newer surface has no threads of this kind, and would do nothing if one were named.
            thread = {"thread_ts": heard.way.thread} if heard.way.thread else {}
            asked = {"channel_id": heard.way.channel, "prompts": prompts, **thread}
            await self._show("assistant.threads.setSuggestedPrompts", asked)

    def beside(self, reply: Reply) -> Reply:
        """Return what is said where a conversation begins: the questions that Slack suggests itself are not in it."""
        return reply if self._calls.lacks("assistant:write") else replace(reply, chips=())

    async def refresh(self, heard: Heard) -> None:
        """Show somebody's page as it is after what they did on it."""
        event = Opened(replace(heard.event.scene, event=f"{heard.key}:home"), home=True)
        answer = await self._pools.ask(partial(self._app.handle, event))
        if isinstance(answer, Reply):
            await self.opened(answer, heard, self._app.house.words(event.scene.person))

    async def _show(self, method: str, asked: Json) -> None:
        try:
            await self._calls.surely(method, asked, tries=4)
        except Trouble as error:
            _LOG.warning("page_not_shown", extra={"platform": PLATFORM, "reason": error.reason})
