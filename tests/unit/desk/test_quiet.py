"""No reminder reaches the office at night, not even one that was held up."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from esor_bot.desk.message import Notification
from esor_bot.desk.messenger import RetryLater
from esor_bot.desk.notices import KINDS
from esor_bot.desk.outbox import Outbox
from esor_bot.desk.quiet import WITHIN_HOURS, Quiet
from esor_bot.ports import Outgoing
from esor_bot.testing.messenger import RecordingMessenger
from tests.unit.desk.people import HOURS, OFFICE, World

EVENING = datetime(2030, 1, 7, 16, 59, tzinfo=UTC)
MORNING = datetime(2030, 1, 8, 9, tzinfo=UTC)


@pytest.mark.parametrize("kind", [*KINDS, "of another program"])
def test_held_up_over_the_evening(kind: str) -> None:
    """What could not be delivered before the office closed waits for its next opening if it is a reminder only."""
    world, messenger = World(), RecordingMessenger()
    world.clock.set(EVENING)
    outbox = Outbox(world.store, {"talk": messenger}, world.clock, "one", office={"talk": OFFICE}, put_off=Quiet(HOURS))
    with world.store.begin() as tx:
        tx.send(Outgoing("key", OFFICE, Notification(kind, 1, 1).dump(), at=EVENING))
    messenger.fail(RetryLater(120, "busy"))
    for at in (EVENING, EVENING.replace(hour=17, minute=5), EVENING.replace(hour=23)):
        world.clock.set(at)
        asyncio.run(outbox.run_once())
    assert len(messenger.sent) == (kind not in WITHIN_HOURS)

    world.clock.set(MORNING)
    asyncio.run(outbox.run_once())
    assert len(messenger.sent) == 1


def test_what_is_no_notice() -> None:
    """What can't be read is not held up."""
    assert Quiet(HOURS)(Outgoing("key", OFFICE, "rubbish", at=EVENING), EVENING.replace(hour=22)) is None
