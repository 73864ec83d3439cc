"""Notices on any platform: one card for a case, never an older state of it, and what can't be delivered now."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from esor_bot.desk.cards import CardPlaces
from esor_bot.desk.message import Notification
from esor_bot.desk.messenger import GaveUp, NotYet, RetryLater
from esor_bot.domain.case import Place
from esor_bot.reception.notices import Notice
from esor_bot.serving.delivery import Delivery, NotConnected
from esor_bot.serving.trouble import Limited, Refused, Trouble, Unclear
from esor_bot.testing.memory import MemoryStore
from esor_bot.testing.platform import Cork, saying

pytestmark = pytest.mark.asyncio
OFFICE = Place("tin", "C9", "", private=False)
ALONE = Place("tin", "D1", "", private=True)


def noticed(place: Place, body: str) -> Notice:
    """Say a notice: the card of a case in its version, what stands below it, or what is for one person."""
    told = Notification.load(body)
    reply = saying(f"{told.kind} {told.case}.{told.version}")
    if told.kind == "card":
        return Notice(reply, told.case, card=told.case != 13, version=told.version)
    return Notice(reply, told.case, below=place == OFFICE)


def body(kind: str, version: int = 1, case: int = 12) -> str:
    """Return a notice of a case."""
    return Notification(kind, case, version).dump()


@pytest.fixture
def cork() -> Cork:
    """A noticeboard."""
    return Cork()


@pytest.fixture
def cards() -> CardPlaces:
    """Where cards stand."""
    return CardPlaces(MemoryStore())


@pytest.fixture
def delivery(cork: Cork, cards: CardPlaces) -> Iterator[Delivery]:
    """What delivers to the noticeboard."""
    with ThreadPoolExecutor(2) as threads:
        yield Delivery("tin", noticed, cards, cork, threads)


async def test_a_card_is_shown_once_and_then_changed(delivery: Delivery, cork: Cork, cards: CardPlaces) -> None:
    """A case has one card: the first notice shows it, those that follow change that message."""
    first = await delivery.send(OFFICE, body("card", 1), "a")
    assert await delivery.send(OFFICE, body("card", 2), "b") == first
    assert cork.did == ["card", f"change {first}"]
    assert cards.get(12, OFFICE) == (first, 2)


async def test_an_older_state_never_follows_a_newer(delivery: Delivery, cork: Cork) -> None:
    """A card that shows a newer state is left alone, in whichever order its notices come and however close."""
    await asyncio.gather(*(delivery.send(OFFICE, body("card", one), f"{one}") for one in (3, 1, 5, 2, 4)))
    assert list(cork.shown.values()) == ["card 12.5"]


async def test_a_card_that_is_gone_is_shown_anew(delivery: Delivery, cork: Cork, cards: CardPlaces) -> None:
    """A card that somebody deleted stands there again with the next change."""
    cork.shown.pop(await delivery.send(OFFICE, body("card", 1), "a"))
    again = await delivery.send(OFFICE, body("card", 2), "b")
    assert cards.get(12, OFFICE) == (again, 2)


async def test_below_a_card_that_is_shown_first(delivery: Delivery, cork: Cork) -> None:
    """What belongs to a case stands below its card, which is shown before it where it is not there."""
    await delivery.send(OFFICE, body("added"), "a")
    await delivery.send(OFFICE, body("added"), "b")
    assert cork.did == ["card", "below C9:1", "below C9:1"]


async def test_below_nothing(delivery: Delivery, cork: Cork) -> None:
    """What belongs to a case that has no card any more is shown all the same."""
    await delivery.send(OFFICE, body("added", case=13), "a")
    assert cork.did == ["below "]


async def test_what_is_for_one_person(delivery: Delivery, cork: Cork) -> None:
    """What is for one person is shown at their place."""
    assert await delivery.send(ALONE, body("answer"), "a") == "D1:1"


@pytest.mark.parametrize(
    ("trouble", "patient", "raised", "seconds"),
    [
        (Refused("gone"), False, GaveUp, None),
        (Refused("no_permission"), True, NotYet, 30.0),
        (Limited(7.0), False, RetryLater, 7.0),
        (Unclear("timeout"), False, RetryLater, None),
    ],
)
async def test_what_can_not_be_delivered(
    delivery: Delivery, cork: Cork, trouble: Trouble, patient: bool, raised: type[Exception], seconds: float | None
) -> None:
    """What is refused is given up, or waits for whoever mends it; everything else is tried again in its time."""
    cork.fails, cork.patient = [trouble], patient
    with pytest.raises(raised) as found:
        await delivery.send(ALONE, body("answer"), "a")
    assert type(found.value) is raised
    assert getattr(found.value, "why", "") == trouble.why
    assert getattr(found.value, "seconds", None) == seconds


async def test_before_the_platform_is_there() -> None:
    """Until a platform has been reached everything waits, however long that takes."""
    with pytest.raises(NotYet):
        await NotConnected().send(ALONE, body("answer"), "a")
