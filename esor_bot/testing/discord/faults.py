"""What goes wrong: calls that fail before or after their work, and connections that break."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BLANK = re.compile(r"\{[a-z_.]+\}")


@dataclass(slots=True)
class Fault:
    """What happens to calls of a route.

    `route` is a method and a path in which {…} stands for anything, or a regular expression; all of it has to fit.
    Downloads are `GET /cdn/…`. `after`: the work is done, and its answer is lost. `code` is one of Discord's own, told
    with the status. Of the calls that fit a `share` fails, for `times` (None: always).
    """

    route: str
    status: int = 200
    after: bool = False
    code: int = 0
    retry_after: float = 1.0
    everywhere: bool = False
    delay: float = 0.0
    times: int | None = 1
    share: float = 1.0

    def fits(self, called: str) -> bool:
        """Say whether a call is meant."""
        if _BLANK.search(self.route):
            pieces = _BLANK.split(self.route)
            return re.fullmatch("[^/]+".join(map(re.escape, pieces)), called) is not None
        return re.fullmatch(self.route, called) is not None
