"""Somebody of the office at the desk, whatever it looks like: a line goes in, the command that it names is run.

Every command of `esor-bot office` is a word here, with its help and its completion: there is nothing to be added.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import click

from esor_bot.errors import EsorBotError
from esor_bot.reception.phrases import Phrases
from esor_bot.terminal.guarded import described
from esor_bot.terminal.office.arguments import arguments
from esor_bot.terminal.office.arrivals import Arrivals
from esor_bot.terminal.office.bench import Bench
from esor_bot.terminal.office.printing import put

HELP = "help"
LEAVING = ("quit", "exit")

_OPENS = "open"
_HELP = 66  # characters, so that a line of the help fits a terminal
_NUMBER = re.compile(r"#?\d{1,15}")
_LINE = re.compile(r"\s*/?(\S*)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of a line: whether it did what it says, and whether the person leaves with it."""

    fine: bool = True
    leaves: bool = False


@dataclass(slots=True)
class Sitting:
    """One person at the desk, from coming to leaving. `current` is the question that they opened last."""

    context: click.Context  # that of the group of commands
    bench: Bench
    arrivals: Arrivals
    current: int | None = field(default=None, init=False)

    @property
    def phrases(self) -> Phrases:
        """The sentences."""
        return self.bench.phrases

    @property
    def group(self) -> click.Group:
        """The commands."""
        command = self.context.command
        if not isinstance(command, click.Group):
            raise TypeError("the desk sits on a group of commands")
        return command

    def words(self) -> Mapping[str, str]:
        """Return all words with what they do, in order."""
        named = {}  # of two names of the same command, the one that came last
        for name in self.group.list_commands(self.context):
            command = self.group.get_command(self.context, name)
            if command is not None and not command.hidden:
                named[command] = name
        told = {name: command.get_short_help_str(_HELP) for command, name in named.items()}
        return told | {HELP: self._say("help_help"), LEAVING[0]: self._say("help_quit")}

    def hear(self, line: str) -> Heard:
        """Run the command that a line names. What goes wrong is told, and nothing is raised but Ctrl-C."""
        found = _LINE.fullmatch(line)
        word, rest = (found[1], found[2]) if found else ("", "")
        if not word:
            return Heard()
        if _NUMBER.fullmatch(word):
            word, rest = _OPENS, word
        if word.lower() in LEAVING:
            return Heard(leaves=True)
        if word.lower() == HELP:
            return self._help(rest.strip().lower())
        command = self.group.get_command(self.context, word.lower())
        return self._unknown(word) if command is None else self._run(command, word.lower(), rest)

    def news(self) -> tuple[str, ...]:
        """Return what arrived, as lines; call `shown` when they were."""
        return self.arrivals.lines() if self.arrivals.fetch() else ()

    def _run(self, command: click.Command, word: str, rest: str) -> Heard:
        given = arguments(command, rest, self.current)
        if given is None:
            return self._wrong(self._say("which"))
        try:
            with command.make_context(word, given, parent=self.context) as inner:
                command.invoke(inner)
                number = inner.params.get("number")
        except click.exceptions.Exit as left:
            return Heard(fine=left.exit_code == 0)
        except click.UsageError as error:
            return self._wrong(self._say("how", problem=_sentence(error.format_message()), word=word))
        except click.ClickException as error:
            return self._wrong(error.format_message())
        except click.Abort:
            return Heard(fine=False)
        except (EsorBotError, OSError) as error:
            return self._wrong(str(error))
        except Exception as error:  # noqa: BLE001 - whatever a command chokes on, the desk stays open
            return self._wrong(described(error, "command"))
        if isinstance(number, int):
            self.current = number
        return Heard()

    def _help(self, word: str) -> Heard:
        command = self.group.get_command(self.context, word) if word else None
        if word and command is None:
            return self._unknown(word)
        if command is not None:
            click.echo(command.get_help(click.Context(command, info_name=word)))
            return Heard()
        for line in self._all():
            put(line)
        return Heard()

    def _all(self) -> Iterator[str]:
        words = self.words()
        width = max(map(len, words))
        yield self._say("help")
        yield from (f"  {word:<{width}}  {does}" for word, does in words.items())
        yield self._say("help_more")

    def _unknown(self, word: str) -> Heard:
        near = difflib.get_close_matches(word.lower(), self.words(), n=1)
        return self._wrong(self._say("meant", word=word, near=near[0]) if near else self._say("unknown", word=word))

    def _wrong(self, told: str) -> Heard:
        put(told, err=True)
        return Heard(fine=False)

    def _say(self, id_: str, **values: object) -> str:
        return self.phrases.say(f"sit.{id_}", **values)


def _sentence(problem: str) -> str:
    return problem if problem.endswith((".", "?")) else f"{problem}."
