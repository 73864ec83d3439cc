"""Any text whatsoever in any block: Discord takes it, nobody is called, and it reads as it was written."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from esor_bot.domain.form import ChoiceField, FileField, Form, Item, TextField
from esor_bot.domain.moments import unmarked
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
from esor_bot.reception.text import printable, sound
from esor_bot.testing.discord.rules import modal_problems, problems, size
from esor_bot.testing.discord.shown import buttons, read
from esor_bot_discord.outbound import messages, modal, press, read_modal
from esor_bot_discord.outbound.markdown import atoms, escaped, portions, unescaped

_ODD = st.sampled_from([
    "@everyone", "@here", "<@1>", "<@!12>", "<@&3>", "<#4>", "<t:1:R>", "</ask:5>", "<:e:6>", "<a:e:7>", "<id:home>",
    "**b**", "_i_", "~~s~~", "||h||", "`c`", "```", "\\", "\\_", "\n# h", "\n- a", "\n-# s", "\n1. a", "\n12) a",
    "\n> q",
    "\n>>> q", "[a](https://b.example)", "[", "]", "(", ")", ":smile:", "::", "https://a.example/?x=<&>_y_", "https://x",
    "https://a.example/@here/b", "<https://evil.example>", "discord.gg/abc", "a@b.example", "\N{WORD JOINER}", "<", "@",
    "@\N{WORD JOINER}everyone", "<\N{WORD JOINER}@1>", "🦴", "👩‍⚕️", "é", "\ud83d", "\udc00", "\x00", "\r\n", "\u202e",
    "ا", "|", "=", "%", "%7c;", "⏎", "“", "”", "\t", " ", '"', "¯\\_(ツ)_/¯",
])  # fmt: skip
_TEXT = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(_ODD, st.text(max_size=9)), max_size=30).map("".join),
    st.builds(lambda piece, times: piece * times, _ODD, st.integers(1, 3000)).map(lambda text: text[:9000]),
).map(unmarked)
_LINE = _TEXT.map(lambda text: text[:300])
_CALLS = re.compile(r"@(?:everyone|here)|<@[!&]?\d|<#\d", re.IGNORECASE)


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


@given(_TEXT)
@settings(max_examples=400)
def test_escaping_loses_nothing(text: str) -> None:
    """What is made of a text can be turned back into it, and nothing in it calls anybody."""
    made = escaped(text)

    assert unescaped(made) == printable(text)
    assert _CALLS.search(made) is None


@given(_TEXT, st.integers(1200, 1990))
def test_breaking_loses_nothing(text: str, room: int) -> None:
    """However a text is broken, its portions fit, and together they are the text."""
    parts = atoms(text)
    broken = list(portions(parts, room))

    assert [atom for portion in broken for atom in portion] == parts
    assert all(size("".join(portion)) <= room for portion in broken)


@given(st.lists(_BLOCK, max_size=6), st.sampled_from(["", "discord:1234567"]))
@settings(max_examples=150)
def test_messages_pass(blocks: list[Block], person: str) -> None:
    """Whatever a reply says, its messages are taken, and call nobody but the person it is for."""
    payloads = messages(Reply(Outcome.ANSWERED, tuple(blocks)), person=person)

    assert [problems(payload.body) for payload in payloads] == [[]] * len(payloads)
    for payload in payloads:
        assert _CALLS.search(payload.content.replace("<@1234567>", "")) is None
        assert payload.content.encode().decode() == payload.content


@given(_TEXT)
@settings(max_examples=200)
def test_a_text_reads_as_written(text: str) -> None:
    """A text that is escaped, linked and split reads as before, in every kind of paragraph."""
    for block in (Text(text), Aside(text), Heading(text), Quotation(text)):
        payloads = messages(Reply(Outcome.ANSWERED, (block,)))

        shown = "".join("".join(read(payload.content).split()) for payload in payloads)
        clean = "".join(printable(text).replace("\N{WORD JOINER}", "").split())
        assert shown.strip("“”") == clean.strip("“”")


@given(st.dictionaries(st.sampled_from(["p", "e", "case"]), _TEXT.map(lambda text: text[:20]), max_size=3), _TEXT)
@settings(max_examples=150)
def test_a_question_comes_back(values: dict[str, str], question: str) -> None:
    """What a button carries comes back, in the button or from the message; a very long question loses its end."""
    button = Button("Ask", "office", {**values, "q": question})
    (payload,) = messages(Reply(Outcome.ANSWERED, (Buttons((button,)),)))
    (element,) = buttons(payload.components)

    action, back = press(element["custom_id"], payload.content, payload.components)
    assert action == "office"
    assert set(back) == {*values, "q"}
    if payload.content:
        clean = printable(question).replace("⏎", "\n")
        assert clean.startswith(back["q"])
        assert len(clean) < 500 or len(back["q"]) > 100
    else:
        assert back["q"] == sound(question)


@given(
    st.lists(_BLOCK, max_size=4), _TEXT, st.dictionaries(st.sampled_from("abc"), _LINE.map(lambda t: t[:8]), max_size=2)
)
@settings(max_examples=80)
def test_forms_pass(blocks: list[Block], text: str, carried: dict[str, str]) -> None:
    """Whatever a form says, Discord takes it, and what the form carries comes back."""
    fields = (
        TextField("t", text, text, text),
        ChoiceField("c", text, (Item("a", text), Item("b", text)), text),
        FileField("f", text, text),
    )
    made = modal(Form("form", text, fields, text, text, carried, tuple(blocks)), {})

    assert modal_problems(made) == []
    assert read_modal(made).carried == {key: sound(value) for key, value in carried.items()}


@given(st.text(max_size=120), st.text(max_size=200))
def test_no_press_breaks(custom_id: str, content: str) -> None:
    """Whatever comes back from Discord as a button can be read."""
    action, values = press(custom_id, content)

    assert all(isinstance(one, str) for one in (action, *values.values()))
