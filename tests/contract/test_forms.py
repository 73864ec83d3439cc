"""Every field of a form, wherever it is filled in: the same comes to the core."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from esor_bot.domain import moments
from esor_bot.domain.form import (
    LONGEST_TEXT,
    MOST_FIELDS,
    ChoiceField,
    Field,
    FileField,
    Form,
    Item,
    Mistakes,
    TextField,
    spare,
)
from esor_bot.domain.reply import Block, Button, Buttons, Heading, Text
from tests.contract.examples import example, members, of_union, variants, with_moments
from tests.contract.surfaces import SURFACES

KINDS = of_union(Field)
COUNTS = (1, 2, 10, 11, 25, 26, 100)


def choice(count: int, **more: object) -> ChoiceField:
    """Return a choice among so many answers, the ids of people among them."""
    items = tuple(Item(f"discord:{10**17 + number}", f"answer {number} of all") for number in range(count))
    return ChoiceField("c", "Choice", items, **more)  # type: ignore[arg-type]


def fields() -> Iterator[tuple[str, Field]]:
    """Return every kind of field, and each as it can be otherwise."""
    for kind in KINDS:
        for name, one in variants(kind):
            yield name, _sensible(one)
    for count in COUNTS:
        for flags in ({}, {"optional": True}, {"initial": f"discord:{10**17 + count - 1}"}):
            yield f"{count} answers {flags}", choice(count, **flags)
    yield "long label", TextField("t", " ".join(f"label{number}" for number in range(12)), "a hint")
    yield "long text", TextField("t", "Text", long=True, most=LONGEST_TEXT)
    yield "limits", TextField("t", "Text", least=3, most=5)


def _sensible(one: Field) -> Field:
    """Return a field in which what is there at first is one of its answers, and people are people."""
    if not isinstance(one, ChoiceField):
        return one
    if one.people:
        one = replace(one, items=choice(3).items)
    return replace(one, initial=one.items[0].value) if one.initial else one


FIELDS = list(fields())


def form(*some: Field, blocks: Sequence[Block] = (), carried: Mapping[str, str] | None = None) -> Form:
    """Return a form with some fields."""
    return Form("moon", "To the moon", some, "Send it", "Leave it", carried or {"case": "12"}, tuple(blocks))


def answers(one: Field) -> Iterator[tuple[str, str]]:
    """Return what can be filled in, and what comes to the core of it."""
    if isinstance(one, TextField):
        yield from ((text, text) for text in ("x" * max(one.least, 1), "y" * one.most))
        if (one.optional and not one.initial) or len(moments.plainly(one.initial)) >= max(one.least, 1):
            yield "", moments.plainly(one.initial)
    elif isinstance(one, ChoiceField):
        yield from ((moments.plainly(item.label), item.value) for item in (one.items[0], one.items[-1]))
        if one.optional or one.initial:
            yield "", one.initial


def wrongs(surface: str, form: Form, given: Mapping[str, tuple[str, str]], files: Mapping[str, str]) -> Iterator[str]:
    """Say what of a form is not shown, is refused, or comes otherwise to the core."""
    there = SURFACES[surface]()
    typed = {name: text for name, (text, _) in given.items() if text}
    sent = there.fill(form, typed, files)
    yield from (f"refused: {one}" for one in sent.problems)
    seen = " ".join(sent.text.split())
    for one in form.fields:
        if isinstance(one, ChoiceField) and one.people:  # a menu of everybody may be there in place of answers
            one = replace(one, items=())
        for text in members(one, str):
            yield from (f"not read: {piece}" for piece in _pieces(one, text) if piece not in seen)
    yield from (f"not read: {one}" for one in members_of(spare(form.blocks)) if one not in seen)
    if (sent.form, dict(sent.carried)) != (form.id, dict(form.carried)):
        yield f"carried: {sent.form} {sent.carried}"
    if dict(sent.values) != (wanted := {name: value for name, (_, value) in given.items()}):
        yield f"values: {sent.values}, not {wanted}"
    if {name: [one.name for one in some] for name, some in sent.files.items()} != {
        name: [Path(path).name] for name, path in files.items()
    }:
        yield f"files: {sent.files}"


def members_of(blocks: Sequence[Block]) -> list[str]:
    """Return all words of blocks."""
    return [word for block in blocks for text in members(block, str) for word in text.split()]


def _pieces(one: Field, text: str) -> list[str]:
    if isinstance(one, ChoiceField) and text == one.initial:
        return []
    return [piece for piece in moments.plainly(text).split() if not piece.startswith("of")]


def filled(one: Field, given: tuple[str, str], file: Path) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """Return what is filled in, and the files."""
    if isinstance(one, FileField):
        return {}, {one.id: str(file)}
    return {one.id: given}, {}


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A file to hand in."""
    file = tmp_path / "my-form.pdf"
    file.write_bytes(b"%PDF-")
    return file


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize(("name", "one"), FIELDS, ids=[name for name, _ in FIELDS])
def test_every_field_can_be_filled_in(surface: str, name: str, one: Field, pdf: Path) -> None:
    """A field is read with all its words and filled in, and what was filled in comes to the core as it is."""
    for given in list(answers(one)) or [("", "")]:
        assert not list(wrongs(surface, form(one), *filled(one, given, pdf))), (name, given)


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("count", [1, 4, 5, 6, MOST_FIELDS])
@pytest.mark.parametrize("blocks", [(), (Text("Hello."),)])
def test_as_many_fields_as_there_may_be(surface: str, count: int, blocks: tuple[Block, ...], pdf: Path) -> None:
    """However many fields a form has, all are filled in and come together."""
    some = [replace(one, id=f"f{number}") for number, one in enumerate(_mixed(count))]
    given, files = dict[str, tuple[str, str]](), dict[str, str]()
    for one in some:
        more, handed = filled(one, next(answers(one), ("", "")), pdf)
        given, files = given | more, files | handed

    assert not list(wrongs(surface, form(*some, blocks=blocks), given, files))


