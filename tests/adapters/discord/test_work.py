"""What is done with what was heard: answered in time, once, and where it belongs."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from esor_bot.app import App
from esor_bot.desk.intake import Intake
from esor_bot.desk.roster import Roster
from esor_bot.domain.conversation import Attachment, Event, Person, Post, Submission
from esor_bot.domain.form import Answer, Checking, Form, Mistakes, TextField
from esor_bot.domain.reply import Audience, File, Outcome, Reply, Text
from esor_bot.knowledge.base import Knowledge
from esor_bot.metrics import Metrics
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore
from esor_bot.wording import Wording
from esor_bot_discord.calls import Calls
from esor_bot_discord.hearing import Hearing
from esor_bot_discord.inbound import Self
from esor_bot_discord.kit import Kit
from esor_bot_discord.missed import at
from esor_bot_discord.settings import DiscordSettings
from tests.adapters.discord.payloads import ANNA, CHANNEL, ME, file, interaction, message, slash
from tests.adapters.discord.tiny import Tiny, tiny

pytestmark = pytest.mark.asyncio
CALLBACK = "POST /interactions/5000001/tok/callback"
SAID = Reply(Outcome.ANSWERED, (Text("Until Friday."),))
FORM = Form("answer", "Answer", (TextField("answer", "Answer"),), "Send", "Close", {"case": "12"})


@dataclass
class House:
    """A house in which there are only words."""

    wording: Wording
    knowledge: Knowledge

    def words(self, person: Person) -> Wording:
        """Return the words."""
        return self.wording


@dataclass
class Core:
    """A core that answers as it is told, and notes what it heard."""

    house: House
    answer: Callable[[Event], Answer] = lambda event: SAID
    heard: list[Event] = field(default_factory=list)
    cards: object = None
    notice: object = None

    def handle(self, event: Event) -> Answer:
        """Note an event, and answer it."""
        self.heard.append(event)
        return self.answer(event)

    def check(self, checking: Checking, data: bytes, progress: Callable[[int, int], None]) -> Reply:
        """Say how much there was."""
        progress(1, 2)
        return Reply(Outcome.SMALLTALK, (Text(f"read {len(data)}"), File(b"x", "pages.png")))

    def progress(self, read: int, total: int) -> Reply:
        """Say how far it is."""
        return Reply(Outcome.SMALLTALK, (Text(f"{read} of {total}"),))


@dataclass
class Place:
    """The adapter on a server that only notes what is called."""

    core: Core
    server: Tiny
    kit: Kit

    @property
    def hearing(self) -> Hearing:
        """What hears."""
        return self.kit.hearing

    async def does(self, event: str, *payloads: dict[str, Any]) -> list[str]:
        """Let things come, and return what was called when all of it was done."""
        for payload in payloads:
            self.hearing.heard(event, {**payload, "id": payload["id"] if event != "INTERACTION_CREATE" else "5000001"})
        await self.kit.lanes.finish(8.0)
        return self.server.names()


@pytest.fixture
def core(knowledge: Knowledge) -> Core:
    """A core that says until when."""
    return Core(House(Wording(knowledge.wording), knowledge))


@asynccontextmanager
async def place(core: Core, store: MemoryStore | None = None) -> AsyncIterator[Place]:
    """Give the adapter, put together by itself."""
    async with tiny() as server:
        settings = DiscordSettings.model_construct(api_url=f"{server.base}/api", office_channel="")
        server.always("GET /channels/100001$", 200, {"id": CHANNEL, "type": 0, "guild_id": "700000"})
        server.always("POST /users/@me/channels", 200, {"id": "110001"})
        server.always("/threads", 201, {"id": "300001", "type": 11, "parent_id": CHANNEL})
        calls: Calls = server.calls
        intake = Intake(store or MemoryStore(), FakeClock(datetime.now(UTC)), "a")
        kit = Kit(settings, cast(App, core), intake, Roster(), Metrics(), calls, server.session, Self(ME.user, ME.role))
        try:
            yield Place(core, server, kit)
        finally:
            await kit.close()


async def test_what_is_repeated_is_answered_once(core: Core) -> None:
    """A mention that the gateway repeats is answered once, in its thread."""
    async with place(core) as here:
        told = message("<@900000> until when?")
        names = await here.does("MESSAGE_CREATE", told, told, told)
        assert names.count("POST /channels/300001/messages") == 1
        assert len(core.heard) == 1


async def test_a_command_is_answered_at_once(core: Core) -> None:
    """What is known in time is the first answer, for the person alone."""
    async with place(core) as here:
        assert await here.does("INTERACTION_CREATE", interaction(2, slash("deadline"))) == [CALLBACK]
        sent = here.server.called[0].body
        assert (sent["type"], sent["data"]["flags"] & 64) == (4, 64)


async def test_what_takes_longer_is_told_to_wait(core: Core) -> None:
    """A command that takes longer is told to wait within a second, and answered then."""

    def slow(event: Event) -> Answer:
        time.sleep(1.0)
        return SAID

    core.answer = slow
    async with place(core) as here:
        names = await here.does("INTERACTION_CREATE", interaction(2, slash("deadline")))
        assert names == [CALLBACK, "PATCH /webhooks/600001/tok/messages/@original"]
        assert here.server.called[0].body["type"] == 5


async def test_a_press_opens_a_form_and_the_form_is_sent(core: Core) -> None:
    """A button opens a form as the first answer; what is sent reaches the core, and mistakes are said."""
    core.answer = lambda event: Mistakes({"answer": "Too short."}) if isinstance(event, Submission) else FORM
    pressed = {"id": "300002", "content": "x", "flags": 0, "components": []}
    async with place(core) as here:
        await here.does("INTERACTION_CREATE", interaction(3, {"custom_id": "answer|case=12"}, message=pressed))
        modal = here.server.called[0].body
        assert modal["type"] == 9
    async with place(core) as here:
        given = {"type": 4, "custom_id": "f:answer", "value": "No."}
        data = {"custom_id": "answer|case=12", "components": [{"type": 18, "component": given}]}
        await here.does("INTERACTION_CREATE", interaction(5, data, message=pressed))
        assert isinstance(core.heard[-1], Submission)
        said = here.server.called[0].body
        assert said["type"] == 4
        assert "Too short." in said["data"]["content"]
        assert "No." in said["data"]["content"]


async def test_a_check_is_told_to_wait_at_once_and_reports_there(core: Core) -> None:
    """A file is checked where only the person sees it: the report takes the place of what was said before."""
    begun = Reply(Outcome.SMALLTALK, (Text("I read it."),), audience=Audience.DIRECT)

    def check(event: Event) -> Answer:
        pdf = Attachment("400001", "a.pdf", 3, f"{here.server.base}/cdn/a.pdf")
        return Checking(pdf, "p", begun, 1000, event.scene)

    core.answer = check
    async with place(core) as here:
        here.server.always("GET /cdn", 200, [1])
        resolved = {"attachments": {"400001": file("a.pdf", 3)}}
        names = await here.does("INTERACTION_CREATE", interaction(2, slash("check", resolved=resolved, file="400001")))
        assert here.server.called[0].body == {"type": 5, "data": {"flags": 64}}
        assert names[-1] == "PATCH /webhooks/600001/tok/messages/@original"
        assert here.server.called[-1].body["content"] == "read 3"
        assert here.server.called[-1].body["attachments"][0]["filename"] == "pages.png"
        assert "Authorization" not in next(one for one in here.server.called if "/cdn" in one.name).headers


async def test_a_file_elsewhere_is_not_fetched(core: Core) -> None:
    """Files are fetched from Discord alone; what is too large by what Discord tells is not fetched at all."""
    begun = Reply(Outcome.SMALLTALK, (Text("I read it."),))
    files = [Attachment("1", "a.pdf", 3, "http://evil.example/a.pdf"), Attachment("1", "a.pdf", 3000, "")]
    for one in files:
        core.answer = lambda event, one=one: Checking(one, "p", begun, 1000, event.scene)  # type: ignore[misc]
        async with place(core) as here:
            names = await here.does("INTERACTION_CREATE", interaction(2, slash("check")))
            assert not [name for name in names if name.startswith("GET")]
            assert "read" not in here.server.called[-1].body["content"].split()


async def test_a_file_is_found_again(core: Core) -> None:
    """A button that names a file by its message alone is told of it anew: its address is good for a day only."""
    pressed = {"id": "300002", "content": "x", "flags": 0, "components": []}
    async with place(core) as here:
        here.server.always("GET /channels/100001/messages/300001", 200, {"attachments": [file("a.pdf", 5)]})
        id_ = f"check_file|id={CHANNEL}/300001/400001"
        await here.does("INTERACTION_CREATE", interaction(3, {"custom_id": id_}, message=pressed, direct=True))
        values = getattr(core.heard[0], "values", {})
        assert (values["name"], values["size"]) == ("a.pdf", "5")
        assert values["address"].startswith("https://cdn.discordapp.com/")


async def test_topics_are_offered(core: Core) -> None:
    """While somebody types, topics are offered, no more than Discord shows."""
    async with place(core) as here:
        options = [{"name": "question", "type": 3, "value": "", "focused": True}]
        await here.does("INTERACTION_CREATE", interaction(4, {"name": "esor", "options": options}))
        sent = here.server.called[0].body
        assert (sent["type"], len(sent["data"]["choices"])) == (8, 25)


async def test_what_a_process_left_is_answered(core: Core) -> None:
    """What a process that died has left is answered by the next one, once."""
    store, clock = MemoryStore(), FakeClock(datetime.now(UTC))
    async with place(core, store) as here:
        here.server.always("POST /channels/300001/messages", 403, {"code": 0})
        here.server.always("POST /users/@me/channels", 403, {"code": 0})
        here.server.standing.reverse()
        here.server.calls.refused = "token"
        await here.does("MESSAGE_CREATE", message("<@900000> until when?"))
    clock.tick(seconds=60)
    left = Intake(store, clock, "b").left("discord")
    assert len(left) == 1
    assert isinstance(core.heard[0], Post)
    assert core.heard[0].scene.person.id == f"discord:{ANNA}"


async def test_channels_are_known_as_they_change(core: Core) -> None:
    """What the gateway tells of channels need not be asked for."""
    async with place(core) as here:
        channels = [{"id": CHANNEL, "type": 0}]
        here.hearing.heard("GUILD_CREATE", {"id": "700000", "channels": channels, "threads": None})
        here.hearing.heard("THREAD_CREATE", {"id": "100002", "type": 11, "parent_id": CHANNEL, "guild_id": "700000"})
        here.hearing.heard("THREAD_DELETE", {"id": "100002"})
        names = await here.does("MESSAGE_CREATE", message("<@900000> until when?"))
        assert not [name for name in names if name.startswith("GET")]


async def test_what_was_written_meanwhile_is_answered_once(core: Core) -> None:
    """After a session that was lost a mention is found and answered; what was answered before is not answered again."""
    async with place(core) as here:
        told = {**message("<@900000> until when?"), "id": str(at(time.time() - 5))}
        here.server.always("GET /channels/100001/messages", 200, [told])
        guild = {"id": "700000", "channels": [{"id": CHANNEL, "type": 0, "last_message_id": told["id"]}]}
        for _ in range(2):
            here.hearing.heard("READY", {})
            here.hearing.heard("GUILD_CREATE", guild)
            here.hearing.heard("MESSAGE_CREATE", told)
        names = await here.does("GUILD_CREATE", guild)
        assert len(core.heard) == 1
        assert len([name for name in names if name.startswith("POST") and name.endswith("/messages")]) == 1
