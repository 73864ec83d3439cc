"""`esor-bot office`: the commands of the office. Nothing of the desk is loaded before one of them runs."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from esor_bot.domain.case import Deed
from esor_bot.errors import EsorBotError, RefusedError, StoreError
from esor_bot.reception.text import printable
from esor_bot.terminal.office.digest import digest
from esor_bot.terminal.office.hands import Hands, ShellHands
from esor_bot.terminal.office.number import Number
from esor_bot.terminal.office.person import PLATFORM
from esor_bot.terminal.office.printing import put
from esor_bot.terminal.office.wish import Wish
from esor_bot.terminal.options import knowledge_option, now_option
from esor_bot.terminal.port import Clock
from esor_bot.wording import Wording

if TYPE_CHECKING:
    from esor_bot.reception.phrases import Phrases
    from esor_bot.terminal.office.bench import Bench

_PATIENCE = 5.0
_STDIN = ("-",)


@dataclass(frozen=True, slots=True)
class Seat:
    """Who acts, by which wording, and when.

    `opened` is their desk where they sit at one already, `hands` how they are asked for more.
    """

    name: str
    knowledge: Path | None
    now: datetime | None
    opened: Bench | None = None
    hands: Hands = field(default_factory=ShellHands)

    @property
    def clock(self) -> Clock:
        """The time: that which was given, or the real one."""
        from esor_bot.bootstrap import now as real

        fixed = self.now
        return real if fixed is None else lambda: fixed

    @contextmanager
    def bench(self) -> Iterator[Bench]:
        """Give the desk of that person; refusals and a database that can't be used become one line each."""
        from esor_bot.bootstrap import office_hours, open_desk
        from esor_bot.reception.names import Names
        from esor_bot.reception.phrases import Phrases
        from esor_bot.terminal.office.bench import Bench
        from esor_bot.terminal.words import load_words

        if self.opened is not None:
            with _told(self.opened.phrases):
                yield self.opened
            return
        clock, phrases = self.clock, Phrases(load_words(self.knowledge), office_hours)
        with open_desk(clock, phrases.hours, _PATIENCE) as desk, _told(phrases):
            actor = desk.people.called(PLATFORM, self.name)
            yield Bench(desk, phrases, clock, actor, Names(self.knowledge))

    def wording(self) -> Wording:
        """Return the sentences."""
        if self.opened is not None:
            return self.opened.phrases.wording
        from esor_bot.terminal.words import load_words

        return load_words(self.knowledge)


@contextmanager
def _told(phrases: Phrases) -> Iterator[None]:
    """Make one line of a refusal, and of a database that can't be used."""
    try:
        yield
    except (RefusedError, StoreError) as error:
        raise EsorBotError(phrases.trouble(error)) from error


_NUMBER = click.argument("number", metavar="N", type=Number())
_TEXT = click.argument("text", metavar="[TEXT]", nargs=-1)
_ANY_TEXT = {"ignore_unknown_options": True}  # a text may begin with a dash
_YES = click.option("--yes", is_flag=True, help="Send it without asking.")
_EDITOR = click.option("--editor", is_flag=True, help="Write it in the editor that $EDITOR names.")
_LIMIT = click.option("--limit", default=20, type=click.IntRange(1, 900), show_default=True, help="So many at most.")


class _InOrder(click.Group):
    """Commands in the order in which they were added: those that are needed first come first."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return their names."""
        return list(self.commands)


@click.group(cls=_InOrder, invoke_without_command=True)
@click.option("--as", "name", metavar="NAME", help="Who acts. Default: the user of this computer.")
@now_option
@knowledge_option
@click.pass_context
def office(context: click.Context, name: str | None, now: datetime | None, knowledge: Path | None) -> None:
    """The desk of the office: questions that came in, and what is done with them.

    N is the number of a question. Without a TEXT it is asked for; "-" reads it from standard input. Alone, it opens
    the desk: a prompt at which these commands are words. Through a pipe, each line is a command.
    """
    context.obj = Seat(_name(name), knowledge, now)
    if context.invoked_subcommand is None:
        from esor_bot.terminal.office.opening import sit

        if not sit(context, context.obj):
            raise click.exceptions.Exit(1)


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
@_LIMIT
@click.pass_obj
def mine(seat: Seat, limit: int) -> None:
    """List the questions that I have and that wait for me."""
    with seat.bench() as bench:
        _print(bench.list(every=False, mine=True, limit=limit))


