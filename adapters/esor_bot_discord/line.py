"""An interaction that is to be answered: first within three seconds, and then for a quarter of an hour."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from time import time
from typing import Any

from esor_bot.metrics import Metrics
from esor_bot_discord.calls import SLOWLY, Calls, DiscordTrouble, Refused
from esor_bot_discord.heard import COMPONENT, MODAL, PLATFORM, Way
from esor_bot_discord.outbound import Payload
from esor_bot_discord.posting import changed

FIRST, LATER = 2.9, 880.0
"""Seconds in which the first answer is taken, and all others."""

ORIGINAL = "@original"
HIDDEN = 1 << 6
_MESSAGE, _DEFER, _DEFER_UPDATE, _UPDATE, _CHOICES, _MODAL = 4, 5, 6, 7, 8, 9
_LOG = logging.getLogger(__name__)


class Gone(DiscordTrouble):
    """The interaction can't be answered any more."""


class State(Enum):
    """How far the answer is."""

    OPEN = auto()
    DEFERRED = auto()  # the answer goes where it says that somebody thinks
    QUIET = auto()  # nothing is to be seen yet
    SAID = auto()


class Line:
    """The answers to one interaction. What is said raises Gone where nothing can be said any more."""

    def __init__(self, calls: Calls, metrics: Metrics, way: Way, *, left: bool = False) -> None:
        self._calls = calls
        self._metrics = metrics
        self._way = way
        self.state = State.OPEN
        if left:  # by a process that died: what it said is not known
            self.state = State.QUIET if self._in_message else State.DEFERRED

    @property
    def open(self) -> bool:
        """Say whether there was no answer yet."""
        return self.state is State.OPEN

    @property
    def _in_message(self) -> bool:
        return self._way.sort == COMPONENT or (self._way.sort == MODAL and bool(self._way.message))

    async def defer(self) -> None:
        """Say that the answer takes a moment. What was pressed in a message shows nothing of it."""
        if not self.open:
            return
        if self._in_message:
            await self._first(_DEFER_UPDATE)
            self.state = State.QUIET
        else:
            await self._first(_DEFER, {"flags": HIDDEN} if self._way.guild else {})
            self.state = State.DEFERRED

    async def acknowledge(self) -> None:
        """Answer with nothing to be seen, where there was no answer yet."""
        if self.open and self._in_message:
            await self.defer()

    async def choices(self, choices: Sequence[Mapping[str, str]]) -> None:
        """Offer what can be chosen."""
        await self._first(_CHOICES, {"choices": list(choices)})

    async def form(self, modal: Mapping[str, Any]) -> bool:
        """Open a form; say whether that was possible still."""
        if not self.open:
            return False
        try:
            await self._first(_MODAL, modal)
        except DiscordTrouble as error:
            _LOG.warning("form_not_shown", extra={"platform": PLATFORM, "reason": error.why})
            return False
        self.state = State.SAID
        return True

    @property
    def known(self) -> bool:
        """Say whether what is said next is known by the interaction: said once more it takes its own place."""
        return self.state in {State.OPEN, State.DEFERRED}

    async def say(self, payload: Payload, *, hidden: bool, twice: bool = True) -> str:
        """Say something and return the name of its message.

        What is not `known` has no name by which Discord tells that it was there before: without `twice` it raises
        Unclear where it may have been said.
        """
        body = {**payload.body, "flags": payload.flags | (HIDDEN if hidden else 0)}
        if self.state is State.OPEN:
            await self._first(_MESSAGE, body, payload)
        elif self.state is State.DEFERRED:
            await self.change(ORIGINAL, payload)
        else:
            told = await self._later("POST", "", body, payload, twice=twice)
            return str(told["id"])
        self.state = State.SAID
        return ORIGINAL

    async def instead(self, payload: Payload) -> None:
        """Put something in the place of the message with what was pressed."""
        if self.open:
            await self._first(_UPDATE, changed(payload), payload)
            self.state = State.SAID
        else:
            await self.change(ORIGINAL, payload)

    async def change(self, name: str, payload: Payload, *, patience: float = SLOWLY) -> None:
        """Put something in the place of a message that was said."""
        await self._later("PATCH", f"/messages/{name}", changed(payload), payload, patience=patience)

    @property
    def can_replace(self) -> bool:
        """Say whether the message with what was pressed can be replaced by answering."""
        return self._in_message and self.state in {State.OPEN, State.QUIET}

    async def _first(self, sort: int, data: Mapping[str, Any] | None = None, payload: Payload | None = None) -> None:
        body = {"type": sort, **({} if data is None else {"data": data})}
        path = f"/interactions/{self._way.interaction}/{self._way.token}/callback"
        files = payload.files if payload else ()
        patience = max(self._way.born + FIRST - time(), 0.0)
        try:
            await self._calls.surely("POST", path, body, files=files, patience=patience, done="acknowledged")
        except Refused as error:
            self._metrics.delivered(PLATFORM, error.why)
            raise Gone(error.why) if error.why in _OVER else error from None
        self._metrics.acknowledged(PLATFORM, max(time() - self._way.born, 0.0))
        self._metrics.delivered(PLATFORM)

    async def _later(
        self,
        method: str,
        rest: str,
        body: Mapping[str, Any],
        payload: Payload,
        **how: Any,  # noqa: ANN401 - of `surely`
    ) -> Any:  # noqa: ANN401 - any JSON
        if time() - self._way.born > LATER:
            raise Gone("too_late")
        path = f"/webhooks/{self._way.app}/{self._way.token}{rest}"
        try:
            told = await self._calls.surely(method, path, body, files=payload.files, **how)
        except Refused as error:
            self._metrics.delivered(PLATFORM, error.why)
            raise Gone(error.why) if error.why in _OVER else error from None
        self._metrics.delivered(PLATFORM)
        return told


_OVER = frozenset({"unknown_interaction", "unknown_webhook", "token_expired", "unknown_message", "http_404"})
