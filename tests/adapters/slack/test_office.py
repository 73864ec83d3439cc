"""The office on Slack: its cards, its forms, its words, and what the person who asked gets of it."""

from __future__ import annotations

import pytest

from esor_bot.testing.slack import Message, Rules, flat, labels
from tests.adapters.slack.conftest import Open
from tests.adapters.slack.workspace import Workspace

pytestmark = pytest.mark.asyncio
ASKED = "May I bring my dog to the hospital?"
ANSWER = "Dogs have to stay outside, we are afraid."


async def sent(workspace: Workspace, channel: str = "", question: str = ASKED) -> Message:
    """Let Ann ask the office, and return the card in its channel."""
    slack = workspace.slack
    channel = channel or slack.direct(slack.ann)
    asked = await slack.mention(slack.ann, channel, question)
    reply = await workspace.answered(asked)
    await slack.press(slack.ann, reply, "Ask the office")
    await slack.until(lambda: slack.modal(slack.ann), what="a form")
    before = len(slack.said(workspace.office))
    await slack.submit(slack.ann, {"Your question": question})
    assert slack.modal(slack.ann) is None
    cards = await slack.until(lambda: slack.said(workspace.office)[before:], what="a card")
    return cards[0]


async def shows(workspace: Workspace, card: Message, *words: str) -> None:
    """Wait until a card says all of this."""
    await workspace.slack.until(
        lambda: all(word.casefold() in flat(card).casefold() for word in words), what=f"{words} on the card"
    )


async def answer(workspace: Workspace, card: Message, text: str = ANSWER) -> None:
    """Let Olga answer."""
    slack = workspace.slack
    await slack.press(workspace.olga, card, "Answer")
    await slack.until(lambda: slack.modal(workspace.olga), what="a form")
    await slack.submit(workspace.olga, {"Answer": text})


async def reads(workspace: Workspace, channel: str, text: str) -> Message:
    """Wait until the bot has said something in a channel, and return it."""
    slack = workspace.slack
    found = await slack.until(lambda: [one for one in slack.said(channel) if text in flat(one)], what=text)
    return found[0]


async def test_a_question_becomes_a_card(workspace: Workspace) -> None:
    """A question to the office stands in its channel, with its number and all that can be done with it."""
    card = await sent(workspace)

    assert ASKED in flat(card)
    assert "#1" in flat(card)
    assert {"Claim", "Answer", "Ask back", "Note", "Merge", "Close"} <= set(labels(card))
    assert workspace.slack.refused == []


async def test_whoever_asked_is_told_the_number(workspace: Workspace) -> None:
    """Whoever asks the office is told under which number, where nobody else reads it."""
    slack = workspace.slack
    await sent(workspace, slack.general)
    await slack.until(
        lambda: [one for one in [*slack.told(slack.ann), *slack.ephemeral(slack.ann)] if "number" in flat(one)]
    )

    assert not [one for one in slack.seen_by(slack.ben, slack.general) if "number 1" in flat(one)]


async def test_the_card_shows_the_present_state(workspace: Workspace) -> None:
    """The one message that is the card follows the case: claimed, answered, reopened, closed."""
    slack = workspace.slack
    card = await sent(workspace)
    await slack.press(workspace.olga, card, "Claim")
    await shows(workspace, card, "Olga")
    await answer(workspace, card)
    await shows(workspace, card, ANSWER)
    assert "Reopen" in labels(card)
    await slack.press(workspace.otto, card, "Reopen")
    await slack.until(lambda: "Close" in labels(card) and "Reopen" not in labels(card), what="an open card")
    await slack.press(workspace.otto, card, "Close")
    await slack.until(lambda: "Reopen" in labels(card), what="a closed card")

    assert len([one for one in slack.said(workspace.office) if not one.thread]) == 1
    assert slack.refused == []


async def test_an_answer_goes_to_direct_messages(workspace: Workspace) -> None:
    """Whoever asked in direct messages gets the answer there; one sending of the form is enough."""
    slack = workspace.slack
    card = await sent(workspace)
    await answer(workspace, card)
    await reads(workspace, slack.direct(slack.ann), ANSWER)

    assert slack.modal(workspace.olga) is None
    assert slack.said(slack.general) == []
    assert slack.refused == []


async def test_an_answer_goes_to_the_thread(workspace: Workspace) -> None:
    """Whoever asked in a channel gets the answer where they chose: in that thread, with their name on it."""
    slack = workspace.slack
    asked = await slack.mention(slack.ann, slack.general, ASKED)
    reply = await workspace.answered(asked)
    await slack.press(slack.ann, reply, "Ask the office")
    await slack.until(lambda: slack.modal(slack.ann), what="a form")
    await slack.submit(slack.ann, {"Your question": ASKED})
    (card,) = await slack.until(lambda: slack.said(workspace.office), what="a card")
    await answer(workspace, card)
    shown = await reads(workspace, slack.general, ANSWER)

    assert shown.thread == asked.ts
    assert f"<@{slack.ann}>" in flat(shown)
    assert slack.refused == []


