"""What is served: all that the platforms share, put together by `bootstrap`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from esor_bot.app import App
from esor_bot.desk.intake import Intake
from esor_bot.desk.messenger import Messenger
from esor_bot.desk.roster import Roster
from esor_bot.desk.service import Service
from esor_bot.metrics import Metrics
from esor_bot.ports import Clock, Store


def _nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True)
class Kit:
    """What the platforms share. `service` makes what delivers and reminds, given how the platforms deliver.

    What is for the platforms `fetched` nobody delivers: whoever reads it comes for it. `offices` says to all processes
    at the database where the office is by the settings here. `warm` does in advance, in a thread, what takes its time
    only the first time; `close` cancels the checks that run.
    """

    app: App
    intake: Intake
    roster: Roster
    metrics: Metrics
    store: Store
    clock: Clock
    service: Callable[[Mapping[str, Messenger]], Service]
    warm: Callable[[], None]
    close: Callable[[], None]
    offices: Callable[[], None] = _nothing
    fetched: Sequence[str] = ()
