"""What the office and operators do with what is kept: forget a person, give out a copy, delete what is too old."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from esor_bot.domain.keeping import Kind
from esor_bot.errors import EsorBotError, StoreError
from esor_bot.terminal.office.commands import Seat, office
from esor_bot.terminal.office.hands import confirmed
from esor_bot.terminal.office.number import Number
from esor_bot.terminal.options import knowledge_option, now_option

if TYPE_CHECKING:
    from esor_bot.desk.retention import Keep
    from esor_bot.reception.phrases import Phrases
    from esor_bot.terminal.office.bench import Bench

_PERSON = click.option("--person", metavar="ID", help="The person, as platforms name them: slack:T1:U2.")
_QUESTION = click.option("--question", metavar="N", type=Number(), help="The person who asked question N.")
_PAUSE = 0.1  # seconds between two parts, in which others have their turn
_PATIENCE = 30.0


@office.command()
@_PERSON
@_QUESTION
@click.option("--yes", is_flag=True, help="Delete it without asking.")
@click.pass_obj
def forget(seat: Seat, person: str | None, question: int | None, yes: bool) -> None:
    """Delete what is kept of a person, and print a receipt."""
    from esor_bot.reception.keeping import real_keep
    from esor_bot.reception.plain import render_blocks
    from esor_bot.reception.receipt import receipt

    with seat.bench() as bench:
        whom, keep = _whom(bench, person, question), real_keep(bench.phrases)
        waiting = bench.desk.waiting(whom, bench.actor)
        id_ = {0: "office_sure_none", 1: "office_sure_one"}.get(waiting, "office_sure")
        if not yes and not confirmed(bench.phrases.say(f"forget.{id_}", count=waiting), err=True):
            click.echo(bench.phrases.say("forget.office_left"), err=True)
            raise click.exceptions.Exit(1)
        done = bench.desk.forget(whom, bench.actor)
        click.echo(render_blocks(tuple(receipt(bench.phrases, done, keep, bench.clock()))))


@office.command("export")
@_PERSON
@_QUESTION
@click.argument("file", metavar="[FILE|-]", default="-")
@click.pass_obj
def export_person(seat: Seat, person: str | None, question: int | None, file: str) -> None:
    """Write what is kept of a person, as JSON.

    The office's notes are in it. It goes to FILE, or with "-" to standard output.
    """
    from esor_bot.desk.export import is_empty
    from esor_bot.reception.keeping import real_keep
    from esor_bot.terminal.office.oneself import as_text

    with seat.bench() as bench:
        whom = _whom(bench, person, question)
        told = bench.desk.export(whom, bench.actor, real_keep(bench.phrases))
        if is_empty(told):
            raise EsorBotError(bench.phrases.say("export.office_nothing", person=whom))
        if file == "-":
            click.echo(as_text(told), nl=False)
        else:
            _write(bench.phrases, Path(file), as_text(told))


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be deleted.")
@now_option
@knowledge_option
def tidy(dry_run: bool, now: datetime | None, knowledge: Path | None) -> None:
    """Delete what is older than the settings let it get, as happens every night where the bot serves."""
    from esor_bot.bootstrap import now as real
    from esor_bot.bootstrap import office_hours, open_own_store
    from esor_bot.desk import retention
    from esor_bot.reception.keeping import real_keep
    from esor_bot.reception.phrases import Phrases
    from esor_bot.terminal.words import load_words

    phrases, at = Phrases(load_words(knowledge), office_hours), now or real()
    keep = real_keep(phrases)
    with open_own_store(_PATIENCE) as store:
        try:
            if dry_run:
                found = retention.overdue(store, keep, at)
            else:
                found = retention.tidy_all(store, keep, at, lambda: time.sleep(_PAUSE))
        except StoreError as error:
            raise EsorBotError(phrases.trouble(error)) from error
    for line in _tidied(phrases, keep, found, "would" if dry_run else "deleted"):
        click.echo(line)


def _whom(bench: Bench, person: str | None, question: int | None) -> str:
    """Return the id of the person who is meant. Raises RefusedError for an unknown question."""
    if (person is None) == (question is None) or (person is not None and not person.strip()):
        raise click.UsageError("say who, with either --person ID or --question N")
    if question is None:
        return (person or "").strip()
    case = bench.desk.show(question, bench.actor).case
    if case.forgotten:
        raise EsorBotError(bench.phrases.say("forget.no_person", number=question))
    return case.asker


def _write(phrases: Phrases, file: Path, text: str) -> None:
    from esor_bot.terminal.office.oneself import why
    from esor_bot.terminal.office.own_file import write_new

    try:
        write_new(file, text)
    except FileExistsError:
        raise EsorBotError(phrases.say("export.office_exists", file=file)) from None
    except (OSError, ValueError) as error:
        raise EsorBotError(phrases.say("export.unwritable", file=file, why=why(error))) from None
    click.echo(phrases.say("export.office_done", file=file), err=True)


def _tidied(phrases: Phrases, keep: Keep, found: Mapping[Kind, int], how: str) -> Iterator[str]:
    from esor_bot.reception.keeping import long

    yield phrases.say(f"tidy.{how}")
    width = max(len(str(count)) for count in found.values())
    for kind in Kind:
        what = phrases.say("tidy.long", what=phrases.say(f"tidy.{kind}"), long=long(phrases, keep, kind))
        yield phrases.say("tidy.line", count=f"{found[kind]:>{width}}", what=what)
    if not any(found.values()):
        yield phrases.say("tidy.nothing")
