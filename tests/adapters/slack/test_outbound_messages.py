"""Replies as messages of Slack."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from esor_bot.domain import moments
from esor_bot.domain.reply import (
    Aside,
    Block,
    Button,
    Buttons,
    Checklist,
    File,
    Heading,
    Listing,
    Outcome,
    Picture,
    Quotation,
    Reply,
    Section,
    Source,
    Style,
    Text,
)
from esor_bot.testing.replies import KINDS, ONE_OF_EACH, PIXEL
from esor_bot.testing.slack.block_kit import problems
from esor_bot.wording import Wording
from esor_bot_slack.outbound import Payload, block_id_of, leads_away, messages, press
from tests.adapters.slack.shown import kinds, shown

WORDING = Wording({"blocks.leave": "Leave it", "blocks.more": "There is more."})
AT = datetime(2030, 5, 4, 7, 0, tzinfo=UTC)


def reply(*blocks: Block) -> Reply:
    """Return a reply with these blocks."""
    return Reply(Outcome.ANSWERED, blocks)


def one(*blocks: Block, person: str = "") -> Payload:
    """Return the one message of a reply, which passes."""
    (payload,) = messages(reply(*blocks), "key", person=person, wording=WORDING)
    assert problems(payload.blocks) == []
    return payload


def buttons_of(payload: Payload) -> list[dict[str, Any]]:
    """Return all buttons of a message."""
    return [element for block in payload.blocks if block["type"] == "actions" for element in block["elements"]]


@pytest.mark.parametrize("block", ONE_OF_EACH, ids=lambda block: type(block).__name__)
def test_every_kind_is_shown(block: Block) -> None:
    """Each kind of block makes a message that Slack takes, and whose text is not empty."""
    payload = one(block)

    assert payload.blocks
    assert payload.text.strip()


def test_all_kinds_together() -> None:
    """A reply with every kind of block is one message, with its files after it."""
    payload = one(*ONE_OF_EACH)

    assert {type(block) for block in ONE_OF_EACH} == set(KINDS)
    assert kinds(payload.blocks) == [
        *["rich_text"] * 3, "context", *["rich_text"] * 5, "header", "actions", "context",
    ]  # fmt: skip
    assert [file.name for file in payload.files] == ["pages.png", "deadline.ics"]


def test_signs_are_no_formatting() -> None:
    """What people and the page write shows as it is written: stars, underlines, brackets and names of groups."""
    text = "*bold* _it_ ~no~ `code` :smile: <!channel> <@U1> <!subteam^S1> & > a"

    for block in (Text(text), Quotation(f"“{text}”"), Listing((text,)), Heading(text), Aside(text), Source(text)):
        (first,) = one(block).blocks
        assert text in shown([first])
        assert re.search("<[!@#]", json.dumps(first)) is None
        assert "mrkdwn" not in str(first)


def test_small_print_is_formatted_only_where_nothing_is_obeyed() -> None:
    """A link or a moment in small print is formatted text, or a paragraph where there are signs Slack would obey."""
    calm = one(Source("The Moon & Mars", "https://moon.example/?a=1&b=2"))
    wild = one(Source("The *Moon*", "https://moon.example/"))

    assert calm.blocks[0]["elements"] == [
        {
            "type": "mrkdwn",
            "text": "Source: <https://moon.example/?a=1&amp;b=2|The Moon &amp; Mars>",
            "verbatim": True,
        }
    ]
    assert (kinds(wild.blocks), shown(wild.blocks)) == (["rich_text"], "Source: The *Moon*")


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "file:///etc/passwd", "https://", "http://[", "moon"])
def test_only_pages_are_linked(address: str) -> None:
    """Whatever is no address of a page is left out; the source is named all the same."""
    payload = one(Source("The Moon", address))

    assert shown(payload.blocks) == "Source: The Moon"
    assert "link" not in str(payload.blocks)


def test_addresses_in_a_text_are_links() -> None:
    """A page or an e-mail address in a sentence can be pressed, and still reads as written."""
    text = "Write to office@moon.example or see https://moon.example/apply. Not to a@b or https://nowhere."
    payload = one(Text(text))

    links = [span["url"] for span in payload.blocks[0]["elements"][0]["elements"] if span["type"] == "link"]
    assert links == ["mailto:office@moon.example", "https://moon.example/apply"]
    assert shown(payload.blocks) == text


def test_moments_are_in_the_readers_time() -> None:
    """A moment is given to Slack as such, with what is said of it for whoever can't see it so."""
    at = moments.marked(AT, "today at 9:00")

    paragraph, small = one(Text(f"Since {at}.")), one(Aside(f"Since {at}."))

    spans = paragraph.blocks[0]["elements"][0]["elements"]
    assert [span["type"] for span in spans] == ["text", "date", "text"]
    assert (spans[1]["timestamp"], spans[1]["fallback"]) == (int(AT.timestamp()), "today at 9:00")
    written = small.blocks[0]["elements"][0]["text"]
    assert written == f"Since <!date^{int(AT.timestamp())}^{{date_short_pretty}}, {{time}}|today at 9:00>."
    assert paragraph.text == small.text == "Since today at 9:00."


