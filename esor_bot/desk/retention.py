"""Deleting by age: what is kept for how long, and the timer that deletes what is older, a little at once, at night."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta, tzinfo

from esor_bot.domain.keeping import DAYS, Kind
from esor_bot.ports import Store, Timer, Transaction

TIDY = "tidy"
"""The kind and the key of the timer."""

CLEAN = -1
"""The step with which a night begins. Below it the index of words is being cleaned; from 0 on steps count batches."""

BATCH = 50
"""So many cases, or other things, are deleted in one transaction: nobody waits longer than for that."""

_BATCHES = 40  # between two cleanings: what is to be cleaned at once must not grow without end
_CLEANINGS = 1000  # in a row; far more than even a large index needs
_PAUSE = timedelta(seconds=1)  # in which others have their turn
_NIGHT = time(3, 30)


@dataclass(frozen=True, slots=True)
class Keep:
    """How long each kind is kept, in days: None for ever, 0 until the next night. `zone` is where the night is."""

    days: Mapping[Kind, int | None] = field(default_factory=lambda: dict(DAYS))
    zone: tzinfo = UTC

    def before(self, kind: Kind, now: datetime) -> datetime | None:
        """Return the moment since when things of a kind are kept, None where all are."""
        days = self.days[kind]
        return None if days is None else now.astimezone(UTC) - timedelta(days=days)

    def until(self, kind: Kind, ended: datetime) -> datetime | None:
        """Return from when on something of a kind is deleted that ended at a moment, None where it never is."""
        days = self.days[kind]
        return None if days is None else ended.astimezone(UTC) + timedelta(days=days)

    def next_night(self, now: datetime) -> datetime:
        """Return when to tidy up next, in UTC."""
        today = now.astimezone(self.zone).date()
        tonight = datetime.combine(today, _NIGHT, self.zone).astimezone(UTC)
        if tonight > now:
            return tonight
        return datetime.combine(today + timedelta(days=1), _NIGHT, self.zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was done at once: how many of which kind were deleted, and the next step, None where all is done."""

    deleted: Mapping[Kind, int]
    step: int | None


def tidying(keep: Keep) -> Callable[[Transaction, Timer, datetime], Timer]:
    """Return what tidies up when its timer goes off: one step, and the timer of the next, soon or in the next night."""

    def tidy(tx: Transaction, timer: Timer, now: datetime) -> Timer:
        step = tidy_some(tx, keep, now, timer.step).step
        if step is None:
            return replace(timer, due=keep.next_night(now), step=CLEAN)
        return replace(timer, due=now + _PAUSE, step=step)

    return tidy


def first_tidying(now: datetime) -> Timer:
    """Return the timer that begins it: to be added whenever a program starts that serves timers."""
    return Timer(TIDY, TIDY, now, step=CLEAN)


def tidy_some(tx: Transaction, keep: Keep, now: datetime, step: int) -> Tidied:
    """Do one step: delete a batch of what is too old, or clean a part of what that leaves behind."""
    if step < 0:
        more = tx.privacy.clean(first=step == CLEAN)
        return Tidied({}, step - 1 if more and step > -_CLEANINGS else 0)
    deleted, left = {}, BATCH
    for kind, before in _limits(keep, now):
        if found := tx.privacy.tidy(kind, before, left):
            deleted[kind] = found
            left -= found
        if left <= 0:
            return Tidied(deleted, CLEAN if step >= _BATCHES else step + 1)
    return Tidied(deleted, CLEAN if deleted or step else None)


def tidy_all(store: Store, keep: Keep, now: datetime, pause: Callable[[], None]) -> Mapping[Kind, int]:
    """Delete all that is too old, and call `pause` after each step. Raises StoreError; what was done stays done."""
    deleted: Counter[Kind] = Counter()
    step: int | None = CLEAN
    while step is not None:
        with store.begin() as tx:
            done = tidy_some(tx, keep, now, step)
        deleted.update(done.deleted)
        step = done.step
        pause()
    return {kind: deleted[kind] for kind in Kind}


def clean(store: Store, pause: Callable[[], None]) -> None:
    """Overwrite now what deleting leaves in the index of words, and call `pause` between the parts."""
    for step in range(_CLEANINGS):
        with store.begin() as tx:
            if not tx.privacy.clean(first=step == 0):
                return
        pause()


def overdue(store: Store, keep: Keep, now: datetime) -> Mapping[Kind, int]:
    """Return how many of each kind would be deleted."""
    found = dict.fromkeys(Kind, 0)
    for kind, before in _limits(keep, now):
        with store.begin() as tx:
            found[kind] = tx.privacy.overdue(kind, before)
    return found


def _limits(keep: Keep, now: datetime) -> Iterator[tuple[Kind, datetime]]:
    for kind in Kind:
        before = keep.before(kind, now)
        if before is not None:
            yield kind, before
