"""The surfaces that are held to the same abilities."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.contract.discord import Discord
from tests.contract.slack import Slack
from tests.contract.surface import Surface
from tests.contract.terminal import Terminal

SURFACES: Mapping[str, Callable[[], Surface]] = {one.name: one for one in (Terminal, Slack, Discord)}