@office.command()
@click.argument("words", nargs=-1)
@click.option("--person", metavar="WHO", default="", help="Only what this person asked: WHO asked #12, say, or an ID.")
@_LIMIT
@click.pass_obj
def search(seat: Seat, words: tuple[str, ...], person: str, limit: int) -> None:
    """Find questions by WORDS in them, in the answers or in the notes."""
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


office.add_command(show, "open")


@office.command(context_settings=_ANY_TEXT)
@_NUMBER
@_TEXT
@click.option("--from", "start", metavar="NAME|#N", default="", help="Start from what the bot or an answer to N says.")
@_EDITOR
@_YES
@click.pass_obj
def answer(seat: Seat, number: int, text: tuple[str, ...], start: str, editor: bool, yes: bool) -> None:
    """Answer a question, after a look at exactly what the person gets."""
    if text and start:
        raise click.UsageError("give either a TEXT or what it starts from")
    _send(seat, Wish(number, Deed.ANSWER, _to_send(text, yes), start, editor, yes))


@office.command("ask-back", context_settings=_ANY_TEXT)
@_NUMBER
@_TEXT
@_EDITOR
@_YES
@click.pass_obj
def ask_back(seat: Seat, number: int, text: tuple[str, ...], editor: bool, yes: bool) -> None:
    """Ask the person something back, after a look at what they get."""
    _send(seat, Wish(number, Deed.ASK_BACK, _to_send(text, yes), editor=editor, yes=yes))


@office.command(context_settings=_ANY_TEXT)
@_NUMBER
@_TEXT
@_EDITOR
@click.pass_obj
def note(seat: Seat, number: int, text: tuple[str, ...], editor: bool) -> None:
    """Note something on a question, for the office only."""
    _send(seat, Wish(number, Deed.NOTE, _read(text), editor=editor))


@office.command()
@_NUMBER
@click.argument("into", metavar="INTO", type=Number())
@click.pass_obj
def merge(seat: Seat, number: int, into: int) -> None:
    """Merge question N into INTO, so that one answer reaches both."""
    with seat.bench() as bench:
        _print(bench.do(number, Deed.MERGE, into=into))


@office.command("hand-over", context_settings=_ANY_TEXT)
@_NUMBER
@click.argument("to", metavar="NAME")
@click.argument("text", metavar="[NOTE]", nargs=-1)
@click.pass_obj
def hand_over(seat: Seat, number: int, to: str, text: tuple[str, ...]) -> None:
    """Give a question to a colleague, with a note for the office only."""
    written = _read(text)
    with _kept(seat, written), seat.bench() as bench:
        _print(bench.do(number, Deed.HAND_OVER, text=written, to=bench.desk.people.called(PLATFORM, _name(to))))


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


def _to_send(text: tuple[str, ...], yes: bool) -> str:
    if text == _STDIN and not yes:
        raise click.UsageError("a text from standard input needs --yes: nobody could be asked")
    return _read(text)


def _send(seat: Seat, wish: Wish) -> None:
    from esor_bot.bootstrap import office_hours
    from esor_bot.reception.phrases import Phrases
    from esor_bot.settings import load
    from esor_bot.terminal.office.drafts import kept_drafts
    from esor_bot.terminal.office.sending import Sending

    drafts = kept_drafts(load().database_url)
    Sending(wish, seat.bench, Phrases(seat.wording(), office_hours), seat.hands, drafts, put).send()


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
        put(line)


def _aside(*lines: str) -> None:
    for line in lines:
        click.echo(printable(line), err=True)


def _name(name: str | None) -> str:
    if name is not None:
        if not name.strip():
            raise click.UsageError("a name is needed, and this one is empty")
        return printable(name).strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a user without a name, as in some containers
        raise click.UsageError("this computer does not know who you are: say it with --as NAME") from None
