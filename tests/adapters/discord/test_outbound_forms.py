"""Forms as Discord's modals, and what was filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from esor_bot.domain.conversation import Attachment
from esor_bot.domain.form import ChoiceField, Field, FileField, Form, Item, Mistakes, TextField
from esor_bot.domain.reply import Aside, Block, Button, Buttons, Heading, Outcome, Reply, Text
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped
from esor_bot.testing.discord.rules import modal_problems, problems
from esor_bot.testing.discord.shown import buttons
from esor_bot.testing.replies import FIELDS, FORM, ONE_OF_EACH
from esor_bot.wording import Wording
from esor_bot_discord.outbound import (
    LEAVE,
    NEXT,
    Filled,
    left,
    messages,
    mistakes,
    modal,
    next_step,
    press,
    read_modal,
    refilled,
    steps,
    sure_question,
)

WORDING = Wording(load(shipped()).wording)


def form(*fields: Field, carried: Mapping[str, str] | None = None, blocks: tuple[Block, ...] = ()) -> Form:
    """Return a form with these fields."""
    return Form("moon", "To the moon", fields, "Send", "Leave", carried or {}, blocks)


def made(form: Form, step: int = 0) -> dict[str, Any]:
    """Return a step of a form as a modal, which passes."""
    view = modal(form, {"_at": "C1"}, step, wording=WORDING)
    assert modal_problems(view) == []
    return view


def sent(view: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Fill a modal in by the ids of its components, as Discord sends it."""
    inner = [one["component"] for one in view["components"] if one["type"] == 18]
    filled = [
        {"type": one["type"], "id": 2, "custom_id": one["custom_id"],
         ("value" if one["type"] == 4 else "values"): values.get(one["custom_id"], "" if one["type"] == 4 else [])}
        for one in inner
    ]  # fmt: skip
    return {"custom_id": view["custom_id"], "components": [{"type": 18, "id": 1, "component": one} for one in filled]}


def above(*blocks: Block) -> str:
    """Return what stands above the fields of a form."""
    first = made(form(TextField("a", "A"), blocks=blocks))["components"][0]
    return str(first["content"]) if first["type"] == 10 else ""


def pressed(reply: Reply, label: str) -> tuple[str, dict[str, str]]:
    """Press a button of a reply."""
    (payload,) = messages(reply, wording=WORDING)
    assert problems(payload.body) == []
    (one,) = [one for one in buttons(payload.components) if one["label"] == label]
    return press(one["custom_id"], payload.content, payload.components)


def test_every_kind_of_field() -> None:
    """A form with every kind of field is a modal that Discord takes, with each field under its label."""
    view = made(FORM)

    shown = view["components"][1:]
    assert {type(field) for field in FORM.fields} == set(FIELDS)
    assert [one["label"] for one in shown] == [field.label for field in FORM.fields]
    assert [one["component"]["type"] for one in shown] == [4, 4, 3, 19]
    assert [one["component"]["required"] for one in shown] == [True, False, True, True]
    assert shown[0]["component"] == {
        "type": 4, "custom_id": "f:why", "style": 2, "max_length": 300, "min_length": 3, "required": True,
        "value": "Because",
    }  # fmt: skip
    assert (view["custom_id"], view["title"]) == ("moon|case=12|_at=C1", "To the moon")


def test_every_kind_of_block_above_a_form() -> None:
    """Every kind of block can stand above a form; files are named there, and buttons have no place."""
    shown = above(*ONE_OF_EACH)

    assert "-# The pages of the file (pages.png)" in shown
    assert "Add to it" not in shown


def test_what_is_only_about_a_button_is_left_out() -> None:
    """What only leads to buttons is not there without them; all else stays."""
    button = Buttons((Button("Preview", "preview"),))

    assert (
        above(Heading("They get", leads=True), Text("This.", leads=True), Aside("It goes to them."), button)
        == "-# It goes to them."
    )
    assert above(Heading("#1"), Aside("asked"), Text("Start from:", leads=True), button) == "### \\#1\n-# asked"
    assert above(Text("It comes here."), button) == "It comes here."
    assert above(Text("A."), Aside("Preview shows more.", leads=True), button, Text("B.")) == "A.\n\nB."


def test_too_much_above_a_form() -> None:
    """What has no room is left out, and the last line says so."""
    shown = above(*[Text("word " * 40)] * 30)

    assert shown.endswith(f"word \n-# {WORDING.say('blocks.more')}")


