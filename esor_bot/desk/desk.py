"""The desk: the one writer of cases. What is done, its record and what is told of it become true together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from esor_bot.desk.act import Step, act, join
from esor_bot.desk.again import tried
from esor_bot.desk.digest import Digest, digest_of
from esor_bot.desk.export import export
from esor_bot.desk.files import CaseFile, OwnCase, case_file, own_case, own_live
from esor_bot.desk.following import read
from esor_bot.desk.forgetting import Forgetting, Receipt
from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.letterbox import Letterbox
from esor_bot.desk.notices import To, answer_to
from esor_bot.desk.people import People
from esor_bot.desk.reminders import Reminders
from esor_bot.desk.retention import Keep
from esor_bot.desk.telling import card, places, tell
from esor_bot.desk.typed import typed
from esor_bot.desk.unseen import nothing_unseen
from esor_bot.desk.waiting import Pace
from esor_bot.desk.watch import Watch
from esor_bot.domain.case import Actor, Case, Deed, Place, Record, Role, State
from esor_bot.errors import RefusedError
from esor_bot.ports import Clock, Draft, Search, Store, Transaction

ALL = 1000
"""Of one person's cases: more than anybody asks."""

_UNSEEN_MATTERS = frozenset({Deed.ANSWER, Deed.ASK_BACK, Deed.CLOSE, Deed.MERGE})
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking: a case, `made` for this question, or an earlier one of the same person that is offered."""

    case: Case
    made: bool


class Desk:
    """Cases as people deal with them.

    `office` says where the office's cards go as long as nobody who serves has a place for them; there may be none.
    `people` are those of the office.
    Every method raises StoreError where the database can't be used; then nothing was done.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        office: Mapping[str, Place],
        hours: OfficeHours,
        pace: Pace | None = None,
        people: People | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._office = dict(office)
        self._hours = hours
        self._forgetting = Forgetting(store, clock, self._office)
        self._reminders = Reminders(hours, pace or Pace(), office)
        self.people = people or People()

    def now(self) -> datetime:
        """Return the time on the desk's clock."""
        return self._clock.now()

    def ask(self, draft: Draft, event: str = "", *, another: bool = False) -> Asked:
        """Take a question to the office, unless the person has one there already and does not want `another`.

        `event` is the platform's name for what the person did: the second time it comes, the same case is returned.
        Raises RefusedError for a question that is `empty` or `too_long`.
        """
        draft = replace(draft, question=typed(draft.question, needed=True))
        return self._tried(lambda tx: self._ask(tx, draft, event, another))

    def do(
        self,
        number: int,
        deed: Deed,
        actor: Actor,
        *,
        text: str = "",
        to: Actor | None = None,
        into: int | None = None,
        seen: int | None = None,
        event: str = "",
    ) -> Case:
        """Do something with a case and return it as it is then; `into` is the number of the case it is merged into.

        `seen` is the version on the screen of whoever acts: where a colleague or the person who asked did something
        since that the act should take into account, it is refused as `changed`. An `event` that comes again does
        nothing. Raises RefusedError with a code of REFUSALS; what was typed is then still with the caller.
        """
        return self._tried(lambda tx: self._do(tx, number, deed, actor, text, to, into, seen, event))

    def show(self, number: int, actor: Actor) -> CaseFile:
        """Return the file of a case, to people of the office. Raises RefusedError: `not_office`, `unknown`."""
        self.people.held(actor)
        with self._store.begin() as tx:
            case = read(tx, number)
            if case is None:
                raise RefusedError("unknown", number=number)
            return case_file(tx, case, self._hours)

    def search(self, search: Search, actor: Actor) -> tuple[Case, ...]:
        """Return cases, newest first, to people of the office. Raises RefusedError: `not_office`."""
        self.people.held(actor)
        with self._store.begin() as tx:
            return tx.find(search)

    def digest(self, actor: Actor) -> Digest:
        """Return the overview of the morning as of now, to people of the office. Raises RefusedError: `not_office`."""
        self.people.held(actor)
        with self._store.begin() as tx:
            return digest_of(tx, self._hours, self._clock.now())

    def own(self, actor: Actor, limit: int = 20) -> tuple[OwnCase, ...]:
        """Return what a person asked and where it stands, newest first."""
        with self._store.begin() as tx:
            return tuple(own_case(tx, case, self._hours) for case in tx.find(Search(asker=actor.id, limit=limit)))

    def waiting(self, person: str, actor: Actor) -> int:
        """Return how many questions are taken back where a person is forgotten. Raises RefusedError: `not_office`."""
        self._held_or(person, actor)
        return self._forgetting.waiting(person)

    def forget(self, person: str, actor: Actor) -> Receipt:
        """Delete what is kept of a person, who asks for it, or somebody of the office does for them.

        Raises RefusedError: `not_office`.
        """
        self._held_or(person, actor)
        return self._forgetting.forget(person)

    def export(self, person: str, actor: Actor, keep: Keep) -> Mapping[str, object]:
        """Return all that is kept of a person, as JSON has it: their own copy, or the office's, which says more.

        Raises RefusedError: `not_office`.
        """
        self._held_or(person, actor)
        with self._store.begin() as tx:
            return export(tx, person, keep, self._clock.now(), office=self.people.judged(actor).role is Role.OFFICE)

    def letterbox(self, place: Place, reader: str) -> Letterbox:
        """Return what takes in what is for a place of one person; `reader` is whoever shows it to them."""
        return Letterbox(self._store, self._clock, place, reader)

    def watch(self, actor: Actor, platform: str, reader: str) -> Watch | None:
        """Return what somebody sees arrive at the office's place on a platform; None where the office has no place.

        Where that is on other platforms only, they look on there, and others deliver. Raises RefusedError.
        """
        self.people.held(actor)
        return Watch(self._store, self._clock, self._office, platform, reader) if self._office else None

    def _held_or(self, person: str, actor: Actor) -> None:
        """Let people do something for themselves, and the office for others. Raises RefusedError: `not_office`."""
        if actor.id != person:
            self.people.held(actor)

    def _tried(self, work: Callable[[Transaction], _Result]) -> _Result:
        """Do some work in a transaction, again where somebody came between: each time it is held against the rules."""
        return tried(lambda: self._once(work))

    def _once(self, work: Callable[[Transaction], _Result]) -> _Result:
        with self._store.begin() as tx:
            return work(tx)

    def _ask(self, tx: Transaction, draft: Draft, event: str, another: bool) -> Asked:
        if event and not tx.first_time(event, self._clock.now()):
            for case in tx.find(Search(asker=draft.asker, limit=ALL)):
                if (case.question, case.programme) == (draft.question, draft.programme):
                    return Asked(case, made=True)
        earlier = None if another else own_live(tx, draft.asker, draft.programme)
        if earlier is not None:
            return Asked(earlier, made=False)
        case = tx.open(draft)
        record = Record(case.number, case.opened, Deed.ASK, case.asker, text=case.question, shown=True)
        tx.write(record)
        self._reminders.after(tx, None, Step(case, record))
        for outgoing in card(case, places(tx, self._office)):
            tx.send(outgoing)
        return Asked(case, made=True)

    def _do(
        self,
        tx: Transaction,
        number: int,
        deed: Deed,
        actor: Actor,
        text: str,
        to: Actor | None,
        into: int | None,
        seen: int | None,
        event: str,
    ) -> Case:
        actor, now = self.people.judged(actor, deed), self._clock.now()
        to = to and self.people.colleague(number, to)
        again = bool(event) and not tx.first_time(event, now)
        case, target = _held(tx, number, into if deed is Deed.MERGE else None)
        if again:
            return case
        before = {each.number: each.state for each in (case, target) if each is not None}
        step = act(case, deed, actor, now, text=text, to=to, into=target)
        if deed in _UNSEEN_MATTERS:
            _nothing_unseen(tx, case, deed, actor, seen)
        steps = [step] if target is None else _merged(tx, step, join(target, number, actor, now))
        for done in steps:
            tx.save(done.case)
            tx.write(done.record)
        for done in steps:
            self._reminders.after(tx, before[done.case.number], done)
            tell(tx, done, self._office)
        return step.case


