"""Forms that were begun where others read, and go on where only one person sees it; and where their answer goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Press, Scene, Submission
from esor_bot.domain.form import Form, Mistakes, TextField
from esor_bot.domain.reply import Button, Buttons, Outcome, Reply, Text
from esor_bot.knowledge.base import Knowledge
from esor_bot.testing.discord.rules import modal_problems
from esor_bot.testing.discord.shown import buttons
from esor_bot.wording import Wording
from esor_bot_discord.forms import Forms, Step
from esor_bot_discord.heard import Heard
from esor_bot_discord.inbound_acts import Act, acted
from esor_bot_discord.outbound import Filled, Payload, mistakes, next_step
from esor_bot_discord.task import Task
from tests.adapters.discord.payloads import ANNA, CHANNEL, ME, NOW, interaction

HERE = Place("discord", CHANNEL, "", private=False)
ALONE = Place("discord", ANNA, CHANNEL, private=True)
TURN = Buttons((Button("To my direct messages", "where", {"to": "direct"}, turns=True),))
BLOCKS = (Text("This would go to the office."), Text("The answer comes here, where others can read it."), TURN)
FIELD = TextField("question", "Your question", initial="Who pays?", long=True)
FORM = Form("ask_office", "Ask the office", (FIELD,), "Send", "Close", {"p": "x", "to": "", "q": "Who pays?"}, BLOCKS)
WORDS = Wording(
    {
        "blocks.wrong": "Wrong:",
        "blocks.typed": "Typed:",
        "blocks.again": "Again",
        "blocks.next": "{step} of {steps}",
        "blocks.continue": "Continue",
        "blocks.step": "{title} {step} {steps}",
        "surface_discord.where": "Where",
    }
)
FAR = Form("far", "Far", tuple(TextField(f"f{at}", f"Field {at}") for at in range(6)), "Send", "Close", {}, ())


def heard(sort: int, data: dict[str, Any], *, hidden: bool) -> Act:
    """Return what was done in a message of a channel, which one person sees or everybody."""
    message: dict[str, Any] = {"id": "300002", "content": "x", "flags": 64 if hidden else 0, "components": []}
    act = acted(interaction(sort, data, message=message), ME, NOW)
    assert act is not None
    return act


def place(act: Act) -> Place:
    """Return where an answer to it goes."""
    scene: Scene = act.heard.event.scene
    return scene.place


def sent(modal: Mapping[str, Any], *, hidden: bool, where: int | None = None, **typed: str) -> Act:
    """Return a modal that was sent, with an item chosen in its menu."""
    given = []
    for one in modal["components"]:
        if one["type"] != 18:
            continue
        inner = one["component"]
        value: dict[str, Any] = {"value": typed.get(inner["custom_id"].split("|")[0].removeprefix("f:"), "x")}
        if inner["type"] == 3:
            value = {"values": [] if where is None else [inner["options"][where]["value"]]}
        given.append({"type": 18, "component": {"type": inner["type"], "custom_id": inner["custom_id"], **value}})
    return heard(5, {"custom_id": modal["custom_id"], "components": given}, hidden=hidden)


def shown(act: Act, reply: Reply, knowledge: Knowledge) -> Payload:
    """Return the message that a reply to something is."""
    told: Heard = act.heard
    (payload,) = Task(told, "k").shown(reply, Wording(knowledge.wording)).payloads
    return payload


def test_what_is_shown_to_one_person_remembers_that_it_began_in_the_open(knowledge: Knowledge) -> None:
    """A button below what only one person sees goes on with the place of what it answers, by itself."""
    public = heard(3, {"custom_id": "office|q=x"}, hidden=False)
    assert place(public) == HERE
    wrong = mistakes(Mistakes({"question": "Too short."}), Filled("ask_office", values={"question": "a"}), WORDS)
    (again,) = buttons(shown(public, wrong, knowledge).components)
    pressed = heard(3, {"custom_id": again["custom_id"]}, hidden=True)
    assert place(pressed) == HERE
    assert isinstance(pressed.heard.event, Press)
    assert "~o" not in pressed.heard.event.values
    assert Heard.load(pressed.heard.dump()).way == pressed.heard.way


def test_what_began_privately_stays_private(knowledge: Knowledge) -> None:
    """Without that, what is pressed where only one person sees it is theirs alone."""
    private = heard(3, {"custom_id": "office|q=x"}, hidden=True)
    assert place(private) == ALONE
    (button,) = buttons(shown(private, next_step("k", 1, 2, WORDS), knowledge).components)
    assert place(heard(3, {"custom_id": button["custom_id"]}, hidden=True)) == ALONE


def test_what_everybody_sees_needs_no_mark(knowledge: Knowledge) -> None:
    """In a message that everybody sees the place is clear, and its buttons carry nothing more."""
    public = heard(3, {"custom_id": "pick|q=x"}, hidden=False)
    reply = Reply(Outcome.ANSWERED, (Buttons((Button("Ask", "office", {"q": "x"}),)),))
    (button,) = buttons(shown(public, reply, knowledge).components)
    assert "~o" not in button["custom_id"]


def test_a_form_keeps_the_place_through_its_steps(knowledge: Knowledge) -> None:
    """Each step of a form, and the way to the next one, go on where the form was begun."""
    forms = Forms()
    first = sent(forms.open(ANNA, FAR, WORDS), hidden=False)
    assert place(first) == HERE
    assert first.filled is not None
    key = first.filled.carried["~k"]
    (button,) = buttons(shown(first, next_step(key, 1, 2, WORDS), knowledge).components)
    pressed = heard(3, {"custom_id": button["custom_id"]}, hidden=True)
    opened = forms.get(key, ANNA)
    assert opened is not None
    second = sent(forms.step(Step(key, opened, 1), WORDS, openly=pressed.heard.way.open), hidden=True)
    assert place(second) == HERE


def test_where_the_answer_goes_is_a_menu(knowledge: Knowledge) -> None:
    """A form that lets its answer go elsewhere offers that as a menu below its fields."""
    modal = Forms().open(ANNA, FORM, Wording(knowledge.wording))
    assert modal_problems(modal) == []
    above, question, menu = modal["components"]
    assert above["content"] == "This would go to the office."
    assert question["label"] == "Your question"
    assert menu["label"] == "Where the answer goes"
    labels = [one["label"] for one in menu["component"]["options"]]
    assert labels == ["The answer comes here, where others can read it.", "To my direct messages"]


def test_the_choice_counts(knowledge: Knowledge) -> None:
    """What is chosen there is what the core reads; whoever chooses nothing gets the answer where they are."""
    modal = Forms().open(ANNA, FORM, Wording(knowledge.wording))
    for where, to, goes in ((None, "", HERE), (0, "", HERE), (1, "direct", ALONE)):
        act = sent(modal, hidden=False, where=where, question="Who pays?")
        assert isinstance(act.heard.event, Submission)
        assert act.heard.event.carried == {"p": "x", "to": to, "q": "Who pays?"}
        assert act.heard.event.values == {"question": "Who pays?"}
        assert place(act) == goes


def test_a_choice_stays_where_a_form_goes_on(knowledge: Knowledge) -> None:
    """What was chosen in the first step of a form counts after its last one, too."""
    fields = tuple(TextField(f"f{at}", f"Field {at}") for at in range(4))
    forms, form = Forms(), Form("ask_office", "Ask", fields, "Send", "Close", {"to": ""}, BLOCKS)
    first = sent(forms.open(ANNA, form, WORDS), hidden=False, where=1)
    assert first.filled is not None
    key = first.filled.carried["~k"]
    opened = forms.get(key, ANNA)
    assert opened is not None
    forms.fill(key, opened, first.filled)
    opened = forms.get(key, ANNA)
    assert opened is not None
    second = sent(forms.step(Step(key, opened, 1), WORDS), hidden=False)
    assert second.filled is not None
    assert forms.fill(key, opened, second.filled).carried["to"] == "direct"
    assert place(second) == ALONE
