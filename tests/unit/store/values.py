"""Values to put into a store."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from esor_bot.domain.case import Case, Deed, Place, Record, State
from esor_bot.ports import Draft, Outgoing, Store
from esor_bot.store import SqlStore

Told = TypeVar("Told")

NOW = datetime(2030, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)
PLACE = Place("slack", "C1", "17.5", private=False)


def later(seconds: float) -> datetime:
    """The time so many seconds after NOW."""
    return NOW + timedelta(seconds=seconds)


def draft(question: str = "May I send it later?", asker: str = "slack:T:U1", programme: str = "one") -> Draft:
    """A case without number."""
    return Draft(programme, question, asker, PLACE, NOW, "silent", ("late", "post"), "margin")


def record(number: int, text: str = "", deed: Deed = Deed.NOTE) -> Record:
    """Something done with a case."""
    return Record(number, NOW, deed, "slack:T:U9", "Kim", text, shown=True)


def outgoing(key: str, not_before: datetime | None = None) -> Outgoing:
    """Something to deliver."""
    return Outgoing(key, PLACE, '{"text": "hello"}', 3, not_before, at=NOW)


def changed(case: Case, state: State = State.CLAIMED, owner: str = "slack:T:U9") -> Case:
    """The next version of a case."""
    return replace(case, state=state, owner=owner, owner_name="Kim", changed=later(5), version=case.version + 1)


def opened(store: SqlStore, *questions: str) -> list[Case]:
    """Open cases, each in a transaction of its own."""
    cases = []
    for question in questions:
        with store.begin() as transaction:
            cases.append(transaction.open(draft(question)))
    return cases


def sent(store: Store, *keys: str, not_before: datetime | None = None) -> None:
    """Put things into the outbox."""
    with store.begin() as transaction:
        for key in keys:
            transaction.send(outgoing(key, not_before))


def at_once(count: int, work: Callable[[int], Told]) -> list[Told]:
    """Do something in so many threads that begin together, and return what each returned."""
    barrier = threading.Barrier(count)

    def begin(which: int) -> Told:
        barrier.wait()
        return work(which)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(begin, range(count)))
