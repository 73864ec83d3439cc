"""How reports are opened and printed at the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console, RenderableType

from esor_bot.bootstrap import counts, office_hours, open_own_store
from esor_bot.errors import EsorBotError, StoreError
from esor_bot.reception.phrases import Phrases
from esor_bot.reception.report import Report
from esor_bot.reception.text import WIDEST
from esor_bot.reception.topics import Topics
from esor_bot.terminal.words import load_words

_PATIENCE = 5.0
_UNSEEN = 80  # columns, where nothing says how wide it is


@contextmanager
def open_report(knowledge: Path | None, now: datetime) -> Iterator[Report]:
    """Give what a report is made from; a database that can't be used becomes one line."""
    phrases = Phrases(load_words(knowledge), office_hours)
    with open_own_store(_PATIENCE) as store:
        try:
            yield Report(store, phrases, Topics(knowledge), now, counts())
        except StoreError as error:
            raise EsorBotError(phrases.trouble(error)) from error


def show(parts: Iterable[RenderableType]) -> None:
    """Print parts of a report: in 80 columns where it goes into a file or a pipe."""
    console = Console(markup=False, highlight=False, emoji=False, soft_wrap=False)
    width = min(console.width, WIDEST) if sys.stdout.isatty() else _UNSEEN
    for part in parts:
        with console.capture() as captured:
            console.print(part, width=width)
        # A table fills its lines with spaces; whoever copies them wants none.
        lines = captured.get().split("\n")
        click.echo("\n".join(line.rstrip() for line in lines), nl=False)


def tell(told: dict[str, Any]) -> None:
    """Print one JSON object."""
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))
