"""Cases that ask something similar: shared words, the rare ones counting more, or the same reply of the bot."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from esor_bot.answering.normalise import words
from esor_bot.domain.case import Case

LEAST = 0.3
"""How much of their weight two questions share at least (0 to 1) to be called similar."""

_SHORTEST = 3


def similar(case: Case, others: Sequence[Case], limit: int = 5) -> tuple[Case, ...]:
    """Return those of `others` that ask something similar, the nearest first; older ones first where equally near."""
    rivals = [other for other in others if other.number != case.number]
    said = {other.number: _telling(other.question) for other in rivals}
    own = _telling(case.question)
    spread = Counter(word for found in (own, *said.values()) for word in found)
    weight = {word: math.log1p(len(rivals) / count) for word, count in spread.items()}
    near = [(_shared(own, said[other.number], weight) + _stopped(case, other), other) for other in rivals]
    best = sorted((pair for pair in near if pair[0] >= LEAST), key=lambda pair: (-pair[0], pair[1].number))
    return tuple(other for _, other in best[:limit])


def _stopped(one: Case, other: Case) -> float:
    """Return what is added where the bot said the same to both: they ask the same in other words."""
    first, second = one.stopped, other.stopped
    same = bool(first.why) and first.why == second.why and first.entries[:1] == second.entries[:1]
    return LEAST if same and first.entries else 0.0


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in words(text) if len(word) >= _SHORTEST)


def _shared(one: frozenset[str], other: frozenset[str], weight: dict[str, float]) -> float:
    whole = math.sqrt(sum(weight[word] for word in one) * sum(weight[word] for word in other))
    return sum(weight[word] for word in one & other) / whole if whole else 0.0
