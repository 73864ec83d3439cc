"""What the adapter answers itself: being sure, staying, and forms that go on in another step."""

from __future__ import annotations

from esor_bot.domain.conversation import Press
from esor_bot.domain.form import Answer
from esor_bot.wording import Wording
from esor_bot_discord import outbound
from esor_bot_discord.forms import KEY, Forms, Step, count
from esor_bot_discord.inbound_acts import Act, moved
from esor_bot_discord.rests import Rest, Rests
from esor_bot_discord.showing import sentence


class Acting:
    """Answers what needs nobody else."""

    def __init__(self, forms: Forms, rests: Rests) -> None:
        self._forms = forms
        self._rests = rests

    def answer(self, act: Act, words: Wording) -> tuple[Act, Answer | Step | Rest]:
        """Return what was done as the core is to be told of it, and None; or what is answered here."""
        event = act.heard.event
        if act.filled is not None:
            return self._filled(act, act.filled, words)
        if isinstance(event, Press):
            return act, self._pressed(act, event, words)
        return act, None

    def _pressed(self, act: Act, press: Press, words: Wording) -> Answer | Step | Rest:
        if press.action == outbound.LEAVE:
            return outbound.left(words)
        if press.action == outbound.SURE:
            return outbound.sure_question(press.values, act.label, words)
        if press.action == outbound.REST:
            rest = self._rests.get(press.values.get("key", ""), act.heard.way.user)
            return rest or sentence(words, "surface_discord.rest_lost")
        if press.action == outbound.NEXT:
            return self._next(act, press, words)
        return None

    def _next(self, act: Act, press: Press, words: Wording) -> Answer | Step | Rest:
        key, step = press.values.get("key", ""), press.values.get("step", "")
        opened = self._forms.get(key, act.heard.way.user)
        if opened is None or not step.isdecimal() or int(step) >= count(opened.form):
            return sentence(words, "surface_discord.form_lost")
        return Step(key, opened, int(step))

    def _filled(self, act: Act, filled: outbound.Filled, words: Wording) -> tuple[Act, Answer]:
        key = filled.carried.get(KEY, "")
        opened = self._forms.get(key, act.heard.way.user)
        if opened is None:
            lost = sentence(words, "surface_discord.form_lost") if filled.step else None
            return act, lost
        whole = self._forms.fill(key, opened, filled)
        if filled.step + 1 < count(opened.form):
            return act, outbound.next_step(key, filled.step + 1, count(opened.form), words)
        self._forms.forget(key)
        return moved(act, whole), None
