"""What is to be delivered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from esor_bot.domain.case import Place


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Something to be delivered. Two with the same `key` are the same thing: it is delivered once.

    `body` is JSON text that the messenger of the place's platform understands; `case` the case it is about (0: none).
    """

    key: str
    place: Place
    body: str
    case: int = 0
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Leased:
    """Something to be delivered now by whoever holds the lease until `until`; `tries` counts earlier attempts."""

    id: int
    outgoing: Outgoing
    tries: int
    until: datetime
