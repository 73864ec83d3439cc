"""Statements laid over a base: some entries get another answer, and what has no entry yet becomes one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from esor_bot.answering.base import Base
from esor_bot.answering.learned import PREFIX, Learned, Phrased
from esor_bot.domain.programme import Entry, EntryKind
from esor_bot.domain.statement import Said


def overlay(base: Base, statements: Sequence[Said]) -> Base:
    """Return the base with these statements, and none it had before. The index stays what it is.

    Of several on one topic the last one speaks.
    """
    entries = list(base.entries[: base.index.entries])
    numbers = {entry.id: number for number, entry in enumerate(entries)}
    by_entry: dict[str, Said] = {}
    asked: list[tuple[int, str]] = []
    for said in _current(statements):
        id_ = said.topic if said.topic in numbers else _free(f"{PREFIX}{said.id}", numbers)
        if id_ not in numbers:
            numbers[id_] = len(entries)
            entries.append(_entry(id_, said))
        by_entry[id_] = said
        asked += [(numbers[id_], question) for question in said.questions]
    added = len(entries) - base.index.entries
    return replace(
        base,
        entries=tuple(entries),
        numbers=numbers,
        kin=(*base.kin[: base.index.entries], *(frozenset({base.index.entries + place}) for place in range(added))),
        near=(*base.near[: base.index.entries], *[frozenset[int]()] * added),
        groups=(*base.groups[: base.index.entries], *[frozenset[int]()] * added),
        learned=Learned(by_entry, Phrased.of(base.reader, base.index.rarity, base.speller, asked) if asked else None),
    )


def _current(statements: Iterable[Said]) -> list[Said]:
    """Leave out what was said twice, and on each topic all but the last."""
    latest: dict[tuple[str, ...], Said] = {}
    for said in statements:
        key = (said.topic,) if said.topic else ("", said.answer, *said.questions)
        latest.pop(key, None)
        latest[key] = said
    return list(latest.values())


def _entry(id_: str, said: Said) -> Entry:
    """Return the entry of a statement that speaks to none: the page is silent on it, as far as is known."""
    label = said.questions[0] if said.questions else said.answer
    return Entry(id_, said.questions, {None: said.answer}, EntryKind.SILENT, label)


def _free(id_: str, taken: dict[str, int]) -> str:
    """Return an id that nothing has: two databases may have given the same number."""
    place, free = 1, id_
    while free in taken:
        place += 1
        free = f"{id_}-{place}"
    return free
