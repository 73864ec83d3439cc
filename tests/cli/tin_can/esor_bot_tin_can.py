"""A platform for the tests of `serve`: a line that comes to its port is a question; the answer goes back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from esor_bot.app import App
from esor_bot.desk.intake import Intake
from esor_bot.desk.messenger import Messenger, RetryLater
from esor_bot.desk.roster import Roster
from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Person, Post, Scene
from esor_bot.domain.reply import Reply
from esor_bot.errors import UsageError
from esor_bot.metrics import Metrics
from esor_bot.reception.plain import render
from esor_bot.serving.adapter import Finding, Health
from esor_bot.settings import Given, names, read
from esor_bot.settings import given as is_given


class TinSettings(Given):
    """Where the tin can hears; `tin_can_mood` is how it is: well, refusing (its token is refused) or broken."""

    tin_can_port: int | None = None
    tin_can_mood: str = "well"


class TinCan:
    """The platform while it is served."""

    def __init__(self, app: App, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics
        self._settings = read(TinSettings)
        self.ready = False

    @property
    def messenger(self) -> Messenger:
        """What delivers: nothing does, for now."""
        return self

    async def send(self, place: Place, body: str, key: str) -> str:
        """Deliver nothing."""
        raise RetryLater(why="no_string")

    async def run(self, stop: asyncio.Event) -> None:
        """Answer until `stop` is set."""
        if self._settings.tin_can_mood == "refusing":
            raise UsageError("the tin can refuses its token: make a new one")
        if self._settings.tin_can_mood == "broken":
            raise OSError("the string is torn")
        server = await asyncio.start_server(self._hear, "127.0.0.1", self._settings.tin_can_port)
        self.ready = True
        await stop.wait()
        self.ready = False
        server.close()

    async def _hear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        text = (await reader.readline()).decode().strip()
        self._metrics.acknowledged("tin_can", 0.001)
        scene = Scene("event", Person("tin_can:anna"), Place("tin_can", "anna"), datetime.now(UTC))
        answer = await asyncio.to_thread(self._app.handle, Post(scene, text))
        writer.write(render(answer).encode() if isinstance(answer, Reply) else b"")
        self._metrics.delivered("tin_can")
        writer.close()


class TinAdapter:
    """What the entry point names."""

    name = "tin_can"
    library = ""
    settings = TinSettings

    def configured(self) -> bool:
        """Say whether there is a port."""
        return is_given(names(TinSettings)) and read(TinSettings).tin_can_port is not None

    def office(self) -> Place | None:
        """It has no office."""
        return None

    def connect(self, app: App, intake: Intake, roster: Roster, metrics: Metrics) -> TinCan:
        """Put it together."""
        return TinCan(app, metrics)

    async def examine(self) -> Sequence[Finding]:
        """Look at the string."""
        well = read(TinSettings).tin_can_mood == "well"
        if well:
            return (Finding("string", Health.GOOD, "tight"),)
        return (Finding("string", Health.BAD, "torn", "Tie a new one."),)


ADAPTER = TinAdapter()
