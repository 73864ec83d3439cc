"""Forgetting a person: what goes, what stays, and what others notice of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from esor_bot.desk import forgetting
from esor_bot.desk.outbox import Outbox
from esor_bot.domain.case import Actor, Deed, Place, Role, State, Stopped
from esor_bot.errors import RefusedError
from esor_bot.ports import Search
from esor_bot.testing.messenger import RecordingMessenger
from tests.unit.desk.people import ANNA, BEN, CLEO, DAN, OFFICE, home
from tests.unit.privacy.scene import Scene


def test_a_case_is_bare_afterwards(scene: Scene) -> None:
    """Of a question stay its number, dates, state and what was done; no word, no place, and not who asked."""
    number = scene.asked()
    scene.do(number, Deed.CLAIM)
    scene.do(number, Deed.NOTE, text="Anna again")
    scene.do(number, Deed.ADD, ANNA, text="The grey ones.")
    before = scene.do(number, Deed.ANSWER, text="They do, Anna.")
    scene.clock.tick(days=3)
    scene.forget()

    assert scene.case(number) == replace(
        before,
        question="",
        asker="",
        place=Place("", ""),
        stopped=Stopped("escalate", ("boots",)),
        version=before.version + 1,
    )
    told = [(record.deed, record.actor, record.actor_name, record.text) for record in scene.records(number)]
    office = [(deed, CLEO.id, CLEO.name, "") for deed in (Deed.CLAIM, Deed.NOTE, Deed.ANSWER)]
    assert told == [(Deed.ASK, "", "", ""), *office[:2], (Deed.ADD, "", "", ""), office[2]]
    assert scene.found("boots") == scene.found("Anna") == scene.found("grey") == []


def test_what_waits_is_taken_back(scene: Scene) -> None:
    """An open question is taken back first; the office gets a new card of it, and the person hears nothing."""
    scene.asked()
    scene.forget()

    case = scene.case(1)
    assert case is not None
    assert (case.state, case.forgotten) == (State.WITHDRAWN, True)
    assert [record.deed for record in scene.records(1)] == [Deed.ASK, Deed.WITHDRAW]
    assert [(told.kind, told.case, told.version, dict(told.values)) for told in scene.waiting()] == [
        ("card", 1, case.version, {})
    ]
    assert scene.waiting(ANNA) == []


def test_nothing_goes_out_any_more(scene: Scene) -> None:
    """What was to be delivered to the person, or to the office in their words, is not delivered any more."""
    scene.asked()
    scene.do(1, Deed.ADD, ANNA, text="grey ones")
    scene.do(1, Deed.ANSWER, text="They do.")
    receipt = scene.forget()

    assert [told.kind for told in scene.waiting()] == ["card"]
    assert scene.waiting(ANNA) == []
    assert receipt.deleted["messages"] == 5  # three cards, what was added, the answer


def test_what_a_worker_holds_does_not_go_out(scene: Scene) -> None:
    """A worker that took messages before the forgetting does not deliver them after it."""
    scene.asked()
    scene.asked(BEN, "And blue ones?")
    messenger = RecordingMessenger()

    class Forgets(RecordingMessenger):
        """Forgets Anna while the first message is on its way."""

        async def send(self, place: Place, body: str, key: str) -> str:
            if not messenger.calls:
                await asyncio.to_thread(scene.forget)
            return await messenger.send(place, body, key)

    scene.do(1, Deed.ANSWER, text="They do.")
    scene.do(2, Deed.ANSWER, text="They do not.")
    outbox = Outbox(scene.store, {"talk": Forgets()}, scene.clock, "w", office={"talk": OFFICE})
    asyncio.run(outbox.run_once())

    assert [sent.place for sent in messenger.sent if sent.place != OFFICE] == [home(BEN)]
    assert not any("They do." in sent.body for sent in messenger.sent)


def test_the_receipt_counts(scene: Scene) -> None:
    """The receipt has a number, the moment, and how many of what were deleted; it is kept without who it is for."""
    for question in ("Boots?", "Gloves?"):
        scene.asked(question=question)
    scene.do(1, Deed.NOTE, text="again")
    scene.do(1, Deed.ANSWER, text="They do.")
    scene.counted()
    receipt = scene.forget()

    assert (receipt.number, receipt.at, receipt.shared) == (1, scene.clock.now(), 0)
    assert receipt.deleted == {
        "answers": 1,
        "cases": 2,
        "counted": 1,
        "events": 2,
        "messages": 5,  # a card each, one for each of both deeds, the answer
        "notes": 1,
        "withdrawn": 1,
        "words": 2,
    }
    assert scene.all_counted() == [("", "")]


def test_twice_in_a_row(scene: Scene) -> None:
    """The second time, and for somebody who never asked, the receipt says that there was nothing."""
    scene.asked()
    scene.forget()
    version = scene.case(1)

    assert (scene.forget().deleted, scene.forget(BEN).number) == ({}, 3)
    assert scene.case(1) == version


def test_others_are_left_alone(scene: Scene) -> None:
    """What other people asked, were told and are counted with stays as it was."""
    scene.asked()
    scene.asked(BEN, "And blue ones?")
    scene.counted(BEN)
    scene.do(2, Deed.ANSWER, text="They do.")
    case, records, told = scene.case(2), scene.records(2), scene.waiting(BEN)
    scene.forget()

    assert (scene.case(2), scene.records(2), scene.waiting(BEN)) == (case, records, told)
    assert scene.all_counted() == [(BEN.id, "May I bring a dog?")]
    assert scene.found("blue") == [2]


def test_who_follows_is_told(scene: Scene) -> None:
    """Whoever waits with a question that is taken back is told to e-mail, as in any taking back."""
    root, follower = scene.asked(), scene.asked(BEN)
    scene.merged(follower, root)
    scene.forget()

    assert [told.kind for told in scene.waiting(BEN)] == ["merge", "please_email"]
    case = scene.case(follower)
    assert case is not None
    assert (case.asker, case.into) == (BEN.id, root)


def test_an_answer_to_several_stays_theirs(scene: Scene) -> None:
    """An answer that others got, too, stays theirs until the last of them is forgotten; the rest goes at once."""
    root, ben, dan = scene.asked(), scene.asked(BEN), scene.asked(DAN)
    scene.merged(dan, ben)
    scene.merged(ben, root)
    scene.do(root, Deed.NOTE, text="about Anna")
    scene.do(root, Deed.ANSWER, text="They do.")
    receipt = scene.forget()

    assert (receipt.shared, receipt.deleted.get("answers")) == (1, None)
    assert [one.text for one in scene.desk.own(replace(BEN))[0].records if one.deed is Deed.ANSWER] == ["They do."]
    assert [record.text for record in scene.records(root) if record.text] == [f"#{ben}", "They do."]
    assert scene.found("They do") == [root]
    scene.forget(BEN)
    assert scene.found("They do") == [root]
    scene.forget(DAN)
    assert scene.found("They do") == []
    assert not any(record.text for record in scene.records(root) if record.deed is Deed.ANSWER)


def test_following_somebody_else(scene: Scene) -> None:
    """Whose question follows another one is told nothing more of it; the other one goes on as it was."""
    root, follower = scene.asked(BEN), scene.asked()
    scene.merged(follower, root)
    scene.forget()
    scene.do(root, Deed.ANSWER, text="They do.")

    assert [told.kind for told in scene.waiting(BEN)] == ["answer"]
    assert {one.outgoing.place for one in scene.leased()} == {OFFICE, home(BEN)}
    case = scene.case(follower)
    assert case is not None
    assert (case.state, case.into, case.forgotten) == (State.MERGED, root, True)


def test_questions_that_follow_each_other(scene: Scene) -> None:
    """Where both are of the same person nothing is left of either, and nobody is told anything."""
    root, follower = scene.asked(), scene.asked()
    scene.merged(follower, root)
    receipt = scene.forget()

    assert (receipt.deleted["cases"], receipt.shared) == (2, 0)
    assert scene.waiting(ANNA) == []


@pytest.mark.parametrize("deed", sorted(set(Deed) - {Deed.ASK, Deed.ADD, Deed.WITHDRAW}))
def test_the_office_is_told(scene: Scene, deed: Deed) -> None:
    """Whatever the office does to a forgotten question is refused in the same clear way, and nothing is done."""
    scene.asked()
    scene.asked(BEN)
    scene.do(1, Deed.ANSWER, text="They do.")
    scene.forget()
    before = scene.case(1)

    with pytest.raises(RefusedError) as refused:
        scene.do(1, deed, text="words", into=2 if deed is Deed.MERGE else None)
    assert (refused.value.code, refused.value.values) == ("forgotten", {"number": 1})
    assert scene.case(1) == before
    with pytest.raises(RefusedError, match="not_yours"):
        scene.do(1, Deed.ADD, ANNA, text="words")


def test_nothing_is_merged_into_it(scene: Scene) -> None:
    """An answered question whose person is forgotten answers nobody else's."""
    scene.asked()
    scene.do(1, Deed.ANSWER, text="They do.")
    scene.asked(BEN)
    scene.forget()

    with pytest.raises(RefusedError, match="forgotten"):
        scene.merged(2, 1)


