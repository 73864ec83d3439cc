"""What Discord tells, as it is documented and recorded: the kit tells no less, and the adapter understands it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from esor_bot.domain.conversation import Command, Post, Press, Submission, Upload
from esor_bot.testing.discord import Discord, Message, Rules
from esor_bot.testing.discord.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL
from esor_bot.testing.discord.methods_messages import numbered, told
from esor_bot.testing.discord.state import PUBLIC_THREAD, Channel, Modal
from esor_bot_discord.inbound import Self, spoken
from esor_bot_discord.inbound_acts import acted, typed
from esor_bot_discord.rooms import Room

Json = dict[str, Any]
RECORDED: Mapping[str, Json] = {
    file.stem: json.loads(file.read_text(encoding="utf-8"))
    for file in sorted((Path(__file__).parent / "recorded").glob("*.json"))
}
BOT, GUILD, CHANNEL, THREAD, ANNA = "900001", "700001", "100001", "300009", "discord:200001"
ME = Self(BOT, "800001")
NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
FILE = ("application.pdf", b"%PDF")
QUESTION: Json = {"type": 3, "name": "question", "description": "a", "autocomplete": True}
WORDS: list[Json] = [
    {"type": 1, "name": "ask", "description": "a", "options": [QUESTION]},
    {"type": 1, "name": "deadline", "description": "a"},
    {"type": 1, "name": "check", "description": "a", "options": [{"type": 11, "name": "file", "description": "a"}]},
]
BUTTON: Json = {"type": 2, "style": 2, "label": "Ask the office", "custom_id": "office|q=housing"}


class Made:
    """Payloads of every kind, as the kit makes them for Ann."""

    def __init__(self, discord: Discord) -> None:
        self.discord, self.world = discord, discord.world
        self.seen: list[Json] = []
        self.made: dict[str, Json] = {}
        self.world.emit = lambda event, data: self.seen.append(data)
        self.world.users[discord.ann].roles.append(discord.office_role)
        self.world.commands[1, "esor"] = {"id": self.world.new_id(), "name": "esor", "options": WORDS}
        self.world.commands[3, "Answer this"] = {"id": self.world.new_id(), "name": "Answer this"}

    def keep(self, name: str) -> None:
        """Keep what was told last under the name of the recorded one."""
        self.made[name] = json.loads(json.dumps(self.seen[-1]))

    def own(self, channel: str, **more: Any) -> Message:  # noqa: ANN401 - what a message has
        """Put a message of the bot with a button somewhere."""
        message = Message(self.world.new_id(), channel, self.discord.bot, "The page does not say it.", **more)
        message.components = numbered([{"type": 1, "components": [BUTTON]}])
        return self.world.put(message)

    async def messages(self) -> None:
        """Make messages."""
        discord, ann, general = self.discord, self.discord.ann, self.discord.general
        direct = discord.direct(ann)
        asked = await discord.mention(ann, general, "when is the deadline?")
        self.keep("message_mention")
        await discord.say(ann, general, "a secret")
        self.keep("message_unread")
        await discord.say(ann, direct, "when is the deadline?")
        self.keep("message_direct")
        await discord.say(ann, direct, "", files=[FILE])
        self.keep("message_direct_file")
        await discord.mention(ann, general, "", files=[FILE])
        self.keep("message_file")
        thread = Channel(asked.id, "when?", PUBLIC_THREAD, general, owner=discord.bot, members=[discord.bot])
        self.world.channels[thread.id] = thread
        await discord.begin(ann, general, "when?", "hello")
        self.made["thread_create"] = json.loads(json.dumps(self.seen[-2]))
        await discord.mention(ann, thread.id, "and how long?")
        self.keep("message_thread")
        await discord.say(ann, general, "and how long?", reply_to=self.own(general))
        self.keep("message_reply")
        told(self.world, self.own(general, nonce="1"))
        self.keep("message_own")

    async def acts(self) -> None:
        """Make interactions: nobody answers them."""
        discord, ann, general = self.discord, self.discord.ann, self.discord.general
        direct = discord.direct(ann)
        await discord.command(ann, general, "esor ask", question="when is the deadline?")
        self.keep("command")
        earlier = list(self.world.interactions)[-1]
        await discord.command(ann, direct, "esor deadline")
        self.keep("command_direct")
        await discord.command(ann, general, "esor check", file=FILE)
        self.keep("command_file")
        await discord.complete(ann, general, "esor ask", "question", "dead")
        self.keep("autocomplete")
        await discord.menu(ann, "Answer this", await discord.say(ann, general, "when is the deadline?"))
        self.keep("menu")
        public, hidden = self.own(general), self.own(general, only_for=ann, flags=64, interaction=earlier, kind=20)
        for name, message in (("press", public), ("press_hidden", hidden), ("press_direct", self.own(direct))):
            await discord.press(ann, message, "Ask the office")
            self.keep(name)
        text = {"type": 18, "label": "Question", "component": {"type": 4, "custom_id": "f:question", "style": 1}}
        menu = {"type": 3, "custom_id": "f:kind", "options": [{"label": "One", "value": "1"}]}
        file = {"type": 18, "label": "File", "component": {"type": 19, "custom_id": "f:file"}}
        kind = {"type": 18, "label": "Kind", "component": menu}
        for name, components, given, message_ in (
            ("form", [{"type": 10, "content": "a"}, text], {"Question": "Is there housing?"}, None),
            ("form_pressed", [text, kind], {"Question": "Is there housing?", "Kind": "One"}, public),
            ("form_file", [file], {"File": [FILE]}, None),
        ):
            self.world.modals[ann] = Modal("check", "Form", components, earlier, general, message_)
            await discord.submit(ann, given)
            self.keep(name)


def missing(recorded: object, made: object, at: str = "") -> Iterator[str]:
    """Name the keys that were recorded and not made, and what is of another kind."""
    if isinstance(recorded, dict):
        if not isinstance(made, dict):
            yield f"{at}: not an object"
        elif at.endswith(("/attachments", "/messages")):  # by ids, which are others
            yield from missing(next(iter(recorded.values())), next(iter(made.values())), f"{at}/…")
        else:
            yield from (f"{at}/{key}" for key in recorded if key not in made)
            for key in set(recorded) & set(made):
                yield from missing(recorded[key], made[key], f"{at}/{key}")
    elif isinstance(recorded, list):
        if recorded and isinstance(made, list) and made:
            yield from missing(recorded[0], made[0], f"{at}/0")
        elif recorded:
            yield f"{at}: is empty"
    elif recorded is not None and made is not None and type(recorded) is not type(made):
        yield f"{at}: {type(made).__name__}, not {type(recorded).__name__}"


@pytest_asyncio.fixture
async def made() -> Mapping[str, Json]:
    """Payloads of every kind."""
    kit = Made(Discord(rules=Rules(first=0.01)))
    await kit.messages()
    await kit.acts()
    return kit.made


@pytest.mark.asyncio
async def test_the_kit_tells_what_discord_tells(made: Mapping[str, Json]) -> None:
    """For each kind that the kit makes there is a recorded one, of which it lacks no key, and the other way round."""
    assert set(made) == set(RECORDED)
    assert {kind: list(missing(RECORDED[kind], made[kind])) for kind in RECORDED} == {kind: [] for kind in RECORDED}


@pytest.mark.parametrize(
    ("kind", "room", "expected"),
    [
        ("message_mention", Room(CHANNEL, 0, "", GUILD), [(Post, "when is the deadline?", True)]),
        ("message_unread", Room(CHANNEL, 0, "", GUILD), []),
        ("message_own", Room(CHANNEL, 0, "", GUILD), []),
        ("message_direct", None, [(Post, "when is the deadline?", False)]),
        ("message_direct_file", None, [(Post, "", False)]),
        ("message_file", Room(CHANNEL, 0, "", GUILD), [(Upload, None, True)]),
        ("message_thread", Room(THREAD, 11, CHANNEL, GUILD), [(Post, "and how long?", False)]),
        ("message_reply", Room(CHANNEL, 0, "", GUILD), [(Post, "and how long?", True)]),
    ],
)
def test_messages_are_understood(kind: str, room: Room | None, expected: list[tuple[object, ...]]) -> None:
    """What is written to the bot is an event with its text, its file, and where it is answered; all else is nothing."""
    heard = spoken(RECORDED[kind], room, ME, NOW)
    found = [(type(one.event), getattr(one.event, "text", None), one.way.begin) for one in heard]

    assert found == expected
    assert all(one.event.scene.person.id == ANNA for one in heard)
    assert all(one.member is (None if kind.startswith("message_direct") else True) for one in heard)


def _command(event: Any) -> object:  # noqa: ANN401 - one of three events
    return event.word, event.text, [one.name for one in event.files]


def _press(event: Any) -> object:  # noqa: ANN401 - one of three events
    return event.action, dict(event.values)


def _form(event: Any) -> object:  # noqa: ANN401 - one of three events
    return event.form, dict(event.values), {name: [one.name for one in files] for name, files in event.files.items()}


@pytest.mark.parametrize(
    ("kind", "event", "read", "expected"),
    [
        ("command", Command, _command, ("ask", "when is the deadline?", [])),
        ("command_direct", Command, _command, ("deadline", "", [])),
        ("command_file", Command, _command, ("check", "", ["application.pdf"])),
        ("menu", Command, _command, ("ask", "when is the deadline?", [])),
        ("press", Press, _press, ("office", {"q": "housing"})),
        ("press_hidden", Press, _press, ("office", {"q": "housing"})),
        ("press_direct", Press, _press, ("office", {"q": "housing"})),
        ("form", Submission, _form, ("check", {"question": "Is there housing?"}, {})),
        ("form_pressed", Submission, _form, ("check", {"question": "Is there housing?", "kind": "1"}, {})),
        ("form_file", Submission, _form, ("check", {}, {"file": ["application.pdf"]})),
    ],
)
def test_interactions_are_understood(kind: str, event: type, read: Callable[[Any], object], expected: object) -> None:
    """What is done is an event with all that was given, and the way to answer it."""
    act = acted(RECORDED[kind], ME, NOW)
    assert act is not None

    assert type(act.heard.event) is event
    assert read(act.heard.event) == expected
    assert act.heard.event.scene.person.locale == "de"
    assert (act.heard.way.interaction, act.heard.way.token, act.heard.way.app) == ("500001", "a-token", BOT)
    assert act.heard.way.hidden is (kind == "press_hidden")
    assert act.heard.way.direct is kind.endswith("_direct")


def test_what_is_typed_is_understood() -> None:
    """While somebody types that is told with what is typed so far."""
    assert typed(RECORDED["autocomplete"]) == "dead"
    assert acted(RECORDED["autocomplete"], ME, NOW) is None


def test_every_sort_is_recorded() -> None:
    """There is a recorded interaction of every sort."""
    assert {one["type"] for one in RECORDED.values() if "token" in one} == {COMMAND, COMPONENT, AUTOCOMPLETE, MODAL}
