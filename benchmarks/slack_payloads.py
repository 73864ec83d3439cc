"""Does Slack take everything that is sent to it? Everything that can be done is done once, with odd texts, too."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from benchmarks.applications.series import series
from benchmarks.platforms.figures import Tour
from benchmarks.platforms.saying import ODD, OFFICE, grows, questions, seen
from benchmarks.slack_people import people
from benchmarks.slack_process import Room
from esor_bot.testing.slack import Message, View, labels

_SENT = ("chat.postMessage", "chat.postEphemeral", "chat.update", "views.open", "views.update", "views.publish")
_WORDS = ("", "help", "deadline", "documents", "cases", "privacy", "forget-me", "ask when is it", "nothing of the kind")


async def tour(room: Room, count: int) -> Tour:
    """Do everything, and ask so many questions of the benchmark besides."""
    await _questions(room, count)
    await _words(room)
    await _office(room)
    await _forms(room)
    slack = room.slack
    calls = sum(slack.world.calls[method] for method in _SENT)
    return Tour(calls, tuple(slack.refused), tuple(slack.warnings))


async def _questions(room: Room, count: int) -> None:
    slack = room.slack
    there = people(slack, count)
    for person, question in zip(
        there, [*ODD, *(one for one, _ in zip(questions(), there, strict=False))], strict=False
    ):
        asked = await slack.say(person, slack.direct(person), question)
        reply = await _reply(room, asked)
        picks = [label for label in labels(reply) if label not in ("Ask the office", "Yes")]
        if picks:
            await _press(room, person, reply, picks[0])


async def _words(room: Room) -> None:
    slack = room.slack
    for word in _WORDS:
        act = slack.command(slack.ann, slack.general, "/esor", word)
        await grows(room.slack, lambda: len(slack.ephemeral(slack.ann)), act)
    await slack.open_home(slack.ann)
    await slack.open_agent(slack.ann)
    said = await slack.say(slack.ben, slack.general, "which documents do I need?")
    await slack.shortcut(slack.ann, "answer_this", said)
    await slack.share_pdf(slack.ann, slack.general, b"%PDF-1.7")
    await seen(room.slack, lambda: slack.home(slack.ann) is not None)


async def _office(room: Room) -> None:
    slack = room.slack
    for text in ("May I bring my dog?", *ODD):
        asked = await slack.mention(slack.ann, slack.general, text)
        reply = await _reply(room, asked)
        if "Ask the office" not in labels(reply) or not await _form(room, slack.ann, reply, "Ask the office"):
            continue
        with suppress(ValueError):
            await grows(room.slack, lambda: len(slack.said(room.office)), slack.submit(slack.ann))
    for card in [one for one in slack.said(room.office) if "Claim" in labels(one)]:
        await _deeds(room, card)
    for word in OFFICE:
        act = slack.command(room.olga, slack.general, "/esor-office", word)
        await grows(room.slack, lambda: len(slack.ephemeral(room.olga)) + bool(slack.modal(room.olga)), act)
        slack.world.stacks[room.olga].clear()


async def _deeds(room: Room, card: Message) -> None:
    slack = room.slack
    await _press(room, room.olga, card, "Claim")
    texts = {"Note": "Note, for the office only", "Ask back": "Your question to them", "Answer": "Answer"}
    for deed, field in texts.items():
        if await _form(room, room.olga, card, deed):
            if deed == "Answer":
                await slack.press(room.olga, slack.fill(room.olga, Answer=ODD[0]), "Preview")
                await asyncio.sleep(0.5)
            await slack.submit(room.olga, {field: f"{ODD[0]} {ODD[4]}"})
        slack.world.stacks[room.olga].clear()
    await seen(room.slack, lambda: "Reopen" in labels(card))
    for deed in ("Reopen", "Close"):
        await _press(room, room.olga, card, deed)


async def _forms(room: Room) -> None:
    slack = room.slack
    await slack.command(slack.ann, slack.general, "/esor", "eligibility")
    if await seen(room.slack, lambda: slack.modal(slack.ann) is not None):
        await slack.submit(slack.ann, {"Do you have research and publications to show?": "Neither"})
    await slack.command(slack.ann, slack.general, "/esor", "check")
    for _, data in series(2, 7):
        if await seen(room.slack, lambda: slack.modal(slack.ann) is not None):
            act = slack.submit(slack.ann, {"Your application, as one PDF": [("application.pdf", data)]})
            await grows(room.slack, lambda: len([one for one in slack.told(slack.ann) if one.files]), act, 90)
        await slack.command(slack.ann, slack.general, "/esor", "check")
    await slack.say(slack.ann, slack.direct(slack.ann), "", files=[("a.docx", b"PK"), ("b.pdf", b"%PDF")])
    await asyncio.sleep(1)


async def _press(room: Room, who: str, where: Message | View, what: str) -> None:
    """Press something, and give the bot a moment for it."""
    if isinstance(where, Message) and what in labels(where):
        await room.slack.press(who, where, what)
        await asyncio.sleep(0.15)


async def _form(room: Room, who: str, where: Message, what: str) -> bool:
    """Open a form by a button; say whether it is open."""
    room.slack.world.stacks[who].clear()
    await _press(room, who, where, what)
    return await seen(room.slack, lambda: room.slack.modal(who) is not None)


async def _reply(room: Room, asked: Message) -> Message:
    """Wait for the first reply to a message."""
    slack = room.slack
    direct = slack.world.channels[asked.channel].direct
    found = await slack.until(lambda: slack.said(asked.channel) if direct else slack.replies(asked), 30, "a reply")
    return found[0]
