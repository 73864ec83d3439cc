"""Files and forms on Slack: a check is offered, shown and told to one person only, and no file is read unasked."""

from __future__ import annotations

import pytest

from esor_bot.testing.slack import flat, labels
from tests.adapters.slack.workspace import Workspace

pytestmark = pytest.mark.asyncio
PDF = b"%PDF-1.7 not a file that anybody reads here"


async def report(workspace: Workspace) -> None:
    """Wait until Ann has the report, in her direct messages and with the picture of the pages."""
    slack = workspace.slack
    await slack.until(lambda: [one for one in slack.told(slack.ann) if one.files], what="the picture of the pages")
    assert workspace.bot.reader.read == [PDF]
    assert [one for one in slack.told(slack.ann) if "documents are there" in flat(one)]
    assert slack.refused == []


async def test_the_command_opens_a_form_for_a_file(workspace: Workspace) -> None:
    """A file that is put into the form is checked, and the report is told to nobody but who handed it in."""
    slack = workspace.slack
    await slack.command(slack.ann, slack.general, "/esor", "check")
    await slack.until(lambda: slack.modal(slack.ann), what="a form")
    await slack.submit(slack.ann, {"Your application, as one PDF": [("application.pdf", PDF)]})
    await report(workspace)

    assert slack.said(slack.general) == []
    assert slack.seen_by(slack.ben, slack.general) == []


async def test_a_file_in_direct_messages_is_offered_to_be_checked(workspace: Workspace) -> None:
    """A PDF that somebody sends to the bot is read once they press the button, and not before."""
    slack = workspace.slack
    await slack.share_pdf(slack.ann, slack.direct(slack.ann), PDF)
    (offer,) = await slack.until(lambda: slack.told(slack.ann), what="an offer")
    assert workspace.bot.reader.read == []
    assert slack.world.calls["files.info"] == 0

    await slack.press(slack.ann, offer, labels(offer)[0])
    await report(workspace)


async def test_a_file_in_a_channel_is_not_read(workspace: Workspace) -> None:
    """Whoever puts a PDF where others see it is told privately how to have it checked; nothing of it is fetched."""
    slack = workspace.slack
    await slack.share_pdf(slack.ann, slack.general, PDF)
    await slack.until(lambda: slack.ephemeral(slack.ann) or slack.told(slack.ann), what="a word to its owner")
    await workspace.quiet()

    assert workspace.bot.reader.read == []
    assert slack.said(slack.general) == []
    assert slack.seen_by(slack.ben, slack.general) == slack.seen_by(slack.ann, slack.general)[:1]
    assert slack.refused == []


async def test_other_files_in_a_channel_are_nobodys_business(workspace: Workspace) -> None:
    """Of files that are no PDF nothing is said in a channel."""
    slack = workspace.slack
    await slack.say(slack.ann, slack.general, "photos", files=[("beach.jpg", b"jpg")])
    await workspace.quiet()

    assert slack.ephemeral(slack.ann) == slack.told(slack.ann) == slack.said(slack.general) == []


async def test_a_file_with_a_mention_in_a_channel_is_not_read(workspace: Workspace) -> None:
    """Who mentions the bot with a PDF in a channel is told how to do it where nobody else reads the report."""
    slack = workspace.slack
    await slack.mention(slack.ann, slack.general, "please check", files=[("application.pdf", PDF)])
    await slack.until(lambda: slack.ephemeral(slack.ann) or slack.told(slack.ann), what="a word to its owner")

    assert workspace.bot.reader.read == []
    assert slack.refused == []


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([("application.docx", b"PK")], "export it as a PDF"),
        ([("a.pdf", PDF), ("b.pdf", PDF)], "2 files"),
        ([("beach.jpg", b"jpg")], "PDF"),
    ],
)
async def test_files_that_can_not_be_checked(workspace: Workspace, files: list[tuple[str, bytes]], says: str) -> None:
    """A document of a word processor, several files, a picture: whoever sent them is told what to do."""
    slack = workspace.slack
    await slack.say(slack.ann, slack.direct(slack.ann), "", files=files)
    (told,) = await slack.until(lambda: slack.told(slack.ann), what=says)

    assert says in flat(told)
    assert workspace.bot.reader.read == []
    assert slack.refused == []


