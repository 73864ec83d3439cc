"""Replies as Discord's messages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from esor_bot.domain import moments
from esor_bot.domain.reply import (
    Aside,
    Block,
    Button,
    Buttons,
    Check,
    Checklist,
    File,
    Heading,
    Listing,
    Mark,
    Outcome,
    Picture,
    Quotation,
    Reply,
    Section,
    Source,
    Style,
    Text,
)
from esor_bot.testing.discord.rules import problems
from esor_bot.testing.discord.shown import buttons, labels, read
from esor_bot.testing.replies import KINDS, ONE_OF_EACH, PIXEL
from esor_bot.wording import Wording
from esor_bot_discord.outbound import Payload, messages, press

WORDING = Wording({"blocks.question": "Your question:", "blocks.asked": "Before that I ask:"})
AT = datetime(2030, 5, 4, 7, 0, tzinfo=UTC)


def parts(*blocks: Block, person: str = "") -> tuple[Payload, ...]:
    """Return the messages of a reply, which pass."""
    made = messages(Reply(Outcome.ANSWERED, blocks), person=person, wording=WORDING)
    assert [problems(payload.body) for payload in made] == [[]] * len(made)
    return made


def one(*blocks: Block, person: str = "") -> Payload:
    """Return the one message of a reply, which passes."""
    (payload,) = parts(*blocks, person=person)
    return payload


def pressed(payload: Payload, label: str) -> tuple[str, dict[str, str]]:
    """Press a button of a message."""
    (element,) = [element for element in buttons(payload.components) if element["label"] == label]
    return press(element["custom_id"], payload.content, payload.components)


@pytest.mark.parametrize("block", ONE_OF_EACH, ids=lambda block: type(block).__name__)
def test_every_kind_is_shown(block: Block) -> None:
    """Each kind of block makes a message that Discord takes."""
    payload = one(block)

    assert payload.content or payload.components or payload.files


def test_all_kinds_together() -> None:
    """A reply with every kind of block is one message, with its buttons and its files."""
    payload = one(*ONE_OF_EACH)

    assert {type(block) for block in ONE_OF_EACH} == set(KINDS)
    assert payload.content == (
        "Two documents, in this order:\n1. A letter\n2. A form\n\n"
        "> “Send the letter and the form.”\n"
        "-# Source: [The Moon 2030 · How to apply](<https://moon.example/apply>)\n\n"
        "✓ **Boots**  you have them\n? **A helmet**  not said\n\n"
        "**To mend**\n✗ **Boots**  Bring other ones.\n> “Only grey boots.”\n\n"
        "**Page by page**\n1 boots\n\n"
        "1  The big one\n2  The small one\n0  None of these\n\n"
        "\\[Ask the office\\]\n\n"
        "### What comes next\n-# Nothing was kept."
    )
    assert labels(payload.components) == ["Add to it", "Take it back", "The page"]
    assert payload.body["attachments"] == [
        {"id": "0", "filename": "pages.png", "description": "The pages of the file"},
        {"id": "1", "filename": "deadline.ics"},
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("*a* _b_ ~c~ `d` |e|", r"\*a\* \_b\_ \~c\~ \`d\` \|e\|"),
        ("# a\n - b\n+ c\n3. d\n> e\n-# f", "\\# a\n \\- b\n\\+ c\n3\\. d\n\\> e\n\\-# f"),
        ("[a](b) <t:1:R> :smile: 9:00", r"\[a\](b) \<t\:1:R\> \:smile: 9:00"),
        ("@everyone <@1> <#2>", "@\u2060everyone \\<\u2060@1\\> \\<\u2060#2\\>"),
        ("see https://moon.example/a_b. or http://x", "see <https://moon.example/a_b>. or http\\://x"),
        ("discord.gg/abc, 3.5 kg, a-b, #12", "discord.gg\\/abc, 3.5 kg, a-b, #12"),
    ],
)
def test_signs_are_no_formatting(text: str, written: str) -> None:
    """What people and the page write shows as it is written, and calls nobody."""
    assert one(Text(text)).content == written


def test_paragraphs_stay_apart() -> None:
    """An empty line within a text is one in the message, however many there were."""
    assert one(Text("\na\n\n\nb\nc")).content == "a\n\nb\nc"


def test_a_quotation_of_several_lines() -> None:
    """Each line of it is set off."""
    assert one(Quotation("a\nb")).content == "> “a\n> b”"


@pytest.mark.parametrize(
    ("text", "address", "written"),
    [
        ("The Moon", "https://m.example/a_(b)", "-# Source: [The Moon](<https://m.example/a_%28b%29>)"),
        ("The [Moon]", "https://m.example/", "-# Source: The \\[Moon\\] <https://m.example/>"),
        ("The Moon", "javascript:alert(1)", "-# Source: The Moon"),
        ("The Moon", "", "-# Source: The Moon"),
    ],
)
def test_sources_lead_to_pages(text: str, address: str, written: str) -> None:
    """A source leads to its page, without a preview; whatever is no address of a page is left out."""
    assert one(Source(text, address)).content == written


def test_moments_are_in_the_readers_time() -> None:
    """A moment is given to Discord as such, wherever it stands."""
    at = moments.marked(AT, "today at 9:00")

    assert one(Text(f"Since {at}."), Heading(at)).content == "Since <t:1904108400:f>.\n\n### <t:1904108400:f>"


def test_a_person_is_mentioned() -> None:
    """Whoever is addressed is mentioned at the beginning, and nobody else can be."""
    inside, before = one(Text("Hi."), person="discord:12345"), one(Heading("Hi"), person="discord:12345")

    assert (inside.content, before.content) == ("<@12345> Hi.", "<@12345>\n### Hi")
    assert inside.body["allowed_mentions"] == {"parse": [], "users": ["12345"]}
    assert one(Text("Hi.")).body["allowed_mentions"] == {"parse": []}


@pytest.mark.parametrize("person", ["terminal:ann", "discord:&12345", "discord:12345> @everyone", "12345", ""])
def test_nobody_else_is_mentioned(person: str) -> None:
    """A name that is no person of Discord's mentions nobody."""
    assert one(Text("Hi."), person=person).content == "Hi."


