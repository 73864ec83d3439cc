"""Posting a message exactly once: it goes under a nonce, by which Discord tells that it was sent already."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from esor_bot.metrics import Metrics
from esor_bot_discord.calls import Calls, DiscordTrouble
from esor_bot_discord.heard import PLATFORM
from esor_bot_discord.outbound import Payload

PATIENT = 600.0
"""For so many seconds something is tried again that somebody waits for."""

_REMEMBERED = 5000
_NONCE = 25


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that is there."""

    channel: str
    id: str


class Poster:
    """Posts messages, and knows those that came back by the gateway, with or without an answer to the call."""

    def __init__(self, calls: Calls, metrics: Metrics) -> None:
        self._calls = calls
        self._metrics = metrics
        self._seen: OrderedDict[str, Posted] = OrderedDict()

    def heard(self, message: Mapping[str, Any]) -> None:
        """Note a message of ours."""
        nonce = message.get("nonce")
        if nonce:
            self._note(str(nonce), Posted(str(message["channel_id"]), str(message["id"])))

    async def post(
        self, channel: str, payload: Payload, key: str, *, reply_to: str = "", patience: float = PATIENT
    ) -> Posted:
        """Post a message, once for its key, and return it. Raises DiscordTrouble."""
        nonce = nonce_of(key)
        if nonce in self._seen:
            return self._seen[nonce]
        body: dict[str, Any] = {**payload.body, "nonce": nonce, "enforce_nonce": True}
        if reply_to:
            body["message_reference"] = {"message_id": reply_to, "fail_if_not_exists": False}
        try:
            told = await self._calls.surely(
                "POST", f"/channels/{channel}/messages", body, files=payload.files, patience=patience
            )
        except DiscordTrouble as error:
            self._metrics.delivered(PLATFORM, error.why)
            raise
        self._metrics.delivered(PLATFORM)
        return self._note(nonce, Posted(channel, str(told["id"])))

    async def change(self, posted: Posted, payload: Payload, *, patience: float = PATIENT) -> None:
        """Put another message in the place of one that is there. Raises DiscordTrouble."""
        path = f"/channels/{posted.channel}/messages/{posted.id}"
        await self._calls.surely("PATCH", path, changed(payload), files=payload.files, patience=patience)

    def _note(self, nonce: str, posted: Posted) -> Posted:
        self._seen[nonce] = posted
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return posted


def changed(payload: Payload) -> dict[str, Any]:
    """Return a message as it takes the place of another one: what was attached to that goes, too."""
    return {"attachments": [], **payload.body}


def nonce_of(key: str) -> str:
    """Return the nonce of what goes out under a key."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_NONCE]
