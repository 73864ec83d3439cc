"""Good answers become what everybody is told: put forward by one of the office, approved by another, undone by any.

The one writer of statements. What is done, its record on the case and the case's card become true together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from esor_bot.answering.effect import Effect
from esor_bot.answering.teaching import Teacher
from esor_bot.desk.act import act
from esor_bot.desk.people import People
from esor_bot.desk.refusals import wrong_state
from esor_bot.desk.sketching import Material, Sketch, Wishes, material, sketched
from esor_bot.desk.telling import tell
from esor_bot.domain.case import TRANSITIONS, Actor, Case, Deed, Place
from esor_bot.domain.reply import Reply
from esor_bot.domain.statement import GAP, STEPS, Standing, Statement
from esor_bot.errors import RefusedError
from esor_bot.ports import Clock, Store, Transaction


@dataclass(frozen=True, slots=True)
class Look:
    """A statement as it is, or would be put forward, with all that whoever decides on it has to see.

    `reply` is what people would read, `aside` what those do who ask for something else on its topic, or near to it
    where it has none (None where there is no such reply), `effect` which known questions would get another reply; all
    are None for a year that is over. `replaces` is what they are told in its place now. Of a new one: `taken` is what
    was left out because it concerns one person, `doubtful` what was typed and may do so, `similar` are cases that ask
    something similar and were answered.
    """

    statement: Statement
    reply: Reply | None
    effect: Effect | None
    aside: Reply | None = None
    replaces: Statement | None = None
    taken: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    similar: tuple[Case, ...] = ()


class Learning:
    """What the office says once, for everybody. Every method raises StoreError where the database can't be used.

    `role` is how people are told who of the office said something, where whoever puts it forward names nobody.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        teacher: Teacher,
        office: Mapping[str, Place],
        role: str,
        people: People | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._teacher = teacher
        self._office = dict(office)
        self._role = role
        self.people = people or People()

    def sketch(self, number: int, actor: Actor, wishes: Wishes, *, effect: bool = True) -> Look:
        """Make a statement of the answer to a case, and look at it; nothing is stored.

        Without the `effect`, which takes seconds, it is there at once.
        Raises RefusedError where the case has no answer, or the wishes make no statement.
        """
        self.people.held(actor)
        with self._store.begin() as tx:
            found = _material(tx, number)
        made = self._sketched(found, actor, wishes)
        look = self._look(made.statement, effect)
        return replace(look, taken=made.taken, doubtful=made.doubtful, similar=found.similar)

    def propose(self, number: int, actor: Actor, wishes: Wishes, event: str = "") -> Statement:
        """Put the answer to a case forward. An `event` that comes again returns what it made the first time.

        Raises RefusedError as `sketch` does, and where something else is to be written first.
        """
        self.people.held(actor)
        with self._store.begin() as tx:
            found = _material(tx, number)
        statement = self._sketched(found, actor, wishes).statement
        _complete(statement)
        with self._store.begin() as tx:
            again = bool(event) and not tx.first_time(event, self._clock.now())
            same = next((one for one in tx.statements.find(case=number) if _same(one, statement)), None)
            if same is not None and again:
                return same
            if same is not None and same.state in {Standing.PROPOSED, Standing.APPROVED}:
                raise RefusedError("said_already", statement=same.name)
            _material(tx, number)  # it may have been reopened meanwhile
            made = tx.statements.add(statement)
            self._record(tx, made, Deed.PROMOTE, actor)
            return made

    def revise(self, id: int, actor: Actor, wishes: Wishes, seen: int | None = None) -> Statement:
        """Change a statement that waits; whoever does so is its author then. `seen` is the version that was seen."""
        self.people.held(actor)
        with self._store.begin() as tx:
            statement = _held(tx, id, Deed.REVISE, seen)
            changed = wishes.of(statement, self._teacher)
            _complete(changed)
            said = statement.said if wishes.answer is None else self._clock.now()
            changed = replace(
                changed, said=said, author=actor.id, author_name=actor.name, version=statement.version + 1
            )
            tx.statements.save(changed)
            self._record(tx, changed, Deed.REVISE, actor)
            return changed

    def approve(self, id: int, actor: Actor, *, anyway: bool = False, seen: int | None = None) -> Statement:
        """Approve a statement that somebody else wrote: people are told it from now on.

        Raises RefusedError, among others `changes_others` where it changes replies beside its topic and nobody said
        that it is to be told `anyway`.
        """
        look = self.look(id, actor)
        statement = look.statement
        _can(statement, Deed.APPROVE)
        if statement.author == actor.id:
            raise RefusedError("own_statement", statement=statement.name)
        if look.effect is None:
            raise RefusedError("other_cycle", statement=statement.name, cycle=statement.cycle)
        others = look.effect.others
        if others and not anyway:
            entries = ", ".join(dict.fromkeys(change.entry for change in others))
            raise RefusedError("changes_others", statement=statement.name, count=len(others), entries=entries)
        return self._decide(id, Deed.APPROVE, actor, statement.version if seen is None else seen)

    def decline(self, id: int, actor: Actor, seen: int | None = None) -> Statement:
        """Decline a statement that waits."""
        self.people.held(actor)
        return self._decide(id, Deed.DECLINE, actor, seen)

    def undo(self, id: int, actor: Actor) -> Statement:
        """Take back a statement that was approved: nobody is told it from now on."""
        self.people.held(actor)
        return self._decide(id, Deed.UNDO, actor, None)

    def list(self, actor: Actor, *, every: bool = False) -> tuple[Statement, ...]:
        """Return the statements that wait or are told, or `every` one, newest first."""
        self.people.held(actor)
        with self._store.begin() as tx:
            return tx.statements.find(() if every else (Standing.PROPOSED, Standing.APPROVED))

    def look(self, id: int, actor: Actor, *, effect: bool = True) -> Look:
        """Return a statement with what it does; without the `effect` it is there at once."""
        self.people.held(actor)
        with self._store.begin() as tx:
            statement = _known(tx, id)
        return self._look(statement, effect)

    def _sketched(self, found: Material, actor: Actor, wishes: Wishes) -> Sketch:
        return sketched(self._teacher, found, actor, wishes, self._clock.now(), self._role)

    def _look(self, statement: Statement, effect: bool) -> Look:
        with self._store.begin() as tx:
            told = tx.statements.approved()
        about = (statement.programme, statement.cycle)
        same = [one for one in told if (one.programme, one.cycle) == about and _instead(statement, one)]
        replaces = same[-1] if same and statement.state is Standing.PROPOSED else None
        subject = self._teacher.subject(statement.programme)
        if subject is None or (subject.programme, subject.cycle) != about:
            return Look(statement, None, None, replaces=replaces)
        said = statement.published
        aside = self._teacher.reply(said, meant=False) if said.questions else None
        found = self._teacher.effect(said) if effect else None
        return Look(statement, self._teacher.reply(said), found, aside, replaces)

    def _decide(self, id_: int, deed: Deed, actor: Actor, seen: int | None) -> Statement:
        with self._store.begin() as tx:
            statement = _held(tx, id_, deed, seen)
            decided = replace(
                statement,
                state=STEPS[deed][statement.state],
                decided=self._clock.now(),
                decider=actor.id,
                decider_name=actor.name,
                version=statement.version + 1,
            )
            tx.statements.save(decided)
            self._record(tx, decided, deed, actor)
            return decided

    def _record(self, tx: Transaction, statement: Statement, deed: Deed, actor: Actor) -> None:
        """Write onto the case what was done with its statement, unless the case was deleted since."""
        case = tx.case(statement.case)
        if case is None:
            return
        step = act(case, deed, actor, self._clock.now(), text=statement.name)
        tx.save(step.case)
        tx.write(step.record)
        tell(tx, step, self._office)


