"""What the parts of the reception can do: words, buttons and forms by their names, put together from all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from esor_bot.domain.conversation import Command, Press, Submission
from esor_bot.domain.form import Answer

Word = Callable[[Command], Answer]
Action = Callable[[Press], Answer]
Filled = Callable[[Submission], Answer]

_Doing = TypeVar("_Doing", Word, Action, Filled)


@dataclass(frozen=True, slots=True)
class Handlers:
    """What is done for a word, for a word of the office, for a button's action, and for a form that was sent."""

    words: Mapping[str, Word] = field(default_factory=dict)
    office: Mapping[str, Word] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    forms: Mapping[str, Filled] = field(default_factory=dict)

    def __or__(self, other: Handlers) -> Handlers:
        """Return both. Raises ValueError where both do the same."""
        return Handlers(
            _both(self.words, other.words),
            _both(self.office, other.office),
            _both(self.actions, other.actions),
            _both(self.forms, other.forms),
        )


def _both(one: Mapping[str, _Doing], other: Mapping[str, _Doing]) -> Mapping[str, _Doing]:
    if twice := one.keys() & other.keys():
        raise ValueError(f"done by two parts of the reception: {', '.join(sorted(twice))}")
    return {**one, **other}
