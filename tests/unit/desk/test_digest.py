"""The overview of each morning."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from esor_bot.desk.bells import Bells
from esor_bot.desk.digest import KIND, Digest, Mornings, Waiting, digest_of, over
from esor_bot.desk.message import Notification
from esor_bot.domain.case import Deed
from esor_bot.domain.statement import Standing, Statement
from esor_bot.errors import RefusedError
from tests.unit.desk.people import ANNA, BEN, CLEO, DAN, HOURS, OFFICE, World

HOUR = 3600


def monday(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """Return a time of the first Monday, or of a day after it."""
    return datetime(2030, 1, 7, hour, minute, tzinfo=UTC) + timedelta(days=days)


class Scene:
    """A world with the bells of the mornings."""

    def __init__(self, start: int = 9, *, days: int = 0) -> None:
        self.world = World()
        self.world.clock.set(monday(start, days=days))
        self.bells = self.another()

    def another(self) -> Bells:
        """Return bells as they are after a restart."""
        mornings = Mornings(HOURS, {"talk": OFFICE})
        return Bells(self.world.store, self.world.clock, {KIND: mornings}, [mornings.standing])

    def run(self, until: datetime, minutes: int = 30) -> None:
        """Let time pass, with a look every so many minutes."""
        self.bells.run_once()
        while self.world.clock.now() < until:
            self.world.clock.tick(minutes=minutes)
            self.bells.run_once()

    def sent(self) -> list[Digest]:
        """Return the overviews that went out."""
        told = [Notification.load(outgoing.body) for outgoing in self.world.out(OFFICE)]
        return [Digest.load(each.values["digest"]) for each in told if each.kind == KIND]

    @property
    def times(self) -> list[datetime]:
        """Of when the overviews are."""
        return [digest.at for digest in self.sent()]


def test_every_office_day_at_its_opening() -> None:
    """The overview comes at the opening of each office day, and not at weekends."""
    scene = Scene(8)
    scene.world.asked()
    scene.run(monday(12, days=7))

    assert scene.times == [monday(9, days=days) for days in (0, 1, 2, 3, 4, 7)]


def test_what_it_says() -> None:
    """It has what nobody took, what is overdue and with whom, what waits for who asked, and what was done."""
    scene = Scene()
    for who, question in ((ANNA, "one"), (BEN, "two"), (ANNA, "three"), (BEN, "four"), (ANNA, "five"), (BEN, "six")):
        scene.world.asked(who, question)
    do = scene.world.desk.do
    do(1, Deed.CLAIM, CLEO)
    do(2, Deed.ASK_BACK, DAN, text="Which?")
    do(3, Deed.ANSWER, CLEO, text="Yes.")
    scene.world.clock.set(monday(9, days=1))
    scene.world.asked(BEN, "seven")
    do(6, Deed.CLAIM, DAN)
    do(4, Deed.CLOSE, DAN)
    do(3, Deed.ADD, ANNA, text="Really?")
    scene.world.clock.set(monday(9, 30, days=2))
    digest = scene.world.desk.digest(CLEO)

    assert digest == Digest(
        at=monday(9, 30, days=2),
        since=monday(9, days=1),
        unclaimed=(Waiting(5, 16 * HOUR + 1800), Waiting(3, 8 * HOUR + 1800), Waiting(7, 8 * HOUR + 1800)),
        overdue=(Waiting(1, 16 * HOUR + 1800, "Cleo"), Waiting(6, 16 * HOUR + 1800, "Dan")),
        asked=(Waiting(2, 16 * HOUR + 1800, "Dan"),),
        closed=1,
        reopened=(3,),
    )
    assert Digest.load(digest.dump()) == digest


def test_of_the_weekend_too() -> None:
    """On a Monday it has what was done since Friday morning."""
    scene = Scene(10, days=4)
    scene.world.asked()
    scene.world.desk.do(1, Deed.ANSWER, CLEO, text="Yes.")
    scene.world.clock.set(monday(9, days=7))

    assert scene.world.desk.digest(CLEO) == Digest(monday(9, days=7), monday(9, days=4), answered=1)


def test_nothing_to_say() -> None:
    """Where nothing waits and nothing was done, nothing is sent."""
    scene = Scene()
    scene.run(monday(12, days=3))

    assert scene.sent() == []


def test_a_restart_repeats_nothing() -> None:
    """However often the program starts anew, each morning has its one overview."""
    scene = Scene(8)
    scene.world.asked()
    for hours in range(60):
        scene.world.clock.set(monday(8) + timedelta(hours=hours))
        scene.bells = scene.another()
        scene.bells.run_once()

    assert scene.times == [monday(9), monday(9, days=1), monday(9, days=2)]


def test_the_timer_was_away() -> None:
    """Where the overview was switched off and on again, a morning that had its own gets no second."""
    scene = Scene(8)
    scene.world.asked()
    scene.run(monday(9))
    off = Bells(scene.world.store, scene.world.clock, {KIND: over})
    scene.world.clock.set(monday(9, days=1))
    off.run_once()
    assert scene.world.store.content.timers.keys() == {"case:1"}
    scene.world.clock.set(monday(8, 30, days=2))
    scene.bells = scene.another()
    scene.run(monday(9, days=2))

    assert scene.times == [monday(9), monday(9, days=2)]


@pytest.mark.parametrize(
    ("back", "told"),
    [
        (monday(10, 30, days=1), monday(10, 30, days=1)),
        (monday(15, days=1), monday(9, days=2)),
        (monday(22, days=1), monday(9, days=2)),
        (monday(10, days=5), monday(9, days=7)),
    ],
)
def test_after_a_rest(back: datetime, told: datetime) -> None:
    """What nobody was there to tell is told while it is still morning, else on the next one, and never at night."""
    scene = Scene()
    scene.world.asked()
    scene.run(monday(9, 30))
    scene.world.clock.set(back)
    scene.run(told, minutes=30)

    assert scene.times == [monday(9), told]


def test_for_the_office_only() -> None:
    """Only people of the office see the overview."""
    with pytest.raises(RefusedError, match="not_office"):
        World().desk.digest(ANNA)


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"at": "2030-01-07T09:00:00+00:00"}'])
def test_something_else(text: str) -> None:
    """What is no overview is refused."""
    with pytest.raises(ValueError):  # noqa: PT011 - JSON's own, or ours
        Digest.load(text)


def test_what_waits_for_a_second_person() -> None:
    """Statements that wait for a second person are told, the oldest first; decided ones are not."""
    scene = Scene()
    with scene.world.store.begin() as tx:
        for place, state in enumerate((Standing.PROPOSED, Standing.DECLINED, Standing.PROPOSED)):
            tx.statements.add(statement(f"answer {place}", state))
        found = digest_of(tx, HOURS, scene.world.clock.now())

    assert found.proposals == ("S1", "S3")
    assert Digest.load(found.dump()) == found


def statement(answer: str, state: Standing) -> Statement:
    """Return a statement that somebody put forward."""
    return Statement(
        id=0,
        case=1,
        programme="moon",
        cycle="2030",
        topic="",
        questions=("Any?",),
        answer=answer,
        role="office",
        said=monday(9),
        author="talk:cleo",
        author_name="Cleo",
        state=state,
    )