def test_buttons_come_back() -> None:
    """A button carries what it does and its values; pressed, it gives them back."""
    values = {"p": "moon", "q": "Is <this> & “that” right?\n*Yes* | 100 %"}
    payload = one(Buttons((Button("Yes", "pick", values, Style.PRIMARY), Button("No", "none"))))

    assert (pressed(payload, "Yes"), pressed(payload, "No")) == (("pick", values), ("none", {}))
    assert [element["style"] for element in buttons(payload.components)] == [1, 2]


def test_a_question_with_no_room_in_its_button() -> None:
    """It is spread over the buttons that have room for it together, and nobody sees it."""
    values = {
        "p": "oncologic-imaging-montpellier",
        "q": "Which certificates of English count, and from which day? " * 2,
    }
    row = Buttons(tuple(Button(name, name, values) for name in ("helped", "not_helped", "office")))
    payload = one(Text("It depends."), row)

    assert payload.content == "It depends."
    assert [pressed(payload, name) for name in ("helped", "office")] == [("helped", values), ("office", values)]


def test_a_long_question_stands_in_the_message() -> None:
    """Where no button has room for a question it is shown as the last line, and read from there."""
    values = {"p": "moon", "q": "Which *certificates* count?\n" + "And which do not? " * 30}
    payload = one(Text("It depends."), Buttons((Button("Ask", "office", values),)))

    assert payload.content.startswith("It depends.\n-# Your question: “Which \\*certificates\\* count?⏎And")
    assert pressed(payload, "Ask") == ("office", values)
    assert press("office|p=moon|q", "It was edited.") == ("office", {"p": "moon"})


def test_two_long_questions_are_two_messages() -> None:
    """A message keeps one question; each button stays below what it is about."""
    blocks = [
        block
        for name in "ab"
        for block in (Text(f"About {name}."), Buttons((Button(f"Ask {name}", "office", {"q": f"{name} " * 99}),)))
    ]
    first, second = parts(*blocks)

    assert (first.content.split("\n")[0], second.content.split("\n")[0]) == ("About a.", "About b.")
    assert pressed(second, "Ask b") == ("office", {"q": "b " * 99})


def test_equal_labels_that_differ_are_two_messages() -> None:
    """Buttons stand at the end of a message: of two with one label nobody would know what each is about."""
    first, second = parts(
        Text("A cat?"), Buttons((Button("Show", "show", {"case": "1"}),)),
        Text("A dog?"), Buttons((Button("Show", "show", {"case": "2"}),)),
    )  # fmt: skip

    assert (first.content, pressed(first, "Show")) == ("A cat?", ("show", {"case": "1"}))
    assert (second.content, pressed(second, "Show")) == ("A dog?", ("show", {"case": "2"}))


