"""The outbox at work: takes what is due, delivers it, tries again later, and gives up loudly."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from esor_bot.desk.messenger import GaveUp, Messenger, NotYet, RetryLater
from esor_bot.desk.undelivered import instead
from esor_bot.domain.case import Place
from esor_bot.errors import StoreError
from esor_bot.ports import Clock, Leased, Outgoing, Store

_LOG = logging.getLogger(__name__)
_DAY = 86_400.0


PutOff = Callable[[Outgoing, datetime], datetime | None]
"""Returns until when something that should go out now has to wait all the same, None where it need not."""


def _at_any_time(outgoing: Outgoing, now: datetime) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the outbox waits for what, in seconds, and how often it tries.

    With these numbers something is tried for about half a day, and what a dead worker held is done by others within
    half a minute. Raises ValueError where a lease is too short for a single message.
    """

    lease: float = 20.0
    sending: float = 10.0  # for one message
    first: float = 2.0  # before the second try; doubled with each
    longest: float = 1800.0
    tries: int = 36
    batch: int = 20

    def __post_init__(self) -> None:
        if self.lease <= self.sending:
            raise ValueError(f"a lease of {self.lease:g} seconds, of which a message may take {self.sending:g}")

    def after(self, tries: int, asked: float | None, dice: random.Random) -> timedelta:
        """Return how long to wait after so many earlier tries, at least as long as the platform `asked` for."""
        wait = min(self.first * 2.0 ** min(tries, 60), self.longest) * dice.uniform(0.5, 1.0)
        if asked is not None and asked > 0:
            wait = min(asked, _DAY) + dice.uniform(0.0, self.first)
        return timedelta(seconds=wait)


class Outbox:
    """Delivers what is due through the messengers of the platforms; several may work on one store.

    What is for a platform without a messenger here is left alone: others may come for it themselves.
    """

    def __init__(
        self,
        store: Store,
        messengers: Mapping[str, Messenger],
        clock: Clock,
        worker: str,
        *,
        office: Mapping[str, Place],
        patience: Patience | None = None,
        put_off: PutOff | None = None,
        dice: random.Random | None = None,
    ) -> None:
        self._store = store
        self._messengers = dict(messengers)
        self._clock = clock
        self._worker = worker
        self._office = dict(office)
        self._patience = patience or Patience()
        self._put_off = put_off or _at_any_time
        self._dice = dice or random.Random()

    async def run_once(self) -> int:
        """Take what is due and deliver it; return how many were taken: at none it is time to rest.

        What goes to platforms that have no messenger here is left alone. One platform does not wait for another; at
        one place things arrive in their order, unless one has to be tried again. Raises StoreError where nothing can
        be taken; a message whose result could not be stored is delivered again, with the same key, when its lease
        has run out.
        """
        if not self._messengers:
            return 0
        due = await asyncio.to_thread(self._lease)
        platforms: defaultdict[str, list[Leased]] = defaultdict(list)
        for leased in due:
            platforms[leased.outgoing.place.platform].append(leased)
        await asyncio.gather(*(self._deliver_all(name, leases) for name, leases in platforms.items()))
        return len(due)

    def _lease(self) -> Sequence[Leased]:
        seconds, limit, platforms = self._patience.lease, self._patience.batch, tuple(self._messengers)
        return self._store.lease(self._worker, self._clock.now(), seconds, limit, platforms=platforms)

    async def _deliver_all(self, platform: str, leases: Sequence[Leased]) -> None:
        for position, leased in enumerate(leases):
            try:
                left = (leased.until - self._clock.now()).total_seconds()
                if left < self._patience.sending:  # it would run out meanwhile, and another would deliver it too
                    await asyncio.to_thread(self._put_back, leases[position:], self._clock.now())
                    return
                await self._deliver(self._messengers[platform], leased)
            except StoreError as error:
                _LOG.warning("outbox_not_stored", extra={"outgoing": leased.id, "reason": error.reason})

    async def _deliver(self, messenger: Messenger, leased: Leased) -> None:
        if not await asyncio.to_thread(self._waits, leased):
            return
        outgoing = leased.outgoing
        later = self._put_off(outgoing, self._clock.now())
        if later is not None:
            await asyncio.to_thread(self._put_back, (leased,), later)
            return
        try:
            async with asyncio.timeout(self._patience.sending):
                receipt = await messenger.send(outgoing.place, outgoing.body, outgoing.key)
        except NotYet as error:
            later = self._clock.now() + timedelta(seconds=error.wait)
            await asyncio.to_thread(self._put_back, (leased,), later)
        except RetryLater as error:
            await self._again(leased, error.why, error.seconds)
        except GaveUp as error:
            await asyncio.to_thread(self._give_up, leased, error.why)
        except TimeoutError:
            await self._again(leased, "timeout", None)
        except Exception as error:  # noqa: BLE001 - one message that a platform chokes on must not hold up all others
            await self._again(leased, type(error).__name__, None)
        else:
            await asyncio.to_thread(self._delivered, leased, receipt)

    async def _again(self, leased: Leased, why: str, asked: float | None) -> None:
        if leased.tries + 1 >= self._patience.tries:
            await asyncio.to_thread(self._give_up, leased, why)
            return
        again = self._clock.now() + self._patience.after(leased.tries, asked, self._dice)
        await asyncio.to_thread(self._failed, leased, why, again)

    def _waits(self, leased: Leased) -> bool:
        """Say whether something is still there: since it was taken, who it is for may have been forgotten."""
        with self._store.begin() as tx:
            return tx.privacy.waits(leased.id)

    def _delivered(self, leased: Leased, receipt: str) -> None:
        with self._store.begin() as tx:
            tx.outgoing.delivered(leased, receipt, self._clock.now())

    def _failed(self, leased: Leased, why: str, again: datetime) -> None:
        with self._store.begin() as tx:
            tx.outgoing.failed(leased, why, again)

    def _put_back(self, leases: Sequence[Leased], until: datetime) -> None:
        with self._store.begin() as tx:
            for leased in leases:
                tx.outgoing.put_back(leased, until)

    def _give_up(self, leased: Leased, why: str) -> None:
        """Give something up, unless another one is at it by now; what goes out in its place becomes true with that."""
        now = self._clock.now()
        with self._store.begin() as tx:
            if not tx.outgoing.give_up(leased, why, now):
                return
            for outgoing in instead(tx, leased.outgoing, why, self._office, now):
                tx.send(outgoing)
        _LOG.error("outbox_gave_up", extra={"outgoing": leased.id, "case": leased.outgoing.case, "reason": why})
