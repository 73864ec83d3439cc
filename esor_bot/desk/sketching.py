"""The answer to a case made into a statement: what concerns one person is left out, what others may ask is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from esor_bot.answering.teaching import Teacher
from esor_bot.desk.following import followers, read
from esor_bot.desk.similar import similar
from esor_bot.desk.stripping import strip
from esor_bot.desk.typed import typed
from esor_bot.domain.case import Actor, Case, Deed, Record, State
from esor_bot.domain.statement import Statement
from esor_bot.errors import RefusedError
from esor_bot.ports import Search, Transaction

LONGEST = 1500
"""So many characters an answer has at most: with where it comes from it has to fit into one message."""

MOST = 12
"""So many questions lead to a statement at most."""

_COMPARED = 200


@dataclass(frozen=True, slots=True)
class Wishes:
    """What whoever puts a statement forward wants to be otherwise than it would be; None is no wish."""

    topic: str | None = None
    questions: tuple[str, ...] | None = None
    answer: str | None = None
    role: str = ""
    programme: str = ""

    def of(self, statement: Statement, teacher: Teacher) -> Statement:
        """Return the statement as it is wished. Raises RefusedError for no topic, and what can't be told."""
        changed = statement
        if self.topic is not None:
            if self.topic and not teacher.is_topic(statement.programme, self.topic):
                raise RefusedError("no_topic", topic=self.topic)
            changed = replace(changed, topic=self.topic)
        if self.questions is not None:
            changed = replace(changed, questions=_distinct(typed(one, needed=True) for one in self.questions))
        if self.answer is not None:
            changed = replace(changed, answer=typed(self.answer, needed=True))
        if self.role:
            changed = replace(changed, role=typed(self.role, needed=True))
        if len(changed.answer) > LONGEST:
            raise RefusedError("too_long", length=len(changed.answer), longest=LONGEST)
        return changed


@dataclass(frozen=True, slots=True)
class Material:
    """What there is of a case: its answer (None where it has none), who else waited for it, and names in its record."""

    case: Case
    answer: Record | None
    followers: tuple[Case, ...]
    similar: tuple[Case, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A statement that is not stored, what was left out of it, and what was typed into it that may concern a person."""

    statement: Statement
    taken: tuple[str, ...]
    doubtful: tuple[str, ...]


def material(tx: Transaction, number: int) -> Material | None:
    """Gather what there is of a case, None where there is no such case."""
    case = read(tx, number)
    if case is None:
        return None
    records = tx.records(number)
    answers = [record for record in records if record.deed is Deed.ANSWER]
    done = tx.find(Search(states=(State.ANSWERED, State.CLOSED), programme=case.programme, limit=_COMPARED))
    names = {record.actor_name for record in records} | {case.owner_name}
    return Material(
        case,
        answers[-1] if answers else None,
        followers(tx, number),
        similar(case, done),
        tuple(sorted(name for name in names if name)),
    )


def sketched(teacher: Teacher, found: Material, actor: Actor, wishes: Wishes, now: datetime, role: str) -> Sketch:
    """Make a statement of an answer, as it is wished; `role` is who of the office is named where nobody else is."""
    case, answer = found.case, found.answer
    if answer is None:
        raise RefusedError("no_answer", number=case.number)
    subject = teacher.subject(wishes.programme or case.programme)
    if subject is None:
        raise RefusedError("which_programme", number=case.number)
    names = (*found.names, actor.name)
    asked = [strip(one.question, names) for one in (case, *found.followers)]
    told = strip(answer.text, names)
    statement = Statement(
        0,
        case.number,
        subject.programme,
        subject.cycle,
        teacher.topic(subject.programme, asked[0].text, case.stopped.entries),
        _distinct(question for one in asked for question in teacher.questions(subject.programme, one.text))[:MOST],
        told.text,
        role,
        answer.at if wishes.answer is None else now,
        actor.id,
        actor.name,
    )
    used = [one for one in asked if wishes.questions is None] + [told for _ in (1,) if wishes.answer is None]
    typed_ = [*(wishes.questions or ()), *([wishes.answer] if wishes.answer else [])]
    return Sketch(
        wishes.of(statement, teacher),
        _distinct(piece for one in used for piece in one.taken),
        _distinct(piece for one in typed_ for piece in strip(one, names).taken),
    )


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
