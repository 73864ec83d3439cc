"""Commands that the packages of platforms offer beside ours: entry points of the group `esor_bot.commands`.

Nothing else is imported here: whoever asks a question must not pay for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points

GROUP = "esor_bot.commands"


def offered() -> Mapping[str, EntryPoint]:
    """Return the commands by their names; `load` of one gives it."""
    return {point.name: point for point in entry_points(group=GROUP)}