async def test_the_answer_may_go_to_direct_messages_instead(workspace: Workspace) -> None:
    """Who asks in a channel can have the answer to themselves, by a button of the form that keeps what was typed."""
    slack = workspace.slack
    asked = await slack.mention(slack.ann, slack.general, ASKED)
    reply = await workspace.answered(asked)
    await slack.press(slack.ann, reply, "Ask the office")
    await slack.until(lambda: slack.modal(slack.ann), what="a form")
    form = slack.fill(slack.ann, **{"Your question": "And my cat?"})
    await slack.press(slack.ann, form, "To my direct messages")
    await slack.until(lambda: "comes to your direct messages" in flat(form), what="the other place")
    await slack.submit(slack.ann)
    (card,) = await slack.until(lambda: slack.said(workspace.office), what="a card")
    assert "And my cat?" in flat(card)
    await answer(workspace, card)
    await reads(workspace, slack.direct(slack.ann), ANSWER)

    assert len(slack.said(slack.general)) == 1
    assert slack.refused == []


async def test_the_preview_shows_what_they_get(workspace: Workspace) -> None:
    """In the form of an answer a button shows what will be sent, and keeps what was typed."""
    slack = workspace.slack
    card = await sent(workspace)
    await slack.press(workspace.olga, card, "Answer")
    await slack.until(lambda: slack.modal(workspace.olga), what="a form")
    await slack.press(workspace.olga, slack.fill(workspace.olga, Answer=ANSWER), "Preview")
    form = await slack.until(lambda: ANSWER in flat(slack.modal(workspace.olga)) and slack.modal(workspace.olga))  # type: ignore[arg-type]
    assert form
    await slack.submit(workspace.olga)
    await reads(workspace, slack.direct(slack.ann), ANSWER)

    assert slack.refused == []


async def test_asking_back_and_writing_back(workspace: Workspace) -> None:
    """The office asks back, the person answers by the button, and the office reads it below the card."""
    slack = workspace.slack
    card = await sent(workspace)
    await slack.press(workspace.olga, card, "Ask back")
    await slack.until(lambda: slack.modal(workspace.olga), what="a form")
    await slack.submit(workspace.olga, {"Your question to them": "How large is it?"})
    asked_back = await reads(workspace, slack.direct(slack.ann), "How large is it?")
    await slack.press(slack.ann, asked_back, labels(asked_back)[0])
    await slack.until(lambda: slack.modal(slack.ann), what="a form")
    await slack.submit(slack.ann, {"What you add": "It is very small."})
    below = await reads(workspace, workspace.office, "It is very small.")

    assert below.ts == card.ts or below.thread == card.ts
    assert slack.refused == []


async def test_adding_to_an_answer_opens_it_again(workspace: Workspace) -> None:
    """Whoever has the answer can add to it, and the card is open again."""
    slack = workspace.slack
    card = await sent(workspace)
    await answer(workspace, card)
    got = await reads(workspace, slack.direct(slack.ann), ANSWER)
    await slack.press(slack.ann, got, labels(got)[0])
    await slack.until(lambda: slack.modal(slack.ann), what="a form")
    await slack.submit(slack.ann, {"What you add": "And a cat?"})
    await slack.until(lambda: "Reopen" not in labels(card), what="an open card")

    assert slack.refused == []


async def test_a_note_is_for_the_office(workspace: Workspace) -> None:
    """A note stands on the card, and nobody else reads it."""
    slack = workspace.slack
    card = await sent(workspace)
    await slack.press(workspace.olga, card, "Note")
    await slack.until(lambda: slack.modal(workspace.olga), what="a form")
    await slack.submit(workspace.olga, {"Note, for the office only": "ask the director"})
    await shows(workspace, card, "ask the director")

    assert not [one for one in slack.told(slack.ann) if "director" in flat(one)]
    assert slack.refused == []


async def test_two_questions_become_one(workspace: Workspace) -> None:
    """Two cards are put together, and one answer reaches both who asked."""
    slack = workspace.slack
    first = await sent(workspace)
    asked = await slack.say(slack.ben, slack.direct(slack.ben), "Are dogs allowed in the hospital?")
    reply = await workspace.answered(asked)
    await slack.press(slack.ben, reply, "Ask the office")
    await slack.until(lambda: slack.modal(slack.ben), what="a form")
    await slack.submit(slack.ben, {"Your question": "Are dogs allowed in the hospital?"})
    cards = await slack.until(lambda: len(slack.said(workspace.office)) == 2 and slack.said(workspace.office))
    assert cards
    await slack.press(workspace.olga, cards[1], "Merge")
    form = await slack.until(lambda: slack.modal(workspace.olga), what="a form")
    assert form is not None
    number = next(
        block["label"]["text"] for block in form.blocks if block["type"] == "input" and "number" in flat([block])
    )
    await slack.submit(workspace.olga, {number: "1"})
    await slack.until(lambda: "Claim" not in labels(cards[1]), what="a merged card")
    await answer(workspace, first)
    await reads(workspace, slack.direct(slack.ann), ANSWER)
    await reads(workspace, slack.direct(slack.ben), ANSWER)

    assert slack.refused == []


