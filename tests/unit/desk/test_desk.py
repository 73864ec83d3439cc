"""The desk: what is stored and sent together, and what happens when people come between each other."""

from __future__ import annotations

import pytest

from esor_bot.desk.again import TRIES
from esor_bot.domain.case import Deed, State
from esor_bot.errors import ConflictError, RefusedError, StoreError
from esor_bot.ports import Search
from tests.unit.desk.people import ANNA, BEN, CLEO, DAN, OFFICE, World


@pytest.fixture
def world() -> World:
    """Return a desk with nothing on it."""
    return World()


def refusal(world: World, number: int, deed: Deed, **more: object) -> RefusedError:
    """Return why the desk refuses something of Cleo's."""
    with pytest.raises(RefusedError) as refused:
        world.desk.do(number, deed, CLEO, **more)  # type: ignore[arg-type]
    return refused.value


def test_a_question_gets_a_number_a_record_and_a_card(world: World) -> None:
    """A question is stored with its record and with its card, under a key of its own."""
    asked = world.desk.ask(world.draft())

    assert asked.made
    assert [(record.deed, record.text) for record in world.store.content.records] == [
        (Deed.ASK, "Do moon boots count?")
    ]
    assert [outgoing.key for outgoing in world.out(OFFICE)] == ["case:1:1:card:talk:office:"]


def test_an_earlier_question_is_offered(world: World) -> None:
    """Who has a question at the office is offered it in place of a second one, which they can have all the same."""
    first = world.asked()

    assert world.desk.ask(world.draft(question="And grey ones?")).case == first
    assert not world.desk.ask(world.draft(question="And grey ones?")).made
    assert world.desk.ask(world.draft(question="And grey ones?"), another=True).case.number == 2
    assert world.desk.ask(world.draft(BEN)).made


def test_an_ended_question_is_not_offered(world: World) -> None:
    """Who took a question back, or has the answer, can ask the next one at once."""
    world.desk.do(world.asked().number, Deed.WITHDRAW, ANNA)

    assert world.desk.ask(world.draft()).made


def test_a_question_that_follows_another_is_offered(world: World) -> None:
    """A question that was merged into one which is still open is at the office, too."""
    other, own = world.asked(BEN), world.asked(ANNA)
    world.merged(own, other)

    assert world.desk.ask(world.draft(ANNA)).case.number == own.number
    world.desk.do(other.number, Deed.ANSWER, CLEO, text="Yes.")
    assert world.desk.ask(world.draft(ANNA)).made


def test_an_asking_that_comes_again_late(world: World) -> None:
    """An asking that comes again makes no second case, however much the person asked meanwhile."""
    first = world.desk.ask(world.draft(), "talk:1")
    for number in range(30):
        world.asked(question=f"question {number}")

    assert world.desk.ask(world.draft(), "talk:1") == first
    assert len(world.store.content.cases) == 31


def test_an_event_that_comes_again_does_nothing(world: World) -> None:
    """A platform that repeats itself gets the same case, and nothing is stored or sent twice."""
    first = world.desk.ask(world.draft(), "talk:1")
    assert world.desk.ask(world.draft(), "talk:1") == first
    answered = world.desk.do(1, Deed.ANSWER, CLEO, text="Yes.", event="talk:2")
    assert world.desk.do(1, Deed.ANSWER, CLEO, text="Yes.", event="talk:2") == answered

    assert (len(world.store.content.records), world.kinds(ANNA)) == (2, ["answer"])


def test_what_was_refused_may_come_again(world: World) -> None:
    """An event whose deed was refused is not taken for done."""
    refusal(world, 1, Deed.CLAIM, event="talk:1")
    world.asked()

    assert world.desk.do(1, Deed.CLAIM, CLEO, event="talk:1").state is State.CLAIMED


def test_a_case_that_is_not_there(world: World) -> None:
    """An unknown number is refused with that number, as a case and as the one to merge into."""
    world.asked()

    assert refusal(world, 7, Deed.CLAIM).values == {"number": 7}
    assert refusal(world, 1, Deed.MERGE, into=7).values == {"number": 7}


