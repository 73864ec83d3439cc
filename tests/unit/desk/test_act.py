"""What may be done with a case, by whom, and who is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from esor_bot.desk.act import Step, act
from esor_bot.desk.notices import To
from esor_bot.desk.typed import LONGEST
from esor_bot.domain.case import Actor, Case, Deed, State
from esor_bot.errors import RefusedError
from tests.unit.desk.people import ANNA, BEN, CLEO, DAN, home

NOON = datetime(2030, 5, 4, 12, tzinfo=UTC)
CASE = Case(12, "moon", "Do moon boots count?", ANNA.id, home(ANNA), NOON, NOON)


def after(*deeds: tuple[Deed, Actor]) -> Case:
    """Return the case after some deeds."""
    case = CASE
    for deed, actor in deeds:
        case = act(case, deed, actor, NOON, text="words", to=DAN).case
    return case


CLAIMED = after((Deed.CLAIM, CLEO))
ANSWERED = after((Deed.ANSWER, CLEO))
CLOSED = after((Deed.CLOSE, CLEO))
WITHDRAWN = after((Deed.WITHDRAW, ANNA))


def code(case: Case, deed: Deed, actor: Actor, text: str = "words", **more: object) -> str:
    """Return why something is refused."""
    with pytest.raises(RefusedError) as refused:
        act(case, deed, actor, NOON, text=text, **more)  # type: ignore[arg-type]
    return refused.value.code


def told(step: Step, to: To) -> list[str]:
    """Return the kinds of what somebody is told."""
    return [notice.kind for notice in step.notices if notice.to is to]


def test_an_answer_reaches_who_asked() -> None:
    """An answer is sent as it was typed, to the asker and to all who follow, and the case is the answerer's."""
    step = act(CASE, Deed.ANSWER, CLEO, NOON, text=" Yes, they do. \n")

    assert (step.case.state, step.case.owner, step.case.answered) == (State.ANSWERED, CLEO.id, NOON)
    assert [(notice.to, notice.kind, dict(notice.values)) for notice in step.notices] == [
        (To.ASKER, "answer", {"text": "Yes, they do."}),
        (To.FOLLOWERS, "answer", {"text": "Yes, they do."}),
        (To.OFFICE, "card", {}),
    ]
    assert (step.record.text, step.record.shown) == ("Yes, they do.", True)


@pytest.mark.parametrize(
    ("case", "deed", "actor", "refusal"),
    [
        (CASE, Deed.ANSWER, ANNA, "not_office"),
        (CASE, Deed.ADD, BEN, "not_yours"),
        (CASE, Deed.ADD, CLEO, "only_the_asker"),
        (CASE, Deed.HAND_OVER, CLEO, "is_open"),
        (CASE, Deed.REOPEN, CLEO, "is_open"),
        (CLAIMED, Deed.CLAIM, DAN, "taken"),
        (CLAIMED, Deed.CLAIM, CLEO, "yours_already"),
        (CLAIMED, Deed.TAKE_OVER, CLEO, "yours_already"),
        (CLAIMED, Deed.ANSWER, DAN, "taken"),
        (CLAIMED, Deed.CLOSE, DAN, "taken"),
        (CLAIMED, Deed.ASK_BACK, DAN, "taken"),
        (ANSWERED, Deed.ASK_BACK, CLEO, "is_answered"),
        (CLOSED, Deed.ANSWER, CLEO, "is_closed"),
        (CLOSED, Deed.ADD, ANNA, "is_closed"),
        (WITHDRAWN, Deed.ANSWER, CLEO, "is_withdrawn"),
    ],
)
def test_what_is_refused(case: Case, deed: Deed, actor: Actor, refusal: str) -> None:
    """What is not somebody's to do, or can't be done as things stand, is refused by its name."""
    assert code(case, deed, actor) == refusal


