"""The auditor: content with a run in which all went well, and objecting to everything that can go wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.desk_audit import KINDS, Evidence, Finding, Sent, audit
from benchmarks.desk_journal import Intent, Told
from benchmarks.desk_platform import Shown
from benchmarks.desk_play import OFFICE, perform, staff
from benchmarks.desk_workers import desk
from esor_bot.desk.message import Notification
from esor_bot.domain.case import LEARNING, Case, Deed, Record, State
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore

CLEO, DAN = staff(0).id, staff(1).id
ANNA, BEN = "bench:anna", "bench:ben"


def happened() -> Evidence:
    """What is left where all went well: answers to one who asked and to those who follow, and each other end."""
    store, clock = MemoryStore(), FakeClock()
    at, told = desk(store, clock), list[Told]()

    def do(deed: Deed, actor: str, number: int = 0, into: int = 0, to: str = "") -> None:
        event = f"event-{len(told)}"
        intent = Intent(event, deed.value, actor, f"{event}: {deed.value}", number, into, to)
        told.append(perform(at, intent, clock.tick(seconds=1)))

    for who in (ANNA, BEN, ANNA, BEN, ANNA, BEN):
        do(Deed.ASK, who)
    do(Deed.CLAIM, CLEO, 1)
    do(Deed.MERGE, CLEO, 2, into=1)
    do(Deed.ANSWER, DAN, 1)  # refused: it is Cleo's
    do(Deed.ANSWER, CLEO, 1)  # 10: read by the first and the second
    do(Deed.MERGE, DAN, 3, into=1)  # the third reads it at once
    do(Deed.ASK_BACK, DAN, 4)
    do(Deed.ADD, BEN, 4)
    do(Deed.HAND_OVER, DAN, 4, to=CLEO)
    do(Deed.NOTE, DAN, 4)
    do(Deed.CLOSE, CLEO, 4)
    do(Deed.WITHDRAW, ANNA, 5)
    do(Deed.ANSWER, DAN, 6)
    do(Deed.CLOSE, DAN, 6)
    do(Deed.REOPEN, CLEO, 6)
    do(Deed.CLOSE, CLEO, 6)
    rows = [row.outgoing for _, row in sorted(store.content.outbox.items())]
    records = {number: [one for one in store.content.records if one.case == number] for number in store.content.cases}
    return Evidence(
        store.content.cases,
        records,
        [Sent(row.key, row.place, row.body, "delivered") for row in rows],
        [Shown(row.key, row.place, row.body) for row in rows],
        told,
        OFFICE,
    )


GOOD = happened()


def kinds(evidence: Evidence) -> set[str]:
    """Return the kinds of what the auditor finds."""
    return {finding.kind for finding in audit(evidence)}


def with_case(number: int, **changed: object) -> Evidence:
    """Change what is stored of a case."""
    case = replace(GOOD.cases[number], **changed)  # type: ignore[arg-type]
    return replace(GOOD, cases={**GOOD.cases, number: case})


def with_records(number: int, change: Callable[[list[Record]], list[Record]]) -> Evidence:
    """Change the record of a case, and its version along with it."""
    records = change(list(GOOD.records[number]))
    case = replace(GOOD.cases[number], version=len(records))
    return replace(GOOD, cases={**GOOD.cases, number: case}, records={**GOOD.records, number: records})


def shown(number: int, kind: str) -> int:
    """Return where, in what was shown, a case was told something of a kind."""
    return next(
        position
        for position, one in enumerate(GOOD.shown)
        if (told := Notification.load(one.body)).kind == kind and told.case == number
    )


def without_shown(number: int, kind: str) -> Evidence:
    """Leave out something that was shown."""
    position = shown(number, kind)
    return replace(GOOD, shown=[*GOOD.shown[:position], *GOOD.shown[position + 1 :]])


def never_sent(number: int, kind: str) -> Evidence:
    """Leave out something from all that was sent and shown, as if it had never been thought of."""
    key = GOOD.shown[shown(number, kind)].key
    left = [one for one in GOOD.shown if one.key != key]
    return replace(GOOD, shown=left, sent=[one for one in GOOD.sent if one.key != key])


def shown_also(number: int, kind: str, **changed: object) -> Evidence:
    """Show something once more, sent under a key of its own unless that stays the same."""
    again = replace(GOOD.shown[shown(number, kind)], **changed)  # type: ignore[arg-type]
    sent = GOOD.sent if "key" not in changed else [*GOOD.sent, Sent(again.key, again.place, again.body, "delivered")]
    return replace(GOOD, shown=[*GOOD.shown, again], sent=sent)


def test_all_is_well() -> None:
    """Where all went well, nothing is found, and every kind of deed and notice was looked at."""
    assert audit(GOOD) == ()
    assert {told.intent.deed for told in GOOD.told} == set(Deed) - LEARNING - {Deed.TAKE_OVER}
    assert {State.ANSWERED, State.CLOSED, State.MERGED, State.WITHDRAWN} == {one.state for one in GOOD.cases.values()}
    assert [told.refused for told in GOOD.told if told.refused] == ["taken"]


def test_a_case_that_is_gone() -> None:
    """A case that somebody was told of is lost where it is not there, or another question stands in it."""
    gone = {number: case for number, case in GOOD.cases.items() if number != 5}

    assert Finding("case lost", "#5, event-4") in audit(replace(GOOD, cases=gone))
    assert "case lost" in kinds(with_case(5, question="event-4: something else"))
    assert "case lost" in kinds(with_case(5, asker=BEN))


def test_a_question_that_was_asked_twice() -> None:
    """One question of which two cases were made, as by an event that was not recognised, is found."""
    twin = replace(GOOD.cases[5], number=7)

    assert "done twice" in kinds(replace(GOOD, cases={**GOOD.cases, 7: twin}, records={**GOOD.records, 7: []}))


def test_an_answer_that_is_gone() -> None:
    """An answer that was accepted and is not in the record is lost; so is one that stands in another case."""
    assert "answer lost" in kinds(with_records(6, lambda all_: [one for one in all_ if one.deed is not Deed.ANSWER]))
    moved = [*GOOD.records[5], next(one for one in GOOD.records[6] if one.deed is Deed.ANSWER)]
    assert "answer lost" in kinds(replace(GOOD, records={**GOOD.records, 6: GOOD.records[6][:1], 5: moved}))


def test_a_deed_that_is_gone_or_done_twice() -> None:
    """Every other deed counts too: gone or later than was told it is lost, and there twice it was done twice."""
    assert "deed lost" in kinds(with_records(4, lambda all_: [one for one in all_ if one.deed is not Deed.NOTE]))
    note = next(one for one in GOOD.records[4] if one.deed is Deed.NOTE)
    assert "done twice" in kinds(with_records(4, lambda all_: [*all_, note]))
    late = [replace(told, version=1) if told.intent.deed == "note" else told for told in GOOD.told]
    assert "deed lost" in kinds(replace(GOOD, told=late))


def test_what_was_refused_or_never_done() -> None:
    """What was refused must not be in a record, nor anything that nobody set out to do, nor a record without case."""
    refused = [replace(told, refused="taken") if told.intent.deed == "note" else told for told in GOOD.told]
    assert kinds(replace(GOOD, told=refused)) == {"done although refused"}
    forged = [replace(GOOD.records[4][0], deed=Deed.NOTE, text="nobody wrote this")]
    assert "invented" in kinds(with_records(4, lambda all_: all_ + forged))
    assert "case lost" in kinds(replace(GOOD, records={**GOOD.records, 9: GOOD.records[5]}))


@pytest.mark.parametrize("state", [state for state in State if state is not State.CLOSED])
def test_a_state_that_its_record_does_not_lead_to(state: State) -> None:
    """A case that stands where its record does not lead is found."""
    assert "forbidden state" in kinds(with_case(4, state=state))


def test_a_record_that_the_table_does_not_allow() -> None:
    """A record with a deed that could not be done then is found, and one that does not begin with the asking."""
    swapped = with_records(4, lambda all_: [all_[0], *reversed(all_[1:])])
    assert "forbidden state" in kinds(swapped)
    assert "forbidden state" in kinds(with_records(4, lambda all_: all_[1:]))
    assert "forbidden state" in kinds(with_records(4, lambda all_: []))
    assert "forbidden state" in kinds(with_records(4, lambda all_: [*all_, all_[0]]))


@pytest.mark.parametrize(
    ("number", "changed"),
    [
        (4, {"version": 99}),
        (4, {"version": 1}),
        (4, {"owner": ""}),
        (5, {"owner": CLEO}),
        (5, {"into": 1}),
        (2, {"into": None}),
        (2, {"into": 4}),
    ],
)
def test_a_case_that_does_not_fit_its_record(number: int, changed: dict[str, object]) -> None:
    """A version with a gap, an owner from nowhere, and a merging that only one of the two knows of are found."""
    assert "forbidden state" in kinds(with_case(number, **changed))


def test_who_acts_as_somebody_else() -> None:
    """What only the person who asked may do, done by another, is found."""
    forged = with_records(4, lambda all_: [replace(one, actor=ANNA) if one.deed is Deed.ADD else one for one in all_])

    assert "forbidden state" in kinds(forged)


def test_a_merging_that_was_done_twice() -> None:
    """A case that came to another twice is found."""
    join = next(one for one in GOOD.records[1] if one.text == "#2")

    assert "done twice" in kinds(with_records(1, lambda all_: [*all_, join]))


@pytest.mark.parametrize("number", [1, 2, 3, 6])
def test_an_answer_that_was_not_shown(number: int) -> None:
    """An answer that was not shown is lost: to who asked, to who followed by then, and to who came later."""
    assert {"answer lost", "not shown"} <= kinds(without_shown(number, "answer"))
    assert "answer lost" in kinds(never_sent(number, "answer"))


def test_an_answer_that_was_shown_twice() -> None:
    """An answer that is read twice at one place is found, under the same key and under another one."""
    assert "shown twice" in kinds(shown_also(1, "answer"))
    assert "shown twice" in kinds(shown_also(1, "answer", key="another"))
    told = Notification.load(GOOD.shown[shown(1, "answer")].body)
    newer = replace(told, version=told.version + 1).dump()
    assert "shown twice" in kinds(shown_also(1, "answer", key="another", body=newer))


def test_an_answer_that_somebody_else_read() -> None:
    """An answer that is read by somebody who neither asked nor follows is found."""
    assert "told the wrong person" in kinds(shown_also(1, "answer", key="another", place=GOOD.cases[5].place))


def test_what_was_not_delivered() -> None:
    """What still waits or was given up is found, and a card that was never thought of."""
    for ended in ("", "given_up"):
        sent = [replace(GOOD.sent[0], ended=ended), *GOOD.sent[1:]]
        assert "not shown" in kinds(replace(GOOD, sent=sent))
    assert kinds(without_shown(4, "card")) == kinds(never_sent(4, "card")) == {"not shown"}
    assert kinds(without_shown(4, "ask_back")) == {"not shown"}


def test_what_was_never_sent() -> None:
    """What was shown and nobody sent is found, and what was shown in other words or elsewhere."""
    other = replace(GOOD.shown[0], place=GOOD.cases[5].place)

    assert "invented" in kinds(replace(GOOD, sent=GOOD.sent[1:]))
    assert "invented" in kinds(replace(GOOD, shown=[other, *GOOD.shown[1:]]))


@pytest.mark.parametrize(("number", "kind"), [(1, "answer"), (2, "answer"), (4, "please_email"), (5, "withdraw")])
def test_silence(number: int, kind: str) -> None:
    """Who was told nothing of the end of a case was left in silence, also where all else was delivered."""
    assert "silence" in kinds(never_sent(number, kind))
    assert "silence" in kinds(without_shown(number, kind))


def test_a_case_that_nobody_ended() -> None:
    """A case that is still live in the end is silence, and so is one that follows it."""
    for number in (1, 5):
        case: Case = replace(GOOD.cases[number], state=State.CLAIMED)
        assert "silence" in kinds(replace(GOOD, cases={**GOOD.cases, number: case}))


def test_an_end_before_a_reopening() -> None:
    """Where a case was taken up again and the person told so, an earlier end does not count."""
    assert "silence" in kinds(never_sent(6, "please_email"))


def test_every_kind_is_tested() -> None:
    """There is nothing the auditor can find that is not found here."""
    source = Path(__file__).read_text("utf-8")

    assert [kind for kind in KINDS if f'"{kind}"' not in source] == []
