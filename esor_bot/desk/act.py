"""One deed done to one case: what becomes of it, what is written down, and who is told. Nothing is stored here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from esor_bot.desk.notices import CARD, Notice, To, notices
from esor_bot.desk.refusals import taken, wrong_state
from esor_bot.desk.typed import typed
from esor_bot.domain.case import (
    LEARNING,
    OF_THE_ASKER,
    REOPENED_BY_ANSWERING,
    TRANSITIONS,
    Actor,
    Case,
    Deed,
    Record,
    Role,
    State,
)
from esor_bot.errors import RefusedError

NEEDS_TEXT = frozenset({Deed.ADD, Deed.ANSWER, Deed.ASK_BACK, Deed.NOTE, *LEARNING})
"""What can't be done without a word."""

SHOWN = frozenset({Deed.ASK, Deed.ADD, Deed.WITHDRAW, Deed.ANSWER, Deed.ASK_BACK})
"""Of what is written down, what the person who asked gets to see."""

_OF_THE_OWNER = frozenset({Deed.ANSWER, Deed.ASK_BACK, Deed.HAND_OVER, Deed.CLOSE, Deed.MERGE})
_MAKES_OWNER = frozenset({Deed.CLAIM, Deed.TAKE_OVER, Deed.ANSWER, Deed.ASK_BACK, Deed.CLOSE, Deed.REOPEN})


@dataclass(frozen=True, slots=True)
class Step:
    """What a deed leads to."""

    case: Case
    record: Record
    notices: tuple[Notice, ...] = ()


def act(
    case: Case,
    deed: Deed,
    actor: Actor,
    now: datetime,
    *,
    text: str = "",
    to: Actor | None = None,
    into: Case | None = None,
) -> Step:
    """Do something with a case; `to` is the colleague a case is handed to, `into` the case it is merged into.

    The version grows by one, and one record is written: the records after the first `version` are news to whoever
    saw that version. Raises RefusedError with a code of REFUSALS where it can't be done; then nothing changes.
    """
    allowed(case, deed, actor, now)
    text = typed(text, needed=deed in NEEDS_TEXT)
    changed = replace(case, state=TRANSITIONS[deed][case.state], changed=now, version=case.version + 1)
    changed = _owned(changed, deed, actor, to)
    if deed is Deed.MERGE:
        changed = replace(changed, into=_target(case, into).number)
    if deed is Deed.REOPEN:
        changed = replace(changed, into=None)
    if deed is Deed.ANSWER:
        changed = replace(changed, answered=now)
    record = Record(case.number, now, deed, actor.id, actor.name, text, deed in SHOWN)
    return Step(changed, record, notices(case, changed, deed, actor, text))


def allowed(case: Case, deed: Deed, actor: Actor, now: datetime) -> None:
    """Refuse what somebody can't do with a case as it stands, whatever they would type. Raises RefusedError."""
    _may(case, deed, actor)
    _can(case, deed, actor, now)


def join(case: Case, follower: int, actor: Actor, now: datetime) -> Step:
    """Write into a case that another one was merged into it: who answers it has to know that more people read that."""
    record = Record(case.number, now, Deed.MERGE, actor.id, actor.name, f"#{follower}")
    return Step(replace(case, changed=now, version=case.version + 1), record, (Notice(To.OFFICE, CARD),))


def joined(record: Record) -> int | None:
    """Return the number of the case that came to the record's case by a merging, None where the record says no such."""
    number = record.text.removeprefix("#")
    return int(number) if record.deed is Deed.MERGE and record.text.startswith("#") and number.isdecimal() else None


def _may(case: Case, deed: Deed, actor: Actor) -> None:
    """Hold who acts against what it is they do."""
    if actor.role is Role.OFFICE:
        if deed in OF_THE_ASKER:
            raise RefusedError("only_the_asker", number=case.number)
        return
    if deed not in OF_THE_ASKER:
        raise RefusedError("not_office")
    if actor.id != case.asker:
        raise RefusedError("not_yours", number=case.number)


def _can(case: Case, deed: Deed, actor: Actor, now: datetime) -> None:
    """Hold what is done against where the case stands, and whose it is."""
    mine = case.owner == actor.id
    if case.forgotten:
        raise RefusedError("forgotten", number=case.number)
    if deed is Deed.CLAIM and case.state in {State.CLAIMED, State.ASKED_BACK}:
        raise RefusedError("yours_already", number=case.number) if mine else taken(case)
    if case.state not in TRANSITIONS.get(deed, {}):
        raise wrong_state(case)
    if deed is Deed.TAKE_OVER and mine:
        raise RefusedError("yours_already", number=case.number)
    if deed in _OF_THE_OWNER and case.live and case.owner and not mine:
        raise taken(case)
    if deed is Deed.ADD and case.state is State.ANSWERED and _too_late(case, now):
        raise RefusedError("too_late", number=case.number, days=REOPENED_BY_ANSWERING.days)


def _too_late(case: Case, now: datetime) -> bool:
    return case.answered is None or now - case.answered > REOPENED_BY_ANSWERING


def _target(case: Case, into: Case | None) -> Case:
    if into is None or into.number == case.number or into.state in {State.MERGED, State.WITHDRAWN}:
        raise RefusedError("into_which", number=case.number)
    if into.forgotten:
        raise RefusedError("forgotten", number=into.number)
    if into.state is State.CLOSED:
        raise RefusedError("into_closed", number=case.number, into=into.number)
    return into


def _owned(case: Case, deed: Deed, actor: Actor, to: Actor | None) -> Case:
    """Give the case to whoever of the office acts on it, or to whom it is handed; an open one is nobody's."""
    if deed is Deed.HAND_OVER:
        if to is None or to.role is not Role.OFFICE or to.id == case.owner:
            raise RefusedError("to_whom", number=case.number)
        return replace(case, owner=to.id, owner_name=to.name)
    if deed in _MAKES_OWNER:
        return replace(case, owner=actor.id, owner_name=actor.name)
    return replace(case, owner="", owner_name="") if case.state is State.OPEN else case
