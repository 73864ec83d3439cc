"""`esor-bot office`: the commands of the office. Nothing of the desk is loaded before one of them runs."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from esor_bot.domain.case import Actor, Deed, Role
from esor_bot.errors import EsorBotError, RefusedError, StoreError
from esor_bot.terminal.office.digest import digest
from esor_bot.terminal.options import knowledge_option, now_option
from esor_bot.terminal.port import Clock
from esor_bot.terminal.text import printable
from esor_bot.wording import Wording

if TYPE_CHECKING:
    from esor_bot.terminal.office.bench import Bench

_PATIENCE = 5.0
_STDIN = ("-",)


class Number(click.ParamType[int]):
    """The number of a case: 12 or #12."""

    name = "N"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number, or say that it is none."""
        if isinstance(value, int):
            return value
        digits = str(value).strip().removeprefix("#")
        if not digits.isdecimal() or len(digits) > 15 or int(digits) == 0:
            self.fail(f"{value!r} is no number of a question: write it like 12 or '#12'", param, ctx)
        return int(digits)


@dataclass(frozen=True, slots=True)
class Seat:
    """Who acts, by which wording, and when."""

    name: str
    knowledge: Path | None
    now: datetime | None

    @contextmanager
    def bench(self) -> Iterator[Bench]:
        """Give the desk of that person; refusals and a database that can't be used become one line each."""
        from esor_bot.bootstrap import now as real
        from esor_bot.bootstrap import open_desk
        from esor_bot.terminal.office.bench import Bench
        from esor_bot.terminal.office.names import Names
        from esor_bot.terminal.office.phrases import Phrases
        from esor_bot.terminal.words import load_words

        fixed = self.now
        clock: Clock = real if fixed is None else lambda: fixed
        phrases = Phrases(load_words(self.knowledge))
        with open_desk(clock, phrases.hours, _PATIENCE) as desk:
            try:
                yield Bench(desk, phrases, clock, _colleague(self.name), Names(self.knowledge))
            except (RefusedError, StoreError) as error:
                raise EsorBotError(phrases.trouble(error)) from error

    def wording(self) -> Wording:
        """Return the sentences."""
        from esor_bot.terminal.words import load_words

        return load_words(self.knowledge)


_NUMBER = click.argument("number", metavar="N", type=Number())
_TEXT = click.argument("text", metavar="TEXT", nargs=-1, required=True)
_ANY_TEXT = {"ignore_unknown_options": True}  # a text may begin with a dash
_YES = click.option("--yes", is_flag=True, help="Send it without asking.")
_LIMIT = click.option("--limit", default=20, type=click.IntRange(1, 900), show_default=True, help="So many at most.")


@click.group()
@click.option("--as", "name", metavar="NAME", help="Who acts. Default: the user of this computer.")
@now_option
@knowledge_option
@click.pass_context
def office(context: click.Context, name: str | None, now: datetime | None, knowledge: Path | None) -> None:
    """The desk of the office: questions that came in, and what is done with them.

    N is the number of a question. TEXT may be "-": then it is read from standard input.
    """
    context.obj = Seat(_name(name), knowledge, now)


@office.command("list")
@click.option("--all", "every", is_flag=True, help="Closed and answered ones, too.")
@click.option("--mine", is_flag=True, help="Only those that I have.")
@_LIMIT
@click.pass_obj
def list_cases(seat: Seat, every: bool, mine: bool, limit: int) -> None:
    """List the questions that wait for somebody."""
    with seat.bench() as bench:
        _print(bench.list(every=every, mine=mine, limit=limit))


@office.command()
@click.argument("words", nargs=-1)
@click.option("--person", metavar="ID", default="", help="Only what this person asked.")
@_LIMIT
@click.pass_obj
def search(seat: Seat, words: tuple[str, ...], person: str, limit: int) -> None:
    """Find questions by WORDS of the question, the answers and the notes."""
    if not words and not person:
        raise click.UsageError("give WORDS, or a --person")
    with seat.bench() as bench:
        _print(bench.search(" ".join(words), person, limit))


@office.command()
@_NUMBER
@click.pass_obj
def show(seat: Seat, number: int) -> None:
    """Show everything about a question."""
    with seat.bench() as bench:
        _print(bench.show(number))