def _material(tx: Transaction, number: int) -> Material:
    found = material(tx, number)
    if found is None:
        raise RefusedError("unknown", number=number)
    if found.case.state not in TRANSITIONS[Deed.PROMOTE]:
        raise wrong_state(found.case)
    if found.answer is None:
        raise RefusedError("no_answer", number=number)
    return found


def _known(tx: Transaction, id_: int) -> Statement:
    statement = tx.statements.get(id_)
    if statement is None:
        raise RefusedError("no_statement", statement=f"S{id_}")
    return statement


def _held(tx: Transaction, id_: int, deed: Deed, seen: int | None) -> Statement:
    statement = _known(tx, id_)
    _can(statement, deed)
    if seen is not None and statement.version != seen:
        raise RefusedError("statement_changed", statement=statement.name)
    return statement


def _can(statement: Statement, deed: Deed) -> None:
    if statement.state not in STEPS[deed]:
        by = statement.decider_name or statement.decider
        raise RefusedError(f"statement_{statement.state.value}", statement=statement.name, by=by)


def _complete(statement: Statement) -> None:
    """Refuse what nobody could find, and what still has a gap."""
    for text in (statement.answer, *statement.questions):
        if GAP in text:
            raise RefusedError("gap", text=text)
    if not statement.topic and not statement.questions:
        raise RefusedError("no_question")


def _instead(one: Statement, other: Statement) -> bool:
    """Say whether one statement is told in place of another: both answer a topic as a whole, or the same question."""
    whole = bool(one.topic) and one.topic == other.topic and not (one.questions or other.questions)
    return one.id != other.id and (whole or bool(set(one.questions) & set(other.questions)))


def _same(one: Statement, other: Statement) -> bool:
    return (one.topic, one.questions, one.answer) == (other.topic, other.questions, other.answer)