def test_moments_in_a_heading_are_said() -> None:
    """Where Slack has no moments they are said in words."""
    assert shown(one(Heading(moments.marked(AT, "today"))).blocks) == "today"


def test_a_person_is_mentioned() -> None:
    """Whoever is addressed is mentioned at the beginning, in the blocks and in the text."""
    inside, before = one(Text("Hi."), person="slack:T1:U2"), one(Heading("Hi"), person="slack:T1:W2")

    assert inside.blocks[0]["elements"][0]["elements"][0] == {"type": "user", "user_id": "U2"}
    assert before.blocks[0]["elements"][0]["elements"] == [{"type": "user", "user_id": "W2"}]
    assert (inside.text, before.text) == ("<@U2> Hi.", "<@W2> Hi")


@pytest.mark.parametrize(
    "person", ["terminal:ann", "slack:T1:!channel", "slack:T1:S2", "slack:T1:U2> <!here", "U2", ""]
)
def test_nobody_else_is_mentioned(person: str) -> None:
    """A name that is no person of Slack's mentions nobody."""
    payload = one(Text("Hi."), person=person)

    assert (payload.text, shown(payload.blocks)) == ("Hi.", "Hi.")
    assert "user_id" not in str(payload.blocks)


def test_messages_are_found_again() -> None:
    """The first block's id follows from the reply's key and the part alone; no id is there twice."""
    parts = messages(reply(Text("a " * 9000), Heading("b")), "key")

    assert [part.blocks[0]["block_id"] for part in parts] == [block_id_of("key", n) for n in range(len(parts))]
    assert len({block_id_of(key, part) for key in ("key", "other", "\ud800") for part in (0, 1)}) == 6


def test_buttons_come_back() -> None:
    """A button carries what it does and its values; pressed, it gives them back."""
    values = {"p": "moon", "q": "Is <this> & “that” right?\n*Yes*"}
    payload = one(Buttons((Button("Yes", "pick", values, Style.PRIMARY), Button("No", "none"))))

    first, second = buttons_of(payload)
    assert (press(first), press(second)) == (("pick", values), ("none", {}))
    assert first["style"] == "primary"
    assert "style" not in second
    assert not {"&", "<", ">"} & set(first["value"])
    assert not leads_away(first)


def test_one_action_in_several_buttons() -> None:
    """Buttons that do the same are told apart in the whole message, and stand in rows of five."""
    payload = one(*[Buttons(tuple(Button(f"{row} {n}", "pick") for n in range(6))) for row in range(2)])

    assert [len(block["elements"]) for block in payload.blocks] == [5, 1, 5, 1]
    assert len({button["action_id"] for button in buttons_of(payload)}) == 12


def test_a_button_that_asks_first() -> None:
    """Before such a button does something, Slack asks, in the words that are given."""
    (button,) = buttons_of(one(Buttons((Button("Take it back", "withdraw", style=Style.DANGER, sure="Really?"),))))

    texts = {name: text["text"] for name, text in button["confirm"].items() if name != "style"}
    assert texts == {"title": "Take it back", "text": "Really?", "confirm": "Take it back", "deny": "Leave it"}
    assert button["confirm"]["style"] == "danger"


def test_a_button_that_leads_to_a_page() -> None:
    """It has the page's address and does nothing; one without a right address is only named."""
    page = Buttons((Button("The page", "page", address="https://moon.example"),))
    payload, wrong = one(page), one(Buttons((Button("The page", "page", address="javascript:x"),)))

    (button,) = buttons_of(payload)
    assert (button["url"], leads_away(button), press(button)) == ("https://moon.example", True, ("", {}))
    assert (kinds(wrong.blocks), shown(wrong.blocks)) == (["rich_text"], "The page")


def test_a_label_too_long_for_a_button() -> None:
    """It stands above the button in full."""
    label = "Which of the certificates in the English language do you mean, and of which of the two boards?"
    payload = one(Buttons((Button(label, "pick"),)))

    assert shown(payload.blocks[:1]) == label
    assert buttons_of(payload)[0]["text"]["text"].endswith(" …")