@office.command(context_settings=_ANY_TEXT)
@_NUMBER
@_TEXT
@_YES
@click.pass_obj
def answer(seat: Seat, number: int, text: tuple[str, ...], yes: bool) -> None:
    """Answer a question, after a look at exactly what the person gets."""
    _send(seat, number, Deed.ANSWER, text, yes)


@office.command("ask-back", context_settings=_ANY_TEXT)
@_NUMBER
@_TEXT
@_YES
@click.pass_obj
def ask_back(seat: Seat, number: int, text: tuple[str, ...], yes: bool) -> None:
    """Ask the person something back, after a look at exactly what they get."""
    _send(seat, number, Deed.ASK_BACK, text, yes)


@office.command(context_settings=_ANY_TEXT)
@_NUMBER
@_TEXT
@click.pass_obj
def note(seat: Seat, number: int, text: tuple[str, ...]) -> None:
    """Note something on a question, for the office only."""
    written = _read(text)
    with _kept(seat, written), seat.bench() as bench:
        _print(bench.do(number, Deed.NOTE, text=written))


@office.command()
@_NUMBER
@click.argument("into", metavar="INTO", type=Number())
@click.pass_obj
def merge(seat: Seat, number: int, into: int) -> None:
    """Merge question N into question INTO, so that one answer reaches both."""
    with seat.bench() as bench:
        _print(bench.do(number, Deed.MERGE, into=into))


@office.command("hand-over", context_settings=_ANY_TEXT)
@_NUMBER
@click.argument("to", metavar="NAME")
@click.argument("text", metavar="[NOTE]", nargs=-1)
@click.pass_obj
def hand_over(seat: Seat, number: int, to: str, text: tuple[str, ...]) -> None:
    """Give a question to the colleague NAME, with a note for the office only."""
    written = _read(text)
    with _kept(seat, written), seat.bench() as bench:
        _print(bench.do(number, Deed.HAND_OVER, text=written, to=_colleague(_name(to))))


def _simple(name: str, deed: Deed, help_: str) -> None:
    """Add a command that does one deed to one case and needs no more."""

    @office.command(name, help=help_)
    @_NUMBER
    @click.pass_obj
    def command(seat: Seat, number: int) -> None:
        with seat.bench() as bench:
            _print(bench.do(number, deed))


_simple("claim", Deed.CLAIM, "Take a question that nobody has.")
_simple("take-over", Deed.TAKE_OVER, "Take a question that a colleague has.")
_simple("close", Deed.CLOSE, "Close a question. Without an answer, the person is told to e-mail.")
_simple("reopen", Deed.REOPEN, "Open a question again that was answered or closed.")


office.add_command(digest)


def _send(seat: Seat, number: int, deed: Deed, text: tuple[str, ...], yes: bool) -> None:
    if text == _STDIN and not yes:
        raise click.UsageError("a text from standard input needs --yes: nobody could be asked")
    written = _read(text)
    with _kept(seat, written), seat.bench() as bench:
        seen = None
        if not yes:
            preview = bench.preview(number, deed, written)
            _print(preview.lines)
            if not _confirmed(bench.phrases.say("preview.sure")):
                _aside(bench.phrases.say("preview.not_sent"), written)
                raise click.exceptions.Exit(1)
            seen = preview.seen
        _print(bench.do(number, deed, text=written, seen=seen))


def _confirmed(question: str) -> bool:
    try:
        return click.confirm(question, default=False)
    except click.Abort:  # Ctrl-C, or nobody there to answer
        return False


@contextmanager
def _kept(seat: Seat, written: str) -> Iterator[None]:
    """Show what was typed again where it could not be used: nobody types it twice."""
    try:
        yield
    except EsorBotError:
        if written.strip():
            _aside(seat.wording().say("desk.preview.not_used"), written)
        raise


def _read(text: tuple[str, ...]) -> str:
    if text != _STDIN:
        return " ".join(text)
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace").strip()


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _aside(*lines: str) -> None:
    for line in lines:
        click.echo(printable(line), err=True)


def _colleague(name: str) -> Actor:
    return Actor(f"terminal:{name}", Role.OFFICE, name)


def _name(name: str | None) -> str:
    if name is not None:
        if not name.strip():
            raise click.UsageError("a name is needed, and this one is empty")
        return printable(name).strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a user without a name, as in some containers
        raise click.UsageError("this computer does not know who you are: say it with --as NAME") from None
