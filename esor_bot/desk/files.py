"""What is shown of cases: the whole file to the office, and to the person who asked what is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from esor_bot.desk.following import followers, root
from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.similar import similar
from esor_bot.desk.waiting import wait_of
from esor_bot.domain.case import LIVE, Case, Deed, Record, State
from esor_bot.ports import Search, Transaction

_COMPARED = 200  # live cases that a question is compared with


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All that the office sees of a case.

    `followers` are those who get the same answer, `similar` what is open and asks something similar (none of them
    follows this case), `earlier` what the same person asked before, newest first.
    """

    case: Case
    records: tuple[Record, ...]
    followers: tuple[Case, ...]
    similar: tuple[Case, ...]
    earlier: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class OwnCase:
    """What a person sees of a case of theirs.

    `state` is that of the case which theirs was merged into, where it was; `records` are what they typed and what
    they were told; `expected` is when to expect an answer, None where none is due.
    """

    case: Case
    state: State
    records: tuple[Record, ...]
    expected: datetime | None

    @property
    def live(self) -> bool:
        """Say whether the question still waits for somebody."""
        return self.state in LIVE


def case_file(tx: Transaction, case: Case) -> CaseFile:
    """Return the file of a case."""
    rivals = tx.find(Search(states=tuple(LIVE), programme=case.programme, limit=_COMPARED))
    earlier = () if case.forgotten else tx.find(Search(asker=case.asker, before=case.number))
    return CaseFile(
        case=case,
        records=tx.records(case.number),
        followers=followers(tx, case.number),
        similar=similar(case, rivals),
        earlier=earlier,
    )


def own_case(tx: Transaction, case: Case, hours: OfficeHours) -> OwnCase:
    """Return what the person who asked sees. Of other people's cases that is the answers, and nothing they typed."""
    way = root(tx, case)
    records = [record for record in tx.records(case.number) if record.shown]
    for followed in way:
        records += [record for record in tx.records(followed.number) if record.deed is Deed.ANSWER]
    last = way[-1] if way else case
    state, since = last.state, wait_of(last, tx.records(last.number)).since  # it may have been reopened
    due = state in {State.OPEN, State.CLAIMED}
    asked = max(since, *(record.at for record in records if record.deed in {Deed.ASK, Deed.ADD}), case.opened)
    return OwnCase(
        case=case,
        state=state,
        records=tuple(sorted(records, key=lambda record: record.at)),
        expected=hours.expected(asked) if due else None,
    )


def own_live(tx: Transaction, asker: str, programme: str) -> Case | None:
    """Return the newest case of a person that still waits for somebody, of that programme where there is one."""
    cases = tx.find(Search(states=(*LIVE, State.MERGED), asker=asker))
    live = [case for case in cases if (root(tx, case) or (case,))[-1].live]
    return next((case for case in live if case.programme == programme), live[0] if live else None)
