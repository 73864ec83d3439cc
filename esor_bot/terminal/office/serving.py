"""What a desk does beside as long as it stands open: reminders, the overview of the morning, deleting what is too old.

Where the bot serves a platform, that does the same; timers go off once, whoever comes first.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TYPE_CHECKING

from esor_bot.terminal.port import Clock

if TYPE_CHECKING:
    from esor_bot.desk.service import Service

_PATIENCE = 5.0
_END = 3.0  # so many seconds the end waits; what is not done by then is done by whoever comes next

_Begun = Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]]


@contextmanager
def serving(clock: Clock) -> Iterator[None]:
    """Serve the timers of the database in a thread. Raises UsageError where a setting makes no sense."""
    from esor_bot.bootstrap import open_service, terminal_office

    # A line of the log would land in the middle of what somebody types.
    logging.getLogger("esor_bot").addHandler(logging.NullHandler())
    with open_service(clock, {}, terminal_office(), _PATIENCE) as running:
        begun: _Begun = Future()
        thread = threading.Thread(target=_run, args=(running.service, begun), name="serving", daemon=True)
        thread.start()
        loop, stop = begun.result()
        try:
            yield
        finally:
            loop.call_soon_threadsafe(stop.set)
            thread.join(_END)


def _run(service: Service, begun: _Begun) -> None:
    async def work() -> None:
        stop = asyncio.Event()
        begun.set_result((asyncio.get_running_loop(), stop))
        await service.run(stop)

    asyncio.run(work())
