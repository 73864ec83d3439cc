"""Timers at work: what is due is done, each in a transaction of its own, and replaced by what follows."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from esor_bot.errors import ConflictError, StoreError
from esor_bot.ports import Clock, Store, Timer, Transaction

_LOG = logging.getLogger(__name__)
_BATCH = 20
_MOST_UNKNOWN = 1000

AGAIN = timedelta(minutes=10)
"""How long a timer whose handler failed waits: it must not hold up the others, nor fill the log."""

Handler = Callable[[Transaction, Timer, datetime], Timer | None]
"""Does what a timer is for within the transaction; returns what follows under its key, None where it is over.

Others may do something to the same case meanwhile: it reads without holding the case, for whoever does a deed holds
the case and waits for the timer.
"""

Standing = Callable[[datetime], Timer]
"""Returns a timer that is always there, as it is set where it is not there yet."""


class Bells:
    """Lets timers go off; several may work on one store. Timers of kinds without a handler are left alone.

    What a handler puts into the outbox has a key that follows from its timer, so that it goes out once.
    """

    def __init__(
        self, store: Store, clock: Clock, handlers: Mapping[str, Handler], standing: Sequence[Standing] = ()
    ) -> None:
        self._store = store
        self._clock = clock
        self._handlers = dict(handlers)
        self._standing = tuple(standing)
        self._begun = False

    def run_once(self) -> int:
        """Do what is due and return how much that was: at none it is time to rest.

        Raises StoreError where the database can't be used; then what was done before stays done.
        """
        if not self._begun:
            self._begin()
        if not self._handlers:
            return 0
        with self._store.begin() as tx:
            due = tx.timers.due(self._clock.now(), _BATCH, tuple(self._handlers))
        return sum(self._rung(timer) for timer in due)

    def _begin(self) -> None:
        """Set the timers that are always there, and tell of those that nobody here knows."""
        now = self._clock.now()
        with self._store.begin() as tx:
            for standing in self._standing:
                tx.timers.add(standing(now))
            due = tx.timers.due(now, _MOST_UNKNOWN)
        for kind in sorted({timer.kind for timer in due} - self._handlers.keys()):
            _LOG.warning("timers_left_alone", extra={"kind": kind})
        self._begun = True

    def _rung(self, timer: Timer) -> bool:
        """Let one timer go off, unless another worker or a deed was faster; say whether it did."""
        try:
            return self._ring(timer)
        except ConflictError:  # it is as due as before
            return False
        except StoreError as error:
            reason = error.reason
        except Exception as error:  # noqa: BLE001 - one that nobody thought of must not hold up all others
            reason = type(error).__name__
        _LOG.error("timer_failed", extra={"timer": timer.key, "kind": timer.kind, "reason": reason})
        self._put_off(timer)
        return True

    def _ring(self, timer: Timer) -> bool:
        now = self._clock.now()
        with self._store.begin() as tx:
            taken = tx.timers.take(timer.key, now)
            if taken is None or taken.kind not in self._handlers:
                return False
            follows = self._handlers[taken.kind](tx, taken, now)
            if follows is None:
                tx.timers.drop(taken.key)
            else:
                tx.timers.set(replace(follows, key=taken.key))
        return True

    def _put_off(self, timer: Timer) -> None:
        """Let a timer wait. Raises StoreError where the database can't be used at all."""
        now = self._clock.now()
        with self._store.begin() as tx:
            taken = tx.timers.take(timer.key, now)
            if taken is not None:
                tx.timers.set(replace(taken, due=now + AGAIN))
