"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click

from esor_bot.errors import EsorBotError

Command = TypeVar("Command", bound=Callable[..., None])


class Moment(click.ParamType[datetime]):
    """A moment with its time zone, in ISO 8601."""

    name = "ISO8601"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read the moment, or say what is wrong with it."""
        from esor_bot.terminal.moment import moment

        if isinstance(value, datetime):
            return value
        try:
            return moment(str(value))
        except EsorBotError as error:
            self.fail(str(error), param, ctx)


FOLDER = click.Path(path_type=Path)


def _knowledge_of_file() -> str | None:
    """Return the knowledge folder that the file of settings names, if there is such a file."""
    if not os.environ.get("ESOR_BOT_ENV_FILE"):
        return None
    from esor_bot.settings import load

    return load().knowledge or None


def _knowledge_if_told() -> str | None:
    """Return the same for a command that tells itself of settings that make no sense."""
    try:
        return _knowledge_of_file()
    except EsorBotError:
        return None


now_option = click.option("--now", type=Moment(), help="Answer as of this moment, with its zone, not of today.")


def _knowledge_option(default: Callable[[], str | None]) -> Callable[[Command], Command]:
    return click.option(
        "--knowledge",
        metavar="DIR",
        type=FOLDER,
        envvar="ESOR_BOT_KNOWLEDGE",
        default=default,
        help="The knowledge folder to use in place of the shipped one.",
    )


knowledge_option = _knowledge_option(_knowledge_of_file)
lenient_knowledge_option = _knowledge_option(_knowledge_if_told)
_ASKING = (now_option, click.option("--programme", metavar="ID", help="The programme that is meant."), knowledge_option)


def asking(command: Command) -> Command:
    """Add the options of every command that asks a question."""
    for option in reversed(_ASKING):
        command = option(command)
    return command
