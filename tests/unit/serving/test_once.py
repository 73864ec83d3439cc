"""What was heard on any platform: worked on once, in its turn, and taken up where it was not ended."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from esor_bot.desk.intake import HOLDS, Intake
from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Event, Person, Post, Scene
from esor_bot.metrics import Metrics
from esor_bot.serving.arrivals import Arrivals, key_of
from esor_bot.serving.lanes import Lanes
from esor_bot.serving.once import Known, Once, Task
from esor_bot.serving.pools import Pools
from esor_bot.serving.trouble import Refused, Trouble, Unclear
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore

pytestmark = pytest.mark.asyncio
NOW = datetime.now(UTC)


@dataclass(frozen=True)
class Heard:
    """Something that was said."""

    name: str = "e1"
    lane: str = "lane"
    kind: str = "post"

    @property
    def event(self) -> Event:
        """The event."""
        return Post(Scene(self.name, Person("tin:1"), Place("tin", "D1", "", private=True), NOW), "until when?")

    def dump(self) -> str:
        """Return it as JSON text."""
        return json.dumps(self.name)


class Room:
    """What works, with what it did; `store` is shared by the processes of a test."""

    def __init__(self, store: MemoryStore, clock: FakeClock, worker: str = "one") -> None:
        self.pools, self.lanes = Pools("tin"), Lanes()
        self.store = store
        self.arrivals = Arrivals(Intake(store, clock, worker), self.pools, "tin", lambda body: Heard(json.loads(body)))
        self.metrics = Metrics()
        self.once = Once("tin", self.arrivals, self.lanes, self.metrics)
        self.did: list[str] = []

    def task(self, name: str = "e1", left: datetime | None = None) -> Task[Heard]:
        """Return something to work on."""
        heard = Heard(name)
        return Task(heard, key_of(heard), left=left)

    async def does(self) -> bool:
        """Do something, and be done with it."""
        self.did.append("done")
        return True

    async def breaks(self) -> bool:
        """Break."""
        self.did.append("broke")
        raise ValueError("a fault")

    async def unseen(self) -> bool:
        """Do something that nobody sees."""
        self.did.append("unseen")
        return False


@pytest_asyncio.fixture
async def room() -> AsyncIterator[Room]:
    """What works."""
    one = Room(MemoryStore(), FakeClock(NOW))
    yield one
    await one.lanes.finish(5.0)
    one.pools.close()


def left(room: Room) -> int:
    """Return how much is left for another try, when nobody holds it any more."""
    clock = FakeClock(NOW + 2 * HOLDS)
    return len(Intake(room.store, clock, "another").left("tin"))


async def test_what_comes_again_is_done_once(room: Room) -> None:
    """What is reported several times is worked on once, and nothing of it is left."""
    kept = [room.once.accept(room.task(), room.does) for _ in range(3)]
    await room.lanes.finish(5.0)
    assert [one is not None for one in kept] == [True, False, False]
    assert (room.did, left(room)) == (["done"], 0)
    assert b'kind="post"' in room.metrics.told()


async def test_what_another_process_had_heard(room: Room) -> None:
    """What another process took in is not worked on, and stays that one's to end."""
    store, clock = MemoryStore(), FakeClock(NOW)
    first, second = Room(store, clock), Room(store, clock, "two")
    await first.arrivals.first(Heard())
    second.once.accept(second.task(), second.does)
    await second.lanes.finish(5.0)
    assert (second.did, left(second)) == ([], 1)
    for one in (first, second):
        one.pools.close()


async def test_at_once_asks_whether_it_came_before(room: Room) -> None:
    """What has to be answered at once does not wait for what is in its lane, and is told whether it came before."""
    blocked = asyncio.Event()

    async def waits() -> bool:
        return await blocked.wait()

    async def acts(known: Known) -> bool:
        room.did.append(f"known: {await known()}")
        blocked.set()
        return True

    room.once.accept(room.task("e1"), waits)
    assert room.once.act(room.task("e2"), acts)
    assert not room.once.act(room.task("e2"), acts)
    await room.lanes.finish(5.0)
    assert room.did == ["known: False"]


async def test_a_fault_is_tried_once_more(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    """What broke stays for another try; where that breaks, too, it is dropped, and that is told."""
    room.once.accept(room.task(), room.breaks)
    await room.lanes.finish(5.0)
    assert left(room) == 1
    room.once.take_up(room.task(left=NOW), room.breaks)
    await room.lanes.finish(5.0)
    assert (room.did, left(room)) == (["broke", "broke"], 0)
    assert "arrival_dropped" in caplog.messages


async def test_what_could_not_be_shown_stays(room: Room) -> None:
    """What nobody could be shown is taken up again later."""
    room.once.accept(room.task(), room.unseen)
    await room.lanes.finish(5.0)
    assert left(room) == 1


@pytest.mark.parametrize(
    ("trouble", "waits", "done"),
    [(Refused("gone"), False, True), (Refused("no_permission"), True, False), (Unclear("timeout"), False, False)],
)
async def test_what_becomes_of_trouble(room: Room, trouble: Trouble, waits: bool, done: bool) -> None:
    """What was refused is done with unless somebody is to mend it; what was not clear never is."""

    async def shows() -> bool:
        raise trouble

    assert await room.once.shown(room.task(), shows(), lambda error: waits) is done


@pytest.mark.parametrize(("trouble", "leaves"), [(None, 0), (Unclear("timeout"), 1)])
async def test_a_check_beside_everything_else(room: Room, trouble: Trouble | None, leaves: int) -> None:
    """A check goes on beside its lane and ends what asked for it, unless nobody could be told."""

    async def checks() -> None:
        if trouble is not None:
            raise trouble

    async def asks() -> bool:
        room.once.check(task, checks)
        return False

    task = room.task()
    room.once.accept(task, asks)
    await room.lanes.finish(5.0)
    assert left(room) == leaves
