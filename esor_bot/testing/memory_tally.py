"""What was asked, counted in memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from esor_bot.domain.case import Case, Deed, Record
from esor_bot.domain.tally import OPINIONS, Counted, Result
from esor_bot.ports import Answer, Count, Demand, Opinion, Sent, Span

_NOT_ASKED_FOR = OPINIONS | {Result.ASKED_BACK}


class MemoryTally:
    """The questions of a snapshot, beside its cases and their records."""

    def __init__(self, cases: Mapping[int, Case], records: Sequence[Record], questions: list[Counted]) -> None:
        self._cases = cases
        self._records = records
        self._questions = questions

    def count(self, counted: Counted) -> None:
        """Count a question."""
        self._questions.append(counted)

    def first(self, programme: str = "") -> datetime | None:
        """Return when the first question was counted, or the first case opened; None where there is neither."""
        asked = [one.at for one in self._questions if programme in {"", one.programme}]
        opened = [case.opened for case in self._cases.values() if programme in {"", case.programme}]
        return min([*asked, *opened], default=None)

    def results(self, spans: Sequence[Span], programme: str = "") -> tuple[Count, ...]:
        """Return how many results of each kind there are in spans that do not overlap, in their order."""
        found: defaultdict[tuple[int, Result], int] = defaultdict(int)
        for place, one in self._inside(spans, programme):
            found[place, one.outcome] += 1
        return tuple(Count(place, outcome, number) for (place, outcome), number in sorted(found.items()))

    def demand(self, spans: Sequence[Span], programme: str = "") -> tuple[Demand, ...]:
        """Return how much each entry was asked for in spans that do not overlap, by programme and entry."""
        asked: defaultdict[tuple[str, str], list[tuple[int, Counted]]] = defaultdict(list)
        for place, one in self._inside(spans, programme):
            for entry in filter(None, () if one.outcome in _NOT_ASKED_FOR else one.entries):
                asked[one.programme, entry].append((place, one))
        return tuple(
            Demand(
                of,
                entry,
                len(found),
                len({one.asker for _, one in found} - {""}),
                len({place for place, _ in found}),
                max(one.at for _, one in found),
            )
            for (of, entry), found in sorted(asked.items())
        )

    def opinions(self, span: Span, programme: str = "") -> tuple[Opinion, ...]:
        """Return what people said of answers in a span, by programme and entry ("" where there was none)."""
        found: defaultdict[tuple[str, str], Counter[Result]] = defaultdict(Counter)
        for _, one in self._inside([span], programme):
            if one.outcome in OPINIONS:
                found[one.programme, next(iter(one.entries), "")][one.outcome] += 1
        return tuple(
            Opinion(of, entry, said[Result.HELPED], said[Result.NOT_HELPED])
            for (of, entry), said in sorted(found.items())
        )

    def unanswered(self, span: Span, programme: str = "", limit: int = 1000) -> tuple[Counted, ...]:
        """Return what found no answer and has its words still, newest first."""
        found = [(one.at, place, one) for place, (_, one) in enumerate(self._inside([span], programme)) if one.text]
        newest = sorted(found, key=lambda told: told[:2], reverse=True)
        return tuple(one for _, _, one in newest)[: max(0, limit)]

    def sent(self, spans: Sequence[Span], programme: str = "") -> tuple[int, ...]:
        """Return how many cases were opened in each span."""
        return tuple(len(self.opened(span, programme)) for span in spans)

    def opened(self, span: Span, programme: str = "") -> tuple[Sent, ...]:
        """Return the cases that were opened in a span, oldest first."""
        found = [one for one in self._sent(programme) if span.start <= one.opened < span.end]
        return tuple(sorted(found, key=lambda one: (one.opened, one.number)))

    def answers(self, span: Span, programme: str = "") -> tuple[Answer, ...]:
        """Return the first answers that were given in a span, oldest first; a merged case has that which it follows."""
        told = [
            Answer(one.number, one.opened, one.answered) for one in self._sent(programme) if one.answered is not None
        ]
        inside = [one for one in told if span.start <= one.answered < span.end]
        return tuple(sorted(inside, key=lambda one: (one.answered, one.number)))

    def forget(self, asker: str) -> int:
        """Forget who asked what, and the words; the bare numbers stay. Return how many questions that were."""
        places = [place for place, one in enumerate(self._questions) if asker and one.asker == asker]
        for place in places:
            self._questions[place] = replace(self._questions[place], asker="", text="")
        return len(places)

    def _inside(self, spans: Sequence[Span], programme: str) -> Iterator[tuple[int, Counted]]:
        for one in self._questions:
            if programme in {"", one.programme}:
                yield from ((place, one) for place, span in enumerate(spans) if span.start <= one.at < span.end)

    def _sent(self, programme: str) -> Iterator[Sent]:
        for case in self._cases.values():
            if programme in {"", case.programme}:
                yield Sent(case.number, case.programme, case.stopped.entries, case.opened, self._told(case))

    def _told(self, case: Case) -> datetime | None:
        own = self._moments(case, Deed.ANSWER)
        if own or case.into is None:
            return min(own, default=None)
        followed = self._told(self._cases[case.into]) if case.into in self._cases else None
        return None if followed is None else max(followed, *self._moments(case, Deed.MERGE))

    def _moments(self, case: Case, deed: Deed) -> list[datetime]:
        return [record.at for record in self._records if record.case == case.number and record.deed is deed]
