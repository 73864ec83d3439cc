"""A store with 100 000 closed cases: how long do the office's lists, searches and files take?"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles
from typing import Any

from sqlalchemy import Connection, Insert, create_engine, insert, make_url, text

from benchmarks.desk_platform import NAME
from benchmarks.desk_play import OFFICE, PROGRAMME, staff
from benchmarks.desk_workers import Now, desk
from esor_bot.desk.desk import Desk
from esor_bot.domain.case import LIVE, Actor, Case, Deed, Place, Record, Role, State
from esor_bot.ports import Draft, Outgoing, Search
from esor_bot.store import open_store, words
from esor_bot.store.outbox import DELIVERED
from esor_bot.store.rows import of_case, of_outgoing, of_record
from esor_bot.store.tables import cases, events, outbox, records
from esor_bot.store.words import words as table_of_words

GOAL = 50.0  # milliseconds
_CHUNK = 2000
_OPEN = 300
_BEGIN = datetime(2020, 1, 6, 9, tzinfo=UTC)

# As often as words of people are: a few in every case, most in few.
_COMMON = "certificate letter deadline passport fee language interview hospital supervisor grant form copy date".split()
_RARE = [f"{first}{last}" for first in "ab ce di fo gu ka le mi no pu ra se ti vo wu".split() for last in _COMMON]

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Took:
    """How long something took, in milliseconds."""

    what: str
    middle: float
    slowest: float  # but for one in a hundred


@dataclass(frozen=True, slots=True)
class Large:
    """What was measured in a large store."""

    closed: int
    took: tuple[Took, ...]

    @property
    def passed(self) -> bool:
        """Say whether everything stays within the goal."""
        return all(one.slowest < GOAL for one in self.took)

    def __str__(self) -> str:
        worst = max(self.took, key=lambda one: one.slowest)
        middle = max(one.middle for one in self.took)
        return f"median at most {middle:.1f} ms, 99 % at most {worst.slowest:.1f} ms ({worst.what})"


def measure(url: str, closed: int, times: int) -> Large:
    """Fill a store and look into it in all the ways that the office and those who asked do."""
    store = open_store(url)
    store.prepare()
    _fill(url, closed)
    at, dice = desk(store, Now()), random.Random(1)
    _ask(at, closed)
    took = tuple(_took(what, work, times) for what, work in _looks(at, dice, closed))
    store.close()
    return Large(closed, took)


def _looks(at: Desk, dice: random.Random, closed: int) -> Iterator[tuple[str, Callable[[], object]]]:
    cleo = staff(0)

    def some() -> int:
        return dice.randrange(1, closed + 1)

    def search(**wanted: object) -> object:
        return at.search(Search(**wanted), cleo)  # type: ignore[arg-type]

    def asker() -> str:
        return _asker(some())

    yield "list of all", search
    yield "list of what is open", lambda: search(states=tuple(LIVE))
    yield "list of closed ones, further back", lambda: search(states=(State.CLOSED,), before=some())
    yield "list of one's own", lambda: search(owner=staff(dice.randrange(8)).id)
    yield "list of a person", lambda: search(asker=asker())
    yield "search for a common word", lambda: search(words=dice.choice(_COMMON))
    yield "search for a rare word", lambda: search(words=dice.choice(_RARE))
    yield "search for two words", lambda: search(words=f"{dice.choice(_COMMON)} {dice.choice(_RARE)}")
    yield "search for a beginning", lambda: search(words=dice.choice(_RARE)[:4])
    yield "search for what is nowhere", lambda: search(words="zzzz certificate")
    yield "search for a common word of one person", lambda: search(words=dice.choice(_COMMON), asker=asker())
    yield "search for a rare word in what is open", lambda: search(words=dice.choice(_RARE), states=tuple(LIVE))
    yield "open a case", lambda: at.show(some(), cleo)
    yield "open a case that waits", lambda: at.show(closed + dice.randrange(1, _OPEN + 1), cleo)
    yield "own cases of who asked", lambda: at.own(Actor(asker(), Role.ASKER))


def _took(what: str, work: Callable[[], object], times: int) -> Took:
    work()
    found = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        found.append((time.perf_counter() - begin) * 1000)
    return Took(what, median(found), quantiles(found, n=100)[98])


def _fill(url: str, closed: int) -> None:
    """Put in closed cases with all that belongs to them, in big steps, past the store: that would take an hour."""
    dice = random.Random(7)
    parsed = make_url(url)
    engine = create_engine(
        parsed.set(drivername="postgresql+psycopg") if parsed.get_backend_name() == "postgresql" else parsed
    )
    for first in range(1, closed + 1, _CHUNK):
        made = [_closed(number, dice) for number in range(first, min(first + _CHUNK, closed + 1))]
        with engine.begin() as connection:
            _put(connection, made)
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            # It counts on by itself only where it gave the number, and looks after itself only in time.
            connection.execute(text("SELECT setval('cases_number_seq', :closed)"), {"closed": closed})
            connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def _put(connection: Connection, made: Sequence[tuple[Case, list[Record], list[Outgoing]]]) -> None:
    connection.execute(insert(cases), [{"number": case.number, **of_case(case)} for case, _, _ in made])
    connection.execute(insert(records), [of_record(record) for _, said, _ in made for record in said])
    connection.execute(insert(outbox), [_delivered(sent) for _, _, out in made for sent in out])
    connection.execute(insert(events), [_seen(one, which) for _, said, _ in made for which, one in enumerate(said)])
    dialect = connection.dialect.name
    connection.execute(_found_by(dialect), [_words(dialect, case, said) for case, said, _ in made])


def _ask(at: Desk, closed: int) -> None:
    """Let some ask what is still open."""
    dice = random.Random(8)
    for number in range(_OPEN):
        asker = _asker(dice.randrange(closed) + 1)
        draft = Draft(PROGRAMME, _said(dice), asker, Place(NAME, asker), datetime.now(UTC))
        at.ask(draft, f"event-open-{number}", another=True)


def _closed(number: int, dice: random.Random) -> tuple[Case, list[Record], list[Outgoing]]:
    asker, clerk = _asker(number), staff(dice.randrange(8))
    place, opened = Place(NAME, asker, str(number)), _BEGIN + timedelta(minutes=20 * number)
    steps = ((Deed.ASK, asker, _said(dice)), (Deed.CLAIM, clerk.id, ""), (Deed.ANSWER, clerk.id, _said(dice)))
    said = [
        Record(number, opened + timedelta(hours=hours), deed, who, "", words_, shown=bool(words_))
        for hours, (deed, who, words_) in enumerate((*steps, (Deed.CLOSE, clerk.id, "")))
    ]
    last = said[-1].at
    case = Case(
        number, PROGRAMME, said[0].text, asker, place, opened, last, state=State.CLOSED, owner=clerk.id,
        owner_name=clerk.name, answered=said[2].at, version=len(said),
    )  # fmt: skip
    cards = [Outgoing(f"case:{number}:{version}:card", OFFICE, "{}", number, at=last) for version in range(1, 5)]
    return case, said, [*cards, Outgoing(f"case:{number}:3:answer", place, said[2].text, number, at=last)]


def _asker(number: int) -> str:
    """Return who asked a case: most ask a few times, one in ten cases is by the same person."""
    return f"{NAME}:asker-{0 if number % 10 == 0 else number % 30_000}"


def _said(dice: random.Random) -> str:
    return " ".join([*dice.choices(_COMMON, k=6), *dice.choices(_RARE, k=2), str(dice.randrange(100_000))])


def _delivered(sent: Outgoing) -> Values:
    return {**of_outgoing(sent), "ended": DELIVERED, "ended_at": sent.at, "tries": 1}


def _seen(record: Record, which: int) -> Values:
    return {"event": f"event-{record.case}-{which}", "seen": record.at}


def _found_by(dialect: str) -> Insert:
    return words.put(dialect) if dialect == "postgresql" else insert(table_of_words)


def _words(dialect: str, case: Case, said: list[Record]) -> Values:
    found = words.packed(dialect, words.folded("\n".join(record.text for record in said)))
    names = ("at", "found") if dialect == "postgresql" else ("rowid", "folded")
    return dict(zip(names, (case.number, found), strict=True))
