"""The desk is opened: for somebody at a terminal, or for commands that come through a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from esor_bot.errors import RefusedError, StoreError
from esor_bot.terminal.office.arrivals import Arrivals
from esor_bot.terminal.office.bench import Bench
from esor_bot.terminal.office.hands import PipeHands
from esor_bot.terminal.office.person import PLATFORM
from esor_bot.terminal.office.sitting import Sitting

if TYPE_CHECKING:
    from esor_bot.terminal.office.commands import Seat


def sit(context: click.Context, seat: Seat) -> bool:
    """Hold the desk until the person leaves; say whether all that came through a pipe was done.

    Raises EsorBotError where they are not of the office.
    """
    with seat.bench() as bench:
        name = bench.actor.name
        sitting = Sitting(
            context, bench, Arrivals(bench, bench.desk.watch(bench.actor, PLATFORM, f"{name}:{uuid4().hex[:8]}"))
        )
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            from esor_bot.terminal.office import at_pipe

            context.obj = replace(seat, opened=bench, hands=PipeHands())
            return at_pipe.run(sitting)
        from esor_bot.terminal.live import Live
        from esor_bot.terminal.office.at_prompt import Prompt, PromptHands
        from esor_bot.terminal.office.serving import serving

        hands = PromptHands(Live(), sitting)
        context.obj = replace(seat, opened=bench, hands=hands)
        with serving(bench.clock):
            Prompt(sitting, hands).run(tuple(_greeting(bench)))
        return True


def _greeting(bench: Bench) -> Iterator[str]:
    """Say where one is, and what waits; a desk whose database can't be used now may come back."""
    yield bench.phrases.say("sit.greeting", name=bench.actor.name)
    yield bench.phrases.say("sit.hint")
    yield ""
    try:
        yield from bench.list(every=False, mine=False)
    except RefusedError:
        raise
    except StoreError as error:
        yield bench.phrases.trouble(error)
