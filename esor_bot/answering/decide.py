"""From candidates to a decision: found, two things it could mean, or not in here.

The decision does not rest on one number. The best entry must reach the floor that the index learnt from its own
phrasings; an entry that stands on the same wording is no rival; between a rule and a topic on which the page is
silent the silent one wins when it is close, for a rule told where the page is silent is the worst mistake.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from esor_bot.answering.base import Base
from esor_bot.answering.rank import Candidate
from esor_bot.domain.programme import EntryKind

CLOSE = 0.15
UNPROVEN = 0.3  # the same for an entry without a quotation, against which the reader could hold the answer
GUARD = 0.2
OFFERED = 3
_GUARDS = frozenset({EntryKind.SILENT, EntryKind.OUTSIDE})


class Gate(StrEnum):
    """Which step decided."""

    FOUND = "the best entry is clear"
    KIN = "the next ones stand on the same wording"
    GUARDED = "a topic the page is silent on is as near as the rule"
    CLOSE = "two entries are as near"
    FLOOR = "nothing is near enough"
    NAMED = "a list names it"
    SAID = "the office was asked the same, and its answer is known"
    SAID_NEAR = "a question the office answered is near, and nearer than anything on the page"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided: one entry found, several to choose from, or none."""

    gate: Gate
    found: Candidate | None = None
    choices: tuple[Candidate, ...] = ()


def decide(base: Base, candidates: Sequence[Candidate], *, lifted: bool = False) -> Decision:
    """Decide on the candidates of one piece of a message, best first.

    `lifted` says that the conversation speaks for the best one: half the floor is enough then.
    """
    floor = base.index.floor / 2 if lifted else base.index.floor
    if not candidates or candidates[0].evidence < floor:
        return Decision(Gate.FLOOR)
    best = candidates[0]
    rivals = [one for one in candidates[1:] if one.number not in base.kin[best.number]]
    if best.entry.kind is EntryKind.FACT:
        for rival in rivals:
            if rival.entry.kind in _GUARDS and best.score - rival.score < GUARD:
                return Decision(Gate.GUARDED, rival)
    margin = CLOSE if best.entry.quotes else UNPROVEN
    if not rivals or best.score - rivals[0].score >= margin:
        return Decision(Gate.FOUND if len(rivals) == len(candidates) - 1 else Gate.KIN, best)
    if best.entry.kind is not EntryKind.FACT:
        return Decision(Gate.FOUND, best)
    close = [one for one in rivals if best.score - one.score < margin and one.entry.kind is EntryKind.FACT]
    if not close:
        return Decision(Gate.FOUND, best)
    return Decision(Gate.CLOSE, None, (best, *close[: OFFERED - 1]))
