"""The test kit's own look at blocks: it refuses what Slack's documentation rules out."""

from __future__ import annotations

from typing import Any

import pytest

from esor_bot.testing.slack.block_kit import problems, view_problems

RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}]}


def plain(text: str = "a") -> dict[str, Any]:
    """Return a text object."""
    return {"type": "plain_text", "text": text}


def button(**others: object) -> dict[str, Any]:
    """Return a button."""
    return {"type": "button", "text": plain(), "action_id": "a:0", "value": "{}", **others}


def actions(*elements: object) -> dict[str, Any]:
    """Return a row of buttons."""
    return {"type": "actions", "elements": list(elements)}


def put_in(element: dict[str, Any], **others: object) -> dict[str, Any]:
    """Return a field."""
    return {"type": "input", "label": plain(), "element": {"action_id": "x", **element}, **others}


def rich(*elements: object) -> dict[str, Any]:
    """Return a block of rich text with these elements."""
    return {"type": "rich_text", "elements": list(elements)}


def section(*elements: object) -> dict[str, Any]:
    """Return a paragraph of rich text."""
    return {"type": "rich_text_section", "elements": list(elements)}


CONFIRM = {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain()}
OPTION = {"text": plain(), "value": "a"}
MODAL = {"type": "modal", "title": plain(), "submit": plain(), "close": plain(), "blocks": [RICH]}


