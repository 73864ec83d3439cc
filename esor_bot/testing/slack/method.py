"""One method of the Web API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from esor_bot.testing.slack.state import Json
from esor_bot.testing.slack.world import World


@dataclass(frozen=True, slots=True)
class Method:
    """What a method does, the scopes of which it needs one, and whether the app's own token is asked for."""

    do: Callable[[World, Json], Json]
    scopes: tuple[str, ...] = ()
    app: bool = False
