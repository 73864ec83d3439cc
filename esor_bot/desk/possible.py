"""What somebody can do with a case as it stands: what a card offers."""

from __future__ import annotations

from datetime import datetime

from esor_bot.desk.act import allowed
from esor_bot.domain.case import Actor, Case, Deed
from esor_bot.errors import RefusedError

_ORDER = (
    Deed.CLAIM,
    Deed.TAKE_OVER,
    Deed.ANSWER,
    Deed.ASK_BACK,
    Deed.NOTE,
    Deed.HAND_OVER,
    Deed.MERGE,
    Deed.REOPEN,
    Deed.CLOSE,
)


def possible(case: Case, actor: Actor, now: datetime) -> tuple[Deed, ...]:
    """Return what somebody of the office can do with a case, in the order in which it is offered."""
    return tuple(deed for deed in _ORDER if _can(case, deed, actor, now))


def _can(case: Case, deed: Deed, actor: Actor, now: datetime) -> bool:
    try:
        allowed(case, deed, actor, now)
    except RefusedError:
        return False
    return True
