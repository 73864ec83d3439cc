"""Any text whatsoever in any block: Slack takes it, nobody is called, and it reads as it was written."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from esor_bot.domain.form import ChoiceField, FileField, Form, Item, TextField
from esor_bot.domain.reply import (
    Aside,
    Block,
    Button,
    Buttons,
    Check,
    Checklist,
    Choices,
    Heading,
    Listing,
    Mark,
    OfficeOffer,
    Option,
    Outcome,
    Quotation,
    Reply,
    Section,
    Source,
    Text,
)
from esor_bot.reception.text import printable
from esor_bot.testing.slack.block_kit import problems, view_problems
from esor_bot_slack.outbound import home, messages, modal, press, prompts, read_modal
from tests.adapters.slack.shown import shown

_ODD = st.sampled_from([
    "<!channel>", "<!here|here>", "<!subteam^S1>", "<@U1>", "@everyone", "&", "&amp;", "*b*", "_i_", "~s~", "`c`",
    "🦴", "👩‍⚕️", "é", "\ud83d", "\udc00", "\x00", "\r\n", "\n> q", ":smile:", "https://a.example/?x=<&>", "a@b.example",
    "<https://evil.example|bank>", "<!date^1^{date}|x>", "\u202e", "ا", "|", "^", "\t", " ", "\\", '"', "```",
])  # fmt: skip
_TEXT = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(_ODD, st.text(max_size=9)), max_size=30).map("".join),
    st.builds(lambda piece, times: piece * times, _ODD, st.integers(1, 4000)).map(lambda text: text[:20_000]),
)
_LINE = _TEXT.map(lambda text: text[:300])


def _checks() -> st.SearchStrategy[tuple[Check, ...]]:
    quotes = st.lists(_TEXT, max_size=2).map(tuple)
    return st.lists(st.builds(Check, st.sampled_from(Mark), _TEXT, _TEXT, quotes), max_size=3).map(tuple)


def _buttons() -> st.SearchStrategy[Buttons]:
    values = st.dictionaries(st.sampled_from("pqe"), _LINE, max_size=3)
    does = st.builds(Button, _LINE, st.just("pick"), values, sure=_LINE)
    button = st.one_of(does, st.builds(Button, _LINE, st.just("pick"), values, address=_LINE))
    return st.builds(Buttons, st.lists(button, max_size=7).map(tuple))


_BLOCK: st.SearchStrategy[Block] = st.one_of(
    st.builds(Text, _TEXT),
    st.builds(Listing, st.lists(_TEXT, max_size=4).map(tuple), st.booleans()),
    st.builds(Quotation, _TEXT),
    st.builds(Source, _TEXT, _LINE),
    st.builds(Checklist, _checks()),
    st.builds(Section, _TEXT, _checks(), _TEXT),
    st.builds(Choices, st.lists(st.builds(Option, _TEXT, _LINE, _LINE), max_size=4).map(tuple), _TEXT),
    st.builds(OfficeOffer, _LINE, _LINE, _TEXT),
    st.builds(Heading, _TEXT),
    st.builds(Aside, _TEXT),
    _buttons(),
)


@given(st.lists(_BLOCK, max_size=6), st.sampled_from(["", "slack:T1:U2"]))
@settings(max_examples=150)
def test_messages_pass(blocks: list[Block], person: str) -> None:
    """Whatever a reply says, its messages are taken, and call nobody but the person it is for."""
    for payload in messages(Reply(Outcome.ANSWERED, tuple(blocks)), "key", person=person):
        sent = json.dumps(payload.blocks, ensure_ascii=False)

        assert problems(payload.blocks) == []
        assert 0 < len(payload.text) <= 3000
        assert "<" not in payload.text.removeprefix("<@U2>")
        assert '"broadcast"' not in sent
        assert '"usergroup"' not in sent
        assert sent.encode()


@given(_TEXT)
@settings(max_examples=150)
def test_a_text_reads_as_written(text: str) -> None:
    """A text that is escaped, linked and split reads as before, in a paragraph and in small print alike."""
    clean = printable(text).replace("<\N{WORD JOINER}", "<")
    for block in (Text(text), Aside(text), Heading(text)):
        payloads = messages(Reply(Outcome.ANSWERED, (block,)), "key")

        read = "".join(shown(payload.blocks) for payload in payloads).replace("<\N{WORD JOINER}", "<")
        assert read == (clean if clean.strip() else "")


@given(st.lists(_BLOCK, max_size=4), _TEXT, st.dictionaries(st.sampled_from("abc"), _LINE, max_size=2))
@settings(max_examples=80)
def test_views_pass(blocks: list[Block], text: str, carried: dict[str, str]) -> None:
    """Whatever a form or the page says, Slack takes it, and what the form carries comes back."""
    fields = (
        TextField("t", text, text, text),
        ChoiceField("c", text, (Item("a", text), Item("b", text)), text),
        FileField("f", text, text),
    )
    view = modal(Form("form", text, fields, text, text, carried, tuple(blocks)), {})

    assert view_problems(view) == []
    assert view_problems(home(Reply(Outcome.ANSWERED, tuple(blocks)))) == []
    assert set(read_modal(view).carried) == set(carried)


@given(st.text(max_size=40), st.text(max_size=60))
def test_no_press_breaks(name: str, value: str) -> None:
    """Whatever comes back from Slack as a button can be read."""
    action, values = press({"action_id": name, "value": value})

    assert all(isinstance(one, str) for one in (action, *values.values()))


@given(st.lists(_TEXT, max_size=6))
def test_no_suggestion_breaks(chips: list[str]) -> None:
    """Whatever is suggested has a short title, and something to send."""
    for prompt in prompts(Reply(Outcome.SMALLTALK, (), chips=tuple(chips))):
        assert 0 < len(prompt["title"]) <= 75
        assert 0 < len(prompt["message"]) <= 3000
