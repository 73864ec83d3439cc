"""Forgetting a person: what waits is taken back, what is theirs is deleted, and a receipt says so."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from esor_bot.desk.act import act, joined
from esor_bot.desk.again import tried
from esor_bot.desk.following import followers, read, root
from esor_bot.desk.notices import To
from esor_bot.desk.retention import clean
from esor_bot.desk.telling import card, places, tell
from esor_bot.domain.case import Actor, Case, Deed, Place, Record, Role
from esor_bot.errors import ConflictError, StoreError
from esor_bot.ports import Clock, Search, Store, Transaction

PART = 100
"""So many cases are forgotten in one transaction. Where there are more it takes several; the receipt comes last."""

_PAUSE = 0.02  # seconds between two parts of the cleaning, in which other programs have their turn
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a person's data were deleted: what of which there was, and how many; nothing where there was nothing.

    `deleted` counts: cases, withdrawn (of these), words (what they wrote), answers (and questions back), notes (of the
    office), messages, counted (that they asked the bot something), preferences, events. `shared` are the
    answers that stay since other people got them, too.
    """

    number: int
    at: datetime
    deleted: Mapping[str, int]
    shared: int = 0


@dataclass(frozen=True, slots=True)
class Forgetting:
    """Forgets people. `office` says where the office's cards are otherwise."""

    store: Store
    clock: Clock
    office: Mapping[str, Place]

    def waiting(self, person: str) -> int:
        """Return how many questions of a person would be taken back."""
        with self.store.begin() as tx:
            cases = tx.find(Search(asker=person, limit=900))
            return sum((root(tx, case) or (case,))[-1].live for case in cases)

    def forget(self, person: str) -> Receipt:
        """Delete what is kept of a person, and return the receipt. Done twice, the second one says there was nothing.

        Raises StoreError where the database can't be used. What was forgotten by then stays so; it can be tried again.
        """
        deleted: Counter[str] = Counter()
        while not (done := tried(lambda: self._once(person, deleted))):
            pass
        with suppress(StoreError):  # else it is done in the night
            clean(self.store, lambda: time.sleep(_PAUSE))
        _LOG.info("person_forgotten", extra={"receipt": done.number})
        return done

    def _once(self, person: str, before: Counter[str]) -> Receipt | None:
        """Forget a part; return the receipt with the last one."""
        now, done = self.clock.now(), Counter(before)
        with self.store.begin() as tx:
            tx.privacy.alone(person)
            numbers = tx.privacy.numbers(person, PART + 1)
            done.update(_forgotten(tx, person, numbers[:PART], self.office, now))
            if len(numbers) <= PART:
                done.update(tx.privacy.drop_traces(person))
                shared = done.pop("shared", 0)
                deleted = {kind: count for kind, count in sorted(done.items()) if count}
                return Receipt(tx.privacy.erased(now, deleted), now, deleted, shared)
        before.clear()
        before.update(done)
        return None


def _forgotten(
    tx: Transaction, person: str, numbers: tuple[int, ...], office: Mapping[str, Place], now: datetime
) -> Counter[str]:
    """Forget some cases of a person, and return how many of what that were."""
    done: Counter[str] = Counter()
    held = _held(tx, numbers)
    own = [case for case in held.values() if case.asker == person]
    for case in own:
        if case.live:
            _withdraw(tx, case, office, now)
            done["withdrawn"] += 1
    for case in own:
        done.update(_counted(tx, case, person))
        done["messages"] += tx.privacy.unsend(case.number)
        tx.privacy.bare(case.number, _answers_too if _others(tx, case, person) else _joinings)
    for case in held.values():
        if case.forgotten and not _others(tx, case, person):  # the last who followed a forgotten one is forgotten, too
            tx.privacy.bare(case.number, _joinings)
    for case in own:
        for outgoing in card(_known(tx, case.number), places(tx, office)):
            tx.send(outgoing)
    return done


def _held(tx: Transaction, numbers: tuple[int, ...]) -> dict[int, Case]:
    """Hold cases, and forgotten ones that they follow, in the order of their numbers: no two wait for each other."""
    wanted = set(numbers)
    for number in numbers:
        case = read(tx, number)
        wanted |= {other.number for other in root(tx, case) if other.forgotten} if case else set()
    held = ((number, tx.case(number)) for number in sorted(wanted))
    return {number: case for number, case in held if case is not None}


def _withdraw(tx: Transaction, case: Case, office: Mapping[str, Place], now: datetime) -> None:
    """Take a case back as its asker does, but only whoever else waits for its answer is told now."""
    step = act(case, Deed.WITHDRAW, Actor(case.asker, Role.ASKER), now)
    step = replace(step, notices=tuple(notice for notice in step.notices if notice.to is To.WAITING))
    tx.save(step.case)
    tx.write(step.record)
    tell(tx, step, office, but=case.asker)


def _counted(tx: Transaction, case: Case, person: str) -> Counter[str]:
    """Return how many of what a case has."""
    kinds: Counter[str] = Counter(cases=1)
    shared = _others(tx, case, person)
    for record in tx.records(case.number):
        if not record.text or joined(record) is not None:
            continue
        if record.actor == person:
            kinds["words"] += 1
        elif record.deed is Deed.ANSWER and shared:
            kinds["shared"] += 1
        else:
            kinds["answers" if record.deed in {Deed.ANSWER, Deed.ASK_BACK} else "notes"] += 1
    return kinds


def _others(tx: Transaction, case: Case, person: str) -> bool:
    """Say whether other people follow a case: its answers are theirs, too."""
    return any(other.asker not in {"", person} for other in followers(tx, case.number))


def _joinings(record: Record) -> bool:
    """Say whether a record only says which case was merged into this one."""
    return joined(record) is not None


def _answers_too(record: Record) -> bool:
    return record.deed is Deed.ANSWER or _joinings(record)


def _known(tx: Transaction, number: int) -> Case:
    case = tx.case(number)
    if case is None:
        raise ConflictError
    return case