async def test_a_file_that_is_too_large(workspace: Workspace) -> None:
    """A file over the limit is not fetched, and its owner is told how large it may be."""
    slack = workspace.slack
    data = b"%PDF" + bytes(61_000_000)
    await slack.share_pdf(slack.ann, slack.direct(slack.ann), data)
    (told,) = await slack.until(lambda: slack.told(slack.ann), what="the limit")

    assert "MB" in flat(told)
    assert workspace.bot.reader.read == []
    assert slack.refused == []


async def test_a_form_with_a_file_that_is_no_pdf_stays_open(workspace: Workspace) -> None:
    """What is wrong with a file in the form is said in the form."""
    slack = workspace.slack
    await slack.command(slack.ann, slack.general, "/esor", "check")
    await slack.until(lambda: slack.modal(slack.ann), what="a form")
    delivery = await slack.submit(slack.ann, {"Your application, as one PDF": [("application.docx", b"PK")]})

    assert delivery.body["response_action"] == "errors"
    assert slack.modal(slack.ann) is not None
    assert slack.refused == []


async def test_a_file_that_slack_does_not_hand_over(workspace: Workspace) -> None:
    """Where the file can't be fetched its owner is told so, in place of the report."""
    slack = workspace.slack
    slack.fault("download", status=503, times=None)
    await slack.share_pdf(slack.ann, slack.direct(slack.ann), PDF)
    (offer,) = await slack.until(lambda: slack.told(slack.ann), what="an offer")
    await slack.press(slack.ann, offer, labels(offer)[0])
    await slack.until(lambda: [one for one in slack.told(slack.ann) if "hand over" in flat(one)], 30, "a word of it")

    assert workspace.bot.reader.read == []


async def test_a_file_from_a_shared_channel_is_asked_for(workspace: Workspace) -> None:
    """Of a file in a channel shared with others only the id is told; what kind it is, is asked for, and no more."""
    slack = workspace.slack
    shared = slack.world.add_channel("shared", [slack.bot, slack.ann], shared=True)
    await slack.share_pdf(slack.ann, shared, PDF)
    await slack.until(lambda: slack.ephemeral(slack.ann) or slack.told(slack.ann), what="a word to its owner")

    assert workspace.bot.reader.read == []
    assert slack.world.calls["files.info"] >= 1
    assert slack.refused == []


async def test_the_form_of_the_pre_check(workspace: Workspace) -> None:
    """Each condition is a question of the form, and each gets its verdict with its rule; nobody else reads it."""
    slack = workspace.slack
    await slack.command(slack.ann, slack.general, "/esor", "eligibility")
    await slack.until(lambda: slack.modal(slack.ann), what="a form")
    await slack.submit(slack.ann, {"Do you have research and publications to show?": "Neither"})
    told = await slack.until(
        lambda: [one for one in [*slack.told(slack.ann), *slack.ephemeral(slack.ann)] if "✗" in flat(one)],
        what="a verdict",
    )

    assert "“" in flat(told[0])
    assert "Ask the office" in labels(told[0])
    assert slack.said(slack.general) == []
    assert slack.seen_by(slack.ben, slack.general) == []
    assert slack.refused == []


async def test_a_field_that_can_not_be_read_is_named(workspace: Workspace) -> None:
    """What can't be read in the form is said at its field."""
    slack = workspace.slack
    await slack.command(slack.ann, slack.general, "/esor", "eligibility")
    await slack.until(lambda: slack.modal(slack.ann), what="a form")
    delivery = await slack.submit(slack.ann, {"When were you certified?": "a while ago"})

    assert delivery.body["response_action"] == "errors"
    assert "June 2019" in str(delivery.body["errors"])
    assert slack.refused == []
