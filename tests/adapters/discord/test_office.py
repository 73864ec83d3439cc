"""The office on Discord: its cards, its forms, its words, and what the person who asked gets of it."""

from __future__ import annotations

import re

import pytest

from esor_bot.testing.discord import Message, labels, read
from tests.adapters.discord.conftest import Open
from tests.adapters.discord.workspace import Workspace

pytestmark = pytest.mark.asyncio
ASKED = "May I bring my dog to the hospital?"
ANSWER = "Dogs have to stay outside, we are afraid."


async def sent(workspace: Workspace, channel: str = "", question: str = ASKED, user: str = "") -> Message:
    """Let somebody ask the office by the button of a reply, and return the card in its channel."""
    discord = workspace.discord
    user = user or discord.ann
    asked = await discord.mention(user, channel or discord.direct(user), question)
    reply = await workspace.answered(asked)
    before = cards(workspace)
    await discord.press(user, reply, "Ask the office")
    await discord.submit(user, {"Your question": question})
    new = await discord.until(lambda: [one for one in cards(workspace) if one not in before], what="a card")
    return new[0]


def cards(workspace: Workspace) -> list[Message]:
    """Return the cards in the office's channel, or the first messages of its posts."""
    said = workspace.discord.said(workspace.office)
    return [one for one in said if one.channel == workspace.office or one.channel == one.id]


async def shows(workspace: Workspace, card: Message, *words: str) -> None:
    """Wait until a card says all of this."""
    await workspace.discord.until(
        lambda: all(word.casefold() in read(card).casefold() for word in words), what=f"{words} on the card"
    )


async def answer(workspace: Workspace, card: Message, text: str = ANSWER) -> None:
    """Let Olga answer."""
    await workspace.discord.press(workspace.olga, card, "Answer")
    await workspace.discord.submit(workspace.olga, {"Answer": text})


async def reads(workspace: Workspace, channel: str, text: str, seconds: float = 10.0) -> Message:
    """Wait until the bot has said something in a channel or a thread of it, and return it."""
    discord = workspace.discord
    found = await discord.until(lambda: [one for one in discord.said(channel) if text in read(one)], seconds, text)
    return found[0]


async def test_a_question_becomes_a_card(workspace: Workspace) -> None:
    """A question to the office stands in its channel, with its number and all that can be done with it."""
    card = await sent(workspace)

    assert ASKED in read(card)
    assert "#1" in read(card)
    assert {"Claim", "Answer", "Ask back", "Note", "Merge", "Close"} <= set(labels(card))
    assert workspace.discord.refused == []
    assert workspace.discord.warnings == []


@pytest.mark.parametrize("question", ["", ASKED])
async def test_the_command_asks_the_office(workspace: Workspace, question: str) -> None:
    """`/esor office` opens the form, with the question in it where one was given, and one sending is enough."""
    discord = workspace.discord
    given = {"question": question} if question else {}
    opened = await discord.command(discord.ann, discord.general, "esor office", **given)
    assert opened.modal is not None
    sent = await discord.submit(discord.ann, {} if question else {"Your question": ASKED})
    (card,) = await discord.until(lambda: cards(workspace), what="a card")
    await discord.until(lambda: any("number #1" in read(one) for one in sent.messages()), what="the number")

    assert ASKED in read(card)
    # The bot does not know the clock of anybody on Discord: what is said to be theirs has to be a moment.
    assert not any(re.search(r"\(\d+:\d\d for you", read(one)) for one in sent.messages())
    assert discord.seen_by(discord.ben, discord.general) == []
    assert discord.refused == []


async def test_the_card_shows_the_present_state(workspace: Workspace) -> None:
    """The one message that is the card follows the case: claimed, answered, reopened, closed."""
    discord = workspace.discord
    card = await sent(workspace)
    await discord.press(workspace.olga, card, "Claim")
    await shows(workspace, card, "Olga")
    await answer(workspace, card)
    await shows(workspace, card, ANSWER)
    assert "Reopen" in labels(card)
    await discord.press(workspace.otto, card, "Reopen")
    await discord.until(lambda: "Close" in labels(card) and "Reopen" not in labels(card), what="an open card")
    sure = await discord.press(workspace.otto, card, "Close")  # nobody answered it since
    await discord.press(workspace.otto, sure.messages()[0], "Close")
    await discord.until(lambda: "Reopen" in labels(card), what="a closed card")

    assert cards(workspace) == [card]
    assert discord.refused == []


