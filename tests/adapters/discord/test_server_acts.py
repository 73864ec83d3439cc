"""The kit's interactions: which answers Discord takes, until when, and who sees them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio

from esor_bot.testing.discord import Discord, Interaction, Rules, labels
from tests.adapters.discord.caller import NOBODY, Caller, Line

pytestmark = pytest.mark.asyncio
Json = dict[str, Any]
HIDDEN = 1 << 6
BUTTON: Json = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go|a=1"}]}
FORM: Json = {
    "custom_id": "form",
    "title": "Form",
    "components": [
        {"type": 18, "label": "Name", "component": {"type": 4, "custom_id": "name", "style": 1, "max_length": 5}},
        {
            "type": 18,
            "label": "Files",
            "component": {"type": 19, "custom_id": "files", "min_values": 0, "required": False},
        },
        {
            "type": 18,
            "label": "Kind",
            "component": {"type": 3, "custom_id": "kind", "options": [{"label": "One", "value": "1", "default": True}]},
        },
    ],
}
COMMANDS: list[Json] = [
    {
        "type": 1,
        "name": "esor",
        "description": "a",
        "options": [
            {
                "type": 1,
                "name": "ask",
                "description": "a",
                "options": [
                    {"type": 3, "name": "question", "description": "a", "required": True, "autocomplete": True},
                    {"type": 11, "name": "file", "description": "a"},
                ],
            }
        ],
    },
    {"type": 3, "name": "Answer this"},
]


class Answers:
    """A bot that gives first answers as it is told: each kind of interaction in turn."""

    def __init__(self, bot: Caller, line: Line, discord: Discord) -> None:
        self.bot, self.line, self.discord = bot, line, discord
        self.payloads: list[Json] = []
        self.codes: list[int] = []

    async def first(self, sort: int, data: Json | None = None) -> None:
        """Wait for the next interaction, and answer it."""
        count = len(self.payloads)
        payload = (
            await self.line.until(
                lambda: [one["d"] for one in self.line.heard if one["t"] == "INTERACTION_CREATE"][count:]
            )
        )[0]
        self.payloads.append(payload)
        await self.again(sort, data)

    async def again(self, sort: int, data: Json | None = None) -> None:
        """Answer the last interaction, whether it was answered or not."""
        payload = self.payloads[-1]
        body = {"type": sort, **({"data": data} if data is not None else {})}
        path = f"/interactions/{payload['id']}/{payload['token']}/callback"
        status, told = await self.bot.call("POST", path, body)
        self.codes.append(status if status < 300 else told["code"])

    async def later(self, method: str, rest: str, body: Json | None = None) -> tuple[int, Any]:
        """Say more to the last interaction."""
        return await self.bot.call(method, f"/webhooks/{self.discord.bot}/{self.payloads[-1]['token']}{rest}", body)


@pytest_asyncio.fixture
async def answers(discord: Discord) -> AsyncIterator[Answers]:
    """A bot that has registered its commands, and hears."""
    async with Caller(discord) as bot:
        assert (await bot.call("PUT", f"/applications/{discord.bot}/commands", COMMANDS))[0] == 200
        line = await bot.identified()
        await line.event("READY")
        yield Answers(bot, line, discord)
        await line.close()


def asks(discord: Discord, **options: object) -> asyncio.Task[Interaction]:
    """Let Ann use the command."""
    doing = discord.command(discord.ann, discord.general, "esor ask", **{"question": "when?", **options})
    return asyncio.ensure_future(doing)


async def test_a_command_is_answered(discord: Discord, answers: Answers) -> None:
    """A command comes with all that was given to it, and its answer is seen by whom it is for."""
    asked = asks(discord, file=("a.pdf", b"pdf"))
    await answers.first(4, {"content": "soon", "flags": HIDDEN, **NOBODY})
    done = await asked
    data = answers.payloads[0]["data"]
    question, file = data["options"][0]["options"]

    assert question == {"name": "question", "type": 3, "value": "when?"}
    assert (await answers.bot.get(data["resolved"]["attachments"][file["value"]]["url"]))[1] == b"pdf"
    assert done.first is not None
    assert list(discord.latencies) == [done.first]
    assert discord.seen_by(discord.ann, discord.general) == done.messages()
    assert discord.seen_by(discord.ben, discord.general) == []
    assert discord.refused == []


async def test_what_is_deferred_is_seen_by_whom_that_said(discord: Discord, answers: Answers) -> None:
    """Whether an answer is hidden is settled when it is deferred; what follows first takes its place."""
    asked = asks(discord)
    await answers.first(5, {"flags": HIDDEN})
    done = await asked
    assert done.messages() == []
    await answers.later("POST", "", {"content": "soon", **NOBODY})
    await answers.later("POST", "", {"content": "and more", **NOBODY})
    await answers.later("PATCH", "/messages/@original", {"content": "now", **NOBODY})

    assert [(one.content, bool(one.only_for)) for one in done.messages()] == [("now", True), ("and more", False)]
    assert len(discord.warnings) == 1


async def test_one_is_answered_once(discord: Discord, answers: Answers) -> None:
    """A second first answer is refused, and so is one of a kind that does not fit, or of a stranger."""
    asked = asks(discord)
    await answers.first(6)
    await answers.again(4, {"content": "soon", **NOBODY})
    await answers.again(4, {"content": "soon", **NOBODY})
    await asked
    assert answers.codes == [50035, 204, 40060]


async def test_who_does_not_answer_has_failed() -> None:
    """Whoever says nothing for three seconds has lost the interaction, and it is noted."""
    async with Discord(rules=Rules(first=0.2)) as discord, Caller(discord) as bot:
        await bot.call("PUT", f"/applications/{discord.bot}/commands", COMMANDS)
        line = await bot.identified()
        await line.event("READY")
        done = await asks(discord)
        assert done.failed
        assert "did not respond" in discord.refused[0]
        answers = Answers(bot, line, discord)
        await answers.first(4, {"content": "late", **NOBODY})
        assert answers.codes == [10062]
        assert (await answers.later("POST", "", {"content": "late", **NOBODY}))[1]["code"] == 10015
        await line.close()


async def test_a_token_lasts_a_quarter_of_an_hour(discord: Discord, answers: Answers) -> None:
    """After that nothing can be said to an interaction any more."""
    asked = asks(discord)
    await answers.first(4, {"content": "soon", **NOBODY})
    await asked
    discord.world.rules.later = 0.0
    assert (await answers.later("PATCH", "/messages/@original", {"content": "now", **NOBODY}))[1]["code"] == 50027


async def test_choices_are_offered(discord: Discord, answers: Answers) -> None:
    """Whoever types is offered choices, by no other kind of answer."""
    typed = asyncio.ensure_future(discord.complete(discord.ann, discord.general, "esor ask", "question", "wh"))
    await answers.first(8, {"choices": [{"name": "When?", "value": "when"}]})
    assert await typed == [{"name": "When?", "value": "when"}]
    assert answers.payloads[0]["data"]["options"][0]["options"][0]["focused"] is True


async def test_a_button_and_a_form(discord: Discord, answers: Answers) -> None:
    """A button is pressed by its words, opens a form, and what is filled in comes as Discord tells it."""
    await answers.bot.post(discord.general, content="a", components=[BUTTON])
    (message,) = discord.said(discord.general)
    assert labels(message) == ["Go"]
    pressed = asyncio.ensure_future(discord.press(discord.ann, message, "Go"))
    await answers.first(9, FORM)
    assert (await pressed).modal is discord.modal(discord.ann)
    assert answers.payloads[0]["message"]["id"] == message.id

    with pytest.raises(LookupError):
        await discord.submit(discord.ann, {"Nome": "Ann"})
    with pytest.raises(ValueError, match="length"):
        await discord.submit(discord.ann, {"Name": "Annabelle"})
    sent = asyncio.ensure_future(discord.submit(discord.ann, {"Name": "Ann", "Files": [("a.pdf", b"pdf")]}))
    await answers.first(7, {"content": "thanks", **NOBODY})
    await sent
    name, files, kind = [one["component"] for one in answers.payloads[1]["data"]["components"]]
    assert (name["value"], kind["values"]) == ("Ann", ["1"])
    assert list(answers.payloads[1]["data"]["resolved"]["attachments"]) == files["values"]
    assert (message.content, message.versions) == ("thanks", 2)
    assert discord.modal(discord.ann) is None
    assert discord.refused == []


async def test_a_message_is_answered_by_the_menu(discord: Discord, answers: Answers) -> None:
    """A command on a message shows the bot what is in it, whoever wrote it."""
    said = await discord.say(discord.ben, discord.general, "when?")
    used = asyncio.ensure_future(discord.menu(discord.ann, "Answer this", said))
    await answers.first(4, {"content": "soon", "flags": HIDDEN, **NOBODY})
    await used
    assert answers.payloads[0]["data"]["resolved"]["messages"][said.id]["content"] == "when?"


async def test_what_was_done_is_told_again(discord: Discord, answers: Answers) -> None:
    """An interaction and a message can be told once more, as they were."""
    asked = asks(discord)
    await answers.first(4, {"content": "soon", **NOBODY})
    await discord.replay(await asked)
    said = await discord.mention(discord.ann, discord.general, "when?")
    await discord.replay(said)

    def told(kind: str, id_: str) -> Callable[[], bool]:
        return lambda: sum(one["t"] == kind and one["d"]["id"] == id_ for one in answers.line.heard) == 2

    await answers.line.until(told("INTERACTION_CREATE", answers.payloads[0]["id"]))
    await answers.line.until(told("MESSAGE_CREATE", said.id))