def test_equal_buttons_are_told_apart() -> None:
    """Buttons that do the same have other ids, stand in rows of five, and give back the same."""
    payload = one(Buttons(tuple(Button(str(n), "pick", {"e": "a"}) for n in range(7))))

    assert [len(row["components"]) for row in payload.components] == [5, 2]
    assert {pressed(payload, str(n)) == ("pick", {"e": "a"}) for n in range(7)} == {True}


def test_many_buttons_are_several_messages() -> None:
    """No message has more than five rows."""
    made = parts(Buttons(tuple(Button(str(n), "pick", {"e": str(n)}) for n in range(60))))

    assert [len(labels(payload.components)) for payload in made] == [25, 25, 10]


def test_a_button_of_a_file() -> None:
    """What is known again by its id has no need of its address."""
    values = {
        "id": "123456789012345678/123456789012345679",
        "name": "n" * 60,
        "size": "1000",
        "address": "https://x/" * 20,
    }
    name, back = pressed(one(Buttons((Button("Check it", "check_file", values),))), "Check it")

    assert (name, back["id"]) == ("check_file", values["id"])
    assert set(back) <= {"id", "name", "size"}


def test_a_button_that_leads_to_a_page() -> None:
    """It has the page's address and does nothing; one without a right address is only named."""
    right, wrong = (one(Buttons((Button("The page", "page", address=at),))) for at in ("https://moon.example", "js:x"))

    (button,) = buttons(right.components)
    assert (button["style"], button["url"]) == (5, "https://moon.example")
    assert (wrong.content, wrong.components) == ("The page", ())


def test_a_label_too_long_for_a_button() -> None:
    """It stands above the button in full."""
    label = "Which of the certificates in the English language do you mean, and of which of the two boards?"
    payload = one(Buttons((Button(label, "pick"),)))

    assert payload.content == label
    assert labels(payload.components)[0].endswith(" …")


def test_values_that_are_too_long() -> None:
    """A button's longest value loses its end rather than that the message is refused."""
    _, back = pressed(one(Buttons((Button("A", "pick", {"p": "moon", "e": "<|🦴>" * 60}),))), "A")

    assert (back["p"], len(back["e"]) > 10, ("<|🦴>" * 60).startswith(back["e"])) == ("moon", True, True)


@pytest.mark.parametrize("custom_id", [None, 7, "", "|a=b", "%%", "|"])
def test_what_is_no_button_of_ours(custom_id: Any) -> None:  # noqa: ANN401 - whatever comes in
    """Whatever was pressed and is none of ours does nothing that is known."""
    name, values = press(custom_id)

    assert (name in ("", "%%"), values) == (True, {})


def test_long_replies_are_several_messages() -> None:
    """What has no room in one message goes on in the next, at a line's end or between words; buttons come last."""
    text = "\n".join(f"{n}. sentence with * some words" for n in range(200)) + " word" * 900
    made = parts(Text("First."), Text(text), Quotation("Last."), Buttons((Button("Yes", "yes"),)))

    shown = " ".join(" ".join(read(payload.content).split()) for payload in made)
    assert shown == f"First. {' '.join(text.split())} “Last.”"
    assert [bool(payload.components) for payload in made] == [False] * (len(made) - 1) + [True]


def test_a_long_list_goes_on() -> None:
    """The items of a list keep their numbers in the next message, and the rest of an item stands below it."""
    first, second = parts(Listing(("a\nb", "c " * 700, "d " * 700), numbered=True))

    assert first.content.startswith("1. a\n   b\n2. c c")
    assert second.content.startswith("3. d d")


def test_a_heading_stays_with_what_it_is_of() -> None:
    """Where a message would end with a heading the next one begins with it."""
    first, second = parts(Text("a " * 900), Heading("b"), Text("c " * 200))

    assert (first.content[-2:], second.content[:7]) == ("a ", "### b\nc")


def test_a_table_keeps_its_columns() -> None:
    """Lines of a report that stand below each other do so in letters of one width, and no sign ends them."""
    payload = one(Section("Pages", text="1-2  letter\n3    ```pass @everyone"))

    assert payload.content == "**Pages**\n```\n1-2  letter\n3    `\u2060`\u2060`pass @\u2060everyone\n```"