def _mixed(count: int) -> Iterator[Field]:
    kinds = (TextField("t", "Text"), choice(3), TextField("o", "Other", optional=True), choice(12))
    yield from (kinds[number % len(kinds)] for number in range(count - 1))
    yield FileField("p", "The PDF")


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("kind", of_union(Block))
def test_every_block_above_a_form(surface: str, kind: type, pdf: Path) -> None:
    """Every kind of block is read above a form; what only leads to buttons may be left out with them."""
    block = example(kind)
    text = TextField("t", "Text")

    assert not list(wrongs(surface, form(text, blocks=(block,)), {"t": ("a", "a")}, {}))
    assert not list(wrongs(surface, form(text, blocks=(Heading("word0x", leads=True), block)), {"t": ("a", "a")}, {}))


@pytest.mark.parametrize("surface", SURFACES)
def test_buttons_of_a_form(surface: str) -> None:
    """What changes what a form carries can be pressed wherever it is shown, and comes with all that it has to."""
    turn = Buttons((Button("To me alone", "where", {"to": "direct"}, turns=True),))
    shown = form(
        TextField("t", "Text", initial="word"),
        blocks=(Text("It goes to all.", leads=True), turn),
        carried={"to": "", "q": "?"},
    )
    (pressed,) = SURFACES[surface]().press_in(shown)

    assert dict(pressed[1]).items() >= {"to": "direct", "q": "?"}.items()


@pytest.mark.parametrize("surface", SURFACES)
def test_mistakes(surface: str) -> None:
    """What is wrong with what was filled in is read."""
    shown = form(TextField("t", "Text"), choice(3))
    said = SURFACES[surface]().wrong(shown, Mistakes({"t": "Write more.", "c": "Choose another."}))

    assert "Write more." in said
    assert "Choose another." in said


@pytest.mark.parametrize("surface", SURFACES)
def test_moments_in_a_form(surface: str) -> None:
    """Moments in a form are read as they were said, without their marks."""
    one = with_moments(TextField("t", "Text", "hint"))
    sent = SURFACES[surface]().fill(form(one), {"t": "a"}, {})

    assert moments.unmarked(sent.text) == sent.text
