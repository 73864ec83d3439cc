"""The outbox: delivered once, tried again, and given up loudly."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from esor_bot.desk.message import Notification
from esor_bot.desk.messenger import GaveUp, NotYet, RetryLater
from esor_bot.desk.outbox import Outbox, Patience
from esor_bot.domain.case import Deed, Place
from esor_bot.errors import StoreError
from esor_bot.ports import Outgoing
from esor_bot.testing.memory import MemoryStore, MemoryTransaction
from esor_bot.testing.messenger import RecordingMessenger
from tests.unit.desk.people import ANNA, CLEO, OFFICE, World, home

PATIENCE = Patience(sending=0.5, tries=4)


class Scene:
    """A world with a messenger and an outbox."""

    def __init__(self, patience: Patience = PATIENCE) -> None:
        self.world = World()
        self.messenger = RecordingMessenger()
        self.patience = patience
        self.outbox = self.another("one")

    def another(self, worker: str, **platforms: RecordingMessenger) -> Outbox:
        """Return an outbox of another worker on the same store."""
        return Outbox(
            self.world.store,
            platforms or {"talk": self.messenger},
            self.world.clock,
            worker,
            office={"talk": OFFICE},
            patience=self.patience,
            dice=random.Random(1),
        )

    def put(self, key: str = "key", place: Place | None = None) -> None:
        """Put something into the outbox that is about no case."""
        with self.world.store.begin() as tx:
            body = Notification("answer", 0, 1, {"text": "Yes."}).dump()
            tx.send(Outgoing(key, place or home(ANNA), body, at=self.world.clock.now()))

    async def run(self, times: int = 30) -> None:
        """Let the outbox run, with an hour between."""
        for _ in range(times):
            await self.outbox.run_once()
            self.world.clock.tick(hours=1)

    @property
    def receipts(self) -> list[str]:
        """The receipts in the store."""
        return [row.receipt for row in self.world.store.content.outbox.values()]


@pytest.mark.asyncio
async def test_everything_is_delivered_in_order() -> None:
    """What is due is delivered in its order, with its receipt, and then there is nothing more to do."""
    scene = Scene()
    for key in "abc":
        scene.put(key)

    assert await scene.outbox.run_once() == 3
    assert [sent.key for sent in scene.messenger.sent] == ["a", "b", "c"]
    assert scene.receipts == ["receipt-1", "receipt-2", "receipt-3"]
    assert await scene.outbox.run_once() == 0


@pytest.mark.asyncio
@pytest.mark.parametrize("error", [RetryLater(), TimeoutError(), ConnectionResetError(), KeyError("a bug")])
@pytest.mark.parametrize("after_work", [False, True])
async def test_what_fails_is_tried_again(error: Exception, after_work: bool) -> None:
    """Whatever goes wrong before or after the work: it is tried again, and arrives once."""
    scene = Scene()
    scene.put()
    scene.messenger.fail(error, error, after_work=after_work)
    await scene.run(3)

    assert len(scene.messenger.calls) == 3
    assert [sent.key for sent in scene.messenger.sent] == ["key"]


@pytest.mark.asyncio
async def test_one_that_fails_holds_up_no_other() -> None:
    """A message that a platform chokes on does not keep the next one from being delivered."""
    scene = Scene()
    scene.put("a")
    scene.put("b")
    scene.messenger.fail(KeyError("a bug"))
    await scene.outbox.run_once()

    assert [sent.key for sent in scene.messenger.sent] == ["b"]


@pytest.mark.asyncio
async def test_a_platform_says_how_long_to_wait() -> None:
    """Nothing is tried again before the time that a platform asked for."""
    scene = Scene()
    scene.put()
    scene.messenger.fail(RetryLater(90))
    await scene.outbox.run_once()
    scene.world.clock.tick(seconds=89)
    assert await scene.outbox.run_once() == 0
    scene.world.clock.tick(seconds=4)

    assert await scene.outbox.run_once() == 1


@pytest.mark.parametrize("asked", [None, -5.0, 0.0, 30.0, float("inf"), float("nan")])
def test_waiting_grows_and_has_an_end(asked: float | None) -> None:
    """The wait grows to a bound, is not the same for all, and no answer of a platform breaks it."""
    patience, dice = Patience(), random.Random(1)
    waits = [patience.after(tries, asked, dice) for tries in (0, 5, 10, 10_000)]

    assert all(timedelta() < wait <= timedelta(days=1, seconds=2) for wait in waits)
    if asked is None:
        assert waits[0] < waits[1] < waits[2]
        assert waits[2] != waits[3]


@pytest.mark.asyncio
async def test_a_platform_that_hangs_is_left() -> None:
    """A messenger that never comes back is left after its time, and the message tried again."""
    scene = Scene(Patience(sending=0.01))
    scene.put()

    class Hanging(RecordingMessenger):
        async def send(self, place: Place, body: str, key: str) -> str:
            """Hang the first time."""
            if not self.calls:
                self.calls.append(key)
                await asyncio.sleep(3600)
            return await super().send(place, body, key)

    scene.messenger = Hanging()
    scene.outbox = scene.another("one")
    await scene.run(2)

    assert scene.receipts == ["receipt-1"]


@pytest.mark.asyncio
async def test_what_is_lost_is_told_to_the_office() -> None:
    """What can never be delivered is told to the office: what, to whom and why; its words are not repeated."""
    scene = Scene()
    scene.world.asked()
    scene.world.desk.do(1, Deed.ANSWER, CLEO, text="Yes.")
    for place in (home(ANNA), replace(home(ANNA), thread="")):
        scene.messenger.fail_at(place, GaveUp("gone"))
    await scene.run(3)

    reports = [sent.notification for sent in scene.messenger.sent if sent.notification.kind == "undelivered"]
    assert [(report.case, dict(report.values)) for report in reports] == [
        (1, {"kind": "answer", "to": ANNA.id, "why": "gone", "elsewhere": "yes"}),
        (1, {"kind": "answer", "to": ANNA.id, "why": "gone", "elsewhere": ""}),
    ]


@pytest.mark.asyncio
async def test_who_asked_is_told_another_way() -> None:
    """Where a thread is gone, an answer goes beside it; where that fails, to where the person asked something else."""
    scene = Scene()
    scene.world.asked()
    other = Place("talk", "another", "thread")
    scene.world.desk.ask(replace(scene.world.draft(), place=other), another=True)
    scene.world.desk.do(1, Deed.ANSWER, CLEO, text="Yes.")
    for place in (home(ANNA), replace(home(ANNA), thread=""), replace(other, thread="")):
        scene.messenger.fail_at(place, GaveUp("gone"))
    await scene.run(5)

    assert [(sent.place, sent.notification.kind) for sent in scene.messenger.sent if sent.place != OFFICE] == [
        (other, "answer")
    ]


@pytest.mark.asyncio
async def test_what_somebody_has_to_mend_first_waits() -> None:
    """While a platform is not there, or its token is worth nothing, waiting counts as no try: nothing is given up."""
    scene = Scene()
    scene.put()
    scene.messenger.fail(*[NotYet(60.0, "token_revoked")] * 50)
    await scene.run(51)

    assert len(scene.messenger.calls) == 51
    assert scene.receipts == ["receipt-1"]


@pytest.mark.asyncio
async def test_the_office_moves_to_another_channel() -> None:
    """What was for the office's channel of before goes to the one of now; who asked never gets the office's card."""
    scene = Scene()
    scene.world.asked()
    before = replace(OFFICE, channel="before")
    with scene.world.store.begin() as tx:
        tx.send(Outgoing("old", before, Notification("card", 1, 1).dump(), 1, at=scene.world.clock.now()))
    scene.messenger.fail_at(before, GaveUp("channel_not_found"))
    await scene.run(3)

    assert [(sent.place, sent.notification.kind) for sent in scene.messenger.sent] == [(OFFICE, "card")] * 2


@pytest.mark.asyncio
async def test_nothing_goes_round_for_ever() -> None:
    """Where nothing can be delivered anywhere, also no report of it, there is an end."""
    scene = Scene()
    scene.world.asked()
    scene.world.desk.do(1, Deed.ANSWER, CLEO, text="Yes.")
    scene.messenger.fail(*[RetryLater()] * 200)
    await scene.run(60)

    assert all(row.done for row in scene.world.store.content.outbox.values())
    assert len(scene.messenger.calls) <= 6 * PATIENCE.tries


@pytest.mark.asyncio
async def test_two_workers_share_and_take_over() -> None:
    """What one worker holds is left to it, until its lease runs out."""
    scene = Scene()
    scene.put()
    scene.world.store.lease("dead", scene.world.clock.now(), 120, 10)
    assert await scene.outbox.run_once() == 0
    scene.world.clock.tick(seconds=121)

    assert await scene.outbox.run_once() == 1


@pytest.mark.asyncio
async def test_nothing_is_sent_on_a_lease_that_runs_out() -> None:
    """What could not be finished within its lease is not begun but put back: free for all, and no try of it counted."""
    scene = Scene(Patience(lease=10, sending=6))
    for key in "abc":
        scene.put(key)

    class Slow(RecordingMessenger):
        async def send(self, place: Place, body: str, key: str) -> str:
            """Take five seconds."""
            scene.world.clock.tick(seconds=5)
            return await super().send(place, body, key)

    scene.messenger = Slow()
    assert await scene.another("one").run_once() == 3
    assert scene.messenger.calls == ["a"]
    taken = scene.world.store.lease("two", scene.world.clock.now(), 10, 10)
    assert [(leased.outgoing.key, leased.tries) for leased in taken] == [("b", 0), ("c", 0)]


def test_a_lease_is_longer_than_a_sending() -> None:
    """A patience with which nothing could ever be sent is refused."""
    with pytest.raises(ValueError, match="lease"):
        Patience(lease=10, sending=10)


@pytest.mark.asyncio
async def test_a_platform_that_nobody_serves() -> None:
    """What is for a platform this worker does not serve is left alone, however often it looks."""
    scene = Scene()
    scene.put("a", Place("elsewhere", "x"))
    scene.put("b")
    await scene.run(6)

    assert [sent.key for sent in scene.messenger.sent] == ["b"]
    other = RecordingMessenger()
    assert await scene.another("two", elsewhere=other).run_once() == 1
    assert other.calls == ["a"]
    assert [row.tries for row in scene.world.store.content.outbox.values()] == [1, 1]


@pytest.mark.asyncio
async def test_a_worker_without_messengers() -> None:
    """Who serves no platform at all takes nothing."""
    scene = Scene()
    scene.put()
    outbox = Outbox(scene.world.store, {}, scene.world.clock, "one", office={})

    assert await outbox.run_once() == 0
    assert [row.tries for row in scene.world.store.content.outbox.values()] == [0]


@pytest.mark.asyncio
@pytest.mark.parametrize("error", [RetryLater(3600), GaveUp("gone")])
async def test_a_late_worker_changes_nothing(error: Exception) -> None:
    """Who is still at something when another one takes it can neither push it back nor give it up."""
    scene = Scene()
    scene.put()

    class Late(RecordingMessenger):
        async def send(self, place: Place, body: str, key: str) -> str:
            """Fail, after another worker has taken the same."""
            scene.world.clock.tick(seconds=scene.patience.lease + 1)
            self.taken = scene.world.store.lease("two", scene.world.clock.now(), 60, 10)
            raise error

    late = Late()
    await scene.another("one", talk=late).run_once()

    (row,) = scene.world.store.content.outbox.values()
    assert (row.holder, row.done, row.why, len(late.taken)) == ("two", False, "", 1)


@pytest.mark.asyncio
async def test_a_loss_and_its_report_are_one() -> None:
    """Where what goes out in its place can't be stored, nothing is given up: both come to pass later."""
    scene = Scene()
    scene.world.asked()
    scene.world.desk.do(1, Deed.ANSWER, CLEO, text="Yes.")
    scene.messenger.fail_at(home(ANNA), GaveUp("gone"))

    class Full(MemoryStore):
        """A store that takes no reports until there is room."""

        room = False

        @contextmanager
        def begin(self) -> Iterator[MemoryTransaction]:
            """Begin a transaction that ends in an error where it gives something up."""
            with super().begin() as tx:
                yield tx
                if not self.room and tx.outgoing.given_up(scene.world.clock.now()):
                    raise StoreError("full")

    full = Full()
    full.content = scene.world.store.content
    scene.world.store = full
    outbox = scene.another("one")
    await outbox.run_once()
    lost = [row for row in full.content.outbox.values() if row.outgoing.place == home(ANNA)]
    assert [row.done for row in lost] == [False]
    assert [sent.notification.kind for sent in scene.messenger.sent] == ["card", "card"]

    full.room = True
    scene.world.clock.tick(hours=1)
    await outbox.run_once()
    await outbox.run_once()
    assert [sent.notification.kind for sent in scene.messenger.sent][2:] == ["answer", "undelivered"]


@pytest.mark.asyncio
async def test_a_store_that_fails_after_the_work() -> None:
    """A message whose receipt could not be stored comes again with the same key, so it is shown once."""
    scene = Scene()
    scene.put()

    class Breaking(RecordingMessenger):
        async def send(self, place: Place, body: str, key: str) -> str:
            """Deliver, while the database goes away the first time."""
            scene.world.store.break_down("unreachable" if not self.calls else "")
            return await super().send(place, body, key)

    scene.messenger = Breaking()
    scene.outbox = scene.another("one")
    await scene.outbox.run_once()
    with pytest.raises(StoreError):
        await scene.outbox.run_once()
    scene.world.store.break_down()
    await scene.run(2)

    assert (scene.messenger.calls, len(scene.messenger.sent)) == (["key", "key"], 1)
