"""What the bot may do, how long things hold, and how Slack says no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ALL_SCOPES = frozenset(
    """app_mentions:read assistant:write channels:history channels:read chat:write commands files:read files:write
    groups:history groups:read im:history im:read im:write users:read""".split()
)
"""Every scope that the server knows a use for."""

ALL_EVENTS = frozenset(
    """app_home_opened app_mention app_uninstalled assistant_thread_context_changed assistant_thread_started
    file_shared member_joined_channel member_left_channel message.channels message.groups message.im
    tokens_revoked""".split()
)


class RefusedError(Exception):
    """Slack says no: the word it has for that, and what else stands in its answer."""

    def __init__(self, error: str, **more: Any) -> None:  # noqa: ANN401 - any JSON
        super().__init__(error)
        self.error = error
        self.more = more


@dataclass(slots=True)
class Rules:
    """How long things hold, in seconds, and how often: as Slack has it, but that it redelivers later."""

    acknowledge: float = 3.0
    trigger: float = 3.0
    response: float = 1800.0
    responses: int = 5
    redeliver: tuple[float, ...] = (0.0, 0.2, 0.4)
    burst: int = 8
    rate: float = 1.0  # messages a second in one channel, once the burst is over
    surface: str = "agent"  # or "assistant", the older one
