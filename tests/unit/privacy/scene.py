"""A desk on some store, people at it, and what can be read of what is left."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from sqlalchemy import insert, select

from esor_bot.desk.desk import Desk
from esor_bot.desk.forgetting import Receipt
from esor_bot.desk.message import Notification
from esor_bot.desk.retention import Keep, overdue, tidy_all, tidy_some
from esor_bot.domain.case import Actor, Case, Deed, Record
from esor_bot.domain.keeping import Kind
from esor_bot.domain.tally import Counted, Result
from esor_bot.ports import Draft, Leased, Search, Store
from esor_bot.store.tables import questions
from esor_bot.store.transaction import SqlTransaction
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore
from tests.unit.desk.people import ANNA, CLEO, HOURS, OFFICE, home

FOREVER = dict.fromkeys(Kind)


@dataclass
class Scene:
    """A desk with its store and its clock."""

    store: Store
    clock: FakeClock = field(default_factory=FakeClock)
    events: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self.desk = Desk(self.store, self.clock, {"talk": OFFICE}, HOURS)

    def asked(self, who: Actor = ANNA, question: str = "Do moon boots count?") -> int:
        """Ask something and return its number."""
        draft = Draft("moon", question, who.id, home(who), self.clock.now(), "escalate", ("boots",), "It said so.")
        return self.desk.ask(draft, f"talk:{who.id}:{next(self.events)}", another=True).case.number

    def do(self, number: int, deed: Deed, who: Actor = CLEO, text: str = "", into: int | None = None) -> Case:
        """Do something."""
        return self.desk.do(number, deed, who, text=text, into=into)

    def merged(self, number: int, into: int) -> None:
        """Merge a case into another."""
        self.do(number, Deed.MERGE, into=into)

    def counted(self, who: Actor = ANNA, text: str = "May I bring a dog?") -> None:
        """Have a question to the bot counted."""
        one = Counted(self.clock.now(), "moon", "talk", who.id, Result.UNANSWERED, ("dog",), text)
        if isinstance(self.store, MemoryStore):
            self.store.content.questions.append(one)
            return
        values = {**asdict(one), "entries": json.dumps(one.entries)}
        with self.store.begin() as tx:
            assert isinstance(tx, SqlTransaction)
            tx.run(insert(questions), values)

    def all_counted(self) -> list[tuple[str, str]]:
        """Return who asked the bot what, as far as that is known."""
        if isinstance(self.store, MemoryStore):
            return [(one.asker, one.text) for one in self.store.content.questions]
        with self.store.begin() as tx:
            assert isinstance(tx, SqlTransaction)
            return [(row.asker, row.text) for row in tx.run(select(questions).order_by(questions.c.id))]

    def forget(self, who: Actor = ANNA) -> Receipt:
        """Have somebody forgotten, by themselves."""
        return self.desk.forget(who.id, who)

    def case(self, number: int) -> Case | None:
        """Return a case."""
        with self.store.begin() as tx:
            return tx.case(number)

    def records(self, number: int) -> tuple[Record, ...]:
        """Return the record of a case."""
        with self.store.begin() as tx:
            return tx.records(number)

    def numbers(self) -> list[int]:
        """Return the numbers of all cases."""
        with self.store.begin() as tx:
            return sorted(case.number for case in tx.find(Search(limit=900)))

    def found(self, words: str) -> list[int]:
        """Return the numbers of the cases that have these words."""
        with self.store.begin() as tx:
            return sorted(case.number for case in tx.find(Search(words=words)))

    def waiting(self, who: Actor | None = None) -> list[Notification]:
        """Take all that waits to be delivered, for somebody or for the office."""
        place = OFFICE if who is None else home(who)
        return [Notification.load(one.outgoing.body) for one in self.leased() if one.outgoing.place == place]

    def leased(self) -> tuple[Leased, ...]:
        """Take all that waits to be delivered; it can be taken again at once."""
        return self.store.lease("w", self.clock.now(), 0, 900)

    def tidy(self, kind: Kind, days: int | None, later: float = 0) -> int:
        """Let days go by, delete what of a kind is then too old, and return how many that were, as was foretold."""
        keep, now = Keep({**FOREVER, kind: days}), self.clock.now() + timedelta(days=later)
        told = overdue(self.store, keep, now)[kind]
        done = tidy_all(self.store, keep, now, lambda: None)
        assert {other: count for other, count in done.items() if count} == ({kind: told} if told else {})
        return told

    def tidy_some(self, kind: Kind) -> int:
        """Delete a batch of what will be too old in a year, and return how many that were."""
        with self.store.begin() as tx:
            done = tidy_some(tx, Keep({**FOREVER, kind: 1}), self.clock.now() + timedelta(days=366), 0)
        return done.deleted.get(kind, 0)
