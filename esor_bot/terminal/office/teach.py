"""`esor-bot office promote` and what follows it: an answer becomes what everybody is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from esor_bot.errors import EsorBotError, RefusedError, StoreError
from esor_bot.terminal.office.commands import Seat, office
from esor_bot.terminal.office.hands import confirmed
from esor_bot.terminal.office.number import Number
from esor_bot.terminal.office.person import PLATFORM

if TYPE_CHECKING:
    from esor_bot.desk.learning import Learning
    from esor_bot.desk.sketching import Wishes
    from esor_bot.domain.case import Actor
    from esor_bot.reception.lesson import Lesson
    from esor_bot.reception.phrases import Phrases

_PATIENCE = 5.0


class StatementNumber(click.ParamType[int]):
    """The number of a statement: S3 or 3."""

    name = "S"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number, or say that it is none."""
        digits = str(value).strip().upper().removeprefix("S")
        if not digits.isdecimal() or len(digits) > 15 or int(digits) == 0:
            self.fail(f"{value!r} is no number of a statement: write it like S3", param, ctx)
        return int(digits)


@dataclass(frozen=True, slots=True)
class Class:
    """Who teaches, with what."""

    learning: Learning
    lesson: Lesson
    phrases: Phrases
    actor: Actor

    def say(self, id_: str, **values: object) -> None:
        """Print a sentence."""
        click.echo(self.phrases.say(id_, **values))


@contextmanager
def _class(seat: Seat) -> Iterator[Class]:
    """Give what is needed; refusals and a database that can't be used become one line each."""
    from esor_bot.bootstrap import office_hours, open_learning
    from esor_bot.reception.lesson import Lesson
    from esor_bot.reception.names import Names
    from esor_bot.reception.phrases import Phrases

    clock, phrases = seat.clock, Phrases(seat.wording(), office_hours)
    with open_learning(clock, _PATIENCE, seat.knowledge, phrases.say("learning.role")) as learning:
        actor = learning.people.called(PLATFORM, seat.name)
        try:
            yield Class(learning, Lesson(phrases, clock, Names(seat.knowledge)), phrases, actor)
        except (RefusedError, StoreError) as error:
            raise EsorBotError(phrases.trouble(error)) from error


_STATEMENT = click.argument("number", metavar="S", type=StatementNumber())
_YES = click.option("--yes", is_flag=True, help="Do it without asking.")
_WISHES = (
    click.option("--topic", metavar="ID", help="What it speaks to, as `why` names it; '' for nothing."),
    click.option("--question", "questions", metavar="TEXT", multiple=True, help="Leads to it; in place of the others."),
    click.option("--whole", is_flag=True, help="It answers its topic as a whole; no question leads to it."),
    click.option("--answer", metavar="TEXT", help="What people are told, in place of the answer that was given."),
    click.option("--role", metavar="TEXT", default="", help="Who of the office said it, as people are told."),
)


def _wished(command: click.decorators.FC) -> click.decorators.FC:
    """Add the options that say what a statement is to be like."""
    for option in reversed(_WISHES):
        command = option(command)
    return command


def _wishes(wished: dict[str, Any], programme: str = "") -> Wishes:
    """Make wishes of the options."""
    from esor_bot.desk.sketching import Wishes

    if wished["whole"] and wished["questions"]:
        raise click.UsageError("give --question or --whole, not both")
    questions = wished["questions"] or (() if wished["whole"] else None)
    return Wishes(wished["topic"], questions, wished["answer"], wished["role"], programme)


@office.command()
@click.argument("number", metavar="N", type=Number())
@_wished
@click.option("--programme", metavar="ID", default="", help="The programme it is about, where the question names none.")
@_YES
@click.pass_obj
def promote(seat: Seat, /, number: int, programme: str, yes: bool, **wished: Any) -> None:  # noqa: ANN401 - of _WISHES
    """Make of an answer what everybody is told.

    First it shows what people would read, and which replies that changes.
    """
    wishes = _wishes(wished, programme)
    with _class(seat) as room:
        _print(room.lesson.draft(room.learning.sketch(number, room.actor, wishes)))
        click.echo()
        if not yes and not confirmed(room.phrases.say("learning.sure")):
            room.say("learning.not_proposed")
            raise click.exceptions.Exit(1)
        made = room.learning.propose(number, room.actor, wishes)
        room.say("done.promote", statement=made.name)


@office.command()
@_STATEMENT
@_wished
@click.pass_obj
def revise(seat: Seat, /, number: int, **wished: Any) -> None:  # noqa: ANN401 - of _WISHES
    """Change a statement that waits.

    It is yours then, and somebody else has to approve it.
    """
    with _class(seat) as room:
        made = room.learning.revise(number, room.actor, _wishes(wished))
        _print(room.lesson.show(room.learning.look(number, room.actor)))
        room.say("done.revise", statement=made.name)


@office.command()
@click.option("--all", "every", is_flag=True, help="Declined and taken back ones, too.")
@click.pass_obj
def statements(seat: Seat, every: bool) -> None:
    """List statements that wait, and those people are told."""
    with _class(seat) as room:
        found = room.learning.list(room.actor, every=every)
        if not found:
            room.say("learning.none_all" if every else "learning.none")
        _print(map(room.lesson.line, found))


@office.command()
@_STATEMENT
@click.pass_obj
def statement(seat: Seat, number: int) -> None:
    """Show a statement, and which replies it changes."""
    with _class(seat) as room:
        _print(room.lesson.show(room.learning.look(number, room.actor)))


@office.command()
@_STATEMENT
@click.option("--anyway", is_flag=True, help="Even where it changes replies that do not belong to its topic.")
@click.pass_obj
def approve(seat: Seat, number: int, anyway: bool) -> None:
    """Approve a statement that somebody else put forward.

    People are told it from now on.
    """
    with _class(seat) as room:
        room.say("done.approve", statement=room.learning.approve(number, room.actor, anyway=anyway).name)


@office.command()
@_STATEMENT
@click.pass_obj
def decline(seat: Seat, number: int) -> None:
    """Decline a statement that waits."""
    with _class(seat) as room:
        room.say("done.decline", statement=room.learning.decline(number, room.actor).name)


@office.command()
@_STATEMENT
@click.pass_obj
def undo(seat: Seat, number: int) -> None:
    """Take back a statement: people are told it no more."""
    with _class(seat) as room:
        room.say("done.undo", statement=room.learning.undo(number, room.actor).name)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
