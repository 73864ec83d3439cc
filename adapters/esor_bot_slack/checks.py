"""What is told of a check stands in the person's direct messages, and changes as it goes on."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass, replace

from esor_bot.domain.reply import Reply
from esor_bot.serving.trouble import Trouble
from esor_bot_slack.calls import REVOKED, Calls, Refused
from esor_bot_slack.heard import PLATFORM, Way
from esor_bot_slack.outbound import Payload
from esor_bot_slack.posting import Posted, Poster, Target
from esor_bot_slack.showing import Shower, Shown, body_of, direct
from esor_bot_slack.uploads import Uploads

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Means:
    """What checks are told of with."""

    calls: Calls
    poster: Poster
    shower: Shower
    uploads: Uploads


class Teller:
    """Tells of one check; `shown` has the name of all that is said, and the words."""

    def __init__(self, means: Means, way: Way, shown: Shown) -> None:
        self._means = means
        self._way = way
        self._shown = shown
        self._message: Posted | None = None

    async def decline(self, reply: Reply) -> None:
        """Answer that there is no check."""
        await self._means.shower.show(replace(self._shown, reply=reply), self._way)

    async def begin(self, reply: Reply) -> None:
        """Say that it begins, and where it was asked for, where that is said."""
        shower, way = self._means.shower, self._way
        self._message = await shower.directly(replace(self._shown, reply=reply), way)
        if way.channel and not way.direct:
            await shower.show(self._shown.beside("surface.elsewhere.report", "pointer"), way)

    async def now(self, reply: Reply) -> None:
        """Say how far it is, if that can be said now."""
        message, payloads = self._message, Shown(reply, "progress", self._shown.wording).payloads
        if message is None or not payloads:
            return
        with suppress(Trouble):
            await self._means.calls.once("chat.update", _changed(message, payloads[0]))

    async def end(self, reply: Reply) -> None:
        """Put the report in the place of what was said last, with its pictures below it."""
        shown, target = replace(self._shown, reply=reply), direct(self._way)
        for number, payload in enumerate(shown.payloads):
            posted = None if number else await self._change(payload)
            if posted is None:
                posted = await self._means.poster.post(target, body_of(payload), look=shown.look, since=shown.since)
            below = Target(posted.channel, target.thread)
            await self._means.uploads.send(payload.files, below, shown.look, shown.since)

    async def _change(self, payload: Payload) -> Posted | None:
        """Change what was said last and return it, None where that can't be."""
        if self._message is None:
            return None
        try:
            await self._means.calls.surely("chat.update", _changed(self._message, payload), tries=8)
        except Refused as error:
            if error.why in REVOKED:
                raise
            _LOG.info("not_replaced", extra={"platform": PLATFORM, "reason": error.reason})
            return None
        return self._message


def _changed(message: Posted, payload: Payload) -> dict[str, object]:
    return {**body_of(payload), "channel": message.channel, "ts": message.stamp}
