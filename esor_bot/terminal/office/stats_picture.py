"""The picture of the statistics, drawn and put into its file whole or not at all."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from esor_bot.desk.chart.draw import Caption, draw
from esor_bot.desk.chart.topics import Bar
from esor_bot.desk.stats import Period, Stats
from esor_bot.errors import UsageError
from esor_bot.reception.names import Named
from esor_bot.reception.spans import number, share
from esor_bot.terminal.office.stats_table import About, title
from esor_bot.wording import Wording


def picture(wording: Wording, stats: Stats, about: About, named: Named) -> bytes:
    """Return the picture as a PNG."""
    caption = Caption(title(wording, stats, about), about.name, _summary(wording, stats.whole))
    bars = [Bar(named(one.programme, one.entry), one.people or 1) for one in stats.topics]
    return draw(wording, stats, caption, bars)


def _summary(wording: Wording, whole: Period) -> str:
    if whole.empty:
        return ""
    told = [number(wording, "stats.questions", whole.questions)]
    if whole.share is not None:
        told.append(wording.say("chart.share", share=share(whole.share)))
    if whole.sent:
        told.append(wording.say("chart.summary_sent", sent=f"{whole.sent:,}"))
    return "  ·  ".join(told)


def write(wording: Wording, data: bytes, file: Path) -> None:
    """Put a picture into its file. Raises UsageError where it can't be written; then what was there is there still."""
    if not file.parent.is_dir():
        raise UsageError(wording.say("stats.no_folder", folder=file.parent))
    new = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        new.write_bytes(data)
        new.replace(file)
    except OSError as error:
        with suppress(OSError):
            new.unlink()
        raise UsageError(wording.say("stats.not_written", file=file, why=error.strerror or error)) from None
