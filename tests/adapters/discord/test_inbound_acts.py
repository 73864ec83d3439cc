"""Commands, buttons and forms as Discord reports them."""

from __future__ import annotations

from typing import Any

from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Command, Press, Submission
from esor_bot_discord.inbound_acts import acted, typed
from tests.adapters.discord.payloads import ANNA, CHANNEL, ME, NOW, file, interaction, slash


def command(data: dict[str, Any], **more: Any) -> Command:  # noqa: ANN401 - as payloads
    """Return the command that something is."""
    act = acted(interaction(2, data, **more), ME, NOW)
    assert act is not None
    assert isinstance(act.heard.event, Command)
    return act.heard.event


def test_a_command_is_for_who_uses_it_alone() -> None:
    """A word of a command comes with its text, in a private place that remembers the channel, and with the language."""
    heard = command(slash("ask", question="until when <@900000>?"))
    assert (heard.word, heard.text, heard.office) == ("ask", "until when @900000?", False)
    assert heard.scene.place == Place("discord", ANNA, CHANNEL, private=True)
    assert heard.scene.person.locale == "de"
    assert command(slash("ask", question="x"), direct=True).scene.place == Place("discord", ANNA, "", private=True)


def test_the_offices_words_are_told_apart() -> None:
    """A word of the office comes as such, with a number as text."""
    heard = command(slash("show", "esor-office", number=12))
    assert (heard.word, heard.text, heard.office) == ("show", "12", True)
    act = acted(interaction(2, slash("list", "esor-office")), ME, NOW)
    assert act is not None
    assert act.heard.member is True


def test_a_file_of_a_command_comes_with_its_address() -> None:
    """The file of `check` can be fetched at once, and is no text."""
    heard = command(slash("check", resolved={"attachments": {"400001": file("a.pdf", 7)}}, file="400001"))
    assert (heard.text, heard.files[0].name, heard.files[0].size) == ("", "a.pdf", 7)
    assert heard.files[0].address.startswith("https://cdn.discordapp.com/")


def test_a_message_is_answered_for_one_person() -> None:
    """“Answer this” asks what the message says."""
    resolved = {"messages": {"300009": {"id": "300009", "content": "<@900000> until when?"}}}
    data = {"name": "Answer this", "type": 3, "target_id": "300009", "resolved": resolved}
    assert (command(data).word, command(data).text) == ("ask", "until when?")


def test_a_press_is_where_its_message_is() -> None:
    """What is pressed in a message that others see is answered there; in one that nobody else sees, privately."""
    message = {"id": "300002", "content": "x", "flags": 0, "components": []}
    act = acted(interaction(3, {"custom_id": "claim|case=12"}, message=message), ME, NOW)
    assert act is not None
    assert isinstance(act.heard.event, Press)
    assert (act.heard.event.action, act.heard.event.values) == ("claim", {"case": "12"})
    assert act.heard.event.scene.place == Place("discord", CHANNEL, "", private=False)
    hidden = acted(interaction(3, {"custom_id": "claim"}, message={**message, "flags": 64}), ME, NOW)
    assert hidden is not None
    assert hidden.heard.event.scene.place == Place("discord", ANNA, CHANNEL, private=True)


def test_a_form_comes_without_what_the_adapter_put_into_it() -> None:
    """A form that was sent tells its fields and what it carried; the adapter's own keys stay here."""
    field = {"type": 4, "custom_id": "f:answer", "value": "Yes."}
    data = {"custom_id": "answer|case=12|~k=abc", "components": [{"type": 18, "component": field}]}
    act = acted(interaction(5, data), ME, NOW)
    assert act is not None
    assert isinstance(act.heard.event, Submission)
    assert (act.heard.event.form, act.heard.event.carried) == ("answer", {"case": "12"})
    assert act.heard.event.values == {"answer": "Yes."}
    assert act.filled is not None
    assert act.filled.carried["~k"] == "abc"


def test_what_is_typed_so_far() -> None:
    """The option that somebody is in is found, however deep it stands."""
    focused = {"name": "question", "type": 3, "value": "lang", "focused": True}
    data = {"name": "esor", "options": [{"name": "ask", "type": 1, "options": [focused]}]}
    assert typed(interaction(4, data)) == "lang"
    assert typed(interaction(4, {"name": "esor"})) == ""


def test_what_nobody_knows_is_nothing() -> None:
    """A kind of interaction that is new to us is left alone."""
    assert acted(interaction(9, {}), ME, NOW) is None
