"""Where the card of a case stands at a place of the office, for whoever shows it there."""

from __future__ import annotations

from dataclasses import dataclass

from esor_bot.domain.case import Place
from esor_bot.ports import Store


@dataclass(frozen=True, slots=True)
class CardPlaces:
    """The cards that are shown. Any thread may call it; every method raises StoreError where it can't be stored."""

    store: Store

    def get(self, case: int, place: Place) -> tuple[str, int] | None:
        """Return the message of a card, and the version of the case that it shows; None where there is no card."""
        with self.store.begin() as tx:
            return tx.cards.get(case, place)

    def put(self, case: int, place: Place, message: str, version: int) -> None:
        """Note that the card of a case, in a version, is a message (the platform's name for it) at a place."""
        with self.store.begin() as tx:
            tx.cards.put(case, place, message, version)
