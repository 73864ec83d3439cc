"""A case: a question that went to the office, from the asking to its end. Values and the table of transitions.

Who asked never gets silence: a case ends in an answer, in its withdrawal, or in a closing that tells them to e-mail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

REOPENED_BY_ANSWERING = timedelta(days=14)
"""How long after an answer the person who asked reopens the case by just writing again."""


class State(StrEnum):
    """Where a case stands."""

    OPEN = "open"  # nobody of the office has it yet
    CLAIMED = "claimed"
    ASKED_BACK = "asked_back"  # the office waits for the person who asked
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"  # it follows another case


LIVE = frozenset({State.OPEN, State.CLAIMED, State.ASKED_BACK})
"""States in which somebody still has to do something."""


class Deed(StrEnum):
    """What can be done with a case."""

    ASK = "ask"
    ADD = "add"
    WITHDRAW = "withdraw"
    CLAIM = "claim"
    TAKE_OVER = "take_over"
    HAND_OVER = "hand_over"
    ANSWER = "answer"
    ASK_BACK = "ask_back"
    NOTE = "note"
    CLOSE = "close"
    REOPEN = "reopen"
    MERGE = "merge"
    PROMOTE = "promote"  # the answer becomes a statement, which others are told; see domain/statement.py
    REVISE = "revise"
    APPROVE = "approve"
    DECLINE = "decline"
    UNDO = "undo"


OF_THE_ASKER = frozenset({Deed.ASK, Deed.ADD, Deed.WITHDRAW})
"""What only the person who asked does; everything else only the office."""

LEARNING = frozenset({Deed.PROMOTE, Deed.REVISE, Deed.APPROVE, Deed.DECLINE, Deed.UNDO})
"""What is done with a statement that came of a case. The case's record names the statement; who asked sees nothing."""

BESIDE = frozenset({Deed.NOTE, *LEARNING})
"""What makes no difference to whoever works on a case."""

TRANSITIONS: Mapping[Deed, Mapping[State, State]] = {
    Deed.ADD: {
        State.OPEN: State.OPEN,
        State.CLAIMED: State.CLAIMED,
        State.ASKED_BACK: State.CLAIMED,
        State.ANSWERED: State.OPEN,  # within REOPENED_BY_ANSWERING
    },
    Deed.WITHDRAW: dict.fromkeys(LIVE, State.WITHDRAWN),
    Deed.CLAIM: {State.OPEN: State.CLAIMED},
    Deed.TAKE_OVER: {State.CLAIMED: State.CLAIMED, State.ASKED_BACK: State.ASKED_BACK},
    Deed.HAND_OVER: {State.CLAIMED: State.CLAIMED, State.ASKED_BACK: State.ASKED_BACK},
    Deed.ANSWER: dict.fromkeys((*LIVE, State.ANSWERED), State.ANSWERED),
    Deed.ASK_BACK: {State.OPEN: State.ASKED_BACK, State.CLAIMED: State.ASKED_BACK, State.ASKED_BACK: State.ASKED_BACK},
    Deed.NOTE: {state: state for state in State},
    Deed.CLOSE: dict.fromkeys((*LIVE, State.ANSWERED), State.CLOSED),
    Deed.REOPEN: {
        State.ANSWERED: State.CLAIMED,
        State.CLOSED: State.CLAIMED,
        State.MERGED: State.CLAIMED,  # it did not ask the same after all, and is answered by itself again
    },
    Deed.MERGE: dict.fromkeys(LIVE, State.MERGED),
    Deed.PROMOTE: {State.ANSWERED: State.ANSWERED, State.CLOSED: State.CLOSED},
    **{deed: {state: state for state in State} for deed in LEARNING - {Deed.PROMOTE}},  # its case may have gone on
}
"""For each deed the states in which it can be done, and the state it leads to. ASK makes a case, which is open."""


class Role(StrEnum):
    """On whose side somebody acts."""

    ASKER = "asker"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: an id that is unique over all platforms ("slack:T1:U2"), and the name colleagues see."""

    id: str
    role: Role
    name: str = ""

    @property
    def called(self) -> str:
        """The name, or the id of who has none."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody asked, and where what is for them goes: a platform, its channel and thread ("" for none)."""

    platform: str
    channel: str
    thread: str = ""
    private: bool = True


@dataclass(frozen=True, slots=True)
class Stopped:
    """What the bot had found, and why it stopped: its outcome, the nearest entries and the gate that decided."""

    outcome: str = ""
    entries: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A question to the office. All datetimes are aware.

    `version` grows with every change: whoever saves an older one is told so. `owner` is who of the office has it,
    or had it last; `into` the case that a merged one follows.
    """

    number: int
    programme: str
    question: str
    asker: str
    place: Place
    opened: datetime
    changed: datetime
    stopped: Stopped = field(default_factory=Stopped)
    state: State = State.OPEN
    owner: str = ""
    owner_name: str = ""
    answered: datetime | None = None
    into: int | None = None
    version: int = 1

    @property
    def whose(self) -> str:
        """The name of who of the office has it or had it last, or the id of who has none; "" for nobody."""
        return self.owner_name or self.owner

    @property
    def live(self) -> bool:
        """Say whether somebody still has to do something."""
        return self.state in LIVE

    @property
    def forgotten(self) -> bool:
        """Say whether the person who asked was forgotten: nobody is told anything of it, and nothing is done to it."""
        return not self.asker


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that was done with a case. `shown` is what the person who asked gets to see, `text` what was typed."""

    case: int
    at: datetime
    deed: Deed
    actor: str
    actor_name: str = ""
    text: str = ""
    shown: bool = False

    @property
    def by(self) -> str:
        """The name of who did it, or the id of who has none."""
        return self.actor_name or self.actor
