"""What arrives at the desk while somebody sits there, in sentences; what they did themselves is no news to them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress

from esor_bot.desk.notices import CARD
from esor_bot.desk.watch import News, Watch
from esor_bot.domain.case import OF_THE_ASKER, Deed
from esor_bot.errors import EsorBotError
from esor_bot.reception.text import short
from esor_bot.terminal.office.bench import Bench

_MOST = 20
_REST = 10.0  # seconds in which a database that can't be used is left alone


class Arrivals:
    """The news of one session. Somebody else may `fetch` while a prompt is open; what was fetched waits to be shown."""

    def __init__(self, bench: Bench, watch: Watch | None) -> None:
        self._bench = bench
        self._watch = watch
        self._lock = threading.Lock()
        self._waiting: list[News] = []
        self._handed = 0
        self._quiet_until = 0.0

    def fetch(self) -> bool:
        """Take in what arrived, and say whether there is anything to be shown. Raises nothing of ours."""
        with self._lock:
            if self._watch is not None and time.monotonic() >= self._quiet_until:
                try:
                    self._waiting += self._watch.new()
                except EsorBotError:
                    self._quiet_until = time.monotonic() + _REST
            return any(self._told(news) for news in self._waiting)

    def lines(self) -> tuple[str, ...]:
        """Return what arrived, as lines to be shown."""
        with self._lock:
            self._handed = len(self._waiting)
            return tuple(self._lines(self._waiting))

    def shown(self) -> None:
        """Say that what `lines` returned last was shown; what was fetched since still waits."""
        with self._lock:
            news, self._waiting = self._waiting[: self._handed], self._waiting[self._handed :]
            self._handed = 0
            for one in news:
                self._now_seen(one)
            if self._watch is not None:
                with suppress(EsorBotError):  # then another desk shows it, too
                    self._watch.shown(news)

    def _lines(self, news: Sequence[News]) -> Iterator[str]:
        better = {_about(one) for one in news if one.told.kind != CARD}
        told = [one for one in news if self._told(one) and not (one.told.kind == CARD and _about(one) in better)]
        yield from map(self._line, told[:_MOST])
        if len(told) > _MOST:
            yield self._bench.phrases.say("live.more", count=len(told) - _MOST)

    def _told(self, news: News) -> bool:
        """Say whether something is news to who sits here."""
        own = news.record is not None and news.record.actor == self._bench.actor.id
        return not own or news.told.kind == "undelivered"

    def _now_seen(self, news: News) -> None:
        """Note that who sits here knows of a case what they knew before and what this says."""
        seen = self._bench.seen
        if seen.get(news.told.case) == news.told.version - 1:
            seen[news.told.case] = news.told.version

    def _line(self, news: News) -> str:
        say, number = self._bench.phrases.say, news.told.case
        if news.told.kind != CARD or news.record is None:
            return self._bench.phrases.told(number, news.told.kind, news.told.values)
        if news.record.deed is Deed.ASK and news.case is not None:
            self._bench.listed[number] = news.case.question
            programme, question = self._bench.named(news.case.programme, ""), short(news.case.question, 200)
            id_ = "live.ask" if programme else "live.ask_any"
            return say(id_, number=number, programme=programme, question=question)
        by_asker = news.record.deed in OF_THE_ASKER
        who = say("live.asker") if by_asker else news.record.by
        return say("live.did", who=who, deed=say(f"did.{news.record.deed}"), number=number)


def _about(news: News) -> tuple[int, int]:
    return news.told.case, news.told.version
