"""What the office does with one press: claim, take over, close, reopen, and have a look."""

from __future__ import annotations

from functools import partial

from esor_bot.domain.case import Deed, State
from esor_bot.domain.conversation import Press
from esor_bot.domain.form import Answer
from esor_bot.domain.reply import Text
from esor_bot.reception.colleague import Colleague, case_of, of_office, seen_of
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.reception.saying import only

_SHOWN = frozenset({Deed.CLAIM, Deed.TAKE_OVER})
"""What the card itself shows: nothing more is said."""


class Deeds:
    """The buttons that need nothing more."""

    def __init__(self, house: House) -> None:
        self._house = house

    @property
    def handlers(self) -> Handlers:
        """What is done for which button."""
        deeds = (Deed.CLAIM, Deed.TAKE_OVER, Deed.CLOSE, Deed.REOPEN)
        actions = {deed.value: of_office(self._house, partial(_do, deed)) for deed in deeds}
        return Handlers(actions={**actions, "show": of_office(self._house, show)})


def show(who: Colleague, press: Press) -> Answer:
    """Show all of a case to who asks for it."""
    return who.private(*who.card(who.file(case_of(press.values)), whole=True).blocks())


def _do(deed: Deed, who: Colleague, press: Press) -> Answer:
    number = case_of(press.values)
    before = who.file(number).case
    after = who.house.desk.do(number, deed, who.actor, seen=seen_of(press.values), event=who.event(deed))
    unanswered = deed is Deed.CLOSE and before.state is not State.ANSWERED
    done = who.phrases.say(f"done.{'close_unanswered' if unanswered else deed.value}", number=after.number)
    if press.values.get("own"):  # a card that only they see, which nothing else brings up to date
        return who.private(Text(done), *who.card(who.file(number), whole=True).blocks(), instead=True)
    return None if deed in _SHOWN else only(done)