def test_one_answer_reaches_all_who_follow(world: World) -> None:
    """An answer goes to everybody whose question was merged, directly or through another, and names their own case."""
    root, middle, leaf = world.asked(ANNA), world.asked(BEN), world.asked(DAN)
    world.merged(leaf, middle)
    world.merged(middle, root)
    world.desk.do(root.number, Deed.ANSWER, CLEO, text="Yes.")

    assert [(told.kind, told.case) for told in world.told(DAN)] == [("merge", 3), ("answer", 3)]
    assert [world.kinds(who)[-1] for who in (ANNA, BEN)] == ["answer", "answer"]


def test_who_asked_twice_reads_an_answer_once(world: World) -> None:
    """Where a person's two questions were merged, one answer comes at each place, not two."""
    one, two = world.asked(), world.asked()
    world.merged(two, one)
    world.desk.do(one.number, Deed.ANSWER, CLEO, text="Yes.")

    assert world.kinds(ANNA) == ["merge", "answer"]


def test_merging_into_an_answered_case_answers_at_once(world: World) -> None:
    """Who comes to a case that is answered is told so, and then gets all that was answered there."""
    one, two = world.asked(ANNA), world.asked(BEN)
    for text in ("Yes.", "But not grey ones."):
        world.desk.do(one.number, Deed.ANSWER, CLEO, text=text)
    world.merged(two, one)

    assert [told.values.get("text") for told in world.told(BEN)] == [None, "Yes.\n\nBut not grey ones."]


def test_who_follows_a_merged_case_is_answered_with_it(world: World) -> None:
    """Merging a case that others follow into an answered one answers those others, too."""
    one, two, three = world.asked(ANNA), world.asked(BEN), world.asked(DAN)
    world.desk.do(one.number, Deed.ANSWER, CLEO, text="Yes.")
    world.merged(three, two)
    world.merged(two, one)

    assert (world.kinds(BEN), world.kinds(DAN)) == (["merge", "answer"], ["merge", "answer"])


def test_followers_of_a_withdrawn_case_are_told(world: World) -> None:
    """Who follows a case that its asker takes back is told to e-mail, unless they have the answer."""
    one, two, three = world.asked(ANNA), world.asked(BEN), world.asked(DAN)
    world.merged(two, one)
    world.desk.do(one.number, Deed.ANSWER, CLEO, text="Yes.")
    world.desk.do(one.number, Deed.ADD, ANNA, text="Also on Mars?")
    world.merged(three, one)
    world.desk.do(one.number, Deed.WITHDRAW, ANNA)

    assert world.kinds(BEN) == ["merge", "answer"]
    assert world.kinds(DAN) == ["merge", "please_email"]


def test_what_was_merged_by_mistake_is_taken_apart(world: World) -> None:
    """Reopening a merged case gives it, and who follows it, an answer of its own, and none of the other's."""
    root, middle, leaf = world.asked(ANNA), world.asked(BEN), world.asked(DAN)
    world.merged(leaf, middle)
    world.merged(middle, root)
    apart = world.desk.do(middle.number, Deed.REOPEN, CLEO)
    world.desk.do(root.number, Deed.ANSWER, CLEO, text="Yes.")
    world.desk.do(middle.number, Deed.ANSWER, CLEO, text="No.")

    assert (apart.state, apart.into, apart.owner) == (State.CLAIMED, None, CLEO.id)
    assert world.kinds(ANNA) == ["answer"]
    assert world.kinds(BEN) == ["merge", "parted", "answer"]
    assert [told.values.get("text") for told in world.told(DAN)][-2:] == [None, "No."]


def test_two_who_answer_at_once(world: World) -> None:
    """The second of two answers is refused with the name of who was faster, unless the second has seen the first."""
    world.asked()
    world.desk.do(1, Deed.ANSWER, DAN, text="Yes.", seen=1)

    late = refusal(world, 1, Deed.ANSWER, text="No.", seen=1)
    assert (late.code, late.values["by"], late.values["deed"]) == ("changed", "Dan", "answer")
    assert refusal(world, 1, Deed.ANSWER, text="No.").code == "changed"
    assert world.desk.do(1, Deed.ANSWER, CLEO, text="And the other one, too.", seen=2).version == 3