@pytest.mark.parametrize(
    "action",
    [{}, {"action_id": "x"}, {"action_id": "x:1"}, {"action_id": "x:y", "value": "{}"},
     {"action_id": "x:1", "value": "no"}, {"action_id": "x:1", "value": '["a"]'},
     {"action_id": "x:1", "value": '{"a":1}'}, {"action_id": ":1", "value": "{}"}, {"action_id": None, "value": None}],
)  # fmt: skip
def test_what_is_no_button_of_ours(action: dict[str, Any]) -> None:
    """Whatever was pressed and is none of ours does nothing."""
    assert press(action) == ("", {})


def test_values_that_are_too_long() -> None:
    """A button's longest value loses its end rather than that the message is refused."""
    values = {"p": "moon", "q": "<🦴>\n" * 600}
    (button,) = buttons_of(one(Buttons((Button("Ask", "office", values),))))

    _, back = press(button)
    assert (back["p"], values["q"].startswith(back["q"])) == ("moon", True)
    assert len(back["q"]) > 800


def test_long_replies_are_several_messages() -> None:
    """What has no room in one message goes on in the next: at a block's border, or between words."""
    text = "\n".join(f"{n}. sentence with & some words" for n in range(900))
    parts = messages(reply(Text("First."), Text(text), Quotation("Last."), Aside("Small.")), "key")

    assert [problems(part.blocks) for part in parts] == [[]] * len(parts)
    assert 2 < len(parts) < 6
    assert "".join(shown(part.blocks) for part in parts) == f"First.{text}“Last.”Small."
    assert all(shown(part.blocks).endswith(("words\n", "Small.")) for part in parts)
    assert all(part.text and len(part.text) <= 3000 for part in parts)


def test_long_lists_go_on() -> None:
    """The items of a long list keep their numbers in the next block."""
    items = tuple(f"item {n} " + "x" * 500 for n in range(1, 9))
    lists = [element for block in one(Listing(items, numbered=True)).blocks for element in block["elements"]]

    starts = [one.get("offset", 0) for one in lists]
    assert starts == [sum(len(one["elements"]) for one in lists[:n]) for n in range(len(lists))]
    assert len(lists) > 1


def test_an_item_longer_than_a_block() -> None:
    """The rest of it stands below it, and the next item has the next number."""
    items = ("a " * 2000, "b")
    elements = [element for block in one(Listing(items, numbered=True)).blocks for element in block["elements"]]

    assert [element["type"] for element in elements] == ["rich_text_list", "rich_text_section", "rich_text_list"]
    assert (elements[2]["offset"], shown(elements)) == (1, "".join(items))


def test_many_blocks_are_several_messages() -> None:
    """No message has more than fifty blocks."""
    parts = messages(reply(*[Aside(str(n)) for n in range(120)]), "key")

    assert [len(part.blocks) for part in parts] == [50, 50, 20]
    assert "".join(shown(part.blocks) for part in parts) == "".join(str(n) for n in range(120))


def test_a_heading_stays_with_what_it_is_of() -> None:
    """Where a message would end with a heading the next one begins with it."""
    first, second = messages(reply(*[Aside("a")] * 49, Heading("b"), Aside("c")), "key")

    assert (kinds(first.blocks)[-1], kinds(second.blocks)) == ("context", ["header", "context"])


def test_files_follow_what_they_belong_to() -> None:
    """A file is sent after the message whose blocks stand before it; files alone are named."""
    parts = messages(
        reply(Text("a " * 8000), Picture(PIXEL, "a.png", "A"), Text("b " * 5000), File(b"", "b.ics")), "key"
    )
    alone = one(File(b"", "b.ics"))

    assert [[file.name for file in part.files] for part in parts if part.files] == [["a.png"], ["b.ics"]]
    assert (alone.text, shown(alone.blocks), len(alone.files)) == ("(b.ics)", "(b.ics)", 1)


def test_a_long_heading_is_a_bold_paragraph() -> None:
    """A heading that has no room as one is shown in full."""
    (block,) = one(Heading("word " * 60)).blocks

    assert (block["type"], shown([block])) == ("rich_text", "word " * 60)


def test_a_table_keeps_its_columns() -> None:
    """Lines of a report that stand below each other do so in letters of one width."""
    (block,) = one(Section("Pages", text="1-2  letter\n3    passport")).blocks

    assert [element["type"] for element in block["elements"]] == ["rich_text_section", "rich_text_preformatted"]


@pytest.mark.parametrize(
    "block", [Text(""), Text(" \n"), Aside(" "), Heading(""), Checklist(()), Buttons(()), Source("")]
)
def test_nothing_to_say(block: Block) -> None:
    """An empty block is left out, and a reply of nothing else is no message, or one that says something."""
    payloads = messages(reply(block), "key")

    assert all(problems(payload.blocks) == [] for payload in payloads)
    assert shown(one(Text("a"), block).blocks).startswith("a")
    assert messages(reply(), "key") == ()
