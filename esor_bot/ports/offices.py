"""Where the office is told: the same places for all processes at the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from esor_bot.domain.case import Place


class Offices(Protocol):
    """The places, within a transaction. Every method raises StoreError where the database can't be used."""

    def all(self) -> tuple[Place, ...]:
        """Return the places, by platform; none where nobody who serves has an office of their own."""

    def put(self, places: Iterable[Place]) -> None:
        """Let the office be told at these places, at most one for a platform, and at no others."""
