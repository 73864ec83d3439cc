"""`esor-bot kb export`: approved statements as a file for the knowledge folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from esor_bot.domain.statement import Said
from esor_bot.errors import EsorBotError, StoreError, UsageError
from esor_bot.knowledge.export import written
from esor_bot.reception.phrases import Phrases
from esor_bot.terminal.words import load_words

_PATIENCE = 5.0
_STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where the file goes ("-": standard output), and which programme and cycle it is for, "" where only one is."""

    file: str
    programme: str = ""
    cycle: str = ""


def export(wanted: Wanted, knowledge: Path | None) -> str:
    """Write the file and return what is to be said of it, to standard error where the file goes to standard output.

    Raises UsageError where several cycles have statements and none is named, OSError where it can't be written.
    """
    from esor_bot.bootstrap import approved, office_hours

    phrases = Phrases(load_words(knowledge), office_hours)
    try:
        found = _of_one(approved(_PATIENCE), wanted, phrases)
    except StoreError as error:
        raise EsorBotError(phrases.trouble(error)) from error
    if not found:
        raise EsorBotError(phrases.say("learning.export_none"))
    text = written(found)
    if wanted.file == _STDOUT:
        sys.stdout.write(text)
    else:
        Path(wanted.file).write_text(text, encoding="utf-8")
    cycle = " ".join(one for one in (found[0].programme, found[0].cycle) if one)
    file = phrases.say("learning.stdout") if wanted.file == _STDOUT else wanted.file
    return phrases.say("learning.exported", count=len(found), file=file, cycle=cycle)


def _of_one(statements: Sequence[Said], wanted: Wanted, phrases: Phrases) -> list[Said]:
    """Return the statements of the cycle that is meant."""
    found = [
        said for said in statements if wanted.programme in {"", said.programme} and wanted.cycle in {"", said.cycle}
    ]
    pairs = sorted({(said.programme, said.cycle) for said in found})
    if len(pairs) > 1:
        named = "; ".join(f"--programme {programme} --cycle {cycle}" for programme, cycle in pairs)
        raise UsageError(phrases.say("learning.export_which", pairs=named))
    return found
