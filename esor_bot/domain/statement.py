"""What the office said once, and others may be told: put forward by one person, approved by another, undone by any.

A statement speaks for one cycle of one programme. It is approved as it stands: whoever changes it is its author from
then on, and somebody else has to approve it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from esor_bot.domain.case import Deed

PREFIX = "statement:"
"""Before the name of a statement that goes by no topic, where entries are named."""

GAP = "[…]"
"""Stands where something about one person was taken out of the middle of a sentence. No statement has one."""


class Standing(StrEnum):
    """Where a statement stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"  # people are told it
    DECLINED = "declined"
    UNDONE = "undone"  # it was approved, and nobody is told it any more


STEPS: Mapping[Deed, Mapping[Standing, Standing]] = {
    Deed.REVISE: {Standing.PROPOSED: Standing.PROPOSED},
    Deed.APPROVE: {Standing.PROPOSED: Standing.APPROVED},
    Deed.DECLINE: {Standing.PROPOSED: Standing.DECLINED},
    Deed.UNDO: {Standing.APPROVED: Standing.UNDONE},
}
"""For each deed the standings in which it can be done, and the one it leads to. PROMOTE makes a statement."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as people are told it: what was said, when and by whom of the office, and to which questions.

    `topic` is the entry of the cycle it speaks to, "" for none; wherever that entry is found, this is the answer.
    """

    id: str
    programme: str
    cycle: str
    topic: str
    questions: tuple[str, ...]
    answer: str
    role: str
    day: date


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement and how it came about. All datetimes are aware.

    `case` is the case whose answer it was. `author` is who wrote it as it stands, `decider` who approved, declined
    or undid it. `version` grows with every change: whoever saves an older one is told so.
    """

    id: int
    case: int
    programme: str
    cycle: str
    topic: str
    questions: tuple[str, ...]
    answer: str
    role: str
    said: datetime
    author: str
    author_name: str = ""
    state: Standing = Standing.PROPOSED
    decided: datetime | None = None
    decider: str = ""
    decider_name: str = ""
    version: int = 1

    @property
    def name(self) -> str:
        """What the office calls it: S3. Cases are #3."""
        return f"S{self.id}"

    @property
    def published(self) -> Said:
        """The statement as people are told it. Its day is that of the answer, in UTC."""
        return Said(
            self.name,
            self.programme,
            self.cycle,
            self.topic,
            self.questions,
            self.answer,
            self.role,
            self.said.date(),
        )
