"""The bot's own page, and what it suggests."""

from __future__ import annotations

from esor_bot.domain.reply import Heading, Outcome, Reply
from esor_bot.testing.replies import ONE_OF_EACH
from esor_bot.testing.slack.block_kit import view_problems
from esor_bot.wording import Wording
from esor_bot_slack.outbound import home, prompts
from tests.adapters.slack.shown import shown

WORDING = Wording({"blocks.leave": "Leave it", "blocks.more": "There is more."})


def test_every_kind_of_block() -> None:
    """Every kind of block can stand on the page; files are named there."""
    view = home(Reply(Outcome.ANSWERED, ONE_OF_EACH), WORDING)

    assert view_problems(view) == []
    assert "(deadline.ics)" in shown(view["blocks"])


def test_a_page_that_is_too_long() -> None:
    """It ends with a line that says so."""
    full, over = (home(Reply(Outcome.ANSWERED, tuple(Heading(".") for _ in range(n))), WORDING) for n in (100, 101))

    assert view_problems(full) == view_problems(over) == []
    assert shown(full["blocks"]) == "." * 100
    assert shown(over["blocks"]) == "." * 99 + "There is more."


def test_without_wording_nothing_is_said_in_another_language() -> None:
    """Where no words are given the line is a sign."""
    assert shown(home(Reply(Outcome.ANSWERED, (Heading("."),) * 101))["blocks"]).endswith("…")


def test_suggestions() -> None:
    """Four questions at most; what is too long to be shown is still sent whole."""
    long = "Who of us may hand in an application for this fellowship, and until when at the latest?"
    found = prompts(Reply(Outcome.SMALLTALK, (), chips=(long, " ", "b", "c", "d", "e")))

    assert [one["message"] for one in found] == [long, "b", "c", "d"]
    assert found[0]["title"] == "Who of us may hand in an application for this fellowship, and until when …"
