"""Is everything there that anybody was told, once, and nothing else? Knows the rules, and nothing of the code."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.desk_journal import Told
from benchmarks.desk_platform import Shown
from esor_bot.desk.message import Notification
from esor_bot.domain.case import LIVE, OF_THE_ASKER, TRANSITIONS, Case, Deed, Place, Record, State

ENDS = frozenset({"answer", "withdraw", "please_email"})
"""What a person was told last who is not left in silence."""

_ON_THE_WAY = frozenset({"merge", "ask_back"})


@dataclass(frozen=True, slots=True)
class Sent:
    """A row of the outbox, in the order of its number."""

    key: str
    place: Place
    body: str
    ended: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is left of a run: what is stored, what the workers were told, and what the platform showed."""

    cases: Mapping[int, Case]
    records: Mapping[int, Sequence[Record]]
    sent: Sequence[Sent]
    shown: Sequence[Shown]
    told: Sequence[Told]
    office: Place


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that must not be: one of KINDS, and where."""

    kind: str
    what: str


KINDS = (
    "case lost",  # somebody was told a number, and there is no such case, or another question stands in it
    "answer lost",  # an answer was accepted that is not in the record, or not shown to all whom it is for
    "deed lost",
    "done twice",
    "done although refused",
    "invented",  # there is something that nobody did
    "not shown",
    "shown twice",
    "told the wrong person",
    "forbidden state",
    "silence",
)


def audit(evidence: Evidence) -> tuple[Finding, ...]:
    """Return all that is wrong."""
    checks = (_asked, _done, _nothing_else, _replayed, _merged, _delivered, _cards, _answered, _heard)
    return tuple(sorted({found for check in checks for found in check(evidence)}))


def _asked(evidence: Evidence) -> Iterator[Finding]:
    made = Counter(case.question for case in evidence.cases.values())
    for told in evidence.told:
        if told.intent.deed != Deed.ASK.value or told.refused:
            continue
        case = evidence.cases.get(told.number)
        if case is None or (case.question, case.asker) != (told.intent.text, told.intent.actor):
            yield Finding("case lost", f"#{told.number}, {told.intent.event}")
        if made[told.intent.text] > 1:
            yield Finding("done twice", told.intent.event)


def _done(evidence: Evidence) -> Iterator[Finding]:
    """Each deed that was accepted is in the record once, by the time its version was told; a refused one never."""
    places: defaultdict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    for number, records in evidence.records.items():
        for version, record in enumerate(records, start=1):
            places[record.deed.value, record.actor, record.text].append((number, version))
    for told in evidence.told:
        intent = told.intent
        found = places[intent.deed, intent.actor, intent.text]
        if told.refused:
            if found:
                yield Finding("done although refused", intent.event)
        elif not any(number == told.number and version <= told.version for number, version in found):
            kind = "answer lost" if intent.deed == Deed.ANSWER.value else "deed lost"
            yield Finding(kind, f"#{told.number}, {intent.event}")
        elif len(found) > 1:
            yield Finding("done twice", intent.event)


def _nothing_else(evidence: Evidence) -> Iterator[Finding]:
    said = {(told.intent.deed, told.intent.actor, told.intent.text) for told in evidence.told}
    for number, records in evidence.records.items():
        if number not in evidence.cases:
            yield Finding("case lost", f"#{number} has a record only")
        for record in records:
            if _joined(record) is None and (record.deed.value, record.actor, record.text) not in said:
                yield Finding("invented", f"#{number}: {record.deed.value}")


def _replayed(evidence: Evidence) -> Iterator[Finding]:
    """The record of each case leads through the table of transitions to where it stands, a version each."""
    for number, case in evidence.cases.items():
        records = evidence.records.get(number, ())
        states = tuple(_states(records))
        if len(states) < len(records) or not states or states[-1] is not case.state:
            way = " ".join(record.deed.value for record in records)
            yield Finding("forbidden state", f"#{number} is {case.state.value} after: {way}")
        if case.version != len(records):
            yield Finding("forbidden state", f"#{number} has version {case.version} and {len(records)} records")
        if (case.owner == "") is not (_owner(records, states) == ""):
            yield Finding("forbidden state", f"#{number} is {case.state.value} and owned by {case.owner or 'nobody'}")
        if any(record.deed in OF_THE_ASKER and record.actor != case.asker for record in records):
            yield Finding("forbidden state", f"#{number} was acted on by somebody else as the one who asked")


def _states(records: Sequence[Record]) -> Iterator[State]:
    """Yield where a case stands after each record, up to the first that could not be."""
    state: State | None = None
    for record in records:
        if _joined(record) is None:
            if (record.deed is Deed.ASK) is not (state is None):
                return
            state = State.OPEN if state is None else TRANSITIONS[record.deed].get(state)
        if state is None:
            return
        yield state


def _owner(records: Sequence[Record], states: Sequence[State]) -> str:
    """Say whether somebody of the office has a case, or had it last."""
    owner = ""
    for record, state in zip(records, states, strict=False):
        if state is State.OPEN:
            owner = ""
        elif record.deed in {Deed.CLAIM, Deed.ANSWER, Deed.ASK_BACK, Deed.CLOSE, Deed.REOPEN}:
            owner = record.actor
    return owner


def _merged(evidence: Evidence) -> Iterator[Finding]:
    """A merged case and the one it follows know of each other, once."""
    joins = Counter(
        (follower, number)
        for number, records in evidence.records.items()
        for record in records
        if (follower := _joined(record)) is not None
    )
    follows = {(case.number, case.into) for case in evidence.cases.values() if case.into is not None}
    for pair in joins.keys() ^ follows:
        yield Finding("forbidden state", f"#{pair[0]} follows #{pair[1]} on one side only")
    for pair, times in joins.items():
        if times > 1:
            yield Finding("done twice", f"#{pair[0]} came to #{pair[1]}")
    for case in evidence.cases.values():
        if (case.into is None) is (case.state is State.MERGED):
            yield Finding("forbidden state", f"#{case.number} is {case.state.value} and follows {case.into}")


def _delivered(evidence: Evidence) -> Iterator[Finding]:
    """All that went out was shown, once: by its key, and by what people read."""
    keys = Counter(shown.key for shown in evidence.shown)
    read = Counter((shown.place, shown.body) for shown in evidence.shown)
    known = {sent.key: (sent.place, sent.body) for sent in evidence.sent}
    for sent in evidence.sent:
        if sent.ended != "delivered" or not keys[sent.key]:
            yield Finding("not shown", f"{sent.key} ({sent.ended or 'waits'})")
    for key, times in keys.items():
        if times > 1:
            yield Finding("shown twice", key)
    for (place, body), times in read.items():
        if times > 1:
            yield Finding("shown twice", f"{place.channel} {place.thread}: {Notification.load(body).kind}")
    for shown in evidence.shown:
        if known.get(shown.key) != (shown.place, shown.body):
            yield Finding("invented", shown.key)


def _cards(evidence: Evidence) -> Iterator[Finding]:
    """The office was shown each version of each case."""
    told = (Notification.load(shown.body) for shown in evidence.shown if shown.place == evidence.office)
    cards = {(one.case, one.version) for one in told if one.kind == "card"}
    for case in evidence.cases.values():
        for version in range(1, case.version + 1):
            if (case.number, version) not in cards:
                yield Finding("not shown", f"the card of #{case.number} in version {version}")


def _answered(evidence: Evidence) -> Iterator[Finding]:
    """Each answer was read once by who asked and by all who followed then, at most once by who came later."""
    read = Counter(
        (shown.place, text)
        for shown in evidence.shown
        if (told := Notification.load(shown.body)).kind == "answer"
        for text in told.values["text"].split("\n\n")
    )
    due, allowed = _due(evidence)
    for place, text in due:
        if not read[place, text]:
            yield Finding("answer lost", f"{text} was not shown at {place.thread}")
    for (place, text), times in read.items():
        if times > 1:
            yield Finding("shown twice", f"{text} at {place.thread}")
        if (place, text) not in due | allowed:
            yield Finding("told the wrong person", f"{text} at {place.thread}")


def _due(evidence: Evidence) -> tuple[set[tuple[Place, str]], set[tuple[Place, str]]]:
    """Return where each answer has to be read, and where else it may be read."""
    due: set[tuple[Place, str]] = set()
    allowed: set[tuple[Place, str]] = set()
    for number, records in evidence.records.items():
        present, answers = {number}, list[str]()
        for record, state in zip(records, _states(records), strict=False):
            follower = _joined(record)
            if record.deed is Deed.ANSWER:
                answers.append(record.text)
                due |= {(place, record.text) for place in _places(evidence, present)}
            elif follower is not None:
                branch = _branch(evidence, follower)
                present |= branch
                if state is State.ANSWERED:
                    due |= {(place, text) for place in _places(evidence, {follower}) for text in answers}
                    allowed |= {(place, text) for place in _places(evidence, branch) for text in answers}
    return due, allowed


def _places(evidence: Evidence, numbers: set[int]) -> list[Place]:
    return [evidence.cases[number].place for number in numbers if number in evidence.cases]


def _branch(evidence: Evidence, number: int) -> set[int]:
    """Return a case with all that follow it: none can come to it any more once it follows another."""
    found, left = set[int](), [number]
    while left:
        number = left.pop()
        if number not in found:
            found.add(number)
            joins = map(_joined, evidence.records.get(number, ()))
            left += [follower for follower in joins if follower is not None]
    return found


def _heard(evidence: Evidence) -> Iterator[Finding]:
    """Each case is at its end, and the last that the person was told says so."""
    last: dict[Place, tuple[str, str]] = {}
    for sent in evidence.sent:
        kind = Notification.load(sent.body).kind
        if kind not in _ON_THE_WAY:
            last[sent.place] = (kind, sent.key)
    shown = {shown.key for shown in evidence.shown}
    for case in evidence.cases.values():
        kind, key = last.get(case.place, ("nothing", ""))
        if _root(evidence, case).state in LIVE:
            yield Finding("silence", f"#{case.number} is not at its end")
        elif kind not in ENDS or key not in shown:
            yield Finding("silence", f"#{case.number} heard {kind} last")


def _root(evidence: Evidence, case: Case) -> Case:
    seen = set[int]()
    while case.into is not None and case.into in evidence.cases and case.number not in seen:
        seen.add(case.number)
        case = evidence.cases[case.into]
    return case


def _joined(record: Record) -> int | None:
    """Return the case that came to another one, where a record says that; such a record is no deed to the case."""
    is_join = record.deed is Deed.MERGE and record.text.startswith("#")
    return int(record.text[1:]) if is_join else None
