"""A line typed at the desk, as the arguments of the command that it names.

What people type to other people is taken as it stands, with its quotation marks and its dashes: no shell reads it.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence

import click

from esor_bot.terminal.office.number import Number

_NUMBER = re.compile(r"#?\d{1,15}")
_HELP = "--help"
_NO_TEXT = "-"  # to a shell it means standard input
_BETWEEN = frozenset({"into", "with"})
_WORD = re.compile(r"\s*(\S+)")


def arguments(command: click.Command, rest: str, current: int | None) -> list[str] | None:
    """Return the arguments behind a word.

    Where a question's number is left out it is the `current` one's; None where it is left out and there is none.
    """
    wanted = [param for param in command.params if isinstance(param, click.Argument)]
    if not (wanted and isinstance(wanted[0].type, Number) and wanted[0].required):
        return _shell_words(rest)
    return _to_people(command, wanted, rest, current) if wanted[-1].nargs == -1 else _numbered(wanted, rest, current)


def _to_people(
    command: click.Command, wanted: Sequence[click.Argument], rest: str, current: int | None
) -> list[str] | None:
    """Return the arguments of a command that ends in a text."""
    options, rest = _options(command, rest)
    if _HELP in options:
        return [_HELP]
    given, text = _split(wanted[:-1], rest, current)
    return None if given is None else [*options, "--", *given, *([] if text in {"", _NO_TEXT} else [text])]


def _numbered(wanted: Sequence[click.Argument], rest: str, current: int | None) -> list[str] | None:
    """Return the arguments of a command about a question, and perhaps other things, that takes no text."""
    words = _shell_words(rest)
    if len(wanted) > 1:  # "merge 12 into 9", as people say it
        words = [word for word in words if word.lower() not in _BETWEEN]
    bare = [word for word in words if not word.startswith("-")]
    complete = len(bare) >= sum(argument.required for argument in wanted)
    if _HELP in words or (bare and complete and _NUMBER.fullmatch(bare[0])):
        return words
    return None if current is None else [str(current), *words]


def _split(wanted: Sequence[click.Argument], rest: str, current: int | None) -> tuple[list[str] | None, str]:
    """Take the arguments before a text off it, the number of the question first."""
    given: list[str] = []
    for place, _ in enumerate(wanted):
        found = _WORD.match(rest)
        if place == 0 and not (found and _NUMBER.fullmatch(found[1])):
            if current is None:
                return None, rest
            given.append(str(current))
        elif found:
            given.append(found[1])
            rest = rest[found.end() :]
    return given, rest.strip()


def _options(command: click.Command, rest: str) -> tuple[list[str], str]:
    """Take the options off the beginning, or from behind the number; only those that the command has."""
    known = {name: param for param in command.params if isinstance(param, click.Option) for name in param.opts}
    known[_HELP] = click.Option([_HELP], is_flag=True)
    taken: list[str] = []
    number = _WORD.match(rest)
    before = ""
    if number and _NUMBER.fullmatch(number[1]):
        before, rest = number[1], rest[number.end() :]
    while (found := _WORD.match(rest)) and (option := known.get(found[1].split("=")[0])) is not None:
        taken.append(found[1])
        rest = rest[found.end() :]
        if not option.is_flag and "=" not in found[1] and (value := _WORD.match(rest)):
            taken.append(value[1].strip("'\""))
            rest = rest[value.end() :]
    return taken, f"{before} {rest}".strip()


def _shell_words(rest: str) -> list[str]:
    """Split at spaces, but for what stands between quotation marks; an apostrophe is none."""
    try:
        return shlex.split(rest)
    except ValueError:
        return rest.split()
