"""An invented year of questions, the same at every run: for pictures, and to look at the reports.

    python -m benchmarks.year docs/stats.png [--weeks N]       draws the picture of the documentation
    python -m benchmarks.year --into sqlite:////tmp/year.db    fills a database that esor-bot can be pointed to

Nothing in it is of real people. Who asks and what are drawn at random; most of it comes before the deadline.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from benchmarks.groups.__main__ import FILE
from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.stats import stats
from esor_bot.domain.case import Case, Deed, Place, Record, State
from esor_bot.domain.programme import EntryKind, Programme
from esor_bot.domain.tally import Counted, Result
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped
from esor_bot.ports import Draft, Store, Transaction
from esor_bot.reception.figures import About, picture
from esor_bot.reception.topics import Topics
from esor_bot.store import open_store
from esor_bot.terminal.words import load_words
from esor_bot.testing.memory import MemoryStore

END = datetime(2030, 2, 17, 20, tzinfo=UTC)  # a Sunday: the last week is nearly over
WEEKS = 52
BUSY = 7  # weeks before the end in which the deadline lies
_SHARES = {Result.ANSWERED: 70, Result.UNANSWERED: 18, Result.ASKED_BACK: 12}
_TO_THE_OFFICE = 0.22  # of what found no answer


def fill(store: Store, programme: Programme, hours: OfficeHours, *, seed: int = 5, weeks: int = WEEKS) -> None:
    """Put a year of questions, and what the office did about them, into a store."""
    dice = random.Random(seed)
    facts = [entry.id for entry in programme.cycle.entries if entry.kind is EntryKind.FACT]
    silent = [entry.id for entry in programme.cycle.entries if entry.kind is EntryKind.SILENT]
    dice.shuffle(silent)
    said = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    unknown = [texts for part in said.values() for texts in part.values()]
    for number in range(weeks):
        start = END - timedelta(weeks=weeks - number) + timedelta(hours=4)
        with store.begin() as tx:
            for _ in range(_how_many(dice, weeks - number)):
                at = start + timedelta(seconds=dice.uniform(0, 7 * 86_400 - 14_400))
                _ask(tx, dice, programme.id, at, facts, silent, unknown, hours)


def _how_many(dice: random.Random, before_end: int) -> int:
    rush = max(0.0, 1 - abs(before_end - BUSY) / 9)
    return max(1, round(dice.gauss(22 + 70 * rush**2, 5)))


def _ask(
    tx: Transaction,
    dice: random.Random,
    programme: str,
    at: datetime,
    facts: Sequence[str],
    silent: Sequence[str],
    unknown: Sequence[Sequence[str]],
    hours: OfficeHours,
) -> None:
    asker = f"talk:{dice.randrange(900)}"
    result = dice.choices(list(_SHARES), list(_SHARES.values()))[0]
    entries: tuple[str, ...] = (dice.choice(facts),)
    text = ""
    if result is Result.UNANSWERED:
        known = dice.random() < 0.6
        # A few topics are asked for much more often than all others.
        place = min(int(dice.expovariate(0.12)), len(silent) - 1)
        entries = (silent[place],) if known else ()
        text = dice.choice(unknown[place % len(unknown)])
    tx.tally.count(Counted(at, programme, "talk", asker, result, entries, text))
    if result is Result.ASKED_BACK and dice.random() < 0.7:
        then = Result.CHOSEN if dice.random() < 0.8 else Result.LEFT
        tx.tally.count(Counted(at + timedelta(minutes=1), programme, "talk", asker, then))
    if text and dice.random() < _TO_THE_OFFICE:
        place_ = Place("talk", asker)
        case = tx.open(Draft(programme, text, asker, place_, at + timedelta(minutes=2), "escalate", entries))
        _work(tx, dice, case, hours)


def _work(tx: Transaction, dice: random.Random, case: Case, hours: OfficeHours) -> None:
    """Let the office answer most of what it gets, within hours or days."""
    tx.write(Record(case.number, case.opened, Deed.ASK, case.asker, text=case.question, shown=True))
    answered = hours.add(case.opened, timedelta(hours=dice.lognormvariate(1.6, 0.8)))
    if answered > END or dice.random() < 0.05:
        return
    tx.write(Record(case.number, answered, Deed.ANSWER, "talk:office", "Office", "An answer.", shown=True))
    after = replace(case, state=State.ANSWERED, answered=answered, changed=answered, version=case.version + 1)
    tx.save(after)


def draw(programme: Programme, hours: OfficeHours, weeks: int) -> bytes:
    """Return the picture of the year as `esor-bot stats --picture` draws it."""
    store = MemoryStore()
    fill(store, programme, hours)
    topics, wording = Topics(None), load_words()
    with store.begin() as tx:
        found = stats(tx, END, hours, last=weeks, programme=programme.id, silent=topics.silent)
    about = About(programme.id, programme.short, END.astimezone(hours.zone).date())
    return picture(wording, found, about, topics.names)


def main() -> None:
    """Draw the picture, or fill a database."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.year")
    parser.add_argument("out", nargs="?", type=Path)
    parser.add_argument("--into", metavar="URL")
    parser.add_argument("--weeks", type=int, default=WEEKS)
    given = parser.parse_args()
    programme, hours = load(shipped()).programmes[0], OfficeHours(ZoneInfo("Europe/Vienna"))
    if given.into:
        with closing(open_store(given.into)) as store:
            fill(store, programme, hours)
    if given.out:
        given.out.write_bytes(draw(programme, hours, given.weeks))


if __name__ == "__main__":
    main()
