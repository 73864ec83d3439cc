"""Forms that are open, or to be gone on with: kept in memory for a quarter of an hour, and nowhere else."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from secrets import token_hex
from time import monotonic

from esor_bot.domain.form import Form
from esor_bot.wording import Wording
from esor_bot_discord.outbound import OPEN, Filled, modal, refilled, steps
from esor_bot_discord.outbound.measure import Json

KEY = "~k"
LASTS = 900.0
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Opened:
    """A form as it was shown to somebody, and what they filled in so far."""

    user: str
    form: Form
    until: float
    filled: Filled | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a form that is to be opened."""

    key: str
    opened: Opened
    number: int


class Forms:
    """Remembers forms by keys that nobody guesses. Where one is forgotten, it is begun again."""

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._open: OrderedDict[str, Opened] = OrderedDict()
        self._mistaken: OrderedDict[tuple[str, str], tuple[float, Filled]] = OrderedDict()

    def open(self, user: str, form: Form, wording: Wording, *, openly: bool = False) -> Json:
        """Return the first step of a form as a modal; `openly`: it was begun where others read."""
        return modal(form, _own(self.put(user, form), openly), wording=wording)

    def put(self, user: str, form: Form) -> str:
        """Keep a form and return its key."""
        key = token_hex(5)
        self._put(key, Opened(user, form, self._seconds() + LASTS))
        return key

    def get(self, key: str, user: str) -> Opened | None:
        """Return a form of somebody, None where it is forgotten, or another's."""
        found = self._open.get(key)
        return found if found and found.user == user and found.until > self._seconds() else None

    def fill(self, key: str, opened: Opened, filled: Filled) -> Filled:
        """Add what was filled in to a form, and return all of it."""
        whole = filled.after(opened.filled) if opened.filled else filled
        self._put(key, Opened(opened.user, opened.form, self._seconds() + LASTS, whole))
        return whole

    def step(self, step: Step, wording: Wording, *, openly: bool = False) -> Json:
        """Return a step of a form as a modal; `openly`: it was begun where others read."""
        return modal(_known(step.opened), _own(step.key, openly), step.number, wording=wording)

    def mistaken(self, user: str, filled: Filled) -> None:
        """Remember what somebody filled in that has to be mended."""
        self._mistaken[user, filled.form] = (self._seconds() + LASTS, filled)
        while len(self._mistaken) > _MOST:
            self._mistaken.popitem(last=False)

    def as_typed(self, user: str, form: Form) -> Form:
        """Return a form with what somebody had filled in, where that has to be mended."""
        until, filled = self._mistaken.pop((user, form.id), (0.0, None))
        return refilled(form, filled.values) if filled and until > self._seconds() else form

    def forget(self, key: str) -> None:
        """Forget a form: all of it was told."""
        self._open.pop(key, None)

    def _put(self, key: str, opened: Opened) -> None:
        self._open[key] = opened
        self._open.move_to_end(key)
        while self._open and (len(self._open) > _MOST or next(iter(self._open.values())).until < self._seconds()):
            self._open.popitem(last=False)


def count(form: Form) -> int:
    """Return how many steps a form has."""
    return len(steps(form))


def _own(key: str, openly: bool) -> dict[str, str]:
    return {KEY: key, **({OPEN: ""} if openly else {})}


def _known(opened: Opened) -> Form:
    """Return a form as it was filled in so far; a choice in it may have changed what it carries."""
    if opened.filled is None:
        return opened.form
    carried = {key: opened.filled.carried.get(key, value) for key, value in opened.form.carried.items()}
    return replace(refilled(opened.form, opened.filled.values), carried=carried)
