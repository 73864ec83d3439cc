"""Deleting what is old, and what is one person's, in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from esor_bot.domain.case import LIVE, Case, Place, Record, State, Stopped
from esor_bot.domain.keeping import Kind
from esor_bot.domain.tally import Counted
from esor_bot.ports import Arrival, Message, Preference, Traces
from esor_bot.testing.memory_tally import MemoryTally

if TYPE_CHECKING:
    from esor_bot.testing.memory import Content
    from esor_bot.testing.outbox import Row


class MemoryPrivacy:
    """Deletes from a snapshot."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def overdue(self, kind: Kind, before: datetime) -> int:
        """Return how many of a kind are older."""
        return len(self._old(kind, before))

    def tidy(self, kind: Kind, before: datetime, most: int) -> int:
        """Delete what is older of a kind, the oldest first, `most` at once; return how many that were."""
        chosen = self._old(kind, before)[:most]
        for drop in chosen:
            drop()
        return len(chosen)

    def clean(self, *, first: bool) -> bool:
        """Overwrite nothing: what is deleted is gone."""
        return False

    def alone(self, person: str) -> None:
        """Wait for nobody: one transaction runs at a time."""

    def numbers(self, person: str, limit: int) -> tuple[int, ...]:
        """Return the numbers of a person's cases, the lowest first."""
        return tuple(sorted(number for number, case in self._content.cases.items() if case.asker == person))[:limit]

    def bare(self, number: int, keeps: Callable[[Record], bool]) -> None:
        """Leave of a case its number, its dates, its state and what was done with it."""
        case = self._content.cases[number]
        for place, record in enumerate(self._content.records):
            if record.case == number:
                who, name = ("", "") if record.actor == case.asker else (record.actor, record.actor_name)
                said = record.text if keeps(record) else ""
                self._content.records[place] = replace(record, actor=who, actor_name=name, text=said)
        self._content.cases[number] = replace(
            case,
            question="",
            asker="",
            place=Place("", ""),
            stopped=Stopped(case.stopped.outcome, case.stopped.entries),
            version=case.version + 1,
        )

    def unsend(self, number: int) -> int:
        """Delete all messages about a case, delivered or not; return how many."""
        rows = [row for row in self._content.outbox.values() if row.outgoing.case == number]
        for row in rows:
            self._drop_row(row)
        return len(rows)

    def drop_traces(self, person: str) -> Mapping[str, int]:
        """Delete what is kept of a person beside their cases; return how many of which kind of Traces."""
        asked = MemoryTally(self._content.cases, self._content.records, self._content.questions).forget(person)
        seen = [event for event in self._content.events if _names(event, person)]
        for event in seen:
            del self._content.events[event]
        kept = self._content.surfaces
        for key in [key for key, held in kept.inbox.items() if held.arrival.person == person]:
            del kept.inbox[key]
        chosen = kept.preferences.pop(person, None)
        return {"preferences": int(chosen is not None), "counted": asked, "events": len(seen)}

    def traces(self, person: str) -> Traces:
        """Return what is kept of a person beside their cases."""
        theirs = {number: case.place for number, case in self._content.cases.items() if case.asker == person}
        rows = [row for _, row in sorted(self._content.outbox.items()) if _goes_to(row, theirs)]
        return Traces(
            tuple(Message(row.outgoing.case, row.outgoing.body, row.ended, row.ended_at) for row in rows),
            tuple(one for one in self._content.questions if person and one.asker == person),
            tuple((event, seen) for event, seen in sorted(self._content.events.items()) if _names(event, person)),
            tuple((one.body, one.at) for one in self._arrivals() if person and one.person == person),
            self._content.surfaces.preferences.get(person, Preference()).programme,
        )

    def erased(self, at: datetime, deleted: Mapping[str, int]) -> int:
        """Remember that somebody's data were deleted, not whose; return the number of the receipt."""
        self._content.last["receipt"] = number = self._content.last.get("receipt", 0) + 1
        self._content.erasures[number] = (at, dict(deleted))
        return number

    def waits(self, id: int) -> bool:
        """Say whether a message is still there to be delivered."""
        row = self._content.outbox.get(id)
        return row is not None and not row.done

    def _arrivals(self) -> list[Arrival]:
        held = self._content.surfaces.inbox.values()
        return sorted((one.arrival for one in held), key=lambda one: (one.at, one.key))

    def _old(self, kind: Kind, before: datetime) -> list[Callable[[], object]]:
        """Return what deletes each that is older, the oldest first."""
        return [drop for at, drop in sorted(self._by_age(kind), key=lambda pair: pair[0]) if at < before]

    def _by_age(self, kind: Kind) -> Iterator[tuple[datetime, Callable[[], object]]]:
        content = self._content
        if kind is Kind.CASES:
            for case in self._ended():
                for follower in (*self._following(case), case):
                    yield case.changed, partial(self._drop_case, follower)
        elif kind in {Kind.DELIVERED, Kind.GIVEN_UP}:
            for row in content.outbox.values():
                if row.ended == kind.value and row.ended_at is not None:
                    yield row.ended_at, partial(self._drop_row, row)
        elif kind in {Kind.TEXTS, Kind.COUNTS}:
            yield from self._counted(kind)
        elif kind is Kind.EVENTS:
            yield from ((at, partial(content.events.pop, event)) for event, at in content.events.items())
            inbox = content.surfaces.inbox
            yield from ((held.arrival.at, partial(inbox.pop, key)) for key, held in inbox.items())
        else:
            yield from ((at, partial(content.erasures.pop, number)) for number, (at, _) in content.erasures.items())

    def _counted(self, kind: Kind) -> Iterator[tuple[datetime, Callable[[], object]]]:
        for place, one in enumerate(self._content.questions):
            if kind is Kind.COUNTS:
                yield one.at, partial(self._content.questions.remove, one)
            elif one.text or one.asker:
                yield one.at, partial(self._empty, place)

    def _ended(self) -> list[Case]:
        return [case for case in self._content.cases.values() if case.state not in {*LIVE, State.MERGED}]

    def _following(self, case: Case) -> Iterator[Case]:
        """Yield all that follow a case, the last in each chain first."""
        for other in [other for other in self._content.cases.values() if other.into == case.number]:
            yield from self._following(other)
            yield other

    def _drop_case(self, case: Case) -> None:
        content, number = self._content, case.number
        self.unsend(number)
        content.records[:] = [record for record in content.records if record.case != number]
        for key in [key for key, timer in content.timers.items() if timer.case == number]:
            del content.timers[key]
        for card in [card for card in content.surfaces.cards if card[0] == number]:
            del content.surfaces.cards[card]
        del content.cases[number]

    def _drop_row(self, row: Row) -> None:
        del self._content.outbox[row.id]
        self._content.keys.discard(row.outgoing.key)

    def _empty(self, place: int) -> None:
        one: Counted = self._content.questions[place]
        self._content.questions[place] = replace(one, asker="", text="")


def _names(event: str, person: str) -> bool:
    return bool(person) and f":{person}:" in f":{event}:"


def _goes_to(row: Row, theirs: Mapping[int, Place]) -> bool:
    place, own = row.outgoing.place, theirs.get(row.outgoing.case)
    return own is not None and (own.platform, own.channel) == (place.platform, place.channel)