async def test_an_answer_goes_to_direct_messages(workspace: Workspace) -> None:
    """Whoever asked in private gets the answer in direct messages; one sending of the form is enough."""
    discord = workspace.discord
    card = await sent(workspace)
    await answer(workspace, card)
    await reads(workspace, discord.direct(discord.ann), ANSWER)

    assert discord.modal(workspace.olga) is None
    assert discord.said(discord.general) == []
    assert discord.refused == []


async def test_an_answer_goes_to_the_thread(workspace: Workspace) -> None:
    """Whoever asked in a channel gets the answer in that thread, and is called there; nobody else is."""
    discord = workspace.discord
    card = await sent(workspace, discord.general)
    await answer(workspace, card)
    shown = await reads(workspace, discord.general, ANSWER)

    (thread,) = discord.threads(discord.general)
    assert shown.channel == thread.id
    assert shown.mentions == [discord.ann]
    assert discord.refused == []


async def test_with_closed_direct_messages_a_private_thread_takes_the_answer(workspace: Workspace) -> None:
    """Whoever takes no direct messages gets the answer in a thread that nobody else sees, where they asked."""
    discord = workspace.discord
    await discord.command(discord.ann, discord.general, "esor office", question=ASKED)
    await discord.submit(discord.ann)
    (card,) = await discord.until(lambda: cards(workspace), what="a card")
    discord.world.users[discord.ann].closed = True
    await answer(workspace, card)
    shown = await reads(workspace, discord.general, ANSWER)

    assert shown in discord.seen_by(discord.ann, shown.channel)
    assert discord.seen_by(discord.ben, shown.channel) == []
    assert discord.told(discord.ann) == []
    assert discord.refused == []


async def test_an_answer_that_reaches_nobody_is_told_to_the_office(workspace: Workspace) -> None:
    """Where no private thread can be begun either the office is told that nobody has read its answer."""
    discord = workspace.discord
    await discord.command(discord.ann, discord.general, "esor office", question=ASKED)
    await discord.submit(discord.ann)
    (card,) = await discord.until(lambda: cards(workspace), what="a card")
    discord.world.users[discord.ann].closed = True
    discord.world.deny(discord.general, "CREATE_PRIVATE_THREADS")
    await answer(workspace, card)
    await reads(workspace, workspace.office, "could not be delivered")

    assert discord.said(discord.general) == []
    assert discord.refused == []


async def test_asking_back_and_writing_back(workspace: Workspace) -> None:
    """The office asks back, the person answers by the button, and the office reads it below the card."""
    discord = workspace.discord
    card = await sent(workspace)
    await discord.press(workspace.olga, card, "Ask back")
    await discord.submit(workspace.olga, {"Your question to them": "How large is it?"})
    asked_back = await reads(workspace, discord.direct(discord.ann), "How large is it?")
    await discord.press(discord.ann, asked_back, labels(asked_back)[0])
    await discord.submit(discord.ann, {"What you add": "It is very small."})
    below = await reads(workspace, workspace.office, "It is very small.")

    assert below is card or below.channel == card.id
    assert discord.refused == []


async def test_adding_to_an_answer_opens_it_again(workspace: Workspace) -> None:
    """Whoever has the answer can add to it, and the card is open again."""
    discord = workspace.discord
    card = await sent(workspace)
    await answer(workspace, card)
    got = await reads(workspace, discord.direct(discord.ann), ANSWER)
    await discord.press(discord.ann, got, labels(got)[0])
    await discord.submit(discord.ann, {"What you add": "And a cat?"})
    await discord.until(lambda: "Reopen" not in labels(card), what="an open card")

    assert discord.refused == []


async def test_a_note_is_for_the_office(workspace: Workspace) -> None:
    """A note stands on the card, and nobody else reads it."""
    discord = workspace.discord
    card = await sent(workspace)
    await discord.press(workspace.olga, card, "Note")
    await discord.submit(workspace.olga, {"Note, for the office only": "ask the director"})
    await shows(workspace, card, "ask the director")

    assert not [one for one in discord.told(discord.ann) if "director" in read(one)]
    assert discord.refused == []


