"""Replies as plain text."""

from __future__ import annotations

import pytest

from esor_bot.domain.reply import (
    Block,
    Check,
    Checklist,
    Choices,
    Listing,
    Mark,
    OfficeOffer,
    Option,
    Quotation,
    Source,
    Text,
)
from esor_bot.reception.plain import render, render_block
from esor_bot.testing.replies import KINDS, ONE_OF_EACH
from tests.unit.terminal.doubles import reply

WHOLE = """\
Two documents, in this order:
1. A letter
2. A form

“Send the letter and the form.”
Source: The Moon 2030 · How to apply

✓ Boots     you have them
? A helmet  not said

To mend
✗ Boots
  Bring other ones.
  “Only grey boots.”

Page by page
1 boots

1  The big one
2  The small one
0  None of these

[Ask the office]

What comes next

[Add to it] [Take it back] [The page]

The pages of the file (pages.png)

(deadline.ics)

Nothing was kept."""


def test_a_whole_reply() -> None:
    """A reply reads top down: what belongs together stands together, the office comes last."""
    assert render(reply(*ONE_OF_EACH)) == WHOLE


def test_every_kind_of_block_is_covered() -> None:
    """The reply above has a block of every kind there is."""
    assert {type(block) for block in ONE_OF_EACH} == set(KINDS)


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Text("As  it\nis."), "As  it\nis."),
        (Listing(("one", "two")), "- one\n- two"),
        (Quotation("“Quoted” already"), "““Quoted” already”"),
        (Quotation("“All of it.”"), "“All of it.”"),
        (Quotation("“One” and “two”"), "““One” and “two””"),
        (Source("Page 3"), "Source: Page 3"),
        (Checklist(()), ""),
        (Checklist((Check(Mark.NOT_MET, "Age", ""),)), "✗ Age"),
        (OfficeOffer("Ask", "What?"), "[Ask]"),
    ],
)
def test_a_block(block: Block, text: str) -> None:
    """A block's own text stays as it is; only its marks are added."""
    assert render_block(block) == text


def test_a_long_checklist_has_two_lines_a_check() -> None:
    """Where title and remark don't fit into one line, all remarks go below their titles."""
    checks = Checklist((Check(Mark.MET, "T" * 60, "r" * 60), Check(Mark.OPEN, "short", "")))

    assert render_block(checks) == f"✓ {'T' * 60}\n  {'r' * 60}\n? short"


def test_choices_follow_their_question() -> None:
    """The choices stand directly below the question they answer."""
    said = reply(Text("Which?"), Choices((Option("This", "a", "moon"),), "None"))

    assert render(said) == "Which?\n1  This\n0  None"


def test_quotations_share_a_source() -> None:
    """Several quotations and the one source of all of them form one piece."""
    said = reply(Text("Yes."), Quotation("One."), Quotation("Two."), Source("Page"), OfficeOffer("Ask", "q"))

    assert render(said) == "Yes.\n\n“One.”\n“Two.”\nSource: Page\n\n[Ask]"


def test_an_empty_reply() -> None:
    """A reply without blocks is an empty text."""
    assert render(reply()) == ""
