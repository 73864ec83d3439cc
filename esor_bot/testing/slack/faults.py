"""What goes wrong: calls that fail before or after their work, and acknowledgements that get lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

from esor_bot.testing import faults


@dataclass(slots=True)
class Fault:
    """What happens to calls of a method (a regular expression; also `download`, `upload` and `response`).

    `after`: the work is done, and its answer is lost. `error` is one of Slack's own words, told with status 200.
    Of the calls that fit a `share` fails, for `times` (None: always).
    """

    method: str
    status: int = 200
    after: bool = False
    error: str = ""
    retry_after: int = 1
    delay: float = 0.0
    times: int | None = 1
    share: float = 1.0

    def fits(self, called: str) -> bool:
        """Say whether a call is meant."""
        return re.fullmatch(self.method, called) is not None


@dataclass
class Faults(faults.Faults[Fault]):
    """The faults that are set, and how many acknowledgements get lost."""

    lost_acknowledgements: int = 0

    def loses_acknowledgement(self) -> bool:
        """Say whether the acknowledgement that just came is lost."""
        if self.lost_acknowledgements <= 0:
            return False
        self.lost_acknowledgements -= 1
        return True