def test_a_long_table_is_several() -> None:
    """A table that has no room goes on in another one."""
    made = parts(Section("Pages", text="\n".join(f"{n}  page" for n in range(500))))

    assert all(payload.content.count("```") == 2 for payload in made)
    _, *words = " ".join(read(payload.content) for payload in made).split()
    assert words == [word for n in range(500) for word in (str(n), "page")]


def test_a_checklist() -> None:
    """Each line has its mark and what it is about in bold, and below it the official wording."""
    assert one(Checklist((Check(Mark.MET, "A*b", "yes", ("Q",)),))).content == "✓ **A\\*b**  yes\n> “Q”"


def test_files_are_ten_at_most() -> None:
    """Files go with the message whose blocks stand before them; the eleventh goes on its own."""
    made = parts(Text("a"), *[File(b"", f"{n}.ics") for n in range(11)], Picture(PIXEL, "a.png", " "))

    assert [len(payload.files) for payload in made] == [10, 2]
    assert made[1].body["attachments"][1] == {"id": "1", "filename": "a.png"}


@pytest.mark.parametrize(
    "block", [Text(""), Text(" \n"), Aside(" "), Heading(""), Checklist(()), Buttons(()), Section("")]
)
def test_nothing_to_say(block: Block) -> None:
    """An empty block is left out, and a reply of nothing else is no message."""
    assert one(Text("a"), block).content == "a"
    assert parts(block) == ()


def test_a_message_as_it_is_sent() -> None:
    """Links show no previews, and nothing is parsed."""
    body: Mapping[str, Any] = one(Text("a")).body

    assert body == {"content": "a", "components": [], "flags": 4, "allowed_mentions": {"parse": []}}


def test_a_question_that_stands_there_is_not_kept_once_more() -> None:
    """Where the small print above a button has its question already, the button reads it there."""
    question = (
        "Does the training centre help with finding a flat or a room, and who pays the rent of it in the first month?"
    )
    button = Buttons((Button("Ask the office", "office", {"p": "lamps", "q": question}),))
    drafted = one(Text("The page is silent."), Aside(f"I would send: “{question}”"), button)
    assert drafted.content.count(question[:20]) == 1
    (pressed,) = buttons(drafted.components)
    assert press(pressed["custom_id"], drafted.content, drafted.components)[1]["q"] == question
    plain = one(Text("The page is silent."), button)
    assert plain.content.endswith(f"-# Your question: “{question}”")


def test_many_that_ask_first_stay_beside_what_they_are_about() -> None:
    """Buttons that ask first stand in one row with the others; what each would ask has no room, and is plain."""
    blocks: list[Block] = []
    for case in range(1, 8):
        sure = f"Take back #{case}, “Who pays for the train to the hospital?”? The office will then not answer it."
        back = Button(f"Take back #{case}", "withdraw", {"case": str(case)}, sure=sure)
        blocks += [Listing((f"#{case}",)), Buttons((Button(f"Add to #{case}", "add", {"case": str(case)}), back))]
    made = parts(*blocks)
    assert [len(payload.components) for payload in made] == [5, 2]
    assert labels(made[0].components)[:2] == ["Add to #1", "Take back #1"]
    assert not any("“" in payload.content for payload in made)
    pressed = list(buttons(made[1].components))[-1]
    assert press(pressed["custom_id"], made[1].content, made[1].components) == (
        "sure",
        {"case": "7", "sure": "withdraw"},
    )


def test_one_that_asks_first_keeps_it_where_there_is_room() -> None:
    """One alone keeps what it asks in the buttons beside it."""
    sure = "Take back #1, “Who pays for the train?”? The office will then not answer it."
    back = Button("Take back #1", "withdraw", {"case": "1"}, sure=sure)
    payload = one(Text("#1"), Buttons((Button("Add to #1", "add", {"case": "1"}), back)))
    pressed = list(buttons(payload.components))[-1]
    assert press(pressed["custom_id"], payload.content, payload.components)[1]["?"] == sure


def test_a_quotation_stays_with_what_it_proves() -> None:
    """Where a condition and its quotation do not fit together, both go to the next message."""
    check = Check(Mark.OPEN, "French", "", ("The knowledge of the French language is of advantage.",))
    first, second = parts(Text("a " * 970), Checklist((check,)))
    assert "French" not in first.content
    assert (
        read(second.content).startswith(("? French", "✓ French", "✗ French"))
        or "French" in second.content.split("\n")[0]
    )
