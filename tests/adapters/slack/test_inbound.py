"""What people write and do on Slack, as events of the core."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Command, Opened, Post, Upload
from esor_bot.domain.moments import marked
from esor_bot_slack import inbound
from esor_bot_slack.heard import Heard
from esor_bot_slack.inbound import Self
from esor_bot_slack.inbound_text import attachments, plain

ME = Self("T1", "UBOT", "B1")
NOW = datetime(2023, 1, 10, 12, 0, tzinfo=UTC)
WORDS = ("documents", "office", "help", "ask")


def event(**told: object) -> dict[str, Any]:
    """Return a message in a direct conversation, but for what is told otherwise."""
    said = {"type": "message", "channel_type": "im", "user": "U1", "channel": "D1", "ts": "1.5", "text": "deadline?"}
    return {"type": "event_callback", "team_id": "T1", "event": {**said, **told}}


def mention(**told: object) -> dict[str, Any]:
    """Return a mention in a channel."""
    return event(**{"type": "app_mention", "channel_type": None, "channel": "C1", "text": "<@UBOT> deadline?", **told})


def spoken(body: dict[str, Any]) -> Heard:
    """Return what was heard of a message that is for the bot."""
    heard = inbound.spoken(body, ME, NOW)
    assert heard is not None
    return heard


def test_a_direct_message_is_a_question() -> None:
    """What somebody writes to the bot is a post at a private place, answered where it was written."""
    heard = spoken(event())

    assert isinstance(heard.event, Post)
    assert heard.event.text == "deadline?"
    assert heard.event.scene.place == Place("slack", "D1", "", private=True)
    assert heard.event.scene.person.id == "slack:T1:U1"


def test_a_mention_is_answered_in_its_thread() -> None:
    """A mention in a channel is a post without the mention, and the thread is that of the message."""
    heard = spoken(mention())

    assert isinstance(heard.event, Post)
    assert heard.event.text == "deadline?"
    assert heard.event.scene.place == Place("slack", "C1", "1.5", private=False)
    assert (heard.way.thread, heard.way.root) == ("1.5", "")


def test_a_follow_up_stays_in_its_thread() -> None:
    """A mention within a thread belongs to the thread, and so does a direct message in one."""
    assert spoken(mention(ts="2.0", thread_ts="1.5")).event.scene.place.thread == "1.5"
    assert spoken(event(ts="2.0", thread_ts="1.5")).event.scene.place.thread == "1.5"


def test_a_message_is_the_same_under_other_names() -> None:
    """A message that comes again under another event id is the same event."""
    again = {**mention(), "event_id": "Ev2"}

    assert spoken(mention()).key == spoken(again).key == "slack:T1:C1:1.5"


@pytest.mark.parametrize(
    "body",
    [
        event(channel_type="channel", channel="C1"),
        event(bot_id="B9"),
        event(user="UBOT"),
        event(subtype="message_changed"),
        event(subtype="message_deleted"),
        event(subtype="channel_join"),
        event(edited={"user": "U1", "ts": "2.0"}),
        mention(channel="D1"),
        event(user=None),
    ],
)
def test_what_is_not_for_the_bot(body: dict[str, Any]) -> None:
    """Nothing in channels but mentions, nothing of bots, no edits, and no message twice is a question."""
    assert inbound.spoken(body, ME, NOW) is None


def test_files_come_with_direct_messages_only() -> None:
    """A file in a direct message comes with it; one in a channel is not even named."""
    files = [{"id": "F1", "name": "a.pdf", "size": 7, "url_private_download": "https://files.slack.com/a"}]
    sent = spoken(event(subtype="file_share", files=files, text=""))
    shared = spoken(mention(files=files))

    assert isinstance(sent.event, Post)
    assert [(file.id, file.name, file.size) for file in sent.event.files] == [("F1", "a.pdf", 7)]
    assert isinstance(shared.event, Post)
    assert shared.event.files == ()


def test_files_of_other_workspaces() -> None:
    """Of a file of another workspace only its id is known."""
    (file,) = attachments([{"id": "F1", "mode": "file_access", "file_access": "check_file_info"}])

    assert (file.id, file.name, file.address) == ("F1", "", "")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<@UBOT>  when?", "when?"),
        ("ask <@U2> or <@U3|bob>", "ask @U2 or @bob"),
        ("in <#C1|general>", "in #general"),
        ("<https://esor.org|the page> &amp; <https://esor.org>", "the page (https://esor.org) & https://esor.org"),
        ("<mailto:a@b.org|a@b.org>", "a@b.org"),
        ("<!here> <!subteam^S1|@team> 1 &lt; 2 &gt; 0", "@here @team 1 < 2 > 0"),
        ("&amp;lt;", "&lt;"),
        (f"till {marked(NOW, 'noon')}\x07", f"till {int(NOW.timestamp())}noon"),
    ],
)
def test_text_is_plain(written: str, read: str) -> None:
    """What Slack writes in brackets is read as a person reads it; nobody outside can mark a moment."""
    assert plain(written, "UBOT") == read


def command(text: str, name: str = "/esor") -> Heard:
    """Return a command that somebody used in a channel."""
    body = {"command": name, "text": text, "user_id": "U1", "channel_id": "C1", "trigger_id": "9.9.x"}
    return inbound.commanded({**body, "response_url": "https://hooks.slack.com/1"}, WORDS, ME, NOW)


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("documents", "documents", ""),
        ("Office  may I come?", "office", "may I come?"),
        ("who pays the visa?", "ask", "who pays the visa?"),
        ("", "help", ""),
    ],
)
def test_commands(text: str, word: str, rest: str) -> None:
    """A word of ours is done, whatever else is typed is a question; only who typed it reads what comes of it."""
    heard = command(text)

    assert isinstance(heard.event, Command)
    assert (heard.event.word, heard.event.text, heard.event.office) == (word, rest, False)
    assert heard.event.scene.place == Place("slack", "U1", "", private=True)
    assert heard.way.asked


def test_commands_of_the_office() -> None:
    """The office's command has words of its own, which are never taken for questions."""
    heard = command("search visa", "/esor-office")

    assert isinstance(heard.event, Command)
    assert (heard.event.word, heard.event.text, heard.event.office) == ("search", "visa", True)


