"""Which of the known questions would get another reply, were a statement told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from esor_bot.answering.context import Thread
from esor_bot.answering.engine import Engine
from esor_bot.answering.learned import NAMED, NEAR
from esor_bot.answering.normalise import clean, words
from esor_bot.answering.vectors import Floats
from esor_bot.domain.programme import EntryKind
from esor_bot.domain.reply import Outcome, Reply
from esor_bot.domain.statement import PREFIX, Said

_PART = 0.6  # how near a whole question is at least when one part of it is near enough
_OPEN = frozenset({EntryKind.SILENT, EntryKind.OUTSIDE})


@dataclass(frozen=True, slots=True)
class Change:
    """A question that leads to an entry today, and its reply before and after."""

    entry: str
    question: str
    before: Reply
    after: Reply


@dataclass(frozen=True, slots=True)
class Near:
    """A question of another entry that the page leaves open, and how near the statement comes to it.

    Its own words lead where they did. Who asks the same in other words may be told the statement.
    """

    entry: str
    question: str
    near: float


@dataclass(frozen=True, slots=True)
class Effect:
    """What a statement changes. `asked` is how many known questions it was held against.

    `unreached` are questions of its own that would not lead to it: the page answers just these words.
    """

    topic: str
    asked: int
    changes: tuple[Change, ...] = ()
    near: tuple[Near, ...] = ()
    unreached: tuple[str, ...] = ()

    @property
    def others(self) -> tuple[Change, ...]:
        """The changes of replies that do not belong to the statement's topic."""
        return tuple(change for change in self.changes if change.entry != self.topic)

    @property
    def counted(self) -> dict[str, int]:
        """How many replies change, by entry, the most first."""
        return dict(Counter(change.entry for change in self.changes).most_common())


def effect(before: Engine, after: Engine, said: Said, today: date) -> Effect:
    """Hold all questions of a programme's knowledge against a statement; `before` answers without it, `after` with it.

    The statement is compared with every question; asked are those of its topic, those it comes near, and its own.
    """
    known = before.base.entries[: before.base.index.entries]
    near = _nearness(after, said)
    changes = [
        Change(entry, question, one, other)
        for entry, question in _concerned(after, said, near)
        if (one := _ask(before, question, today)).blocks != (other := _ask(after, question, today)).blocks
    ]
    own = [Change("", each, _ask(before, each, today), _ask(after, each, today)) for each in said.questions]
    changes += [change for one in own if (change := _from_the_page(before, one, said))]
    return Effect(
        said.topic,
        sum(len(entry.questions) for entry in known),
        tuple(changes),
        tuple(_neighbours(after, said, near)),
        tuple(one.question for one in own if not _reached(after, one, said)),
    )


def _ask(engine: Engine, question: str, today: date) -> Reply:
    return engine.answer(question, Thread(), today)[0]


def _from_the_page(before: Engine, own: Change, said: Said) -> Change | None:
    """Return the change of a statement's own question that the page answers today, None where it does not."""
    if own.before.outcome is not Outcome.ANSWERED or own.before.blocks == own.after.blocks:
        return None
    ids = [found.id for found in own.before.entries if not found.id.startswith(PREFIX) and found.id != said.topic]
    entry = before.base.entry(ids[0]) if ids else None
    facts = entry is not None and entry.kind is EntryKind.FACT
    return Change(ids[0], own.question, own.before, own.after) if facts else None


def _reached(after: Engine, own: Change, said: Said) -> bool:
    numbers = [after.base.numbers[found.id] for found in own.after.entries if found.id in after.base.numbers]
    spoken = [after.base.learned.spoken(number, words(own.question), sure=True) for number in numbers]
    return any(one is not None and one.said == said for one in spoken)


def _concerned(after: Engine, said: Said, near: Floats) -> Iterator[tuple[str, str]]:
    """Yield the questions of the topic, and all that are near one of the statement, with the ids of their entries.

    From farther away those only of which perhaps nothing is found: they may be told it with its question named first.
    """
    for row, (entry, question) in enumerate(_rows(after)):
        far = near[row] < _PART * NEAR
        if entry == said.topic or (near[row] >= _PART * NAMED and not (far and _is_found(after, question))):
            yield entry, question


def _is_found(engine: Engine, question: str) -> bool:
    """Say whether a known question leads to its entry as it stands: one sentence, which leans on nothing."""
    sentences = engine.base.splitter.sentences(clean(question))
    tokens = sentences[0].words if len(sentences) == 1 else ()
    return not engine.turns.refers(tokens) and engine.base.exact(tokens) is not None


def _neighbours(after: Engine, said: Said, near: Floats) -> Iterator[Near]:
    """Yield for each other entry that the page leaves open the question that the statement comes nearest to."""
    best: dict[str, Near] = {}
    for row, (id_, question) in enumerate(_rows(after)):
        if near[row] < NEAR or id_ == said.topic or after.base.entries[after.base.numbers[id_]].kind not in _OPEN:
            continue
        if id_ not in best or near[row] > best[id_].near:
            best[id_] = Near(id_, question, float(near[row]))
    yield from sorted(best.values(), key=lambda one: -one.near)


def _rows(engine: Engine) -> Iterator[tuple[str, str]]:
    """Yield the questions as the index holds them: entry by entry, in the order in which they stand there."""
    for entry in engine.base.entries[: engine.base.index.entries]:
        for question in entry.questions:
            yield entry.id, question


def _nearness(after: Engine, said: Said) -> Floats:
    """Return for each question of the index how near the nearest one of the statement is."""
    index, phrased = after.base.index, after.base.learned.phrased
    near = np.zeros(len(index.neighbours.ends) - 1, np.float32)
    if phrased is None:
        return near
    for question in said.questions:
        spread = index.neighbours.spread(*phrased.vector(words(question)))
        np.maximum(near, index.neighbours.similarities(spread, 0, len(near)), out=near)
    return near
