"""What the outbox needs of a platform, and how a platform says that something did not go out."""

from __future__ import annotations

from typing import Protocol

from esor_bot.domain.case import Place
from esor_bot.errors import EsorBotError


class Messenger(Protocol):
    """Delivers to the places of one platform."""

    async def send(self, place: Place, body: str, key: str) -> str:
        """Deliver a notification (JSON text, see Notification) and return the platform's name for it.

        The same key may come again, after a crash or when a reply was lost: then it is shown once, and the same
        name returned. Raises RetryLater where it may succeed later, NotYet where nothing would before somebody mends
        something, GaveUp where it never will.
        """


class RetryLater(EsorBotError):
    """Something could not be delivered now: the platform is busy or out of reach; `seconds` is how long it asks for."""

    def __init__(self, seconds: float | None = None, why: str = "busy") -> None:
        self.seconds = seconds
        self.why = why
        super().__init__(f"not delivered now: {why}" + ("" if seconds is None else f", again in {seconds:g} seconds"))


class NotYet(RetryLater):
    """Nothing can be delivered before somebody has mended something, or the platform is there: waiting is no try."""

    def __init__(self, seconds: float, why: str) -> None:
        self.wait = seconds
        super().__init__(seconds, why)


class GaveUp(EsorBotError):
    """Something can never be delivered to a place: it is gone, or closed to the bot. `why` is one word of ours."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"can't be delivered: {why}")
