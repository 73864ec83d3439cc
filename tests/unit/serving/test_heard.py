"""What was heard of any platform, as it is kept until it was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args

import pytest

from esor_bot.domain.case import Place
from esor_bot.domain.conversation import (
    Attachment,
    Command,
    Event,
    Opened,
    Person,
    Post,
    Press,
    Scene,
    Submission,
    Upload,
)
from esor_bot.reception.eligibility_form import FORM
from esor_bot.serving.heard import Heard, read

SCENE = Scene("tin:1", Person("tin:1", "Ann"), Place("tin", "D1", "", private=True), datetime(2030, 1, 7, tzinfo=UTC))
PDF = Attachment("F1", "a.pdf", 12, "https://tin/a.pdf")
EVENTS: tuple[Event, ...] = (
    Post(SCENE, "until when?"),
    Command(SCENE, "check", "", (PDF,)),
    Press(SCENE, "claim", {"case": "12"}),
    Submission(SCENE, "check", {"q": "x"}, {"answer": "yes"}, {"file": (PDF,)}),
    Upload(SCENE, PDF),
    Opened(SCENE, home=True),
)


@dataclass(frozen=True)
class Way:
    """A way back."""

    user: str
    thread: str = ""


def test_every_kind_of_event() -> None:
    """There is an example of each kind of event below."""
    assert {type(event) for event in EVENTS} == set(get_args(Event))


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_what_is_kept_comes_back(event: Event) -> None:
    """Whatever was heard comes back as it was, with the way to whoever did it."""
    assert read(Heard(event, Way("U1"), "lane").dump(), Way) == (event, Way("U1"), "lane")


def test_more_said_of_who_did_it() -> None:
    """What is known of a person later takes the place of what was heard of them."""
    known = Heard(EVENTS[0], Way("U1"), "lane").by(Person("tin:1", "Anna", "Asia/Tokyo"))
    assert (known.event.scene.person.name, known.key, known.kind) == ("Anna", "tin:1", "post")


def test_what_is_promised_to_be_kept_nowhere() -> None:
    """What somebody tells of themselves in the pre-check is not kept, not even until it is answered."""
    assert Heard(Submission(SCENE, FORM, {}, {"where": "Portugal"}), Way("U1"), "lane").dump() == ""


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"kind": "Post", "event": {}, "way": {}, "lane": ""}'])
def test_something_else(body: str) -> None:
    """What is none of ours is told apart."""
    with pytest.raises(ValueError, match=r".+"):
        read(body, Way)