def test_what_the_asker_added_is_read_before_the_answer(world: World) -> None:
    """An answer is refused where the asker added something since; a colleague's note is no reason to."""
    world.asked()
    world.desk.do(1, Deed.NOTE, DAN, text="easy")
    world.desk.do(1, Deed.ADD, ANNA, text="Grey ones.")

    assert refusal(world, 1, Deed.ANSWER, text="Yes.", seen=1).values["deed"] == "add"
    assert world.desk.do(1, Deed.ANSWER, CLEO, text="Yes.", seen=3).state is State.ANSWERED


def test_a_conflict_is_tried_again(world: World) -> None:
    """A deed that somebody came between is done a moment later, once; in the end it is said."""
    world.asked()
    world.store.conflict(TRIES - 1)
    assert world.desk.do(1, Deed.CLAIM, CLEO).version == 2
    world.store.conflict(TRIES)

    with pytest.raises(ConflictError):
        world.desk.do(1, Deed.NOTE, CLEO, text="easy")
    assert len(world.store.content.records) == 2


def test_a_database_that_is_out_of_reach(world: World) -> None:
    """Where the database can't be used that is said, and it is used again when it can."""
    world.store.break_down("unreachable")
    with pytest.raises(StoreError, match="unreachable"):
        world.desk.ask(world.draft())
    world.store.break_down()

    assert world.desk.ask(world.draft()).case.number == 1


def test_the_office_sees_the_whole_file(world: World) -> None:
    """A file holds the record, who follows, what is similar and open, and what the person asked before."""
    before = world.asked(ANNA, "Where is the crater?")
    case = world.asked(ANNA, "Do grey moon boots count?")
    follower = world.asked(BEN, "boots??")
    near = world.asked(BEN, "do moon boots count as boots")
    world.asked(BEN, "When is the start?")
    world.merged(follower, case)
    file = world.desk.show(case.number, CLEO)

    assert [record.deed for record in file.records] == [Deed.ASK, Deed.MERGE]
    assert [each.number for each in file.followers] == [follower.number]
    assert [each.number for each in file.similar] == [near.number]
    assert [each.number for each in file.earlier] == [before.number]


def test_only_the_office_looks_into_cases(world: World) -> None:
    """Who is not of the office neither sees a file nor searches."""
    world.asked()
    with pytest.raises(RefusedError, match="not_office"):
        world.desk.show(1, ANNA)
    with pytest.raises(RefusedError, match="not_office"):
        world.desk.search(Search(), ANNA)
    with pytest.raises(RefusedError, match="unknown"):
        world.desk.show(2, CLEO)

    assert [case.number for case in world.desk.search(Search(words="BOOTS moon"), CLEO)] == [1]


def test_a_person_sees_their_own(world: World) -> None:
    """Who asked sees state, what they typed and were told, and until when to expect an answer; notes and others not."""
    world.asked(BEN)
    world.asked(ANNA)
    world.desk.do(2, Deed.NOTE, CLEO, text="easy")
    (own,) = world.desk.own(ANNA)

    assert (own.case.number, own.state, own.live) == (2, State.OPEN, True)
    assert [record.deed for record in own.records] == [Deed.ASK]
    assert own.expected == world.clock.now().replace(day=8, hour=17)


def test_who_follows_sees_the_answer_and_nothing_else(world: World) -> None:
    """Of the case that theirs was merged into a person sees the state and the answers, not what its asker typed."""
    world.merged(world.asked(ANNA), world.asked(BEN, "My number is 5. Boots?"))
    world.desk.do(2, Deed.ASK_BACK, CLEO, text="Which boots?")
    world.desk.do(2, Deed.ANSWER, CLEO, text="Yes.")
    (own,) = world.desk.own(ANNA)

    assert (own.state, own.expected) == (State.ANSWERED, None)
    assert [record.text for record in own.records] == ["Do moon boots count?", "Yes."]
