"""Values to rows and back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import Row

from esor_bot.domain.case import Case, Deed, Place, Record, State, Stopped
from esor_bot.errors import StoreError
from esor_bot.ports import Draft, Leased, Outgoing

Values: TypeAlias = dict[str, Any]

ANY_TIME = datetime(1970, 1, 1, tzinfo=UTC)

_DEEDS = {deed.value: deed for deed in Deed}


def of_draft(draft: Draft) -> Values:
    """Return the columns of a new case, but for its number."""
    return {
        "programme": draft.programme,
        "question": draft.question,
        "asker": draft.asker,
        **_of_place(draft.place),
        "opened": draft.opened,
        "changed": draft.opened,
        **_of_stopped(Stopped(draft.outcome, draft.entries, draft.why)),
        "state": State.OPEN.value,
        "owner": "",
        "owner_name": "",
        "version": 1,
    }


def of_case(case: Case) -> Values:
    """Return the columns of a case, but for its number."""
    return {
        "programme": case.programme,
        "question": case.question,
        "asker": case.asker,
        **_of_place(case.place),
        "opened": case.opened,
        "changed": case.changed,
        **_of_stopped(case.stopped),
        "state": case.state.value,
        "owner": case.owner,
        "owner_name": case.owner_name,
        "answered": case.answered,
        "merged_into": case.into,
        "version": case.version,
    }


def of_record(record: Record) -> Values:
    """Return the columns of a record."""
    return {
        "case_number": record.case,
        "at": record.at,
        "deed": record.deed.value,
        "actor": record.actor,
        "actor_name": record.actor_name,
        "text": record.text,
        "shown": record.shown,
    }


def of_outgoing(outgoing: Outgoing) -> Values:
    """Return the columns of something new in the outbox."""
    return {
        "key": outgoing.key,
        **_of_place(outgoing.place),
        "body": outgoing.body,
        "case_number": outgoing.case,
        "not_before": outgoing.not_before,
        "at": outgoing.at,
        "free_from": outgoing.not_before or ANY_TIME,
        "worker": "",
        "tries": 0,
        "receipt": "",
        "why": "",
    }


def to_case(row: Row[Any]) -> Case:
    """Return the case of a row. Raises StoreError where the row makes no sense."""
    try:
        stopped = Stopped(row.outcome, tuple(json.loads(row.entries)), row.why)
        state = State(row.state)
    except (ValueError, TypeError):
        # Raised below, outside the handler: what stands in the row must not hang on the exception.
        state = None
    if state is None:
        raise StoreError("broken", f"case {row.number}")
    return Case(
        number=row.number,
        programme=row.programme,
        question=row.question,
        asker=row.asker,
        place=_to_place(row),
        opened=row.opened,
        changed=row.changed,
        stopped=stopped,
        state=state,
        owner=row.owner,
        owner_name=row.owner_name,
        answered=row.answered,
        into=row.merged_into,
        version=row.version,
    )


def to_record(row: Row[Any]) -> Record:
    """Return the record of a row. Raises StoreError where the row makes no sense."""
    deed = _DEEDS.get(row.deed)
    if deed is None:
        raise StoreError("broken", f"record {row.id}")
    return Record(row.case_number, row.at, deed, row.actor, row.actor_name, row.text, row.shown)


def to_leased(row: Row[Any], worker: str, until: datetime) -> Leased:
    """Return what a worker gets of a row as it was before it was taken."""
    return Leased(row.id, to_outgoing(row), row.tries, until, worker)


def to_outgoing(row: Row[Any]) -> Outgoing:
    """Return what a row of the outbox is to deliver."""
    return Outgoing(row.key, _to_place(row), row.body, row.case_number, row.not_before, at=row.at)


def _of_place(place: Place) -> Values:
    return {
        "platform": place.platform,
        "channel": place.channel,
        "thread": place.thread,
        "private": place.private,
    }


def _to_place(row: Row[Any]) -> Place:
    return Place(row.platform, row.channel, row.thread, row.private)


def _of_stopped(stopped: Stopped) -> Values:
    return {"outcome": stopped.outcome, "entries": json.dumps(stopped.entries), "why": stopped.why}
