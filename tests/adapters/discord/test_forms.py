"""Forms in steps, and what the adapter answers itself."""

from __future__ import annotations

from typing import Any

from esor_bot.domain.conversation import Submission
from esor_bot.domain.form import Form, TextField
from esor_bot.domain.reply import Button, Buttons, Reply, Text
from esor_bot.knowledge.base import Knowledge
from esor_bot.wording import Wording
from esor_bot_discord import outbound
from esor_bot_discord.acting import Acting
from esor_bot_discord.forms import KEY, LASTS, Forms, Step
from esor_bot_discord.inbound_acts import Act, acted
from esor_bot_discord.rests import Rests
from tests.adapters.discord.payloads import ANNA, ME, NOW, interaction

LONG = Form("long", "Long", tuple(TextField(f"f{n}", f"Field {n}") for n in range(7)), "Send", "Close", {"case": "12"})
HERE = {"id": "300002", "content": "Close “Really?”", "flags": 64, "components": []}


def act(sort: int, data: dict[str, Any]) -> Act:
    """Return what somebody did in a message."""
    found = acted(interaction(sort, data, message=HERE), ME, NOW)
    assert found is not None
    return found


def sent(modal: dict[str, Any], values: dict[str, str]) -> Act:
    """Return a modal that was filled in and sent."""
    labels = [one for one in modal["components"] if one["type"] == 18]
    filled = [{"type": 18, "component": {**one["component"], "value": values.get(one["label"], "")}} for one in labels]
    return act(5, {"custom_id": modal["custom_id"], "components": filled})


def button(reply: object) -> Button:
    """Return the only button of a reply."""
    assert isinstance(reply, Reply)
    (row,) = [block for block in reply.blocks if isinstance(block, Buttons)]
    return row.buttons[0]


def test_a_long_form_goes_in_steps(knowledge: Knowledge) -> None:
    """What a form has no room for is asked in a further step; all of it is sent as one form."""
    words, forms = Wording(knowledge.wording), Forms()
    acting = Acting(forms, Rests())
    _, first = acting.answer(sent(forms.open(ANNA, LONG, words), {"Field 0": "a"}), words)
    carried = button(first)
    press = act(3, {"custom_id": f"{carried.action}|key={carried.values['key']}|step={carried.values['step']}"})
    _, step = acting.answer(press, words)
    assert isinstance(step, Step)
    whole, nothing = acting.answer(sent(forms.step(step, words), {"Field 6": "g"}), words)
    assert nothing is None
    assert isinstance(whole.heard.event, Submission)
    assert whole.heard.event.values["f0"] == "a"
    assert whole.heard.event.values["f6"] == "g"
    assert whole.heard.event.carried == {"case": "12"}


def test_a_form_that_is_forgotten_is_begun_again(knowledge: Knowledge) -> None:
    """After a quarter of an hour, and for others, the rest of a form is not there; a short one needs no memory."""
    seconds = [0.0]
    words, forms = Wording(knowledge.wording), Forms(lambda: seconds[0])
    acting, key = Acting(forms, Rests()), forms.put(ANNA, LONG)
    opened = forms.get(key, ANNA)
    assert opened is not None
    assert forms.get(key, "somebody") is None
    second = forms.step(Step(key, opened, 1), words)
    seconds[0] = LASTS + 1
    _, lost = acting.answer(sent(second, {}), words)
    assert isinstance(lost, Reply)
    assert isinstance(lost.blocks[0], Text)
    assert lost.blocks[0].text == words.say("surface_discord.form_lost")
    _, lost = acting.answer(act(3, {"custom_id": f"{outbound.NEXT}|key={key}|step=1"}), words)
    assert isinstance(lost, Reply)
    short = {"custom_id": f"answer|case=12|{KEY}=gone", "components": []}
    assert acting.answer(act(5, short), words)[1] is None


def test_what_was_typed_stands_in_the_form_again() -> None:
    """A form that has to be mended is shown with what was typed, once."""
    forms = Forms()
    forms.mistaken(ANNA, outbound.Filled("long", values={"f0": "typed"}))
    again = forms.as_typed(ANNA, LONG)
    assert isinstance(again.fields[0], TextField)
    assert again.fields[0].initial == "typed"
    assert forms.as_typed(ANNA, LONG) == LONG


def test_being_sure_and_staying(knowledge: Knowledge) -> None:
    """A button that asks first is asked about, with a way back; staying does nothing, all else is the core's."""
    words, acting = Wording(knowledge.wording), Acting(Forms(), Rests())
    _, asked = acting.answer(act(3, {"custom_id": "sure:close|case=12|?"}), words)
    assert isinstance(asked, Reply)
    assert isinstance(asked.blocks[-1], Buttons)
    assert [one.action for one in asked.blocks[-1].buttons] == ["close", outbound.LEAVE]
    _, left = acting.answer(act(3, {"custom_id": outbound.LEAVE}), words)
    assert isinstance(left, Reply)
    assert left.instead
    assert acting.answer(act(3, {"custom_id": "claim|case=12"}), words)[1] is None
