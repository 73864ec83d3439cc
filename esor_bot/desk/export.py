"""All that is kept of one person, as JSON has it: for themselves, and for the office, which is shown its notes, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from esor_bot.desk.following import root
from esor_bot.desk.message import Notification
from esor_bot.desk.retention import Keep
from esor_bot.domain.case import LIVE, OF_THE_ASKER, Case, Deed, Record
from esor_bot.domain.keeping import Kind
from esor_bot.domain.tally import Counted
from esor_bot.ports import Message, Search, Transaction

_AT_ONCE = 500

Told = dict[str, object]


def export(tx: Transaction, person: str, keep: Keep, now: datetime, *, office: bool) -> Told:
    """Return all that is kept of a person. `office`: with the notes of the office, and who of it did what."""
    traces = tx.privacy.traces(person)
    return {
        "person": person,
        "made": _moment(now),
        "questions_to_the_office": [_case(tx, case, keep, office) for case in _cases(tx, person)],
        "messages": [_message(message, keep) for message in traces.messages],
        "questions_to_the_bot": [_counted(one, keep) for one in traces.counted],
        "reports_of_the_platform": [
            {"name": event, "seen": _moment(seen), "deleted": _or_never(keep.until(Kind.EVENTS, seen))}
            for event, seen in traces.events
        ],
        "chosen_programme": traces.programme,
        "being_answered": [{"what": body, "came": _moment(came)} for body, came in traces.arrivals],
        "kept_for_days": {kind.value: "forever" if days is None else days for kind, days in keep.days.items()},
    }


def is_empty(exported: Mapping[str, object]) -> bool:
    """Say whether nothing is kept of the person, but that they ask for it just now."""
    kinds = ("questions_to_the_office", "messages", "questions_to_the_bot", "reports_of_the_platform")
    return not any(exported[kind] for kind in (*kinds, "chosen_programme"))


def _cases(tx: Transaction, person: str) -> Iterator[Case]:
    """Yield all cases of a person, newest first."""
    before = 0
    while person:
        found = tx.find(Search(asker=person, before=before, limit=_AT_ONCE))
        yield from found
        if len(found) < _AT_ONCE:
            return
        before = found[-1].number


def _case(tx: Transaction, case: Case, keep: Keep, office: bool) -> Told:
    way, records = root(tx, case), tx.records(case.number)
    last = (way or (case,))[-1]
    shown = [record for record in records if record.shown]
    shown += [record for one in way for record in tx.records(one.number) if record.deed is Deed.ANSWER]
    told: Told = {
        "number": case.number,
        "question": case.question,
        "programme": case.programme,
        "state": last.state.value,
        "asked": _moment(case.opened),
        "changed": _moment(case.changed),
        "together_with": case.into,
        "place": {"platform": case.place.platform, "channel": case.place.channel, "thread": case.place.thread},
        "the_bot_found": {"said": case.stopped.why, "topics": list(case.stopped.entries)},
        "what_was_said": [_record(record, office) for record in sorted(shown, key=lambda record: record.at)],
        "deleted": "not while it is open" if last.state in LIVE else _or_never(keep.until(Kind.CASES, last.changed)),
    }
    return told | _inside(case, records) if office else told


def _inside(case: Case, records: Sequence[Record]) -> Told:
    """Return what only the office sees of a case."""
    notes = [_record(record, True) for record in records if not record.shown]
    return {"owner": case.whose, "internal_notes_and_deeds_of_the_office": notes}


def _record(record: Record, office: bool) -> Told:
    who = "the person" if record.deed in OF_THE_ASKER else "the office"
    told: Told = {"at": _moment(record.at), "who": who, "did": record.deed.value, "text": record.text}
    return told | {"name": record.by} if office and who == "the office" else told


def _message(message: Message, keep: Keep) -> Told:
    told: Told = {"question": message.case, "state": message.ended or "waiting"}
    try:
        notification = Notification.load(message.body)
    except ValueError:
        told["text"] = message.body
    else:
        told |= {"kind": notification.kind, "values": dict(notification.values)}
    if message.ended and message.ended_at is not None:
        told |= {"at": _moment(message.ended_at)}
        told["deleted"] = _or_never(keep.until(Kind(message.ended), message.ended_at))
    return told


def _counted(one: Counted, keep: Keep) -> Told:
    return {
        "at": _moment(one.at),
        "programme": one.programme,
        "platform": one.platform,
        "outcome": one.outcome.value,
        "text": one.text,
        "name_and_text_deleted": _or_never(keep.until(Kind.TEXTS, one.at)),
    }


def _or_never(moment: datetime | None) -> str:
    return "never by age" if moment is None else _moment(moment)


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
