"""Lists of cases, newest first, such that each is read from an index and not from all the cases there are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    any_,
    bindparam,
    exists,
    func,
    literal,
    select,
    union_all,
)

from esor_bot.domain.case import State
from esor_bot.ports import Search
from esor_bot.store.columns import LARGEST
from esor_bot.store.tables import cases
from esor_bot.store.words import has, matches, words

Limit = int | BindParameter[int]

MOST = 1000
"""So many cases are read at once, whatever is asked for."""

FEW = 2000
"""So many cases are looked into one by one; where there are more, the index of words says which have them."""


def listed(search: Search) -> tuple[Select[Any], dict[str, Any]]:
    """Return the statement that finds the cases where no words are asked for, and its values."""
    wanted = _wanted(search)
    older = {"before": search.before} if 0 < search.before <= LARGEST else {}
    statement = _listed(tuple(dict.fromkeys(search.states)), tuple(wanted), bool(older))
    return statement, {**wanted, **older, "most": _limit(search)}


@cache  # putting it together takes longer than executing it
def _listed(states: tuple[State, ...], fields: tuple[str, ...], older: bool) -> Select[Any]:
    conditions = [cases.c[name] == bindparam(name) for name in fields]
    if older:
        conditions.append(cases.c.number < bindparam("before", type_=cases.c.number.type))
    most = bindparam("most", type_=Integer())
    return _rows(_newest(states if states or not fields else tuple(State), conditions, most), most)


def counted(search: Search) -> Select[Any] | None:
    """Return the statement that counts, up to FEW + 1, what `search` leaves without its words; None for everything."""
    if not (search.states or _filters(search)):
        return None
    return select(func.count()).select_from(_by_state(search, FEW + 1).limit(FEW + 1).subquery())


def found_in_few(search: Search, found: Sequence[str], dialect: str) -> Select[Any]:
    """Return the statement that finds cases by words where few cases come into question."""
    inside = exists().where(words.c.rowid == cases.c.number, has(dialect, found))
    return _rows(_by_state(search, _limit(search), inside), _limit(search))


def found_in_many(search: Search, found: Sequence[str], dialect: str) -> Select[Any]:
    """Return the statement that finds cases by words, from the end of the index of words until there are enough."""
    numbers = select(words.c.rowid).where(matches(dialect, found))
    if search.states or _filters(search):
        numbers = numbers.where(exists().where(cases.c.number == words.c.rowid, *_filters(search), *_in_states(search)))
    numbers = numbers.where(*_before(search, words.c.rowid))
    return _rows(numbers.order_by(words.c.rowid.desc()).limit(_limit(search)), _limit(search))


def having(found: Sequence[str], dialect: str) -> Select[Any]:
    """Return the statement that finds up to FEW + 1 numbers of cases that have these words, in one row."""
    numbers = select(words.c.rowid).where(matches(dialect, found)).limit(FEW + 1).subquery()
    return select(func.array_agg(numbers.c.rowid))


def among(search: Search, numbers: Sequence[int]) -> Select[Any]:
    """Return the statement that finds cases among a few; on PostgreSQL only."""
    one_of = cases.c.number == any_(literal(list(numbers), ARRAY(BigInteger())))
    conditions = [one_of, *_filters(search), *_in_states(search), *_before(search)]
    return select(cases).where(*conditions).order_by(cases.c.number.desc()).limit(_limit(search))


def _limit(search: Search) -> int:
    return max(0, min(search.limit, MOST))


def _by_state(search: Search, limit: int, *more: ColumnElement[bool]) -> Select[Any]:
    states = tuple(dict.fromkeys(search.states)) or (tuple(State) if _wanted(search) else ())
    return _newest(states, [*_filters(search), *more, *_before(search)], limit)


def _newest(states: Sequence[State], conditions: Sequence[ColumnElement[bool]], limit: Limit) -> Select[Any]:
    """Select the newest numbers of each state: a database does not merge ordered lists by itself."""
    newest = select(cases.c.number).where(*conditions).order_by(cases.c.number.desc()).limit(limit)
    if not states:
        return newest
    parts = [select(newest.where(cases.c.state == state.value).subquery().c.number) for state in states]
    return select(union_all(*parts).subquery().c.number)


def _rows(numbers: Select[Any], limit: Limit) -> Select[Any]:
    # A subquery by itself, for SQLite allows no order inside IN (...) of a compound.
    inside = select(numbers.subquery().columns[0])
    return select(cases).where(cases.c.number.in_(inside)).order_by(cases.c.number.desc()).limit(limit)


def _filters(search: Search) -> list[ColumnElement[bool]]:
    return [cases.c[name] == value for name, value in _wanted(search).items()]


def _wanted(search: Search) -> dict[str, str]:
    wanted = {"asker": search.asker, "owner": search.owner, "programme": search.programme}
    return {name: value for name, value in wanted.items() if value}


def _in_states(search: Search) -> list[ColumnElement[bool]]:
    return [cases.c.state.in_([state.value for state in search.states])] if search.states else []


def _before(search: Search, number: ColumnElement[int] = cases.c.number) -> list[ColumnElement[bool]]:
    return [number < search.before] if 0 < search.before <= LARGEST else []
