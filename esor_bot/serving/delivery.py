"""What delivers the outbox's notices on any platform: cards that follow their case, what stands below, the rest."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from typing import Protocol, TypeVar
from weakref import WeakValueDictionary

from esor_bot.desk.cards import CardPlaces
from esor_bot.desk.message import Notification
from esor_bot.desk.messenger import GaveUp, NotYet, RetryLater
from esor_bot.desk.notices import CARD
from esor_bot.domain.case import Place
from esor_bot.reception.notices import Notice
from esor_bot.serving.trouble import Limited, Refused, Trouble

MENDING = 30.0
"""Seconds until something is tried again that somebody has to mend first."""

_LOG = logging.getLogger(__name__)
_Result = TypeVar("_Result")
_CONNECTING = 2.0


class Noticeboard(Protocol):
    """How a platform shows notices. Messages are known by receipts, texts of its own; all but `waits` raise Trouble."""

    async def post(self, place: Place, notice: Notice, key: str) -> str:
        """Show a notice at a place, once for its key, and return its receipt.

        Where whoever is addressed can't be reached there, they get it in their direct messages.
        """

    async def below(self, place: Place, card: str, notice: Notice, key: str) -> str:
        """Show a notice, once for its key, below the card of its case ("": there is none); return its receipt."""

    async def card(self, place: Place, notice: Notice, key: str) -> str:
        """Show a card in a message of its own, once for its key, and return its receipt."""

    async def change(self, card: str, notice: Notice, key: str) -> bool:
        """Show a card in the message that showed it before; False where that is gone, and may be made again."""

    def waits(self, error: Refused, place: Place, notice: Notice) -> bool:
        """Say whether what was refused is to wait until somebody has mended something, and is not given up."""


class Delivery:
    """Delivers to the places of one platform: the Messenger that the outbox knows."""

    def __init__(
        self,
        platform: str,
        notice: Callable[[Place, str], Notice],
        cards: CardPlaces,
        board: Noticeboard,
        threads: Executor,
    ) -> None:
        self._platform = platform
        self._notice = notice
        self._cards = cards
        self._board = board
        self._threads = threads
        self._locks: WeakValueDictionary[tuple[int, str], asyncio.Lock] = WeakValueDictionary()

    async def send(self, place: Place, body: str, key: str) -> str:
        """Deliver a notice, once for its key."""
        notice = await self._call(partial(self._notice, place, body))
        try:
            return await self._sent(place, notice, key)
        except Refused as error:
            _LOG.warning("notice_refused", extra={"platform": self._platform, "reason": error.reason})
            if self._board.waits(error, place, notice):
                raise NotYet(MENDING, error.why) from None
            raise GaveUp(error.why) from None
        except Limited as error:
            raise RetryLater(error.seconds, error.why) from None
        except Trouble as error:
            raise RetryLater(None, error.why) from None

    async def _sent(self, place: Place, notice: Notice, key: str) -> str:
        if notice.card:
            return await self._card(place, notice)
        if notice.below and notice.case:
            return await self._board.below(place, await self._card_of(place, notice.case), notice, key)
        return await self._board.post(place, notice, key)

    async def _card(self, place: Place, notice: Notice) -> str:
        """Show a card: in the message that shows it already, or in a new one. An older state never follows a newer."""
        async with self._locks.setdefault((notice.case, place.channel), asyncio.Lock()):
            known = await self._call(partial(self._cards.get, notice.case, place))
            card, version = known or ("", 0)
            if card and version > notice.version:
                return card
            key = f"card:{notice.case}:{place.channel}"
            if not (card and await self._board.change(card, notice, key)):
                if card:
                    _LOG.warning("card_lost", extra={"platform": self._platform, "case": notice.case})
                    # Under its first name a platform might say, for some minutes, that it is there.
                    key = f"{key}:{card}"
                card = await self._board.card(place, notice, key)
            await self._call(partial(self._cards.put, notice.case, place, card, notice.version))
            return card

    async def _card_of(self, place: Place, case: int) -> str:
        """Return the card of a case, which is shown first where it is not there; "" where it has none any more."""
        known = await self._call(partial(self._cards.get, case, place))
        if known is not None:
            return known[0]
        card = await self._call(partial(self._notice, place, Notification(CARD, case, 0).dump()))
        return await self._card(place, card) if card.card else ""

    async def _call(self, work: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


class NotConnected:
    """The messenger of a platform that is not there yet."""

    async def send(self, place: Place, body: str, key: str) -> str:
        """Ask to be called again."""
        raise NotYet(_CONNECTING, "not_connected")
