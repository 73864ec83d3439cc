"""How often calls may be made: what Discord counts together, and what it tells of that."""

from __future__ import annotations

import time
import zlib
from collections import deque
from collections.abc import Mapping

from esor_bot.testing.discord.refusing import Rules

Limit = tuple[int, float]

_FORGET = 5000


class LimitedError(Exception):
    """There were too many calls: for how long, and whether of all kinds."""

    def __init__(self, seconds: float, *, everywhere: bool, headers: Mapping[str, str]) -> None:
        super().__init__(f"too many calls: {seconds:.3f} s")
        self.seconds = seconds
        self.everywhere = everywhere
        self.headers = headers


class Pacing:
    """Counts calls."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._times: dict[str, deque[float]] = {}

    def count(self, route: str, params: Mapping[str, str], *, tokened: bool) -> dict[str, str]:
        """Count a call, and return what the answer tells of its limit. Raises LimitedError."""
        if not tokened and self._rules.calls is not None:
            left, wait = self._one("all", self._rules.calls)
            if left < 0:
                raise LimitedError(wait, everywhere=True, headers={})
        limit, major = self._limit(route, params)
        if limit is None:
            return {}
        left, wait = self._one(f"{route} {major}", limit)
        headers = {
            "X-RateLimit-Limit": str(limit[0]),
            "X-RateLimit-Remaining": str(max(left, 0)),
            "X-RateLimit-Reset": f"{time.time() + wait:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": f"{zlib.crc32(route.encode()):08x}",
        }
        if left < 0:
            raise LimitedError(wait, everywhere=False, headers=headers)
        return headers

    def _limit(self, route: str, params: Mapping[str, str]) -> tuple[Limit | None, str]:
        if route == "POST /channels/{channel_id}/messages":
            return self._rules.messages, params["channel_id"]
        if "webhook_token" in params:
            return self._rules.answers, params["webhook_token"]
        return None, ""

    def _one(self, name: str, limit: Limit) -> tuple[int, float]:
        """Return how many calls are left (below 0: this one was too many), and the seconds until there are more."""
        most, seconds = limit
        now = time.monotonic()
        if len(self._times) > _FORGET:
            self._times = {key: times for key, times in self._times.items() if times and now - times[-1] < 60}
        times = self._times.setdefault(name, deque())
        while times and now - times[0] >= seconds:
            times.popleft()
        if len(times) >= most:
            return -1, times[0] + seconds - now
        times.append(now)
        return most - len(times), times[0] + seconds - now
