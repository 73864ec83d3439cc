"""What people write on Discord, as events of the core."""

from __future__ import annotations

from dataclasses import replace

import pytest

from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Post, Upload
from esor_bot_discord.heard import Heard
from esor_bot_discord.inbound import of_office, plain, spoken
from tests.adapters.discord.payloads import ANNA, BELOW, CHANNEL, GUILD, ME, NOW, TEXT, THREAD, file, message


def test_a_mention_is_answered_in_a_thread_of_its_own() -> None:
    """A mention in a channel is a question, whose answer begins a thread at that message."""
    (heard,) = spoken(message("<@900000> until when?"), TEXT, ME, NOW)
    assert isinstance(heard.event, Post)
    assert heard.event.text == "until when?"
    assert heard.event.scene.person.id == f"discord:{ANNA}"
    assert heard.event.scene.person.name == "Anna B."
    assert heard.event.scene.place == Place("discord", CHANNEL, "300001", private=False)
    assert heard.way.begin


def test_a_mention_is_answered_by_a_reply_where_that_is_set() -> None:
    """Without threads the answer is a reply in the channel."""
    (heard,) = spoken(message("<@900000> until when?"), TEXT, replace(ME, threads=False), NOW)
    assert (heard.way.begin, heard.way.reply) == (False, True)
    assert heard.event.scene.place == Place("discord", CHANNEL, "", private=False)


def test_a_mention_in_a_thread_is_answered_there() -> None:
    """A thread has no threads: the answer goes where it was asked."""
    (heard,) = spoken(message("<@900000> and then?", channel_id=THREAD), BELOW, ME, NOW)
    assert heard.event.scene.place == Place("discord", CHANNEL, THREAD, private=False)
    assert not heard.way.begin


def test_direct_messages_need_no_mention() -> None:
    """What is written to the bot alone is a question, with its files, and the place is the person."""
    (heard,) = spoken(message("until when?", mentioned=False, direct=True, attachments=[file("a.pdf")]), None, ME, NOW)
    assert isinstance(heard.event, Post)
    assert heard.event.files[0].id == f"{CHANNEL}/300001/400001"
    assert heard.event.scene.place == Place("discord", ANNA, "", private=True)
    assert heard.member is None


@pytest.mark.parametrize(
    "told",
    [
        message("hello", mentioned=False),
        message("<@900000> hi", author={"id": "1", "bot": True}),
        message("<@900000> hi", webhook_id="5"),
        message("", type=7),
    ],
)
def test_what_is_not_for_the_bot_is_nothing(told: dict[str, object]) -> None:
    """Nothing is heard of what people say to each other, of other bots, and of who joined."""
    assert spoken(told, TEXT, ME, NOW) == ()


def test_a_pdf_in_a_channel_is_not_read() -> None:
    """Of a PDF that others can see only that it is there is told, once a day; a question beside it counts."""
    alone = spoken(message("<@900000>", attachments=[file("a.pdf"), file("b.PDF")]), TEXT, ME, NOW)
    assert [type(one.event) for one in alone] == [Upload]
    assert alone[0].event.scene.event == f"discord:pdf:{CHANNEL}:discord:{ANNA}:2026-11-30"
    both = spoken(message("<@900000> is it right?", attachments=[file("a.pdf")]), TEXT, ME, NOW)
    assert [type(one.event) for one in both] == [Upload, Post]
    assert isinstance(both[1].event, Post)
    assert both[1].event.files == ()


def test_the_role_says_who_is_of_the_office() -> None:
    """Whoever has the role is of the office; where there is none, nobody is; where none is told, that is open."""
    assert of_office({"roles": ["800001"]}, GUILD, ME) is True
    assert of_office({"roles": ["5"]}, GUILD, ME) is False
    assert of_office({"roles": ["800001"]}, GUILD, replace(ME, role="")) is False
    assert of_office({"roles": []}, GUILD, replace(ME, role=GUILD)) is True
    assert of_office(None, "", ME) is None


def test_text_is_plain() -> None:
    """What Discord writes in angle brackets reads as people read it."""
    told = "<@900000> ask <@5> and <@&6> in <#7> <:yes:8> <https://a.example/b> </esor ask:9>   now\u0000"
    assert (
        plain(told, "900000", {"5": "Ben"}) == "ask @Ben and @role in #channel :yes: https://a.example/b /esor ask now"
    )


def test_what_was_heard_can_be_kept() -> None:
    """What was heard reads the same after it was kept; what is something else is refused."""
    (heard,) = spoken(message("<@900000> until when?"), TEXT, ME, NOW)
    assert replace(Heard.load(heard.dump()), member=False) == heard
    with pytest.raises(ValueError, match="nothing"):
        Heard.load("{}")
