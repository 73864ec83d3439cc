"""Reminders: within office hours only, and never for nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from esor_bot.desk.bells import Bells
from esor_bot.desk.message import Notification
from esor_bot.desk.reminders import KIND, Reminders
from esor_bot.desk.waiting import Pace
from esor_bot.domain.case import Deed, Place
from tests.unit.desk.people import ANNA, BEN, CLEO, DAN, HOURS, OFFICE, World

REMINDERS = {"unclaimed", "overdue", "no_reply"}
OTHER_OFFICE = Place("chat", "office")


def monday(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """Return a time of the Monday on which everything begins, or of a day after it."""
    return datetime(2030, 1, 7, hour, minute, tzinfo=UTC) + timedelta(days=days)


class Scene:
    """A world in which time passes, with its bells; the office has a place on two platforms."""

    def __init__(self) -> None:
        self.world = World()
        self.bells = self.another()

    def another(self) -> Bells:
        """Return bells as they are after a restart."""
        office = {"talk": OFFICE, "chat": OTHER_OFFICE}
        return Bells(self.world.store, self.world.clock, {KIND: Reminders(HOURS, Pace(), office)})

    def run(self, until: datetime, minutes: int = 30) -> None:
        """Let time pass up to a moment, with a look every so many minutes."""
        while self.world.clock.now() < until:
            self.world.clock.tick(minutes=minutes)
            while self.bells.run_once():
                pass

    def sent(self, place: Place = OFFICE) -> list[Notification]:
        """Return the reminders that went to a place."""
        told = [Notification.load(outgoing.body) for outgoing in self.world.out(place)]
        return [notification for notification in told if notification.kind in REMINDERS]

    def kinds(self, place: Place = OFFICE) -> list[tuple[str, int]]:
        """Return the kinds of the reminders, and the cases they are about."""
        return [(notification.kind, notification.case) for notification in self.sent(place)]


@pytest.fixture
def scene() -> Scene:
    """A world on a Monday at nine."""
    return Scene()


def test_nobody_has_it(scene: Scene) -> None:
    """A question that nobody takes is told after four office hours, then at the same time of each office day."""
    scene.world.asked()
    scene.run(monday(12, 30))
    assert scene.kinds() == []
    scene.run(monday(13))
    assert scene.kinds() == scene.kinds(OTHER_OFFICE) == [("unclaimed", 1)]
    assert scene.sent()[0].values == {"question": "Do moon boots count?", "waits": "14400", "longer": ""}
    for days, count in ((1, 2), (2, 3), (3, 4), (4, 5), (6, 5), (7, 6)):  # a weekend lies between
        scene.run(monday(13, days=days))
        assert len(scene.sent()) == count


def test_asked_in_the_evening(scene: Scene) -> None:
    """The hours of the night and of the weekend do not count."""
    scene.world.clock.set(monday(16, days=4))
    scene.world.asked()
    scene.run(monday(11, 30, days=7))
    assert scene.kinds() == []
    scene.run(monday(12, days=7))

    assert scene.kinds() == [("unclaimed", 1)]


def test_it_is_taken(scene: Scene) -> None:
    """Who takes a question is left alone until an answer is due; then it is overdue, and says whose it is."""
    scene.world.asked()
    scene.run(monday(12))
    scene.world.desk.do(1, Deed.CLAIM, CLEO)
    scene.run(monday(16, 30, days=1))
    assert scene.kinds() == []
    scene.run(monday(9, days=2))
    assert scene.kinds() == [("overdue", 1)]
    told = scene.sent()[0].values
    assert (told["owner"], told["expected"]) == ("Cleo", "2030-01-08T17:00:00+00:00")

    scene.world.desk.do(1, Deed.HAND_OVER, CLEO, to=DAN)
    scene.run(monday(13, days=3))
    assert [notification.values["owner"] for notification in scene.sent()] == ["Cleo", "Dan"]


def test_it_is_taken_late(scene: Scene) -> None:
    """Who takes a question that should be answered already gets some hours before it is called overdue."""
    scene.world.asked()
    scene.run(monday(10, days=3))
    before = scene.kinds()
    scene.world.desk.do(1, Deed.CLAIM, CLEO)
    scene.run(monday(13, 30, days=3))
    assert scene.kinds() == before
    scene.run(monday(14, days=3))

    assert scene.kinds() == [*before, ("overdue", 1)]


@pytest.mark.parametrize("deed", [Deed.ANSWER, Deed.CLOSE, Deed.WITHDRAW])
def test_it_is_over(scene: Scene, deed: Deed) -> None:
    """Of a question that is over nobody is reminded, and nothing of a timer is left."""
    scene.world.asked()
    scene.world.desk.do(1, deed, ANNA if deed is Deed.WITHDRAW else CLEO, text="Yes.")
    assert scene.world.store.content.timers == {}
    scene.run(monday(12, days=14), minutes=240)

    assert scene.kinds() == []


def test_merged(scene: Scene) -> None:
    """Of two questions that became one the office is reminded once; both who asked are told that it takes longer."""
    one, other = scene.world.asked(), scene.world.asked(BEN, "Are moon boots fine?")
    scene.world.merged(other, one)
    scene.run(monday(14))
    assert scene.kinds() == [("unclaimed", 1)]
    scene.run(monday(17, days=9))

    assert scene.world.kinds(ANNA) == ["takes_longer"]
    assert scene.world.kinds(BEN) == ["merge", "takes_longer"]


def test_parted_again(scene: Scene) -> None:
    """A question that was merged by mistake waits by itself again, from its parting on."""
    one, other = scene.world.asked(), scene.world.asked(BEN, "Are moon boots fine?")
    scene.world.merged(other, one)
    scene.run(monday(10, days=1))
    scene.world.desk.do(2, Deed.REOPEN, CLEO)
    scene.world.desk.do(1, Deed.ANSWER, CLEO, text="Yes.")
    before = scene.kinds()
    scene.run(monday(9, 30, days=3))
    assert scene.kinds() == before
    scene.run(monday(10, days=3))

    assert scene.kinds() == [*before, ("overdue", 2)]


def test_the_one_who_asked_is_silent(scene: Scene) -> None:
    """A question back without a reply is told once, after five office days; asking once more begins anew."""
    scene.world.asked()
    scene.run(monday(10))
    scene.world.desk.do(1, Deed.ASK_BACK, CLEO, text="Which moon?")
    scene.run(monday(9, 30, days=7))
    assert scene.kinds() == []
    scene.run(monday(12, days=30), minutes=120)
    assert scene.kinds() == [("no_reply", 1)]

    scene.world.desk.do(1, Deed.ASK_BACK, CLEO, text="Which moon, please?")
    scene.run(monday(12, days=60), minutes=120)
    assert scene.kinds() == [("no_reply", 1)] * 2


def test_the_one_who_asked_replies(scene: Scene) -> None:
    """With the reply to a question back the waiting for the office begins anew."""
    scene.world.asked()
    scene.world.desk.do(1, Deed.ASK_BACK, CLEO, text="Which moon?")
    scene.run(monday(10, days=1))
    scene.world.desk.do(1, Deed.ADD, ANNA, text="Ours.")
    scene.run(monday(9, 30, days=3))
    assert scene.kinds() == []
    scene.run(monday(10, days=3))

    assert scene.kinds() == [("overdue", 1)]


def test_adding_hurries_and_delays_nothing(scene: Scene) -> None:
    """What is added while a question waits changes nothing of when the office is reminded."""
    scene.world.asked()
    for hour in (10, 11, 12):
        scene.run(monday(hour))
        scene.world.desk.do(1, Deed.ADD, ANNA, text="Any news?")
    scene.run(monday(13))

    assert scene.kinds() == [("unclaimed", 1)]


def test_reopened(scene: Scene) -> None:
    """A question that comes up again waits from then on; its reminders are new ones."""
    scene.world.asked()
    scene.run(monday(14))
    scene.world.desk.do(1, Deed.ANSWER, CLEO, text="Yes.")
    scene.run(monday(10, days=1))
    scene.world.desk.do(1, Deed.ADD, ANNA, text="Really?")
    scene.run(monday(13, 30, days=1))
    assert scene.kinds() == [("unclaimed", 1)]
    scene.run(monday(14, days=1))

    assert scene.kinds() == [("unclaimed", 1)] * 2


def test_no_answer_for_days(scene: Scene) -> None:
    """Who waits for five office days is told honestly, once; the office reads so, and is reminded less often then."""
    scene.world.asked()
    scene.run(monday(13, days=4))
    assert scene.world.kinds(ANNA) == []
    scene.run(monday(13, days=7))
    assert scene.world.kinds(ANNA) == ["takes_longer"]
    assert [bool(notification.values["longer"]) for notification in scene.sent()] == [False] * 5 + [True]
    scene.run(monday(12, days=28), minutes=60)

    assert scene.world.kinds(ANNA) == ["takes_longer"]
    assert len(scene.sent()) == 8


def test_taken_and_still_no_answer(scene: Scene) -> None:
    """Who waits is told also where somebody has taken the question, once for each waiting."""
    scene.world.asked()
    scene.world.desk.do(1, Deed.CLAIM, CLEO)
    scene.run(monday(17, days=11), minutes=60)
    assert scene.world.kinds(ANNA) == ["takes_longer"]

    scene.world.desk.do(1, Deed.ANSWER, CLEO, text="Yes.")
    scene.world.desk.do(1, Deed.ADD, ANNA, text="Really?")
    scene.run(monday(17, days=25), minutes=60)
    assert scene.world.kinds(ANNA) == ["takes_longer", "answer", "takes_longer"]


def test_after_a_long_rest(scene: Scene) -> None:
    """What went off while nothing ran is told at the next opening, once, and not for each day that passed."""
    scene.world.asked()
    scene.world.clock.set(monday(23, days=2))
    scene.bells = scene.another()
    scene.run(monday(8, 30, days=3))
    assert scene.kinds() == []
    scene.run(monday(9, days=3))

    assert scene.kinds() == [("unclaimed", 1)]


def test_a_case_that_is_gone(scene: Scene) -> None:
    """The timer of a case that was deleted goes off for nothing, and is gone."""
    scene.world.asked()
    scene.world.store.content.cases.clear()
    scene.run(monday(14))

    assert (scene.kinds(), scene.world.store.content.timers) == ([], {})


def test_only_as_much_as_is_needed(scene: Scene) -> None:
    """A reminder says which question it is about, and not the whole of a long one."""
    scene.world.asked(question="Is it so? " + "And more of it. " * 50)
    scene.run(monday(14))

    assert len(scene.sent()[0].values["question"]) <= 100
