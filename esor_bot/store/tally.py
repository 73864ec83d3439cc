"""What was asked, counted in SQL: only sums come out, whatever went in."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CTE,
    JSON,
    ColumnElement,
    Integer,
    Row,
    bindparam,
    cast,
    column,
    func,
    insert,
    select,
    update,
    values,
)

from esor_bot.domain.tally import OPINIONS, Counted, Result
from esor_bot.errors import StoreError
from esor_bot.ports.tally import Answer, Count, Demand, Opinion, Sent, Span
from esor_bot.store import tally_cases
from esor_bot.store.columns import Moment
from esor_bot.store.lists import MOST
from esor_bot.store.tables import cases, questions

if TYPE_CHECKING:
    from esor_bot.store.transaction import SqlTransaction

_COUNT = insert(questions)
_FORGET = (
    update(questions).where(questions.c.asker == bindparam("of")).values(asker="", text="").returning(questions.c.id)
)
_NOT_ASKED_FOR = sorted(result.value for result in (Result.ASKED_BACK, *OPINIONS))
_RESULTS = {result.value: result for result in Result}


class SqlTally:
    """What was asked, within a transaction."""

    def __init__(self, transaction: SqlTransaction) -> None:
        self._transaction = transaction

    def count(self, counted: Counted) -> None:
        """Count a question."""
        self._transaction.run(
            _COUNT,
            {
                "at": counted.at,
                "programme": counted.programme,
                "platform": counted.platform,
                "asker": counted.asker,
                "outcome": counted.outcome.value,
                "entries": json.dumps(counted.entries),
                "text": counted.text,
            },
        )

    def first(self, programme: str = "") -> datetime | None:
        """Return when the first question was counted, or the first case opened; None where there is neither."""
        found = []
        for at, of in ((questions.c.at, questions.c.programme), (cases.c.opened, cases.c.programme)):
            rows = self._transaction.run(select(func.min(at)).where(*_of(of, programme)))
            found += [row[0] for row in rows if row[0] is not None]
        return min(found, default=None)

    def results(self, spans: Sequence[Span], programme: str = "") -> tuple[Count, ...]:
        """Return how many results of each kind there are in spans that do not overlap, in their order."""
        if not spans:
            return ()
        within = _cte(spans)
        statement = (
            select(within.c.place, questions.c.outcome, func.count().label("number"))
            .join_from(within, questions, _inside(within))
            .where(*_of(questions.c.programme, programme))
            .group_by(within.c.place, questions.c.outcome)
            .order_by(within.c.place, questions.c.outcome)
        )
        return tuple(Count(row.place, _result(row), row.number) for row in self._transaction.run(statement))

    def demand(self, spans: Sequence[Span], programme: str = "") -> tuple[Demand, ...]:
        """Return how much each entry was asked for in spans that do not overlap, by programme and entry."""
        if not spans:
            return ()
        within = _cte(spans)
        # Each entry of a question becomes a row of its own; the database knows how.
        if self._transaction.dialect == "sqlite":
            each = func.json_each(questions.c.entries).table_valued("value")
        else:
            each = func.json_array_elements_text(cast(questions.c.entries, JSON)).table_valued("value")
        statement = (
            select(
                questions.c.programme,
                each.c.value.label("entry"),
                func.count().label("questions"),
                func.count(func.nullif(questions.c.asker, "").distinct()).label("people"),
                func.count(within.c.place.distinct()).label("spans"),
                func.max(questions.c.at).label("latest"),
            )
            .select_from(within)
            .join(questions, _inside(within))
            .join(each, each.c.value != "")
            .where(questions.c.outcome.not_in(_NOT_ASKED_FOR), *_of(questions.c.programme, programme))
            .group_by(questions.c.programme, each.c.value)
        )
        found = (
            Demand(row.programme, row.entry, row.questions, row.people, row.spans, row.latest)
            for row in self._transaction.run(statement)
        )
        # Not by the database: each sorts text in its own way.
        return tuple(sorted(found, key=lambda one: (one.programme, one.entry)))

    def opinions(self, span: Span, programme: str = "") -> tuple[Opinion, ...]:
        """Return what people said of answers in a span, by programme and entry ("" where there was none)."""
        statement = (
            select(questions.c.programme, questions.c.entries, questions.c.outcome, func.count().label("number"))
            .where(questions.c.at >= span.start, questions.c.at < span.end)
            .where(questions.c.outcome.in_(sorted(one.value for one in OPINIONS)))
            .where(*_of(questions.c.programme, programme))
            .group_by(questions.c.programme, questions.c.entries, questions.c.outcome)
        )
        found: defaultdict[tuple[str, str], Counter[Result]] = defaultdict(Counter)
        for row in self._transaction.run(statement):
            entry = next(iter(json.loads(row.entries)), "")
            found[row.programme, entry][_result(row)] += row.number
        return tuple(
            Opinion(of, entry, said[Result.HELPED], said[Result.NOT_HELPED])
            for (of, entry), said in sorted(found.items())
        )

    def unanswered(self, span: Span, programme: str = "", limit: int = MOST) -> tuple[Counted, ...]:
        """Return what found no answer and has its words still, newest first."""
        statement = (
            select(questions)
            .where(questions.c.at >= span.start, questions.c.at < span.end, questions.c.text != "")
            .where(*_of(questions.c.programme, programme))
            .order_by(questions.c.at.desc(), questions.c.id.desc())
            .limit(max(0, limit))
        )
        return tuple(map(_counted, self._transaction.run(statement)))

    def sent(self, spans: Sequence[Span], programme: str = "") -> tuple[int, ...]:
        """Return how many cases were opened in each span; the spans do not overlap."""
        if not spans:
            return ()
        within = _cte(spans)
        statement = (
            select(within.c.place, func.count().label("number"))
            .join_from(within, cases, (cases.c.opened >= within.c.since) & (cases.c.opened < within.c.until))
            .where(*_of(cases.c.programme, programme))
            .group_by(within.c.place)
        )
        found = {row.place: row.number for row in self._transaction.run(statement)}
        return tuple(found.get(place, 0) for place in range(len(spans)))

    def opened(self, span: Span, programme: str = "") -> tuple[Sent, ...]:
        """Return the cases that were opened in a span, oldest first."""
        return tally_cases.opened(self._transaction, span, programme)

    def answers(self, span: Span, programme: str = "") -> tuple[Answer, ...]:
        """Return the first answers that were given in a span, oldest first; a merged case has that which it follows."""
        return tally_cases.answers(self._transaction, span, programme)

    def forget(self, asker: str) -> int:
        """Forget who asked what, and the words; the bare numbers stay. Return how many questions that were."""
        if not asker:
            return 0
        self._transaction.privacy.deleted = True
        return len(self._transaction.run(_FORGET, {"of": asker}))


def _cte(spans: Sequence[Span]) -> CTE:
    """Return the spans as a table, so that one statement counts in all of them."""
    columns = column("place", Integer), column("since", Moment), column("until", Moment)
    rows = [(place, span.start, span.end) for place, span in enumerate(spans)]
    return values(*columns, name="spans").data(rows).cte("spans")


def _inside(within: CTE) -> ColumnElement[bool]:
    return (questions.c.at >= within.c.since) & (questions.c.at < within.c.until)


def _of(column_: ColumnElement[str], programme: str) -> list[ColumnElement[bool]]:
    return [column_ == programme] if programme else []


def _result(row: Row[Any]) -> Result:
    result = _RESULTS.get(row.outcome)
    if result is None:
        raise StoreError("broken", "a question")
    return result


def _counted(row: Row[Any]) -> Counted:
    entries = tuple(json.loads(row.entries))
    return Counted(row.at, row.programme, row.platform, row.asker, _result(row), entries, row.text)
