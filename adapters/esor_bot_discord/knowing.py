"""What is known of what somebody did: the language that they read, their role, the file that they chose."""

from __future__ import annotations

import logging
from collections import OrderedDict
from dataclasses import replace

from esor_bot.domain.conversation import Attachment, Event, Person, Press
from esor_bot.domain.reply import Reply
from esor_bot.wording import Wording
from esor_bot_discord.calls import DiscordTrouble, Refused
from esor_bot_discord.heard import PLATFORM, Heard
from esor_bot_discord.showing import sentence
from esor_bot_discord.task import Tools

_PEOPLE = 2000
_LOG = logging.getLogger(__name__)


class Knowing:
    """Knows more of what was heard than was told with it."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._locales: OrderedDict[str, str] = OrderedDict()

    def words(self, heard: Heard) -> Wording:
        """Return the words that somebody reads."""
        return self._tools.app.house.words(self._person(heard.event.scene.person))

    async def known(self, heard: Heard) -> Heard:
        """Return what was heard with all that is known; whether they are of the office is noted.

        Raises DiscordTrouble where a file that it names is not to be had.
        """
        heard = replace(heard, event=await self._whole(heard.event)).by(self._person(heard.event.scene.person))
        await self._tools.office.note(heard)
        return heard

    def without_file(self, heard: Heard, error: DiscordTrouble) -> Reply:
        """Say that a file is not to be had, and why."""
        _LOG.warning("file_not_known", extra={"platform": PLATFORM, "reason": error.why})
        why = "surface.file.gone" if isinstance(error, Refused) else "surface_discord.file_not_fetched"
        return sentence(self.words(heard), why)

    def _person(self, who: Person) -> Person:
        """Return somebody with the language that their Discord had when they last told it."""
        if who.locale:
            self._locales[who.id] = who.locale
            self._locales.move_to_end(who.id)
            while len(self._locales) > _PEOPLE:
                self._locales.popitem(last=False)
            return who
        return replace(who, locale=self._locales.get(who.id, ""))

    async def _whole(self, event: Event) -> Event:
        """Return a press that names a file with what Discord tells of the file now. Raises DiscordTrouble."""
        if not isinstance(event, Press) or "/" not in event.values.get("id", ""):
            return event
        file = await self._tools.files.whole(Attachment(event.values["id"], event.values.get("name", "")))
        told = {"name": file.name, "size": str(file.size), "address": file.address}
        return replace(event, values={**event.values, **told})
