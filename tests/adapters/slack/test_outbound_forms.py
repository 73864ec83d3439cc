"""Forms as Slack's modals."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from esor_bot.domain.conversation import Attachment
from esor_bot.domain.form import ChoiceField, Field, FileField, Form, Item, Mistakes, TextField
from esor_bot.domain.reply import Aside, Block, Button, Buttons, Heading, Text
from esor_bot.testing.replies import FIELDS, FORM, ONE_OF_EACH
from esor_bot.testing.slack.block_kit import view_problems
from esor_bot.wording import Wording
from esor_bot_slack.outbound import mistakes, modal, press_in, read_modal
from tests.adapters.slack.shown import shown

WORDING = Wording({"blocks.leave": "Leave it", "blocks.more": "There is more."})


def form(*fields: Field, carried: Mapping[str, str] | None = None, blocks: tuple[Block, ...] = ()) -> Form:
    """Return a form with these fields."""
    return Form("moon", "To the moon", fields, "Send", "Leave", carried or {}, blocks)


def made(form: Form) -> dict[str, Any]:
    """Return a form as a modal, which passes."""
    view = modal(form, {"_at": "C1"}, wording=WORDING)
    assert view_problems(view) == []
    return view


def field(field: Field) -> dict[str, Any]:
    """Return a field as its block in a modal."""
    block: dict[str, Any] = made(form(field))["blocks"][0]
    return block


def test_every_kind_of_field() -> None:
    """A form with every kind of field is a modal that Slack takes, with each field under its label."""
    view = made(FORM)

    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    assert {type(field) for field in FORM.fields} == set(FIELDS)
    assert [block["label"]["text"] for block in inputs] == [field.label for field in FORM.fields]
    assert [block["element"]["type"] for block in inputs] == [
        "plain_text_input", "plain_text_input", "radio_buttons", "file_input",
    ]  # fmt: skip
    assert [block["optional"] for block in inputs] == [False, True, False, False]


def test_a_form_with_every_block() -> None:
    """Every kind of block can stand in a form; files are named there."""
    view = made(form(*FORM.fields, blocks=ONE_OF_EACH))

    assert "The pages of the file (pages.png)" in shown(view["blocks"])


def test_what_is_filled_in_anew_is_seen() -> None:
    """Slack keeps what was typed in an element that keeps its name: where another text is to show, it has another."""
    names = [field(TextField("why", "Why", initial=text))["element"]["action_id"] for text in ("", "a", "b", "a")]

    assert names[0] == "why"
    assert names[1] == names[3]
    assert len(set(names)) == 3


def test_a_text_field() -> None:
    """It has its lengths, what stands in it at first, and its hint."""
    block = field(TextField("why", "Why", "In a few words", "Because & <so>", long=True, least=3, most=300))

    assert block["hint"]["text"] == "In a few words"
    assert block["element"] == {
        "type": "plain_text_input", "action_id": "why:fda4c0a5", "multiline": True,
        "min_length": 3, "max_length": 300, "initial_value": "Because & <so>",
    }  # fmt: skip


def test_a_long_draft_is_whole() -> None:
    """What stands in a field at first is counted as people type it, not as it is sent."""
    assert len(field(TextField("why", "Why", initial="&" * 3000))["element"]["initial_value"]) == 3000


def test_few_choices_are_seen_at_once() -> None:
    """Up to ten answers are buttons to choose from, more are a menu; the first one is chosen."""
    few, many = (ChoiceField("c", "C", tuple(Item(str(n), str(n)) for n in range(most)), "", "3") for most in (10, 100))

    assert [field(one)["element"]["type"] for one in (few, many)] == ["radio_buttons", "static_select"]
    assert field(many)["element"]["initial_option"]["value"] == "3"


def test_a_long_answer_goes_on_below() -> None:
    """An answer that is too long for its line goes on in the small print."""
    label = "I have been certified by the national board less than three years before the call closes"
    (option,) = field(ChoiceField("c", "C", (Item("a", label),)))["element"]["options"]

    assert f"{option['text']['text']} {option['description']['text']}" == label


@pytest.mark.parametrize(
    "items", [(), tuple(Item(str(n), "x") for n in range(101)), (Item("", "x"),), (Item("x" * 151, "x"),)]
)
def test_answers_that_slack_does_not_take(items: tuple[Item, ...]) -> None:
    """None, too many, or one without a value of its own: that is our mistake, and it is said so."""
    with pytest.raises(ValueError, match="the field c has"):
        modal(form(ChoiceField("c", "C", items)), {})


def test_what_a_form_carries_comes_back() -> None:
    """The form's values and the adapter's own come back as they were."""
    carried = {"case": "12", "q": 'A & B, "<C>"\n🦴'}
    view = made(form(TextField("a", "A"), carried=carried))

    assert read_modal(view)[:2] == ("moon", {**carried, "_at": "C1"})


def test_what_a_form_can_not_carry() -> None:
    """More than Slack has room for, or one name for two things: that is our mistake, and it is said so."""
    with pytest.raises(ValueError, match="carries 3"):
        modal(form(carried={"q": "a" * 3100}), {})
    with pytest.raises(ValueError, match="both carry q"):
        modal(form(carried={"q": "a"}), {"q": "b"})


def test_signs_do_not_make_it_too_long() -> None:
    """What would be safer to write with more characters is written with fewer where it must."""
    carried = {"q": "&" * 2400}

    assert read_modal(made(form(TextField("a", "A"), carried=carried))).carried["q"] == carried["q"]


def test_what_was_filled_in() -> None:
    """Texts, choices and files come back by field; what was left empty is empty."""
    state = {
        "f:why": {"why": {"type": "plain_text_input", "value": "Because"}},
        "f:name": {"name": {"type": "plain_text_input", "value": None}},
        "f:size": {"size": {"type": "radio_buttons", "selected_option": {"value": "s", "text": {}}}},
        "f:none": {"none": {"type": "static_select", "selected_option": None}},
        "f:form": {
            "form": {
                "type": "file_input",
                "files": [
                    {"id": "F1", "name": "a.pdf", "size": 7, "url_private": "https://x/a", "url_private_download": "https://x/d"},
                    {"id": "F2", "file_access": "check_file_info"},
                ],
            }
        },
        "other": {"x": {"value": "y"}},
    }  # fmt: skip
    filled = read_modal({"callback_id": "moon", "private_metadata": "", "state": {"values": state}})

    assert filled.values == {"why": "Because", "name": "", "size": "s", "none": ""}
    assert filled.files == {"form": (Attachment("F1", "a.pdf", 7, "https://x/d"), Attachment("F2", ""))}


@pytest.mark.parametrize("view", [{}, {"state": None, "private_metadata": "no"}, {"state": {"values": {"f:a": {}}}}])
def test_a_view_of_somebody_else(view: dict[str, Any]) -> None:
    """A view that we did not make has nothing in it."""
    filled = read_modal(view)

    assert (filled.form, filled.carried, set(filled.values.values()) - {""}) == ("", {}, set())


def test_a_button_in_a_form() -> None:
    """It is told its own values, what the form carries, and what stands in its fields."""
    show = Buttons((Button("Preview", "preview", {"n": "1"}),))
    view = made(form(TextField("answer", "Answer"), blocks=(show,), carried={"case": "12"}))
    (button,) = view["blocks"][0]["elements"]
    view["state"] = {"values": {"f:answer": {"answer": {"type": "plain_text_input", "value": "Yes."}}}}

    assert press_in(view, button) == ("preview", {"n": "1", "case": "12", "_at": "C1", "field:answer": "Yes."})
    assert press_in(view, {}) == ("", {})


def test_mistakes_stand_at_their_fields() -> None:
    """What is wrong is said below the field it is about."""
    assert mistakes(Mistakes({"why": "Too short."})) == {
        "response_action": "errors",
        "errors": {"f:why": "Too short."},
    }


def test_a_form_with_too_much_above_it() -> None:
    """What has no room above the fields is cut, and the last line says so; all fields are there."""
    view = made(form(TextField("a", "A"), TextField("b", "B"), blocks=tuple(Heading(str(n)) for n in range(120))))
    long = made(form(TextField("a", "A"), blocks=(Text("word " * 40_000), Aside("end"))))

    assert len(view["blocks"]) == 100
    assert shown(view["blocks"]).endswith("9596There is more.AB")
    assert shown(long["blocks"]).endswith("There is more.A")
    assert len(json.dumps(long)) < 250_000


def test_a_file_field_takes_several() -> None:
    """Several files can be put in, so that a sentence can say why it has to be one."""
    element = field(FileField("form", "The form", kinds=("pdf", "docx")))["element"]

    assert (element["max_files"], element["filetypes"]) == (10, ["pdf", "docx"])
