"""What surfaces keep of a person: shown to them, and deleted with the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from esor_bot.desk.export import export, is_empty
from esor_bot.desk.retention import Keep
from esor_bot.domain.case import Deed, Place
from esor_bot.domain.keeping import Kind
from esor_bot.ports import Arrival, Preference
from tests.unit.desk.people import ANNA, BEN, OFFICE
from tests.unit.privacy.scene import Scene


def arrived(scene: Scene, person: str, key: str) -> None:
    """Let something of a person arrive that is being answered."""
    now = scene.clock.now()
    arrival = Arrival(key, "talk", person, '{"text": "Do moon boots count?"}', now)
    with scene.store.begin() as tx:
        tx.inbox.take_in(arrival, "w", now + timedelta(minutes=1))


def left(scene: Scene) -> list[str]:
    """Return the keys of what arrived and was not answered."""
    later = scene.clock.now() + timedelta(days=999)
    with scene.store.begin() as tx:
        return [one.key for one in tx.inbox.left("talk", "v", later, later, 99)]


def test_forgetting(scene: Scene) -> None:
    """What somebody chose and what of theirs is being answered is deleted; other people's stays."""
    for key, who in (("1", ANNA), ("2", BEN)):
        arrived(scene, who.id, key)
        with scene.store.begin() as tx:
            tx.preferences.put(who.id, Preference("moon"), scene.clock.now())
    assert scene.forget().deleted == {"preferences": 1}
    with scene.store.begin() as tx:
        assert (tx.preferences.get(ANNA.id), tx.preferences.get(BEN.id)) == (Preference(), Preference("moon"))
    assert left(scene) == ["2"]
    assert scene.forget().deleted == {}


def test_a_copy(scene: Scene) -> None:
    """The copy says what somebody chose and what is being answered; the latter alone is as good as nothing."""
    arrived(scene, ANNA.id, "1")
    with scene.store.begin() as tx:
        alone = export(tx, ANNA.id, Keep(), scene.clock.now(), office=False)
        tx.preferences.put(ANNA.id, Preference("moon"), scene.clock.now())
        told = export(tx, ANNA.id, Keep(), scene.clock.now(), office=False)
    assert is_empty(alone)
    assert not is_empty(told)
    assert told["chosen_programme"] == "moon"
    came = scene.clock.now().isoformat(timespec="seconds")
    assert told["being_answered"] == [{"what": '{"text": "Do moon boots count?"}', "came": came}]


def test_what_is_never_answered_goes_by_age(scene: Scene) -> None:
    """What arrived and was never answered, since its platform is not served any more, goes as old as its name."""
    arrived(scene, ANNA.id, "1")
    assert scene.tidy(Kind.EVENTS, 7, later=6) == 0
    assert scene.tidy(Kind.EVENTS, 7, later=7.1) == 2
    assert left(scene) == []


def test_a_card_goes_with_its_case(scene: Scene) -> None:
    """Where the card of a case stands is forgotten with the case, and not that of another one."""
    numbers = scene.asked(), scene.asked(BEN)
    elsewhere = replace(OFFICE, channel="other")
    with scene.store.begin() as tx:
        for number in numbers:
            for place in (OFFICE, elsewhere):
                tx.cards.put(number, place, f"{number}.0", 1)
    scene.do(numbers[0], Deed.CLOSE)
    assert scene.tidy(Kind.CASES, 30, later=31) == 1
    places: tuple[Place, ...] = (OFFICE, elsewhere)
    with scene.store.begin() as tx:
        assert [tx.cards.get(numbers[0], place) for place in places] == [None, None]
        assert [tx.cards.get(numbers[1], place) for place in places] == [("2.0", 1), ("2.0", 1)]
