"""What the reports have in common: the store, the hours of the office, the words and the names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from esor_bot.desk.hours import OfficeHours
from esor_bot.ports import Store
from esor_bot.reception.names import Named
from esor_bot.reception.phrases import Phrases
from esor_bot.reception.spans import day
from esor_bot.reception.topics import Topics


@dataclass(frozen=True, slots=True)
class Report:
    """What a report is made from. `counted`: questions are counted here."""

    store: Store
    phrases: Phrases
    topics: Topics
    now: datetime
    counted: bool = True

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
        if not self.counted:
            yield say("stats.off")
