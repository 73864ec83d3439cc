"""Replies on a real terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from esor_bot.domain.reply import Block, Check, Checklist, Choices, Listing, Mark, Option, Quotation, Source, Text
from esor_bot.terminal import screen
from esor_bot.testing.replies import KINDS, ONE_OF_EACH

WHOLE = """\
Two documents, in this order:
1. A letter
2. A form

▎ “Send the letter and the form.”
▎ Source: The Moon 2030 · How to apply

✓ Boots     you have them
? A helmet  not said

To mend
  ✗ Boots  Bring other ones.
           “Only grey boots.”

Page by page
  1 boots

1  The big one
2  The small one
0  None of these

/office  Ask the office

What comes next

[Add to it] [Take it back] [The page]

The pages of the file (pages.png)

(deadline.ics)

Nothing was kept.
"""


def shown(*blocks: Block, width: int = 80, colours: bool = False) -> str:
    """Show blocks on a console and return what came out, without the blanks at the ends of lines."""
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colours,
        color_system="standard" if colours else None,
        markup=False,
        highlight=False,
        emoji=False,
    )
    with console.capture() as capture:
        screen.show(console, blocks)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def test_a_whole_reply() -> None:
    """Every kind of block has its look: quotations behind a bar, choices by number, the office last."""
    assert {type(block) for block in ONE_OF_EACH} == set(KINDS)
    assert shown(*ONE_OF_EACH) == WHOLE


def test_the_bar_goes_on() -> None:
    """A quotation that is broken into lines has the bar before each of them."""
    lines = shown(Quotation("word " * 30), width=40).splitlines()

    assert len(lines) > 3
    assert {line[:2] for line in lines} == {"▎ "}
    assert max(map(len, lines)) <= 40


def test_lines_are_never_too_long_to_read() -> None:
    """On a very wide terminal a line ends at about a hundred characters."""
    assert max(map(len, shown(Text("word " * 100), width=300).splitlines())) <= 100


def test_items_are_indented() -> None:
    """What does not fit stands below the item's first word, not below its number."""
    lines = shown(Listing(("word " * 20,), numbered=True), width=40).splitlines()

    assert lines[0].startswith("1. word")
    assert lines[1].startswith("   word")


def test_text_is_shown_as_it_is() -> None:
    """Brackets, colons and numbers have no meaning of their own."""
    assert shown(Text("[red]1[/red] :smile: [Ask]")) == "[red]1[/red] :smile: [Ask]\n"


def test_a_source_is_a_link() -> None:
    """A source with an address can be clicked where the terminal knows links."""
    out = shown(Source("The page", "https://moon.example/apply"), colours=True)

    assert "\x1b]8;" in out
    assert "https://moon.example/apply" in out


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "file:///etc/passwd"])
def test_only_pages_are_linked(address: str) -> None:
    """What is no address of a page is no link."""
    assert "\x1b]8;" not in shown(Source("The page", address), colours=True)


def test_colours_only_where_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR and a pipe leave the text as it is."""
    monkeypatch.setenv("NO_COLOR", "1")

    assert "\x1b[3" not in shown(*ONE_OF_EACH, colours=True).replace("\x1b[3m", "")
    assert "\x1b" not in shown(*ONE_OF_EACH)


@pytest.mark.parametrize("width", [1, 5, 20])
def test_narrow_terminals(width: int) -> None:
    """However narrow a terminal is, something is shown and nothing breaks."""
    assert shown(*ONE_OF_EACH, width=width)


def test_ten_choices_stand_in_line() -> None:
    """Numbers of one and of two digits end in the same column."""
    options = tuple(Option(f"Choice {place}", "e", "moon") for place in range(1, 11))
    lines = shown(Choices(options, "None")).splitlines()

    assert lines[0] == " 1  Choice 1"
    assert lines[9:] == ["10  Choice 10", " 0  None"]


def test_the_console_of_the_chat(monkeypatch: pytest.MonkeyPatch) -> None:
    """The chat's console guesses no markup."""
    console = screen.terminal()
    with console.capture() as capture:
        console.print("[bold]1[/bold]")

    assert capture.get() == "[bold]1[/bold]\n"


def test_a_checklist_with_its_rules() -> None:
    """Where conditions bring their official wording, it stands below the remark on each."""
    check = Check(Mark.NOT_MET, "Boots", "Yours are red.", ("Only grey boots.",))

    assert shown(Checklist((check,))) == "  ✗ Boots  Yours are red.\n           “Only grey boots.”\n"
