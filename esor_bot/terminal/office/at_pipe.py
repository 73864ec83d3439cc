"""The desk through a pipe: each line is a command; what arrives is told at the next line, and at the end."""

from __future__ import annotations

import sys

from esor_bot.terminal.office.printing import put
from esor_bot.terminal.office.sitting import Sitting


def run(sitting: Sitting) -> bool:
    """Do line after line what is typed, until the input ends or somebody leaves; say whether all of it was done."""
    fine = True
    for line in iter(sys.stdin.readline, ""):
        _news(sitting)
        heard = sitting.hear(line)
        fine &= heard.fine
        if heard.leaves:
            break
    _news(sitting)
    return fine


def _news(sitting: Sitting) -> None:
    for line in sitting.news():
        put(line)
    sitting.arrivals.shown()
    sys.stdout.flush()
