"""What of a reply may have been said or not, for Discord did not tell: a button shows it, for a quarter of an hour."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from secrets import token_hex
from time import monotonic

from esor_bot_discord.outbound import Payload

LASTS = 900.0
_MOST = 500


@dataclass(frozen=True, slots=True)
class Rest:
    """The messages that follow."""

    payloads: tuple[Payload, ...]


class Rests:
    """Remembers, by keys that nobody guesses, what follows the last message that is surely there."""

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._kept: OrderedDict[str, tuple[str, float, Rest]] = OrderedDict()

    def put(self, user: str, payloads: Sequence[Payload]) -> str:
        """Keep what is for somebody and return its key."""
        key = token_hex(5)
        self._kept[key] = (user, self._seconds() + LASTS, Rest(tuple(payloads)))
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return key

    def get(self, key: str, user: str) -> Rest | None:
        """Return what is for somebody, None where it is forgotten, or another's."""
        whose, until, rest = self._kept.get(key, ("", 0.0, None))
        return rest if whose == user and until > self._seconds() else None
