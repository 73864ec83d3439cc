"""What becomes of "Did this help?": it is counted, and who was not helped is shown the way on."""

from __future__ import annotations

from dataclasses import dataclass

from esor_bot.domain.conversation import Press
from esor_bot.domain.reply import Buttons, Reply, Text
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.reception.pressing import office_button
from esor_bot.reception.saying import only, privately


@dataclass(frozen=True, slots=True)
class Helping:
    """Hears whether an answer helped."""

    house: House

    @property
    def handlers(self) -> Handlers:
        """What is done here."""
        return Handlers(actions={"helped": self.helped, "not_helped": self.not_helped})

    def helped(self, press: Press) -> Reply:
        """Thank for it."""
        self._count(press, helped=True)
        return only(self.house.words(press.scene.person).say("surface.helped.thanks"))

    def not_helped(self, press: Press) -> Reply:
        """Offer other words, and the office."""
        self._count(press, helped=False)
        words = self.house.words(press.scene.person)
        button = office_button(words.say("office.offer"), press.values.get("p", ""), press.values.get("q", ""))
        return privately(Text(words.say("surface.helped.other")), Buttons((button,)))

    def _count(self, press: Press, *, helped: bool) -> None:
        if self.house.tally is None:
            return
        scene = press.scene
        self.house.tally.judge(
            press.values.get("p", ""),
            press.values.get("e", ""),
            press.values.get("q", ""),
            platform=scene.place.platform,
            asker=scene.person.id,
            now=scene.now,
            helped=helped,
        )