def test_the_office_still_sees_the_number(scene: Scene) -> None:
    """The office finds the question in its lists, and in it nothing of others."""
    scene.asked()
    scene.forget()
    scene.asked(BEN, "And blue ones?")
    file = scene.desk.show(1, CLEO)

    assert (file.case.forgotten, file.earlier, file.similar) == (True, (), ())
    assert [case.number for case in scene.desk.search(Search(), CLEO)] == [2, 1]
    assert scene.desk.show(2, CLEO).earlier == ()


def test_a_person_with_very_many_questions(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asked very much is forgotten in several transactions, with one receipt for all."""
    monkeypatch.setattr(forgetting, "PART", 2)
    for _ in range(5):
        scene.asked()
    receipt = scene.forget()

    assert (receipt.number, receipt.deleted["cases"], receipt.deleted["withdrawn"]) == (1, 5, 5)
    assert scene.desk.own(ANNA) == ()


def test_only_the_person_and_the_office(scene: Scene) -> None:
    """Nobody but the person and the office has somebody forgotten."""
    scene.asked()

    with pytest.raises(RefusedError, match="not_office"):
        scene.desk.forget(ANNA.id, BEN)
    assert scene.desk.waiting(ANNA.id, CLEO) == 1
    assert scene.desk.forget(ANNA.id, CLEO).deleted["cases"] == 1
    assert scene.desk.waiting(ANNA.id, ANNA) == 0


def test_a_name_within_a_name(scene: Scene) -> None:
    """Only what carries the whole id goes: somebody whose id begins the same keeps their events."""
    longer = Actor(f"{ANNA.id}belle", Role.ASKER, "Annabelle")
    scene.asked(longer)
    scene.asked()

    assert scene.forget().deleted["events"] == 1
    with scene.store.begin() as tx:
        assert len(tx.privacy.traces(longer.id).events) == 1