@pytest.mark.parametrize("text", ["", " \n\t", "\x00", "\u200b\u2060", "\ud800"])
def test_an_answer_says_something(text: str) -> None:
    """An answer of which nothing can be seen is refused."""
    assert code(CASE, Deed.ANSWER, CLEO, text) == "empty"


def test_an_answer_has_a_length() -> None:
    """An answer that fits no platform is refused with its length, and one of the greatest length is not."""
    with pytest.raises(RefusedError) as refused:
        act(CASE, Deed.ANSWER, CLEO, NOON, text="a" * (LONGEST + 1))

    assert (refused.value.code, refused.value.values["length"]) == ("too_long", LONGEST + 1)
    assert act(CASE, Deed.ANSWER, CLEO, NOON, text="a" * LONGEST).case.state is State.ANSWERED


def test_handing_over_needs_a_colleague() -> None:
    """A case is handed to somebody else of the office, who then has it."""
    assert code(CLAIMED, Deed.HAND_OVER, CLEO) == "to_whom"
    assert code(CLAIMED, Deed.HAND_OVER, CLEO, to=BEN) == "to_whom"
    assert code(CLAIMED, Deed.HAND_OVER, CLEO, to=CLEO) == "to_whom"
    assert act(CLAIMED, Deed.HAND_OVER, CLEO, NOON, to=DAN).case.owner == DAN.id


def test_merging_needs_another_case() -> None:
    """A case is merged into another one that is live or answered."""
    other = replace(CASE, number=13)

    assert code(CASE, Deed.MERGE, CLEO) == "into_which"
    assert code(CASE, Deed.MERGE, CLEO, into=CASE) == "into_which"
    assert code(CASE, Deed.MERGE, CLEO, into=replace(other, state=State.WITHDRAWN)) == "into_which"
    assert code(CASE, Deed.MERGE, CLEO, into=replace(other, state=State.CLOSED)) == "into_closed"
    assert code(CASE, Deed.MERGE, CLEO, into=replace(other, state=State.MERGED, into=14)) == "into_which"
    assert act(CASE, Deed.MERGE, CLEO, NOON, into=other).case.into == 13


@pytest.mark.parametrize(("days", "state"), [(0, State.OPEN), (14, State.OPEN)])
def test_writing_again_reopens(days: int, state: State) -> None:
    """Within 14 days of an answer the asker reopens a case by writing, and it is nobody's again."""
    step = act(ANSWERED, Deed.ADD, ANNA, NOON + timedelta(days=days), text="And the other boot?")

    assert (step.case.state, step.case.owner) == (state, "")
    assert told(step, To.OFFICE) == ["added", "card"]


def test_after_fourteen_days_it_is_too_late() -> None:
    """Later than that an answered case is not reopened by writing."""
    with pytest.raises(RefusedError, match="too_late"):
        act(ANSWERED, Deed.ADD, ANNA, NOON + timedelta(days=14, seconds=1), text="And the other boot?")


def test_closing_without_an_answer_says_so() -> None:
    """Closing tells who has no answer to e-mail, and who has one nothing."""
    assert told(act(CASE, Deed.CLOSE, CLEO, NOON), To.ASKER) == ["please_email"]
    assert told(act(ANSWERED, Deed.CLOSE, CLEO, NOON), To.ASKER) == []


@pytest.mark.parametrize("deed", [Deed.NOTE, Deed.HAND_OVER, Deed.TAKE_OVER, Deed.CLAIM, Deed.CLOSE])
def test_words_of_the_office_stay_there(deed: Deed) -> None:
    """What is typed with a note or with handing over goes into the record, which is not shown, and nowhere else."""
    case = CASE if deed is Deed.CLAIM else CLAIMED
    actor = DAN if deed is Deed.TAKE_OVER else CLEO
    step = act(case, deed, actor, NOON, text="between us", to=DAN)

    assert (step.record.text, step.record.shown) == ("between us", False)
    assert not any("between us" in notice.values.values() for notice in step.notices)
