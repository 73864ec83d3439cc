"""What the page is silent on, ranked by demand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from esor_bot.desk.silent import Known, Silence, silence
from esor_bot.domain.case import Deed, Record, State
from esor_bot.testing.memory import MemoryStore
from tests.unit.desk.questions import DAY, MONDAY, case, counted, question

NOW = MONDAY + 20 * DAY
KNOWN = Known({("moon", "animals"), ("moon", "boats")}, {("moon", "weather")})


def told(store: MemoryStore, days: int = 90, programme: str = "") -> Silence:
    """Return the list."""
    with store.begin() as tx:
        return silence(tx, NOW, ZoneInfo("UTC"), KNOWN, days=days, programme=programme)


def answered(store: MemoryStore, number: int) -> None:
    """Let the office answer a case."""
    with store.begin() as tx:
        found = tx.case(number)
        assert found is not None
        tx.save(replace(found, state=State.ANSWERED, version=found.version + 1))
        tx.write(Record(number, found.opened + DAY, Deed.ANSWER, "o", text="Yes."))


def test_topics_by_demand() -> None:
    """Topics come by people, then by questions, each with the weeks in which it was asked for and how people put it."""
    store = counted(
        question("boats?", entry="boats"),
        question("ferries?", entry="boats"),
        question("a dog?", entry="animals"),
        question("a cat?", entry="animals", asker="ben", days=8),
        question("grants?", entry="grant"),
    )

    found = told(store)

    assert [(one.entry, one.people, one.questions, one.weeks) for one in found.topics] == [
        ("animals", 2, 2, 2),
        ("boats", 1, 2, 1),
    ]
    assert found.topics[0].latest == MONDAY + 8 * DAY
    assert set(found.topics[0].samples) == {"A dog?", "A cat?"}
    assert [one.samples for one in found.groups] == [("Grants?",)]


def test_what_went_to_the_office() -> None:
    """A topic says how many went to the office in that time, and which cases are answered or open, whenever asked."""
    store = counted(question("a dog?", entry="animals"))
    old, new, open_ = (case(store, "a dog?", days=days, entry="animals") for days in (-200, 1, 2))
    answered(store, old)
    answered(store, new)

    (topic,) = told(store).topics

    assert (topic.sent, topic.answered, topic.waiting) == (2, (new, old), (open_,))


def test_only_sent() -> None:
    """What nobody asked the bot but somebody the office is on the list, too; what is too long ago is not."""
    store = MemoryStore()
    case(store, "a boat?", entry="boats")
    case(store, "a dog?", entry="animals", days=-200)

    assert [(one.entry, one.people, one.sent) for one in told(store).topics] == [("boats", 0, 1)]


def test_somebody_asked() -> None:
    """Where it was forgotten who asked, it was one person at least."""
    store = counted(question("a dog?", entry="animals"))
    with store.begin() as tx:
        tx.tally.forget("talk:anna")

    assert [(one.people, one.samples) for one in told(store).topics] == [(1, ())]


def test_what_has_nothing_to_do_with_it() -> None:
    """Questions about something else are a number, and in no group."""
    found = told(counted(question("rain?", entry="weather"), question("parking?")))

    assert (found.outside, [one.samples for one in found.groups]) == (1, [("Parking?",)])


def test_groups_name_open_cases() -> None:
    """A group names the open case that asks the same."""
    store = counted(question("parking?"))
    number = case(store, "Parking?")

    assert told(store).groups[0].cases == (number,)


def test_the_days_count() -> None:
    """What was asked before those days, or about another programme, is not on the list."""
    store = counted(question("a dog?", entry="animals"), question("parking?"))

    assert told(store, days=10).empty
    assert told(store, programme="sun").empty
    assert not told(store, days=20).empty
    assert told(store, days=20).topics[0].latest == NOW - timedelta(days=20)
