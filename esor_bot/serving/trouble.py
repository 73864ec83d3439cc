"""What can go wrong with a call of a platform's API, as far as what shows and delivers has to know."""

from __future__ import annotations

from random import uniform


class Trouble(Exception):
    """A call did not do what it was for. `why` is one word of the platform's or ours, which may be logged."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)

    @property
    def reason(self) -> str:
        """What to log."""
        return self.why


class Refused(Trouble):
    """The platform said no, and will say so again."""


class Limited(Trouble):
    """The platform asks to be left alone for so many seconds; nothing was done."""

    def __init__(self, seconds: float, why: str = "rate_limited") -> None:
        self.seconds = seconds
        super().__init__(why)


class Unclear(Trouble):
    """There was no answer, or none that says whether it was done."""


def pause(turn: int, longest: float = 8.0) -> float:
    """Return for how many seconds to wait before the next try after so many: each time about twice as long."""
    return min(0.25 * 2.0 ** min(turn, 10), longest) * uniform(0.8, 1.2)