async def test_two_questions_become_one(workspace: Workspace) -> None:
    """Two cards are put together, and one answer reaches both who asked."""
    discord = workspace.discord
    first = await sent(workspace)
    second = await sent(workspace, question="Are dogs allowed in the hospital?", user=discord.ben)
    await discord.press(workspace.olga, second, "Merge")
    form = discord.modal(workspace.olga)
    assert form is not None
    number = next(one["label"] for one in form.components if "number" in one.get("label", ""))
    await discord.submit(workspace.olga, {number: "1"})
    await discord.until(lambda: "Claim" not in labels(second), what="a merged card")
    await answer(workspace, first)
    await reads(workspace, discord.direct(discord.ann), ANSWER)
    await reads(workspace, discord.direct(discord.ben), ANSWER)

    assert discord.refused == []


async def test_a_question_is_handed_over(workspace: Workspace) -> None:
    """Whoever has a question hands it over by Discord's own menu of people: to anybody of the office, and no other."""
    discord = workspace.discord
    card = await sent(workspace)
    await discord.press(workspace.olga, card, "Claim")
    await shows(workspace, card, "Olga has it")
    for to in (discord.ben, workspace.otto):
        await discord.press(workspace.olga, card, "Hand over")
        form = discord.modal(workspace.olga)
        assert form is not None
        label = next(one["label"] for one in form.components if one.get("component", {}).get("type") == 5)
        done = await discord.submit(workspace.olga, {label: to})
        await discord.until(done.messages, what="what came of it")
    await shows(workspace, card, "Otto has it")

    assert discord.refused == []


async def test_two_colleagues_at_once(workspace: Workspace) -> None:
    """Of two who claim a card at the same time one gets it, and the other is told who has it."""
    discord = workspace.discord
    card = await sent(workspace)
    stale = [dict(row) for row in card.components]
    await discord.press(workspace.olga, card, "Claim")
    await shows(workspace, card, "Olga")
    card.components = stale
    done = await discord.press(workspace.otto, card, "Claim")
    await discord.until(lambda: any("Olga" in read(one) for one in done.messages()), what="who has it")

    assert discord.refused == []


async def test_others_do_nothing_with_a_card(workspace: Workspace) -> None:
    """Who has not the office's role can do nothing with a card, nor with the office's words, and is told so."""
    discord = workspace.discord
    card = await sent(workspace)
    discord.world.channels[workspace.office].overwrites.clear()  # everybody sees it
    pressed = await discord.press(discord.ben, card, "Claim")
    listed = await discord.command(discord.ann, discord.general, "esor-office list")
    await discord.until(lambda: pressed.messages() and listed.messages(), what="a word of it")

    assert "Claim" in labels(card)
    assert ASKED not in " ".join(read(one) for one in listed.messages())
    assert all(one.only_for for one in (*pressed.messages(), *listed.messages()))
    assert discord.refused == []


async def test_who_is_given_the_role_is_of_the_office(workspace: Workspace) -> None:
    """Whoever gets the role works there at once, and no longer once it is taken from them, in direct messages too."""
    discord = workspace.discord
    ben = discord.world.users[discord.ben]
    await sent(workspace)

    async def listed(channel: str) -> bool:
        done = await discord.command(discord.ben, channel, "esor-office list")
        await discord.until(done.messages, what="a list")
        return ASKED[:20] in read(done.messages()[-1])

    assert not await listed(discord.general)
    ben.roles.append(discord.office_role)
    assert await listed(discord.general)
    assert await listed(discord.direct(discord.ben))
    ben.roles.remove(discord.office_role)
    assert not await listed(discord.general)
    assert discord.refused == []


@pytest.mark.parametrize(
    ("word", "options", "says"),
    [
        ("list", {}, ASKED[:20]),
        ("search", {"words": "dog"}, ASKED[:20]),
        ("show", {"number": 1}, ASKED),
        ("digest", {}, "#1"),
        ("help", {}, "list"),
        ("silent", {}, ""),
    ],
)
async def test_words_of_the_office(workspace: Workspace, word: str, options: dict[str, object], says: str) -> None:
    """Each word of the office is answered to whoever of it used it, and to nobody else."""
    discord = workspace.discord
    await sent(workspace)
    done = await discord.command(workspace.olga, discord.general, f"esor-office {word}", **options)
    await discord.until(lambda: [one for one in done.messages() if says in read(one)], what=says)

    assert discord.said(discord.general) == []
    assert discord.refused == []


