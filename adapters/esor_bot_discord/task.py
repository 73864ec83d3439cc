"""What is worked on, and what it is worked on with."""

from __future__ import annotations

from dataclasses import dataclass

from esor_bot.app import App
from esor_bot.domain.reply import Audience, Reply
from esor_bot.metrics import Metrics
from esor_bot.serving import once
from esor_bot.serving.arrivals import Arrivals
from esor_bot.serving.checks import Checks
from esor_bot.serving.lanes import Lanes
from esor_bot.serving.once import Once
from esor_bot.serving.pools import Pools
from esor_bot.wording import Wording
from esor_bot_discord import outbound
from esor_bot_discord.calls import Calls
from esor_bot_discord.downloads import Files
from esor_bot_discord.forms import Forms
from esor_bot_discord.heard import Heard
from esor_bot_discord.line import Line
from esor_bot_discord.roster import Office
from esor_bot_discord.showing import Shower, Shown, title_of


@dataclass(frozen=True)
class Tools:
    """What is worked with."""

    app: App
    calls: Calls
    arrivals: Arrivals[Heard]
    once: Once
    office: Office
    shower: Shower
    forms: Forms
    checks: Checks
    files: Files
    lanes: Lanes
    pools: Pools
    metrics: Metrics


@dataclass(frozen=True, slots=True)
class Task(once.Task[Heard]):
    """Something that is worked on, with what an interaction is answered by, and the form that was filled in."""

    line: Line | None = None
    filled: outbound.Filled | None = None

    def shown(self, reply: Reply, wording: Wording) -> Shown:
        """Return a reply to it, under its name."""
        way = self.heard.way
        if not self.heard.event.scene.place.private and (way.hidden or reply.audience is not Audience.PLACE):
            reply = outbound.begun_openly(reply)
        room = way.room or outbound.LARGEST_FILE
        return Shown(reply, self.key, wording, self.again, title=title_of(self.heard), room=room)
