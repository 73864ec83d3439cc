"""Forms on their way to a person: Slack lets one be opened for three seconds after a press, and changed after that."""

from __future__ import annotations

import logging
from time import monotonic

from esor_bot.domain.form import Form
from esor_bot.serving.trouble import Limited, Trouble
from esor_bot.wording import Wording
from esor_bot_slack import outbound
from esor_bot_slack.calls import REVOKED, Calls, Json, Refused, Unclear
from esor_bot_slack.heard import PLATFORM, Way
from esor_bot_slack.inbound_acts import carried

_LOG = logging.getLogger(__name__)
_LIVES = 2.5


class Forms:
    """Opens forms, and changes the one that is open."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def show(self, form: Form, way: Way, wording: Wording) -> bool:
        """Show a form; say whether the person has it: where they have not, they have to press again."""
        try:
            if way.view and not way.home:
                await self._change(form, way, wording)
            elif way.trigger:
                await self._open(form, way, wording)
            else:
                return False
        except Refused as error:
            if error.why in REVOKED:
                raise
            _LOG.info("form_not_shown", extra={"platform": PLATFORM, "reason": error.reason})
            return error.why == "hash_conflict"  # it was changed meanwhile: they see what they did last
        except Trouble as error:
            _LOG.warning("form_not_shown", extra={"platform": PLATFORM, "reason": error.why})
            return False
        return True

    async def _open(self, form: Form, way: Way, wording: Wording) -> None:
        """Open a form. What may have opened it already is not tried again: the trigger would be used up."""
        asked = {"trigger_id": way.trigger, "view": view_of(form, way, wording)}
        until = monotonic() + _LIVES
        while True:
            try:
                await self._calls.once("views.open", asked)
                return
            except Unclear as error:
                if error.sent or monotonic() > until:
                    raise
            except Limited as error:
                if monotonic() + error.seconds > until:
                    raise

    async def _change(self, form: Form, way: Way, wording: Wording) -> None:
        asked = {"view_id": way.view, "view": view_of(form, way, wording)}
        await self._calls.surely("views.update", {**asked, **({"hash": way.hash} if way.hash else {})}, tries=2)


def view_of(form: Form, way: Way, wording: Wording) -> Json:
    """Return a form as Slack takes it, with what leads back to where it was opened."""
    return outbound.modal(form, carried(way), wording=wording)