async def test_the_statistics_come_with_a_picture(workspace: Workspace) -> None:
    """The figures come with a picture, which only who asked for it gets."""
    discord = workspace.discord
    await sent(workspace)
    done = await discord.command(workspace.olga, discord.general, "esor-office stats")
    await discord.until(lambda: any(one.files for one in done.messages()), 30, "a picture")

    (picture,) = [one for one in done.messages() if one.files]
    assert picture.files[0].name.endswith(".png")
    assert picture.only_for == workspace.olga
    assert discord.refused == []


async def test_an_answer_is_promoted(workspace: Workspace) -> None:
    """An answer of the office is put forward, approved by somebody else, and told to whoever asks next."""
    discord = workspace.discord
    card = await sent(workspace)
    await answer(workspace, card)
    await shows(workspace, card, ANSWER)
    promoted = await discord.command(workspace.olga, workspace.office, "esor-office promote", statement="1")
    assert promoted.modal is not None
    first = await discord.submit(workspace.olga, {"Questions that lead to it": "are dogs allowed in the hospital"})
    await discord.press(workspace.olga, first.messages()[0], "Continue")  # it has more fields than a form takes
    await discord.submit(workspace.olga)
    shown = await discord.command(workspace.otto, workspace.office, "esor-office promote", statement="S1")
    await discord.until(shown.messages, 30, "a statement")
    done = await discord.press(workspace.otto, shown.messages()[-1], "Approve")
    await discord.until(
        lambda: [one for one in (*shown.messages(), *done.messages()) if "is approved" in read(one)], 30, "approval"
    )
    assert discord.refused == []


async def test_a_forum_has_a_post_for_each_case(opened: Open) -> None:
    """Where the office is a forum each case is a post of its own, and what is added to it stands in that post."""
    async with opened(kind="forum") as workspace:
        discord = workspace.discord
        card = await sent(workspace)
        (post,) = discord.threads(workspace.office)
        assert card.channel == card.id == post.id
        assert "#1" in post.name
        await discord.press(workspace.olga, card, "Ask back")
        await discord.submit(workspace.olga, {"Your question to them": "How large is it?"})
        asked_back = await reads(workspace, discord.direct(discord.ann), "How large is it?")
        await discord.press(discord.ann, asked_back, labels(asked_back)[0])
        await discord.submit(discord.ann, {"What you add": "It is very small."})
        below = await reads(workspace, workspace.office, "It is very small.")
        assert below.channel == post.id
        await shows(workspace, card, "It is very small.")
        await answer(workspace, card)
        await discord.until(lambda: "Reopen" in labels(card), what="a card that is answered")

        assert discord.threads(workspace.office) == [post]
        assert discord.refused == []


async def test_a_card_that_somebody_deleted_comes_again(workspace: Workspace) -> None:
    """Where the message that is the card is gone a new one shows the case."""
    discord = workspace.discord
    card = await sent(workspace)
    await discord.delete(card)
    added = await discord.command(workspace.olga, discord.general, "esor-office show", number=1)
    await discord.until(added.messages, what="the case")
    await discord.press(workspace.olga, added.messages()[0], "Claim")
    (again,) = await discord.until(lambda: cards(workspace), what="a card")

    await shows(workspace, again, "Olga", ASKED)
    assert discord.refused == []


async def test_the_office_goes_on_after_a_restart(workspace: Workspace) -> None:
    """Cards, their buttons and their forms work once the bot was stopped and started again."""
    discord = workspace.discord
    card = await sent(workspace)
    await workspace.bot.stop()
    await workspace.bot.start()
    await discord.press(workspace.olga, card, "Answer")
    await workspace.bot.stop()
    await workspace.bot.start()
    await discord.submit(workspace.olga, {"Answer": ANSWER})
    # What was on its way when the bot was stopped is held until its lease ends.
    await reads(workspace, discord.direct(discord.ann), ANSWER, 60)
    await discord.until(lambda: "Reopen" in labels(card), 60, "a card that is answered")

    assert cards(workspace) == [card]
    assert discord.refused == []
