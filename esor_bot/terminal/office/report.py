"""What the reports have in common: the store, the hours of the office, the words and the names."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console, RenderableType

from esor_bot.bootstrap import counts, office_hours, open_own_store
from esor_bot.desk.hours import OfficeHours
from esor_bot.errors import EsorBotError, StoreError
from esor_bot.ports import Store
from esor_bot.reception.names import Named
from esor_bot.reception.phrases import Phrases
from esor_bot.reception.spans import day
from esor_bot.reception.text import WIDEST
from esor_bot.reception.topics import Topics
from esor_bot.terminal.words import load_words

_PATIENCE = 5.0
_UNSEEN = 80  # columns, where nothing says how wide it is


@dataclass(frozen=True, slots=True)
class Desk:
    """What a report is made from."""

    store: Store
    phrases: Phrases
    topics: Topics
    now: datetime

    @property
    def hours(self) -> OfficeHours:
        """When the office works."""
        return self.phrases.hours

    @property
    def today(self) -> datetime:
        """The time now, on the clock of the office."""
        return self.now.astimezone(self.hours.zone)

    def name(self, programme: str) -> str:
        """Return what a programme is called where there is little room; with "" all of them."""
        if not programme:
            return self.phrases.wording.say("stats.all")
        return self.topics.knowledge.programme(programme).short

    def named(self, programme: str) -> Named:
        """Return what topics are called in a report on a programme: with theirs, where it is on several."""
        names, apart = self.topics.names, self.topics.apart(programme)

        def name(of: str, entry: str) -> str:
            topic = names(of, entry)
            return self.phrases.wording.say("silent.of", topic=topic, programme=apart[of]) if of in apart else topic

        return name

    def none(self, programme: str, since: date | None = None) -> Iterator[str]:
        """Say that nothing was asked, at all or `since` a day, and why that may be so."""
        say = self.phrases.wording.say
        if since is not None:
            yield say("stats.none_in", since=day(since), until=day(self.today.date()))
        else:
            yield say("stats.none_of", programme=self.name(programme)) if programme else say("stats.none")
        if not counts():
            yield say("stats.off")


@contextmanager
def open_report(knowledge: Path | None, now: datetime) -> Iterator[Desk]:
    """Give what a report is made from; a database that can't be used becomes one line."""
    phrases = Phrases(load_words(knowledge), office_hours)
    with open_own_store(_PATIENCE) as store:
        try:
            yield Desk(store, phrases, Topics(knowledge), now)
        except StoreError as error:
            raise EsorBotError(phrases.trouble(error)) from error


def show(parts: Iterable[RenderableType]) -> None:
    """Print parts of a report: in 80 columns where it goes into a file or a pipe."""
    console = Console(markup=False, highlight=False, emoji=False, soft_wrap=False)
    width = min(console.width, WIDEST) if sys.stdout.isatty() else _UNSEEN
    for part in parts:
        with console.capture() as captured:
            console.print(part, width=width)
        # A table fills its lines with spaces; whoever copies them wants none.
        lines = captured.get().split("\n")
        click.echo("\n".join(line.rstrip() for line in lines), nl=False)


def tell(told: dict[str, Any]) -> None:
    """Print one JSON object."""
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))
