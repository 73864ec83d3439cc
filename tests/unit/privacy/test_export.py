"""The copy of what is kept of a person: everything that is theirs, and nothing of others."""

from __future__ import annotations

import json
from typing import Any

import pytest

from esor_bot.desk.export import is_empty
from esor_bot.desk.retention import Keep
from esor_bot.domain.case import Deed
from esor_bot.domain.keeping import DAYS, Kind
from esor_bot.errors import RefusedError
from tests.unit.desk.people import ANNA, BEN, CLEO
from tests.unit.privacy.scene import Scene


def copy(scene: Scene, *, office: bool = False, keep: Keep | None = None) -> dict[str, Any]:
    """Return Anna's copy as it would be read from a file."""
    told = scene.desk.export(ANNA.id, CLEO if office else ANNA, keep or Keep())
    read: dict[str, Any] = json.loads(json.dumps(told))
    return read


@pytest.fixture
def lively(scene: Scene) -> Scene:
    """Anna asked, added and has an answer; her question follows Ben's, and there is a note on it."""
    scene.asked(BEN, "Ben's own words")
    scene.asked()
    scene.do(2, Deed.ADD, ANNA, text="The grey ones.")
    scene.do(2, Deed.NOTE, text="she asks often")
    scene.merged(2, 1)
    scene.do(1, Deed.ANSWER, text="They do.")
    scene.counted()
    return scene


def test_everything_of_the_person(lively: Scene) -> None:
    """The copy has the questions, all that was said, what was sent, what was counted, and the events."""
    told = copy(lively)
    (case,) = told["questions_to_the_office"]

    assert told["person"] == ANNA.id
    assert (case["number"], case["question"], case["state"], case["together_with"]) == (
        2,
        "Do moon boots count?",
        "answered",
        1,
    )
    said = [(one["who"], one["text"]) for one in case["what_was_said"]]
    assert said == [
        ("the person", "Do moon boots count?"),
        ("the person", "The grey ones."),
        ("the office", "They do."),
    ]
    assert [(one["kind"], one["state"]) for one in told["messages"]] == [("merge", "waiting"), ("answer", "waiting")]
    assert [one["text"] for one in told["questions_to_the_bot"]] == ["May I bring a dog?"]
    assert len(told["reports_of_the_platform"]) == 1


def test_nothing_of_others(lively: Scene) -> None:
    """The person's own copy has no word of other people, no name of a colleague and no note of the office."""
    text = json.dumps(copy(lively))

    for word in ("Ben", "ben", "Cleo", "cleo", "she asks often"):
        assert word not in text


def test_the_office_sees_its_notes(lively: Scene) -> None:
    """The office's copy has its notes, under a heading that says so, and who did what."""
    (case,) = copy(lively, office=True)["questions_to_the_office"]
    inside = case["internal_notes_and_deeds_of_the_office"]

    assert [(one["did"], one["text"], one["name"]) for one in inside] == [
        ("note", "she asks often", "Cleo"),
        ("merge", "", "Cleo"),
    ]


def test_until_when_it_is_kept(scene: Scene) -> None:
    """Of everything it says when it is deleted, by the times that are set; of what is open, that it is not yet."""
    scene.asked()
    scene.asked()
    scene.do(1, Deed.CLOSE)
    keep = Keep({**DAYS, Kind.CASES: 30, Kind.EVENTS: None})
    told = copy(scene, keep=keep)
    still_open, closed = told["questions_to_the_office"]

    assert still_open["deleted"] == "not while it is open"
    assert closed["deleted"] == "2030-02-06T09:00:00+00:00"
    assert told["reports_of_the_platform"][0]["deleted"] == "never by age"
    assert told["kept_for_days"]["events"] == "forever"


def test_there_is_nothing(scene: Scene) -> None:
    """Of who was forgotten, or never asked, there is nothing to copy; of who is there, there is."""
    scene.asked()
    assert not is_empty(scene.desk.export(ANNA.id, ANNA, Keep()))
    scene.forget()

    assert is_empty(scene.desk.export(ANNA.id, ANNA, Keep()))
    assert is_empty(scene.desk.export("", CLEO, Keep()))


def test_only_the_person_and_the_office(scene: Scene) -> None:
    """Nobody else gets a copy."""
    with pytest.raises(RefusedError, match="not_office"):
        scene.desk.export(ANNA.id, BEN, Keep())
