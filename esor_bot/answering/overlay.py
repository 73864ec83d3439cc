"""Statements laid over a base: some entries get another answer, and what has no entry yet becomes one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from esor_bot.answering.base import Base
from esor_bot.answering.learned import Learned, Phrased
from esor_bot.domain.programme import Entry, EntryKind
from esor_bot.domain.statement import PREFIX, Said


def overlay(base: Base, statements: Sequence[Said], empty: frozenset[str] = frozenset()) -> Base:
    """Return the base with these statements, and none it had before. The index stays what it is.

    `empty` are words that carry nothing.

    Of several that answer one topic as a whole, or the same question, the last one speaks.
    """
    size = base.index.entries
    entries = list(base.entries[:size])
    numbers = {entry.id: number for number, entry in enumerate(entries)}
    told = _current(statements)
    spoken_to: list[int] = []
    for said in told:
        id_ = said.topic if said.topic in numbers else _free(f"{PREFIX}{said.id}", numbers)
        if id_ not in numbers:
            numbers[id_] = len(entries)
            entries.append(_entry(id_, said))
        spoken_to.append(numbers[id_])
    asked = [(place, question) for place, said in enumerate(told) for question in said.questions]
    empty |= base.splitter.auxiliaries | base.splitter.openers
    phrased = Phrased.of(base.reader, base.index.rarity, base.speller, asked, empty) if asked else None
    alone = [frozenset[int]()] * (len(entries) - size)
    return replace(
        base,
        entries=tuple(entries),
        numbers=numbers,
        kin=(*base.kin[:size], *(frozenset({number}) for number in range(size, len(entries)))),
        near=(*base.near[:size], *alone),
        groups=(*base.groups[:size], *alone),
        learned=Learned(tuple(told), tuple(spoken_to), phrased),
    )


def _current(statements: Iterable[Said]) -> list[Said]:
    """Leave out what was said twice, and of those that answer a topic as a whole all but the last."""
    kept: dict[tuple[str, ...], Said] = {}
    for said in statements:
        key = (said.topic, said.answer, *said.questions) if said.questions else (said.topic,)
        kept.pop(key, None)
        kept[key] = said
    return list(kept.values())


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