def test_a_long_label_goes_on_below() -> None:
    """A label or an answer that is too long goes on in the small print, before the hint."""
    label = "Can you be there from 1 November 2023 to 31 October 2024?"
    answer = "I have been certified by the national board less than three years before the day on which the call closes"
    (one,) = made(form(ChoiceField("c", label, (Item("a", answer),), "The whole time")))["components"]

    assert (one["label"], one["description"]) == (
        "Can you be there from 1 November 2023 to 31 …", "… October 2024? · The whole time",
    )  # fmt: skip
    (option,) = one["component"]["options"]
    assert f"{option['label'][:-2]} {option['description'][2:]}" == answer


def test_many_fields_are_several_steps() -> None:
    """Five have room at once, four below some blocks; each step is named, and what was filled in comes together."""
    twelve = form(*[TextField(f"t{n}", f"T{n}") for n in range(12)], blocks=(Text("Hello."),))

    assert [len(fields) for fields in steps(twelve)] == [4, 5, 3]
    views = [made(twelve, step) for step in range(3)]
    assert [view["title"] for view in views] == [f"To the moon ({n} of 3)" for n in (1, 2, 3)]
    filled = [read_modal(sent(view, {f"f:t{n}": str(n) for n in range(12)})) for view in views]
    assert [one.step for one in filled] == [0, 1, 2]
    whole = filled[2].after(filled[1].after(filled[0]))
    assert whole.values == {f"t{n}": str(n) for n in range(12)}
    assert whole.carried == {"_at": "C1"}
    assert press("next_step|key=a|step=1") == pressed(next_step("a", 1, 3, WORDING), "Continue")
    assert NEXT == "next_step"


def test_a_choice_of_many_is_several_menus() -> None:
    """A menu has 25 answers; of several menus what somebody chose counts, not what was chosen at first."""
    many = form(ChoiceField("c", "Which", tuple(Item(str(n), f"N{n}") for n in range(60)), initial="30"))
    view = made(many)

    assert [one["label"] for one in view["components"]] == [f"Which ({n} of 3)" for n in (1, 2, 3)]
    ids = [one["component"]["custom_id"] for one in view["components"]]
    first = {ids[1]: ["30"]}
    assert read_modal(sent(view, {})).values == {"c": ""}
    assert read_modal(sent(view, first)).values == {"c": "30"}
    assert read_modal(sent(view, first | {ids[0]: ["7"]})).values == {"c": "7"}
    assert read_modal(sent(view, first | {ids[2]: ["51"]})).values == {"c": "51"}


@pytest.mark.parametrize(
    "items", [(), tuple(Item(str(n), "x") for n in range(101)), (Item("", "x"),), (Item("x" * 101, "x"),)]
)
def test_answers_that_discord_does_not_take(items: tuple[Item, ...]) -> None:
    """None, too many, or one without a value of its own: that is our mistake, and it is said so."""
    with pytest.raises(ValueError, match="the field c has"):
        modal(form(ChoiceField("c", "C", items)), {})


def test_what_a_form_carries_comes_back() -> None:
    """The form's values and the adapter's own come back, from the ids of the fields where the form's is full."""
    carried = {"case": "12", "a": "1|2=3%", "b": "x" * 60, "c": "y" * 60, "q": 'A & B, "<C>"\n🦴'}
    view = made(form(TextField("a", "A"), TextField("b", "B"), carried=carried))

    assert read_modal(sent(view, {"f:a": "no such id"})).carried == {**carried, "_at": "C1"}


def test_a_question_that_a_form_has_no_room_for() -> None:
    """It is read from the message whose button opened the form; without one it is not there."""
    question = "Which certificates count? " * 9
    asked = Buttons((Button("Ask", "office", {"q": question}),))
    view = made(form(TextField("a", "A"), carried={"p": "moon", "q": question}))
    (payload,) = messages(Reply(Outcome.SMALLTALK, (asked,)), wording=WORDING)

    assert read_modal(sent(view, {}), payload.content, payload.components).carried["q"] == question
    assert read_modal(sent(view, {})).carried == {"p": "moon", "_at": "C1"}


def test_what_a_form_can_not_carry() -> None:
    """More than Discord has room for, or one name for two things: that is our mistake, and it is said so."""
    with pytest.raises(ValueError, match="carries more"):
        modal(form(TextField("a", "A"), carried={"p": "a" * 120}), {})
    with pytest.raises(ValueError, match="both carry q"):
        modal(form(carried={"q": "a"}), {"q": "b"})


