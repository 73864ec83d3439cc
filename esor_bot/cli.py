"""The command line. Each command imports what it needs when it runs: `ask` pays for nothing of the chat."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from esor_bot import __version__
from esor_bot.errors import EsorBotError, KnowledgeError, UnknownProgrammeError, UsageError
from esor_bot.terminal.office import teach  # noqa: F401 - its commands join those of the office
from esor_bot.terminal.office.commands import office
from esor_bot.terminal.office.privacy_commands import tidy
from esor_bot.terminal.office.reports import silent, stats
from esor_bot.terminal.options import FOLDER, asking, knowledge_option, lenient_knowledge_option

if TYPE_CHECKING:
    from esor_bot.terminal.port import Clock

NAME = "esor-bot"

# The exit status of a command that was called wrongly, and of one that failed. Of a check 1 and 2 speak of the file.
_FAILED = (2, 1)
_NOT_CHECKED = (3, 3)


class _Commands(click.Group):
    """Our commands, and those that the packages of platforms offer; these are looked for when nothing of ours fits."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or self._offered(cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        from esor_bot.serving.offered import offered

        return sorted({*super().list_commands(ctx), *offered()})

    def _offered(self, name: str) -> click.Command | None:
        from esor_bot.serving.offered import offered

        point = offered().get(name)
        command = None if point is None else point.load()
        return command if isinstance(command, click.Command) else None


@click.group(NAME, cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name=NAME)
@click.pass_context
def cli(context: click.Context) -> None:
    """Answers questions about fellowships of the European School of Radiology. Alone, it opens the chat."""
    if context.invoked_subcommand is None:
        with chat.make_context("chat", [], parent=context) as inner:
            chat.invoke(inner)


@cli.command()
@asking
def chat(now: datetime | None, programme: str | None, knowledge: Path | None) -> None:
    """Open the chat; through a pipe, answer each line of input."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        from esor_bot.terminal.talk import on_screen

        on_screen(knowledge, _clock(now), programme)
    else:
        from esor_bot.terminal.talk import through_pipe

        through_pipe(knowledge, _clock(now), programme, sys.stdin.buffer, sys.stdout)


@cli.command()
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--batch", is_flag=True, help="Read JSON lines, write JSON lines.")
@asking
def ask(
    question: tuple[str, ...],
    as_json: bool,
    batch: bool,
    now: datetime | None,
    programme: str | None,
    knowledge: Path | None,
) -> None:
    """Answer QUESTION, or with --batch each line of standard input."""
    from esor_bot.terminal import single
    from esor_bot.terminal.batch import Defaults, run
    from esor_bot.terminal.guarded import build

    if batch == bool(question):
        raise click.UsageError("give either a QUESTION or --batch")
    if batch:
        run(build(knowledge), sys.stdin.buffer, sys.stdout.buffer, Defaults(_clock(now), programme))
        return
    message = single.message(" ".join(question), _clock(now), programme)
    answer = single.as_json if as_json else single.as_text
    click.echo(answer(build(knowledge), message))


@cli.command()
@click.argument("file", metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--picture", metavar="OUT.png", type=FOLDER, help="Write a picture of all pages, by document.")
@asking
def check(
    file: str,
    as_json: bool,
    picture: Path | None,
    now: datetime | None,
    programme: str | None,
    knowledge: Path | None,
) -> None:
    """Check whether the PDF in FILE ("-": standard input) holds all documents, in their order.

    Exit status: 0 complete, 1 incomplete or doubtful, 2 not readable as one PDF, 3 not checked.
    """
    from esor_bot.terminal.check import Asked, run
    from esor_bot.terminal.desk import real_desk

    with closing(real_desk(knowledge)) as desk:
        status = run(desk, Asked(file, _clock(now), programme, as_json, picture))
    raise click.exceptions.Exit(status)


@cli.command()
@click.argument("question", nargs=-1, required=True)
@asking
def why(question: tuple[str, ...], now: datetime | None, programme: str | None, knowledge: Path | None) -> None:
    """Explain how QUESTION would be answered: words, scores, what decided."""
    from esor_bot.terminal import single
    from esor_bot.terminal.guarded import build

    message = single.message(" ".join(question), _clock(now), programme)
    click.echo("\n".join(build(knowledge).why(message)))


@cli.group()
def kb() -> None:
    """Check a knowledge folder."""


@kb.command("check")
@click.argument("folder", metavar="[DIR]", required=False, type=FOLDER)
def kb_check(folder: Path | None) -> None:
    """Look for what is wrong in a knowledge folder: file, line, key path and what to do about it."""
    from esor_bot.terminal.kb import check

    _tell(check(folder))


@kb.command("compile", hidden=True)
def kb_compile() -> None:
    """Train the index of the shipped knowledge and keep it beside the code, for quick starts."""
    from esor_bot.answering.base import keep_beside_code
    from esor_bot.knowledge.load import load
    from esor_bot.knowledge.locate import shipped

    try:
        keep_beside_code(load(shipped()))
    except OSError as error:
        raise click.FileError(str(error.filename), error.strerror) from None


@kb.command("export")
@click.argument("file", metavar="[FILE]", default="-")
@click.option("--programme", metavar="ID", default="", help="Only what is about this programme.")
@click.option("--cycle", metavar="ID", default="", help="Only what is about this year of it.")
@knowledge_option
def kb_export(file: str, programme: str, cycle: str, knowledge: Path | None) -> None:
    """Write the approved statements of the office as a file for the knowledge folder ("-": standard output)."""
    from esor_bot.terminal.kb_export import Wanted, export

    click.echo(export(Wanted(file, programme, cycle), knowledge), err=True)


@kb.command("test")
@click.argument("folder", metavar="[DIR]", required=False, type=FOLDER)
def kb_test(folder: Path | None) -> None:
    """Ask every entry its own questions: each must find its entry, and no other."""
    from esor_bot.terminal.kb import test

    _tell(test(folder))


@cli.command(hidden=True)
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("questions", nargs=-1)
@asking
def picture(
    out: Path, questions: tuple[str, ...], now: datetime | None, programme: str | None, knowledge: Path | None
) -> None:
    """Draw a session with QUESTIONS as an SVG."""
    from esor_bot.terminal.talk import drawn

    try:
        out.write_text(drawn(knowledge, _clock(now), programme, questions), encoding="utf-8")
    except OSError as error:
        raise click.FileError(str(out), error.strerror) from None


@cli.command("settings")
def list_settings() -> None:
    """List what can be set in the environment, or in the file that ESOR_BOT_ENV_FILE names.

    Exit status: 0, or 2 where a setting makes no sense.
    """
    from esor_bot.terminal.settings import lines

    told, fine = lines()
    click.echo("\n".join(told).rstrip())
    if not fine:
        raise click.exceptions.Exit(2)


@cli.command()
@lenient_knowledge_option
def doctor(knowledge: Path | None) -> None:
    """Look at everything that `serve` needs, and say what to do where something is wrong. Changes nothing.

    Exit status: 0, or 1 where something has to be mended.
    """
    from esor_bot.terminal.doctor import examined

    _tell(examined(knowledge))


@cli.command()
@knowledge_option
def serve(knowledge: Path | None) -> None:
    """Serve the platforms that are set up, until SIGTERM.

    Exit status: 0 stopped, 1 failed, 2 settings that are missing or make no sense, or a platform that refuses them.
    """
    from esor_bot.serving import footprint

    footprint.begin()
    from esor_bot.bootstrap.serve import run as serving

    serving(knowledge)


cli.add_command(office)
cli.add_command(stats)
office.add_command(stats)
office.add_command(silent)
cli.add_command(tidy)


def main() -> None:
    """Run the command line: what goes wrong is one clear line on standard error, and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    status = run(sys.argv[1:])
    sys.exit(status if _flushed() else status or 1)


