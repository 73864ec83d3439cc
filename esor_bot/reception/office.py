"""Everything that the office does: on its cards, in its forms, and by its words."""

from __future__ import annotations

from esor_bot.domain.conversation import Press
from esor_bot.domain.form import Answer
from esor_bot.reception import teaching, writing
from esor_bot.reception.colleague import Colleague, of_office
from esor_bot.reception.deeds import Deeds
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.reception.office_words import OfficeWords
from esor_bot.reception.passing import Passing
from esor_bot.reception.teaching import Teaching
from esor_bot.reception.writing import Writing


class Office:
    """The office's part of the reception. Whoever is not of the office gets nothing of it but that sentence."""

    def __init__(self, house: House) -> None:
        self._house = house

    @property
    def handlers(self) -> Handlers:
        """What is done for which word, button and form."""
        parts = (Deeds(self._house), Writing(self._house), Passing(self._house), Teaching(self._house))
        handlers = OfficeWords(self._house).handlers
        for part in parts:
            handlers |= part.handlers
        return handlers | Handlers(actions={"preview": of_office(self._house, _preview)})


def _preview(who: Colleague, press: Press) -> Answer:
    taught = press.values.get("deed") == "promote"
    return teaching.previewed(who, press) if taught else writing.previewed(who, press)
