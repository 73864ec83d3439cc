"""`esor-bot stats` and `esor-bot office silent`: what is asked, and what that shows."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import click

from esor_bot.terminal.office.commands import Seat
from esor_bot.terminal.options import FOLDER, asking

_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@click.command()
@click.option("--weeks", default=12, type=click.IntRange(1, 104), show_default=True, help="So many, this one included.")
@click.option("--picture", metavar="OUT.png", type=FOLDER, help="Draw a picture, too, that can be posted in a channel.")
@_JSON
@asking
@click.pass_context
def stats(
    context: click.Context,
    weeks: int,
    picture: Path | None,
    as_json: bool,
    now: datetime | None,
    programme: str | None,
    knowledge: Path | None,
) -> None:
    """Show by week what was asked, and what became of it."""
    from esor_bot.desk.stats import stats as count
    from esor_bot.reception.figures import About
    from esor_bot.terminal.office.report import open_report, show, tell
    from esor_bot.terminal.office.stats_table import as_json as for_machines
    from esor_bot.terminal.office.stats_table import table

    at, folder = _seat(context, now, knowledge)
    with open_report(folder, at) as desk:
        id_ = desk.topics.programme(programme)
        with desk.store.begin() as tx:
            found = count(tx, at, desk.hours, last=weeks, programme=id_, silent=desk.topics.silent)
        named = desk.named(id_)
        about = About(id_, desk.name(id_), desk.today.date())
        if picture is not None:
            from esor_bot.reception.figures import picture as drawn
            from esor_bot.terminal.office.stats_picture import write

            write(desk.phrases.wording, drawn(desk.phrases.wording, found, about, named), picture)
        if as_json:
            tell(for_machines(found, about, desk.topics.names, at))
        elif found.whole.empty:
            show(desk.none(id_, min(found.weeks, default=None)))
        else:
            show(table(desk.phrases.wording, found, about, named))
        if picture is not None and not as_json:
            click.echo(desk.phrases.wording.say("stats.picture", file=picture))


@click.command()
@click.option("--days", default=90, type=click.IntRange(1, 730), show_default=True, help="How far to look back.")
@click.option("--limit", default=8, type=click.IntRange(1, 900), show_default=True, help="So many of each part.")
@_JSON
@asking
@click.pass_context
def silent(
    context: click.Context,
    days: int,
    limit: int,
    as_json: bool,
    now: datetime | None,
    programme: str | None,
    knowledge: Path | None,
) -> None:
    """List what the page does not say, by demand."""
    from esor_bot.desk.silent import silence
    from esor_bot.reception.silences import Window
    from esor_bot.terminal.office.report import open_report, show, tell
    from esor_bot.terminal.office.silent_list import as_json as for_machines
    from esor_bot.terminal.office.silent_list import listed

    at, folder = _seat(context, now, knowledge)
    with open_report(folder, at) as desk:
        id_, known = desk.topics.programme(programme), desk.topics.known()
        with desk.store.begin() as tx:
            found = silence(tx, at, desk.hours.zone, known, days=days, programme=id_)
        today = desk.today.date()
        window = Window(today - timedelta(days=days), today, limit, desk.topics.apart(id_))
        if as_json:
            tell(for_machines(found, window, desk.topics.names, at))
        elif found.empty:
            show([desk.phrases.wording.say("silent.none_one" if days == 1 else "silent.none", days=days)])
        else:
            show(listed(desk.phrases.wording, found, window, desk.named(id_)))


def _seat(context: click.Context, now: datetime | None, knowledge: Path | None) -> tuple[datetime, Path | None]:
    """Return the moment and the folder: those of the command, else those that were given to `esor-bot office`."""
    from esor_bot.bootstrap import now as real

    seat = context.find_object(Seat)
    if seat is not None:
        now, knowledge = now or seat.now, knowledge or seat.knowledge
    return now or real(), knowledge
