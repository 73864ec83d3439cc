"""`esor-bot office digest`: the morning's overview, now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from esor_bot.terminal.office.commands import Seat


@click.command()
@click.pass_obj
def digest(seat: Seat) -> None:
    """Show the overview that the office gets each morning, as of now."""
    from esor_bot.reception.morning import lines

    with seat.bench() as bench:
        for line in lines(bench.phrases, bench.desk.digest(bench.actor)):
            click.echo(line)