def _known(tx: Transaction, number: int) -> Case:
    case = tx.case(number)
    if case is None:
        raise RefusedError("unknown", number=number)
    return case


def _held(tx: Transaction, number: int, into: int | None) -> tuple[Case, Case | None]:
    """Return a case and the one it goes into, held in the order of their numbers: no two wait for each other."""
    if into is None or into == number:
        case = _known(tx, number)
        return case, case if into is not None else None
    held = {each: _known(tx, each) for each in sorted((number, into))}
    return held[number], held[into]


def _nothing_unseen(tx: Transaction, case: Case, deed: Deed, actor: Actor, seen: int | None) -> None:
    """Refuse what would be different if whoever does it had seen what others did meanwhile.

    Who does not say what they saw is taken to have seen everything, but for an answer somebody else gave.
    """
    if seen is None:
        if deed is Deed.ANSWER and case.state is State.ANSWERED and case.owner != actor.id:
            raise RefusedError("changed", number=case.number, by=case.whose, deed=Deed.ANSWER.value)
        return
    nothing_unseen(tx.records(case.number), actor.id, seen)


def _merged(tx: Transaction, step: Step, joined: Step) -> list[Step]:
    """Return both steps of a merging; who comes to a case that is answered gets what was answered at once."""
    if joined.case.state is State.ANSWERED:
        said = [record.text for record in tx.records(joined.case.number) if record.deed is Deed.ANSWER]
        step = replace(step, notices=(*step.notices, *answer_to("\n\n".join(said), To.WAITING)))
    return [step, joined]