def test_files_that_were_handed_in() -> None:
    """They come back by field, with what Discord knows of them."""
    data = sent(made(form(FileField("form", "The form"))), {"f:form": ["1", "2"]})
    data["resolved"] = {"attachments": {"1": {"filename": "a.pdf", "size": 7, "url": "https://cdn.example/a"}}}

    assert read_modal(data).files == {
        "form": (Attachment("1", "a.pdf", 7, "https://cdn.example/a"), Attachment("2", ""))
    }


@pytest.mark.parametrize(
    "data", [{}, {"custom_id": None, "components": None}, {"components": [{"type": 18}, {"type": 10}, "x"]}]
)
def test_a_form_of_somebody_else(data: dict[str, Any]) -> None:
    """A modal that we did not make has nothing in it."""
    assert read_modal(data) == Filled("")


def test_what_is_wrong_is_said_with_what_was_typed() -> None:
    """Nothing that was typed is lost; a button opens the form again, and it can be filled in as it was."""
    filled = Filled(
        "answer", carried={"case": "12", "~c": "C"}, values={"answer": "Yes *so*.", "to": "a"}, typed=("answer",)
    )
    reply = mistakes(Mistakes({"answer": "Too short.", "b": "Too short."}), filled, WORDING)

    assert [block.text for block in reply.blocks if isinstance(block, Text | Aside)][1:] == [
        "Too short.", "What you wrote:", "Yes *so*.",
    ]  # fmt: skip
    assert pressed(reply, "Open the form again") == ("answer", {"case": "12"})
    again = refilled(
        form(TextField("answer", "A"), ChoiceField("to", "T", (Item("a", "A"),)), FileField("f", "F")), filled.values
    )
    assert [getattr(one, "initial", "") for one in again.fields] == ["Yes *so*.", "a", ""]


@pytest.mark.parametrize(
    ("filled", "opens"),
    [
        (
            Filled("ask_office", values={"question": "No?"}, carried={"p": "m", "q": "?"}),
            ("office", {"p": "m", "q": "No?"}),
        ),
        (Filled("check", carried={}), ("word", {"w": "check"})),
        (Filled("eligibility", carried={"p": "m"}), ("eligibility", {"p": "m"})),
    ],
)
def test_each_form_opens_again(filled: Filled, opens: tuple[str, dict[str, str]]) -> None:
    """The button does what opened the form, whatever that is called."""
    assert pressed(mistakes(Mistakes({"x": "Wrong."}), filled, WORDING), "Open the form again") == opens


@pytest.mark.parametrize("asked", ["Really?", "All of it is deleted, and nobody can bring it back. " * 3])
def test_a_button_that_asks_first(asked: str) -> None:
    """Pressed, it asks in private, in its own words; “yes” has its label, and does what it does."""
    button = Button("Take it back", "withdraw", {"case": "12"}, sure=asked)
    name, values = pressed(Reply(Outcome.SMALLTALK, (Buttons((button,)),)), "Take it back")
    question = sure_question(values, "Take it back", WORDING)

    assert (name, question.blocks[0]) == ("sure", Text(asked))
    assert pressed(question, "Take it back") == ("withdraw", {"case": "12"})
    assert pressed(question, WORDING.say("blocks.leave")) == (LEAVE, {})
    assert left(WORDING).instead


def test_what_was_said_already_is_not_kept() -> None:
    """Where the question stands above the button, or was lost, a plain one is asked."""
    asked = "All of it is deleted, and nobody can bring it back. " * 3
    button = Button("Delete", "forget", sure=asked)
    _, values = pressed(Reply(Outcome.SMALLTALK, (Text(asked), Buttons((button,)))), "Delete")

    assert values == {"sure": "forget"}
    assert sure_question(values, "Delete", WORDING).blocks[0] == Text("“Delete”: shall I go on?")


def test_people_are_found_in_discords_own_menu() -> None:
    """Whom a form asks for is chosen among all of the server; what comes back is their id over all platforms."""
    people = ChoiceField("to", "To whom", (Item("discord:200001", "Anna"),), initial="discord:200001", people=True)
    view = made(form(people, TextField("note", "Note", optional=True)))
    menu = view["components"][0]["component"]
    assert (menu["type"], menu["default_values"]) == (5, [{"id": "200001", "type": "user"}])
    assert "options" not in menu
    assert read_modal(sent(view, {"f:to": ["200002"]})).values == {"to": "discord:200002", "note": ""}
    nobody = made(form(ChoiceField("to", "To whom", (), optional=True, people=True)))
    assert read_modal(sent(nobody, {})).values == {"to": ""}
