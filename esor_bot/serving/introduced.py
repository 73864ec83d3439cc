"""How a platform is begun with, and asked again: until it says who we are, and whether it wants us again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from esor_bot.errors import UsageError
from esor_bot.serving.trouble import Refused, Trouble, pause

ASKING = 30.0
"""So often a platform that refused our token is asked again."""

_Self = TypeVar("_Self")
_LOG = logging.getLogger(__name__)


async def introduced(
    platform: str,
    ask: Callable[[], Awaitable[_Self]],
    refusal: Callable[[Refused], str],
    stop: asyncio.Event,
    longest: float = 8.0,
) -> _Self | None:
    """Ask a platform who we are until it says so; None where it is to stop before.

    `refusal` says what stands in the way for good, "" where it may go away. Raises UsageError with that.
    """
    turn = 0
    while not stop.is_set():
        try:
            return await ask()
        except Trouble as error:
            if isinstance(error, Refused) and (why := refusal(error)):
                raise UsageError(why) from None
            _LOG.warning("platform_out_of_reach", extra={"platform": platform, "reason": error.reason})
        await waited(stop, pause(turn, longest))
        turn += 1
    return None


async def asked_again(refused: Callable[[], str], ask: Callable[[], Awaitable[object]], every: float = ASKING) -> None:
    """Ask now and then whether a token that was refused is good again, until it is cancelled."""
    while True:
        await asyncio.sleep(every)
        if refused():
            with suppress(Trouble):
                await ask()


async def waited(stop: asyncio.Event, seconds: float) -> None:
    """Wait for so many seconds, or until it is to stop."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