def test_the_shortcut_asks_for_whoever_used_it() -> None:
    """A message of somebody else is answered as a question of whoever chose it, and privately."""
    body = {
        "type": "message_action",
        "callback_id": "answer_this",
        "user": {"id": "U2"},
        "channel": {"id": "C1"},
        "action_ts": "3.1",
        "message": {"text": "who pays?", "user": "U1", "ts": "1.0"},
    }
    heard = inbound.shortcut(body, ME, NOW)

    assert heard is not None
    assert isinstance(heard.event, Command)
    assert (heard.event.word, heard.event.text) == ("ask", "who pays?")
    assert heard.event.scene.place == Place("slack", "U2", "", private=True)
    assert inbound.shortcut({**body, "callback_id": "other"}, ME, NOW) is None


def test_a_file_in_a_channel_is_told_of_once_a_day() -> None:
    """A file in a channel is an upload, known by its owner, channel and day; in direct messages it is none."""
    shared = {"event": {"type": "file_shared", "user_id": "U1", "channel_id": "C1", "file_id": "F1"}}
    heard = inbound.uploaded(shared, ME, NOW)

    assert heard is not None
    assert isinstance(heard.event, Upload)
    assert heard.key == "slack:T1:pdf:C1:U1:2023-01-10"
    assert inbound.uploaded({"event": {**shared["event"], "channel_id": "D1"}}, ME, NOW) is None


def test_pages_that_are_opened() -> None:
    """The app's page and its messages are told apart; other tabs are nothing to the bot."""
    opened = {"event": {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home", "event_ts": "4.0"}}
    home = inbound.opened(opened, ME, NOW)
    messages = inbound.opened({"event": {**opened["event"], "tab": "messages"}}, ME, NOW)

    assert home is not None
    assert home.event == Opened(home.event.scene, home=True)
    assert messages is not None
    assert messages.event == Opened(messages.event.scene, home=False)
    assert inbound.opened({"event": {**opened["event"], "tab": "about"}}, ME, NOW) is None


def test_a_conversation_on_the_older_surface() -> None:
    """A thread that begins is greeted once, and one whose context changes is only offered questions again."""
    thread = {"user_id": "U1", "channel_id": "D1", "thread_ts": "5.0"}
    begun = inbound.begun({"event": {"type": "assistant_thread_started", "assistant_thread": thread}}, ME, NOW)
    looks = {"type": "assistant_thread_context_changed", "assistant_thread": thread, "event_ts": "6.0"}
    looked = inbound.begun({"event": looks}, ME, NOW)

    assert begun is not None
    assert (begun.way.thread, begun.brief) == ("5.0", False)
    assert looked is not None
    assert looked.brief


def test_ids_of_people() -> None:
    """Slack's own id of somebody is found in theirs over all platforms; others have none."""
    assert inbound.user_of("slack:T1:U1") == "U1"
    assert inbound.user_of("discord:1") == ""
