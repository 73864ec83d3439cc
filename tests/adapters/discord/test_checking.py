"""Files and forms on Discord: a check is shown to one person only, and no file is read unasked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from esor_bot.testing.discord import Interaction, Rules, labels, read
from tests.adapters.discord.conftest import Open
from tests.adapters.discord.workspace import Workspace

pytestmark = pytest.mark.asyncio
PDF = b"%PDF-1.7 not a file that anybody reads here"
FILE = ("application.pdf", PDF)
FIELD = "Your application, as one PDF"


async def report(workspace: Workspace, done: Interaction) -> None:
    """Wait until Ann has the report with the picture of the pages, where she asked for it."""
    discord = workspace.discord
    await discord.until(lambda: [one for one in done.messages() if one.files], what="the picture of the pages")
    assert workspace.bot.reader.read == [PDF]
    assert [one for one in done.messages() if "documents are there" in read(one)]
    assert discord.refused == []
    assert discord.warnings == []


async def test_a_file_is_checked_by_the_command(workspace: Workspace) -> None:
    """A file that is given to the command is deferred privately at once, and its report is seen by nobody else."""
    discord = workspace.discord
    done = await discord.command(discord.ann, discord.general, "esor check", file=FILE)
    assert (done.answer, done.hidden) == (5, True)
    await report(workspace, done)

    assert all(one.only_for == discord.ann for one in done.messages())
    assert discord.seen_by(discord.ben, discord.general) == discord.said(discord.general) == []


async def test_the_command_opens_a_form_for_a_file(workspace: Workspace) -> None:
    """A file that is put into the form is checked, and the report is told to nobody but who handed it in."""
    discord = workspace.discord
    opened = await discord.command(discord.ann, discord.general, "esor check")
    assert opened.modal is not None
    await report(workspace, await discord.submit(discord.ann, {FIELD: [FILE]}))

    assert discord.seen_by(discord.ben, discord.general) == discord.said(discord.general) == []


async def test_a_file_in_direct_messages_is_offered_to_be_checked(workspace: Workspace) -> None:
    """A PDF that somebody sends to the bot is read once they press the button, and not before."""
    discord = workspace.discord
    await discord.say(discord.ann, discord.direct(discord.ann), "", files=[FILE])
    (offer,) = await discord.until(lambda: discord.told(discord.ann), what="an offer")
    assert discord.world.calls["GET /cdn"] == 0

    await discord.press(discord.ann, offer, labels(offer)[0])
    await discord.until(lambda: [one for one in discord.told(discord.ann) if one.files], what="the picture")
    assert workspace.bot.reader.read == [PDF]
    assert discord.refused == []


async def test_an_old_offer_is_good_still(workspace: Workspace) -> None:
    """An offer that is taken up when the address of the file holds no longer finds the file by another one."""
    discord = workspace.discord
    discord.world.rules.signed = -60.0
    await discord.say(discord.ann, discord.direct(discord.ann), "", files=[FILE])
    (offer,) = await discord.until(lambda: discord.told(discord.ann), what="an offer")
    discord.world.rules.signed = 60.0
    await workspace.bot.stop()
    await workspace.bot.start()
    await discord.press(discord.ann, offer, labels(offer)[0])
    await discord.until(lambda: [one for one in discord.told(discord.ann) if one.files], what="the picture")

    assert workspace.bot.reader.read == [PDF]
    assert discord.refused == []


async def test_a_file_that_was_deleted_meanwhile(workspace: Workspace) -> None:
    """Whoever deleted the file before they pressed the button is told that it is not there any more."""
    discord = workspace.discord
    shared = await discord.say(discord.ann, discord.direct(discord.ann), "", files=[FILE])
    (offer,) = await discord.until(lambda: discord.told(discord.ann), what="an offer")
    await discord.delete(shared)
    await discord.press(discord.ann, offer, labels(offer)[0])
    await discord.until(lambda: [one for one in discord.told(discord.ann) if "not there any more" in read(one)])

    assert workspace.bot.reader.read == []
    assert discord.refused == []


@pytest.mark.parametrize("text", ["", "please check"])
async def test_a_file_in_a_channel_is_not_read(workspace: Workspace, text: str) -> None:
    """Whoever puts a PDF where others see it is told privately how to have it checked; nothing of it is fetched."""
    discord = workspace.discord
    await discord.mention(discord.ann, discord.general, text, files=[FILE])
    (told,) = await discord.until(lambda: discord.told(discord.ann), what="a word to its owner")
    await workspace.quiet()

    assert "I have not read it" in read(told)
    assert workspace.bot.reader.read == []
    assert discord.world.calls["GET /cdn"] == 0
    assert not [one for one in discord.said(discord.general) if "application.pdf" in read(one)]
    assert discord.refused == []


async def test_files_that_are_not_for_the_bot_are_nobodys_business(workspace: Workspace) -> None:
    """Of files in a channel that are no PDF, or were not shown to the bot, nothing is said."""
    discord = workspace.discord
    await discord.say(discord.ann, discord.general, "photos", files=[("beach.jpg", b"jpg")])
    await discord.say(discord.ann, discord.general, "mine", files=[FILE])
    await workspace.quiet()

    assert discord.ephemeral(discord.ann) == discord.told(discord.ann) == discord.said(discord.general) == []


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
    discord = workspace.discord
    await discord.say(discord.ann, discord.direct(discord.ann), "", files=files)
    (told,) = await discord.until(lambda: discord.told(discord.ann), what=says)

    assert says in read(told)
    assert discord.world.calls["GET /cdn"] == 0
    assert discord.refused == []


@pytest.mark.parametrize(("file", "says"), [(("application.docx", b"PK"), "PDF"), (("a.pdf", bytes(61_000_000)), "MB")])
async def test_a_command_with_a_file_that_can_not_be_checked(
    workspace: Workspace, file: tuple[str, bytes], says: str
) -> None:
    """A file over the limit, and one that is no PDF, is not fetched; its owner is told so, and nobody else."""
    discord = workspace.discord
    done = await discord.command(discord.ann, discord.general, "esor check", file=file)
    await discord.until(done.messages, what=says)

    assert says in read(done.messages()[0])
    assert done.messages()[0].only_for == discord.ann
    assert discord.world.calls["GET /cdn"] == 0
    assert discord.refused == []


async def test_a_form_with_a_file_that_is_no_pdf(workspace: Workspace) -> None:
    """What is wrong with a file in the form is said, with a way to try again."""
    discord = workspace.discord
    await discord.command(discord.ann, discord.general, "esor check")
    sent = await discord.submit(discord.ann, {FIELD: [("application.docx", b"PK")]})
    await discord.until(sent.messages, what="what is wrong")
    (wrong,) = sent.messages()
    assert "PDF" in read(wrong)
    again = await discord.press(discord.ann, wrong, labels(wrong)[0])
    assert again.modal is not None
    await report(workspace, await discord.submit(discord.ann, {FIELD: [FILE]}))


@pytest.mark.parametrize("status", [500, 503])
async def test_a_file_is_fetched_in_spite_of_failures(workspace: Workspace, status: int) -> None:
    """Where Discord does not hand over a file at once it is tried again."""
    workspace.discord.fault("GET /cdn/.*", status=status, times=2)
    discord = workspace.discord
    done = await discord.command(discord.ann, discord.general, "esor check", file=FILE)
    await discord.until(lambda: [one for one in done.messages() if one.files], 30, "the report")

    assert workspace.bot.reader.read == [PDF]
    assert discord.refused == []


async def test_a_file_that_discord_does_not_hand_over(workspace: Workspace) -> None:
    """Where the file is not to be had its owner is told so, in place of the report."""
    discord = workspace.discord
    discord.fault("GET /cdn/.*", status=503, times=None)
    done = await discord.command(discord.ann, discord.general, "esor check", file=FILE)
    await discord.until(lambda: [one for one in done.messages() if "hand over" in read(one)], 30, "a word of it")

    assert workspace.bot.reader.read == []
    assert len(done.messages()) == 1


async def test_a_report_that_comes_late(opened: Open) -> None:
    """Where the check took longer than Discord lets one answer the report goes to direct messages."""
    async with opened(rules=replace(Rules(), later=0.4)) as workspace:
        discord = workspace.discord
        discord.fault("GET /cdn/.*", delay=1.0)
        await discord.command(discord.ann, discord.general, "esor check", file=FILE)
        await discord.until(lambda: [one for one in discord.told(discord.ann) if one.files], what="the report")

        assert discord.said(discord.general) == []
        assert discord.refused == []


async def test_the_form_of_the_pre_check(workspace: Workspace) -> None:
    """Each condition is a question of the form, and each gets its verdict with its rule; nobody else reads it."""
    discord = workspace.discord
    await discord.command(discord.ann, discord.general, "esor eligibility")
    done = await discord.submit(discord.ann, {"Are you a radiologist?": "No"})
    for _ in range(2):  # it has more questions than one form takes
        await discord.press(discord.ann, done.messages()[-1], "Continue")
        done = await discord.submit(discord.ann)
    await discord.until(lambda: "Ask the office" in labels(done.messages()[-1]), what="the way to the office")
    verdict = "\n".join(read(one) for one in done.messages())

    assert "✗" in verdict
    assert "“" in verdict
    assert discord.said(discord.general) == discord.seen_by(discord.ben, discord.general) == []
    assert discord.refused == []
