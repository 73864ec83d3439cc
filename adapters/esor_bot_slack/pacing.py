"""How often something is posted to a channel.

Slack takes one message a second and short bursts, and does not say how short: what it takes is posted at once. A
channel for which it asked to wait is treated with care for a while after that.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from time import monotonic

BURST, WINDOW = 7, 9.0
"""So many messages in so many seconds are posted to a channel that is treated with care."""

CAREFUL = 60.0
"""For so many seconds after Slack asked to wait."""

_REMEMBERED = 2000


class _Channel:
    """When something was posted to a channel last, and until when it has to rest."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.posted: deque[float] = deque(maxlen=BURST)
        self.rests = 0.0
        self.careful = 0.0

    def wait(self, now: float) -> float:
        """Return for how many seconds nothing may be posted."""
        full = now < self.careful and len(self.posted) == BURST
        return max(self.rests - now, self.posted[0] + WINDOW - now if full else 0.0)


class Pace:
    """Gives turns to post, by channel, in the order in which they were asked for."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._channels: OrderedDict[str, _Channel] = OrderedDict()

    async def turn(self, channel: str) -> None:
        """Wait until something may be posted to a channel."""
        found = self._channel(channel)
        async with found.lock:
            while (wait := found.wait(self._clock())) > 0:  # noqa: ASYNC110 - nobody tells when the time has come
                await asyncio.sleep(wait)
            found.posted.append(self._clock())

    def rest(self, channel: str, seconds: float) -> None:
        """Let a channel rest, as Slack asked."""
        found = self._channel(channel)
        found.rests = self._clock() + seconds
        found.careful = found.rests + CAREFUL

    def _channel(self, channel: str) -> _Channel:
        found = self._channels.setdefault(channel, _Channel())
        self._channels.move_to_end(channel)
        for name in [name for name in self._channels if name != channel][: max(len(self._channels) - _REMEMBERED, 0)]:
            if not self._channels[name].lock.locked():
                del self._channels[name]
        return found
