"""Why the bot stopped, as one word: what the office reads first of a case."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from esor_bot.domain.case import Stopped
from esor_bot.domain.programme import EntryKind
from esor_bot.domain.reply import Outcome
from esor_bot.domain.statement import PREFIX

Kind = Callable[[str], EntryKind | None]  # what kind an entry is of; None where there is none any more


class Reason(StrEnum):
    """Why the bot stopped."""

    SILENT = "silent"  # the page says nothing on that topic
    OUTSIDE = "outside"  # it is nothing the page is about
    NEAR = "near"  # something was near, and not near enough
    NOTHING = "nothing"  # nothing was
    SEVERAL = "several"  # it could have meant several things
    ANSWERED = "answered"  # it did not stop: the person wants to know more


def reason(stopped: Stopped, kind: Kind) -> tuple[Reason, tuple[str, ...]] | None:
    """Return why the bot stopped and the entries that had to do with it; None where it was not asked."""
    if stopped.outcome == Outcome.CLARIFY and stopped.entries:
        return Reason.SEVERAL, stopped.entries
    if stopped.outcome not in {Outcome.ANSWERED, Outcome.ESCALATE, Outcome.CLARIFY}:
        return None
    for which, wanted in ((Reason.SILENT, EntryKind.SILENT), (Reason.OUTSIDE, EntryKind.OUTSIDE)):
        if found := tuple(id_ for id_ in stopped.entries if kind(id_) is wanted):
            return which, found[:1]
    if stopped.outcome == Outcome.ANSWERED:
        return Reason.ANSWERED, stopped.entries
    near = tuple(id_ for id_ in stopped.entries if not id_.startswith(PREFIX))  # what the office said is not the page
    return (Reason.NEAR, near[:1]) if near else (Reason.NOTHING, ())
