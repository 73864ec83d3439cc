"""Buttons and forms that come back from Slack."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Person, Press, Scene, Submission
from esor_bot.domain.form import Form, TextField
from esor_bot.domain.reply import Button, Buttons
from esor_bot_slack import inbound_acts, outbound
from esor_bot_slack.heard import Heard, Way
from esor_bot_slack.inbound import Self

ME = Self("T1", "UBOT", "B1")
NOW = datetime(2023, 1, 10, 12, 0, tzinfo=UTC)
FORM = Form("add", "Add", (TextField("text", "Text"),), "Send", "Leave", {"case": "12"})
BUTTON = {"type": "button", "action_id": "claim:0", "value": json.dumps({"case": "12"}), "action_ts": "7.7"}


def press(**told: object) -> Heard | None:
    """Return what is heard of a button in a message."""
    body = {
        "type": "block_actions",
        "user": {"id": "U1"},
        "channel": {"id": "C1"},
        "container": {"type": "message", "message_ts": "1.5", "is_ephemeral": False},
        "actions": [BUTTON],
        "trigger_id": "9.9.x",
        "response_url": "https://hooks.slack.com/1",
    }
    return inbound_acts.pressed({**body, **told}, ME, NOW)


def test_a_button_in_a_channel() -> None:
    """A press carries what the button carried, and is answered in the thread of its message."""
    heard = press()

    assert heard is not None
    assert isinstance(heard.event, Press)
    assert (heard.event.action, heard.event.values) == ("claim", {"case": "12"})
    assert heard.event.scene.place == Place("slack", "C1", "1.5", private=False)
    assert heard.way.message == "1.5"


def test_a_button_that_only_one_person_sees() -> None:
    """A press on a message that only one person sees is answered to that person."""
    heard = press(container={"type": "message", "message_ts": "1.5", "channel_id": "C1", "is_ephemeral": True})

    assert heard is not None
    assert heard.event.scene.place == Place("slack", "U1", "", private=True)
    assert heard.way.hidden


def test_a_button_in_direct_messages() -> None:
    """A press in direct messages is answered there, below what stands there already."""
    heard = press(channel={"id": "D1"})

    assert heard is not None
    assert heard.event.scene.place == Place("slack", "D1", "", private=True)


def test_links_and_fields_do_nothing() -> None:
    """A button that led to a page and a field that was changed are no presses."""
    assert press(actions=[{**BUTTON, "action_id": "url:0"}]) is None
    assert press(actions=[{"type": "radio_buttons", "action_id": "to"}]) is None


def test_the_same_press_is_one_event() -> None:
    """A press that comes again is the same event; the next press of the same button is another."""
    first, again, next_ = press(), press(), press(actions=[{**BUTTON, "action_ts": "8.8"}])

    assert first is not None
    assert again is not None
    assert next_ is not None
    assert first.key == again.key != next_.key


def submission(way: Way, text: str, hash_: str = "h1") -> Heard:
    """Return what is heard of a form that was opened on a way and sent with a text."""
    view = {**outbound.modal(FORM, inbound_acts.carried(way)), "id": "V1", "hash": hash_}
    view["state"] = {"values": {"f:text": {"text": {"type": "plain_text_input", "value": text}}}}
    return inbound_acts.submitted({"type": "view_submission", "user": {"id": "U1"}, "view": view}, ME, NOW)


def test_a_form_knows_where_it_was_opened() -> None:
    """A form that was opened in a thread belongs to the thread, one of a command to whoever used it."""
    public = submission(Way("T1", "U1", "C1", "1.5", "1.5"), "hello")
    private = submission(Way("T1", "U1", "C1", asked=True, address="https://hooks.slack.com/1", born=7), "hello")

    assert public.event.scene.place == Place("slack", "C1", "1.5", private=False)
    assert private.event.scene.place == Place("slack", "U1", "", private=True)
    assert (private.way.address, private.way.born) == ("https://hooks.slack.com/1", 7)


def test_what_a_form_holds() -> None:
    """A form comes back with what it carried and what was filled in, and nothing of the way back."""
    heard = submission(Way("T1", "U1", "C1", "1.5", "1.5"), "hello\ue0f0")

    assert isinstance(heard.event, Submission)
    assert (heard.event.form, heard.event.carried, heard.event.values) == ("add", {"case": "12"}, {"text": "hello"})


def test_a_form_that_is_sent_again_is_the_same() -> None:
    """A form sent twice as it is, is one event; with another text, or changed since, it is another."""
    way = Way("T1", "U1", "C1")
    keys = [
        submission(way, "a").key,
        submission(way, "a").key,
        submission(way, "b").key,
        submission(way, "a", "h2").key,
    ]

    assert keys[0] == keys[1]
    assert len(set(keys)) == 3


def test_a_button_in_a_form() -> None:
    """A press within a form is told what is filled in, and knows the form that its answer replaces."""
    form = Form("add", "Add", FORM.fields, "Send", "Leave", {"case": "12"}, (Buttons((Button("Look", "preview"),)),))
    view = {**outbound.modal(form, inbound_acts.carried(Way("T1", "U1", "C1", "1.5"))), "id": "V1", "hash": "h1"}
    view["state"] = {"values": {"f:text": {"text": {"type": "plain_text_input", "value": "hello"}}}}
    action = {**BUTTON, "action_id": "preview:0", "value": "{}"}
    heard = inbound_acts.pressed({"user": {"id": "U1"}, "view": view, "actions": [action]}, ME, NOW)

    assert heard is not None
    assert isinstance(heard.event, Press)
    assert heard.event.values == {"case": "12", "field:text": "hello"}
    assert (heard.way.view, heard.way.hash, heard.way.channel) == ("V1", "h1", "C1")


def test_what_was_heard_can_be_kept() -> None:
    """What was heard is the same after it was kept, but for the trigger, which is good for seconds."""
    heard = press()
    assert heard is not None
    kept = Heard.load(heard.dump())

    assert kept.event == heard.event
    assert kept.way.trigger == ""
    assert (kept.way.channel, kept.way.address, kept.lane) == ("C1", heard.way.address, heard.lane)


def test_every_kind_can_be_kept() -> None:
    """A form with what it carried is the same after it was kept, too, and so is who did it."""
    heard = submission(Way("T1", "U1", "C1"), "hello").by(Person("slack:T1:U1", "Ann", "Europe/Berlin", "de-DE"))
    kept = Heard.load(heard.dump())

    assert kept.event == heard.event
    assert isinstance(kept.event.scene, Scene)