async def test_two_colleagues_at_once(workspace: Workspace) -> None:
    """Of two who claim a card at the same time one gets it, and the other is told who has it."""
    slack = workspace.slack
    card = await sent(workspace)
    await slack.press(workspace.olga, card, "Claim")
    await slack.press(workspace.otto, card, "Claim") if "Claim" in labels(card) else None
    await shows(workspace, card, "Olga")

    assert slack.refused == []


async def test_others_do_nothing_with_a_card(workspace: Workspace) -> None:
    """Who is not of the office's channel can do nothing with a card, nor with its words, and is told so."""
    slack = workspace.slack
    card = await sent(workspace)
    slack.world.channels[workspace.office].members.append(slack.ben)  # seen, before the bot heard of it
    await slack.press(slack.ben, card, "Claim")
    await slack.command(slack.ann, slack.general, "/esor-office", "list")
    await slack.until(lambda: slack.ephemeral(slack.ann) and slack.seen_by(slack.ben, workspace.office))

    assert "Claim" in labels(card)
    assert ASKED not in " ".join(flat(one) for one in slack.ephemeral(slack.ann))


async def test_who_joins_the_channel_is_of_the_office(workspace: Workspace) -> None:
    """Whoever comes into the office's channel can work there, and no longer once they have left."""
    slack = workspace.slack
    await slack.join(slack.ben, workspace.office)
    card = await sent(workspace)

    async def listed() -> bool:
        await slack.command(slack.ben, slack.general, "/esor-office", "list")
        await slack.until(lambda: len(slack.ephemeral(slack.ben)) > count)
        return ASKED[:20] in flat(slack.ephemeral(slack.ben)[-1])

    count = 0
    assert await listed()
    await slack.leave(slack.ben, workspace.office)
    await workspace.quiet(1.0)
    count = len(slack.ephemeral(slack.ben))
    assert not await listed()
    assert card.versions >= 1


@pytest.mark.parametrize(
    ("word", "says"),
    [("list", ASKED[:20]), ("search dog", ASKED[:20]), ("show 1", ASKED), ("digest", "#1"), ("help", "list")],
)
async def test_words_of_the_office(workspace: Workspace, word: str, says: str) -> None:
    """Each word of the office is answered to whoever of it used it, and to nobody else."""
    slack = workspace.slack
    await sent(workspace)
    await slack.command(workspace.olga, slack.general, "/esor-office", word)
    await slack.until(lambda: [one for one in slack.ephemeral(workspace.olga) if says in flat(one)], what=says)

    assert slack.said(slack.general) == []
    assert slack.refused == []


async def test_the_statistics_come_with_a_picture(workspace: Workspace) -> None:
    """The figures come with a picture, which only who asked for it gets."""
    slack = workspace.slack
    await sent(workspace)
    await slack.command(workspace.olga, slack.general, "/esor-office", "stats")
    pictures = await slack.until(lambda: [one for one in slack.told(workspace.olga) if one.files], 30, "a picture")

    assert pictures[0].files[0]["name"].endswith(".png")
    assert slack.refused == []


async def test_an_answer_is_promoted(opened: Open) -> None:
    """An answer of the office is put forward, approved by somebody else, and told to whoever asks next."""
    async with opened(rules=Rules(trigger=20, acknowledge=20)) as workspace:  # it may take long the first time
        slack = workspace.slack
        card = await sent(workspace)
        await answer(workspace, card)
        await shows(workspace, card, ANSWER)
        await slack.command(workspace.olga, workspace.office, "/esor-office", "promote 1")
        await slack.until(lambda: slack.modal(workspace.olga), 30, "a form")
        await slack.submit(workspace.olga, {"Questions that lead to it": "are dogs allowed in the hospital"})
        await slack.until(lambda: slack.modal(workspace.olga) is None, what="a form that is sent")
        await slack.command(workspace.otto, workspace.office, "/esor-office", "promote S1")
        shown = await slack.until(lambda: slack.ephemeral(workspace.otto), 30, "a statement")
        await slack.press(workspace.otto, shown[-1], "Approve")
        await slack.until(
            lambda: [one for one in slack.ephemeral(workspace.otto) if "is approved" in flat(one)], 30, "approval"
        )
        assert slack.refused == []