def _flushed() -> bool:
    """Write what is still to be written. Where that fails, nothing is left that could complain at the very end."""
    out = sys.__stdout__
    if out is None:
        return True
    try:
        out.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        return isinstance(error, BrokenPipeError)  # nobody reads any more, and so nobody misses it
    return True


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    # The arrays are small: more threads of the linear algebra only cost, above all on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    misused, failed = _NOT_CHECKED if arguments[:1] == ["check"] else _FAILED
    try:
        return int(cli.main(arguments, prog_name=NAME, standalone_mode=False) or 0)
    except click.ClickException as error:
        return _failed(_usage(error), misused if isinstance(error, click.UsageError) else failed)
    except click.Abort:
        return 130
    except KnowledgeError as error:
        return _failed(str(error), failed)
    except OSError as error:
        return _failed(f"{NAME}: {error.strerror or error}", failed)
    except EsorBotError as error:
        wrong = isinstance(error, UsageError | UnknownProgrammeError)
        return _failed(f"{NAME}: {error}", misused if wrong else failed)


def _usage(error: click.ClickException) -> str:
    message = error.format_message()
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return message
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = NAME if context is None else context.command_path
    hint = f" Try: {command} --help" if isinstance(error, click.UsageError) else ""
    return f"{command}: {message}{hint}"


def _failed(message: str, status: int) -> int:
    click.echo(message, err=True)
    return status


def _tell(findings: tuple[list[str], bool]) -> None:
    lines, fine = findings
    click.echo("\n".join(lines))
    if not fine:
        raise click.exceptions.Exit(1)


def _clock(now: datetime | None) -> Clock:
    if now is not None:
        return lambda: now
    from esor_bot.bootstrap import now as real

    return real
