"""What is shown of cases: the whole file to the office, and to the person who asked what is theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from esor_bot.desk.following import followers, root
from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.similar import similar
from esor_bot.desk.waiting import wait_of
from esor_bot.domain.case import LIVE, Case, Deed, Record, State
from esor_bot.ports import Search, Transaction

_COMPARED = 200  # live cases that a question is compared with
_ANSWERED = 100  # and answered ones, the newest
_EARLIER = 20
_WITH_ANSWER = 5  # of these


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All that the office sees of a case.

    `followers` are those who get the same answer, `similar` what is open and asks something similar (none of them
    follows this case), `alike` what does so and was answered, `earlier` what the same person asked before, newest
    first. `answers` has what was answered last to those of `alike` and to the newest of `earlier`, by number.
    `due` is until when an answer is expected, None where none is.
    """

    case: Case
    records: tuple[Record, ...]
    followers: tuple[Case, ...]
    similar: tuple[Case, ...]
    earlier: tuple[Case, ...]
    alike: tuple[Case, ...] = ()
    answers: Mapping[int, str] = field(default_factory=dict)
    due: datetime | None = None


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


def case_file(tx: Transaction, case: Case, hours: OfficeHours) -> CaseFile:
    """Return the file of a case."""
    rivals = tx.find(Search(states=tuple(LIVE), programme=case.programme, limit=_COMPARED))
    answered = tx.find(Search(states=(State.ANSWERED, State.CLOSED), programme=case.programme, limit=_ANSWERED))
    earlier = () if case.forgotten else tx.find(Search(asker=case.asker, before=case.number, limit=_EARLIER))
    others = [other for other in answered if other.answered is not None and other.asker != case.asker]
    alike = similar(case, others)
    records = tx.records(case.number)
    return CaseFile(
        case=case,
        records=records,
        followers=followers(tx, case.number),
        similar=similar(case, rivals),
        earlier=earlier,
        alike=alike,
        answers=dict(_answers(tx, (*alike, *earlier[:_WITH_ANSWER]))),
        due=_due(case.state, records, wait_of(case, records).since, hours),
    )


def own_case(tx: Transaction, case: Case, hours: OfficeHours) -> OwnCase:
    """Return what the person who asked sees. Of other people's cases that is the answers, and nothing they typed."""
    way = root(tx, case)
    records = [record for record in tx.records(case.number) if record.shown]
    for followed in way:
        records += [record for record in tx.records(followed.number) if record.deed is Deed.ANSWER]
    last = way[-1] if way else case
    since = wait_of(last, tx.records(last.number)).since  # it may have been reopened
    return OwnCase(
        case=case,
        state=last.state,
        records=tuple(sorted(records, key=lambda record: record.at)),
        expected=_due(last.state, records, max(since, case.opened), hours),
    )


def _due(state: State, records: Sequence[Record], since: datetime, hours: OfficeHours) -> datetime | None:
    """Return until when an answer is expected to what was asked or added last, None where the office owes none.

    It was owed anew since a moment: when the case was opened, or reopened.
    """
    if state not in {State.OPEN, State.CLAIMED}:
        return None
    asked = (one.at for one in records if one.deed in {Deed.ASK, Deed.ADD})
    return hours.expected(max(since, *asked))


def _answers(tx: Transaction, cases: Sequence[Case]) -> Iterator[tuple[int, str]]:
    """Yield the last answer to each case that has one, with its number."""
    for case in cases:
        for followed in (case, *root(tx, case)):
            said = [record.text for record in tx.records(followed.number) if record.deed is Deed.ANSWER]
            if said:
                yield case.number, said[-1]
                break


def own_live(tx: Transaction, asker: str, programme: str) -> Case | None:
    """Return the newest case of a person that still waits for somebody, of that programme where there is one."""
    cases = tx.find(Search(states=(*LIVE, State.MERGED), asker=asker))
    live = [case for case in cases if (root(tx, case) or (case,))[-1].live]
    return next((case for case in live if case.programme == programme), live[0] if live else None)
