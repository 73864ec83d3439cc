"""What is left of a run, read from the database, the journals and the log of the platform."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import func, select

from benchmarks.desk_audit import Evidence, Sent
from benchmarks.desk_journal import count_stumbles, read_resumed, read_told
from benchmarks.desk_platform import read_shown
from benchmarks.desk_play import OFFICE
from benchmarks.desk_workers import Scene
from esor_bot.domain.case import Place, Record
from esor_bot.store import SqlStore
from esor_bot.store.rows import to_case, to_record
from esor_bot.store.tables import cases, events, outbox, records


def gather(store: SqlStore, scene: Scene) -> Evidence:
    """Return all that the auditor wants to see."""
    written: defaultdict[int, list[Record]] = defaultdict(list)
    with store.begin() as tx:
        for row in tx.run(select(records).order_by(records.c.id)):
            written[row.case_number].append(to_record(row))
        made = {row.number: to_case(row) for row in tx.run(select(cases))}
        sent = [
            Sent(row.key, Place(row.platform, row.channel, row.thread, row.private), row.body, row.ended or "")
            for row in tx.run(select(outbox).order_by(outbox.c.id))
        ]
    told = [told for which in range(scene.workers) for told in read_told(scene.journal(which))]
    return Evidence(made, dict(written), sent, read_shown(scene.platform.log), told, OFFICE)


def waiting(store: SqlStore) -> int:
    """Return how much is still to be delivered."""
    with store.begin() as tx:
        return int(tx.run(select(func.count()).where(outbox.c.ended.is_(None)))[0][0])


def stumbles(scene: Scene) -> int:
    """Return how often a worker could not use the database and had to come again."""
    return sum(count_stumbles(scene.journal(which)) for which in range(scene.workers))


def interrupted(store: SqlStore, scene: Scene) -> tuple[int, int]:
    """Return how many deeds a kill came into, and in how many of these what was done had become true unheard."""
    resumed = [one for which in range(scene.workers) for one in read_resumed(scene.journal(which))]
    first = {one.event: one.at for one in reversed(resumed)}
    with store.begin() as tx:
        seen = {row.event: row.seen for row in tx.run(select(events))}
    true = [event for event, at in first.items() if event in seen and seen[event] < at]
    return len(first), len(true)