@pytest.mark.parametrize(
    "block",
    [
        RICH,
        actions(button(style="danger", confirm=CONFIRM), button(action_id="b", url="https://moon.example")),
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "<https://moon.example|a>", "verbatim": True}]},
        {"type": "header", "text": plain("a" * 150), "block_id": "b" * 255},
        {"type": "section", "text": plain("a" * 3000)},
        {"type": "divider"},
        put_in({"type": "plain_text_input", "max_length": 3000, "initial_value": "a"}, hint=plain(), optional=True),
        put_in({"type": "radio_buttons", "options": [OPTION], "initial_option": OPTION}),
        put_in({"type": "file_input", "filetypes": ["pdf"], "max_files": 10}),
        rich(section({"type": "date", "timestamp": 1, "format": "{date}", "fallback": "a"})),
        rich(section({"type": "user", "user_id": "U1"})),
        rich({"type": "rich_text_list", "style": "ordered", "elements": [section({"type": "link", "url": "https://a.b"})]}),
    ],
)  # fmt: skip
def test_what_is_right(block: dict[str, Any]) -> None:
    """Blocks within the limits pass."""
    assert problems([block]) == []


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ({"type": "carousel"}, "no block that is known"),
        ({**RICH, "text": "a"}, "no field text"),
        ({**RICH, "block_id": "b" * 256}, "256 characters"),
        (rich(), "1 or more"),
        (rich(section()), "1 or more"),
        (rich({"type": "rich_text_table"}), "no element of rich text"),
        (rich(section({"type": "text", "text": ""})), "not empty"),
        (rich(section({"type": "text", "text": "\ud83d"})), "not empty"),
        (rich(section({"type": "text", "text": "a" * 3001})), "3000 are safe"),
        (rich(section({"type": "broadcast", "range": "channel"})), "can't stand here"),
        (rich(section({"type": "usergroup", "usergroup_id": "S1"})), "can't stand here"),
        (rich(section({"type": "date", "timestamp": "1", "format": "{date}"})), "whole number"),
        (rich(section({"type": "date", "timestamp": 1})), "format must be there"),
        (rich(section({"type": "link", "url": "javascript:a"})), "no address"),
        (rich(section({"type": "text", "text": "a", "size": 1})), "no field size"),
        (rich({"type": "rich_text_list", "style": "x", "elements": [section()]}), "bullet or ordered"),
        (rich({"type": "rich_text_list", "style": "bullet", "elements": [{"type": "text", "text": "a"}]}), "a section"),
        (rich({"type": "rich_text_preformatted", "elements": [{"type": "user", "user_id": "U1"}]}), "can't stand"),
        (actions(), "1 to 25"),
        (actions(*[button(action_id=f"a:{n}") for n in range(26)]), "1 to 25"),
        (actions(button(), button()), "there twice"),
        (actions({"type": "file_input"}), "no element for this place"),
        (actions(button(text=plain("a" * 76))), "76 characters"),
        (actions(button(text={"type": "mrkdwn", "text": "a"})), "must be a text object"),
        (actions(button(text=plain(" "))), "1 to 75"),
        (actions(button(value="a" * 2001)), "2001 characters"),
        (actions(button(value=1)), "must be a text"),
        (actions(button(value="\ud83d")), "half a character"),
        (actions(button(style="plain")), "primary or danger"),
        (actions(button(url="mailto:a@b.c")), "no address of a page"),
        (actions(button(confirm="sure")), "must be an object"),
        (actions(button(confirm={**CONFIRM, "deny": plain("a" * 31)})), "31 characters"),
        (actions(button(confirm={"title": plain()})), "must be a text object"),
        ({"type": "context", "elements": [plain()] * 11}, "1 to 10"),
        ({"type": "context", "elements": [{"type": "mrkdwn", "text": "<!here>"}]}, "calls more than one"),
        ({"type": "header", "text": plain("a" * 151)}, "151 characters"),
        ({"type": "section", "text": plain("🦴" * 1501)}, "3002 characters"),
        (put_in({"type": "button", "text": plain()}), "no element for this place"),
        (put_in({"type": "plain_text_input", "max_length": 3001}), "lengths"),
        (put_in({"type": "plain_text_input", "max_length": 3, "initial_value": "abcd"}), "4 characters"),
        (put_in({"type": "radio_buttons", "options": [{**OPTION, "value": str(n)} for n in range(11)]}), "1 to 10"),
        (put_in({"type": "radio_buttons", "options": [OPTION, OPTION]}), "there twice"),
        (put_in({"type": "radio_buttons", "options": ["a"]}), "must be an object"),
        (put_in({"type": "radio_buttons", "options": [OPTION], "initial_option": {}}), "one of the options"),
        (put_in({"type": "static_select", "options": [{**OPTION, "value": "a" * 151}]}), "151 characters"),
        (put_in({"type": "file_input", "max_files": 11}), "1 to 10"),
        (put_in({"type": "file_input", "filetypes": []}), "must name one"),
    ],
)  # fmt: skip
def test_what_is_wrong(block: dict[str, Any], said: str) -> None:
    """Each thing that Slack refuses is found, and said."""
    assert any(said in problem for problem in problems([block]))


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ("no list", "must be a list"),
        ([{"type": "divider"}] * 51, "51 blocks"),
        ([{"type": "divider", "block_id": "a"}] * 2, "there twice"),
        ([{"type": "section", "text": plain("a" * 3000)}] * 5, "15000 characters"),
    ],
)
def test_what_is_wrong_in_all(blocks: object, said: str) -> None:
    """Too many blocks, too much text in all, and one id for two blocks are found."""
    assert any(said in problem for problem in problems(blocks))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"type": "tab"}, "a modal or a home"),
        ({"title": plain("a" * 25)}, "25 characters"),
        ({"submit": None}, "must be a text object"),
        ({"private_metadata": "a" * 3001}, "3001 characters"),
        ({"callback_id": "a" * 256}, "256 characters"),
        ({"blocks": [{"type": "divider"}] * 101}, "101 blocks"),
        ({"blocks": None}, "must be a list"),
        ({"size": 1}, "no field size"),
        ({"blocks": [{"type": "section", "text": plain("🦴" * 1500)}] * 15}, "250000 characters"),
    ],
)
def test_what_is_wrong_in_a_view(change: dict[str, Any], said: str) -> None:
    """Views have limits of their own."""
    assert view_problems(MODAL) == []
    assert any(said in problem for problem in view_problems({**MODAL, **change}))


def test_a_form_needs_a_way_to_send_it() -> None:
    """Where something can be put in there must be a button that sends it."""
    view = {"type": "modal", "title": plain(), "blocks": [put_in({"type": "plain_text_input"})]}

    assert view_problems(view) == ["view/submit: must be there where something can be put in"]
