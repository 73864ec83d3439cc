"""Why something can't be done with a case: every code of a RefusedError of the desk, with the values it carries.

The wording has a sentence for each. What was typed is in none of them: whoever calls keeps it and shows it again.
"""

from __future__ import annotations

from collections.abc import Mapping

from esor_bot.domain.case import Case, State
from esor_bot.domain.statement import Standing
from esor_bot.errors import RefusedError

_STATE = ("number", "owner", "into")

REFUSALS: Mapping[str, tuple[str, ...]] = {
    "unknown": ("number",),  # there is no such case
    "not_office": (),  # only people of the office can do that
    "not_yours": ("number",),  # somebody else asked it
    "only_the_asker": ("number",),
    **{f"is_{state.value}": _STATE for state in State},  # it can't be done in this state
    "forgotten": ("number",),  # the person who asked it asked to be forgotten
    "taken": ("number", "owner"),  # a colleague has it
    "yours_already": ("number",),
    "changed": ("number", "by", "deed"),  # somebody did something to it that the person who types has not seen
    "too_late": ("number", "days"),  # it was answered too long ago to reopen it by writing
    "empty": (),
    "too_long": ("length", "longest"),
    "to_whom": ("number",),  # handed to nobody, to somebody who is not of the office, or to who has it
    "no_colleague": ("number", "name"),  # handed to somebody who is not in the register of the office
    "into_which": ("number",),  # merged with nothing, with itself, or with one that can't take it
    "into_closed": ("number", "into"),  # reopen the other one first
    # of statements
    "no_answer": ("number",),  # it was closed without one
    "which_programme": ("number",),
    "no_topic": ("topic",),  # nothing that a statement can speak to
    "no_question": (),  # neither a topic nor a question leads to it
    "gap": ("text",),  # where something was taken out, somebody has to write
    "said_already": ("statement",),  # by another statement, in the same words
    "no_statement": ("statement",),
    "own_statement": ("statement",),  # somebody else has to approve it
    **{f"statement_{state.value}": ("statement", "by") for state in Standing},  # it can't be done in this standing
    "statement_changed": ("statement",),  # since the person who acts has seen it
    "other_cycle": ("statement", "cycle"),  # it is of a year that is not the current one any more
    "changes_others": ("statement", "count", "entries"),  # replies that do not belong to its topic
}


def wrong_state(case: Case) -> RefusedError:
    """Return the refusal of what can't be done in the state a case is in."""
    return RefusedError(
        f"is_{case.state.value}",
        number=case.number,
        owner=case.whose,
        into=case.into or 0,
    )


def taken(case: Case) -> RefusedError:
    """Return the refusal of what only the colleague does who has a case."""
    return RefusedError("taken", number=case.number, owner=case.whose)
