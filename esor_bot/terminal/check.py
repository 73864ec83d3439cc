"""`esor-bot check`: one file, checked and told as text or as one JSON object."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from esor_bot.domain.reply import Block
from esor_bot.errors import CheckCancelled
from esor_bot.reception import plain
from esor_bot.reception.text import printable, sound
from esor_bot.terminal import file_record, files, record
from esor_bot.terminal.bar import TerminalBar
from esor_bot.terminal.desk import CheckDesk
from esor_bot.terminal.guarded import faults
from esor_bot.terminal.port import Clock
from esor_bot.wording import Wording

CANCELLED = 130


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked: the file ("-": standard input), its form, and where the picture goes."""

    file: str
    clock: Clock
    programme: str | None = None
    as_json: bool = False
    picture: Path | None = None


def run(desk: CheckDesk, asked: Asked) -> int:
    """Check a file, print what it says, and return the exit status: 0 complete, 1 not, 2 unreadable, 130 cancelled.

    Raises UsageError and UnknownProgrammeError before anything is checked, EsorBotError where no check is possible.
    """
    programme = desk.programme(asked.programme)
    source = None if asked.file == files.STDIN else Path(asked.file)
    if asked.picture is not None:
        files.writable(asked.picture, source)
    data = files.read_stdin() if source is None else files.read(source)
    picture, today = asked.picture is not None, asked.clock().date()
    try:
        with faults("file"):
            result = desk.check(data, programme, today, picture=picture, bar=_bar(desk.wording))
            told = file_record.record(result, sound(asked.file)) if asked.as_json else None
            blocks = result.speaker.blocks(result.report)
    except CheckCancelled:
        _aside(desk.wording.say("check.cancelled"))
        return CANCELLED
    if asked.picture is not None and result.picture:
        files.write(asked.picture, result.picture)
    _print(blocks, told)
    if asked.picture is not None:
        id_ = "check.picture" if result.picture else "check.no_picture"
        _aside(desk.wording.say(id_, file=asked.picture))
    return file_record.STATUS[result.report.verdict]


def _print(blocks: Sequence[Block], told: Mapping[str, object] | None) -> None:
    if told is not None:
        print(record.line(told).decode("utf-8"), end="", flush=True)
    elif sys.stdout.isatty():
        from esor_bot.terminal import screen

        screen.show(screen.terminal(), blocks)
    else:
        print(printable(plain.render_blocks(blocks)), flush=True)


def _bar(wording: Wording) -> TerminalBar:
    return TerminalBar(sys.stderr, wording.say("check.stop"))


def _aside(text: str) -> None:
    """Say what is no part of the report where it does not get into a pipe."""
    print(sound(text), file=sys.stderr)
