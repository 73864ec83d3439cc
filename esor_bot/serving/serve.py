"""Serves the platforms: each of them, the outbox, the timers and the health port, until a signal says to stop."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any

from esor_bot.errors import StoreError, UsageError
from esor_bot.serving.adapter import Adapter
from esor_bot.serving.board import Board, Part
from esor_bot.serving.health import health
from esor_bot.serving.kept import Kept
from esor_bot.serving.kit import Kit
from esor_bot.serving.office_watch import OfficeWatch
from esor_bot.serving.pulse import Pulse

AT_ONCE = 130
"""The exit status where a second signal came."""

_LOG = logging.getLogger(__name__)
_SOON, _LONGEST = 5.0, 60.0
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@dataclass(frozen=True, slots=True)
class Serving:
    """Where the health port is (None: nowhere), and for how many seconds what runs is waited for at the end."""

    host: str = "127.0.0.1"
    port: int | None = None
    grace: float = 25.0


async def serve(kit: Kit, adapters: Sequence[Adapter], serving: Serving) -> None:
    """Serve until SIGTERM or SIGINT; then nothing is begun, and what runs is finished or left to its lease.

    A second signal ends the process at once. Raises UsageError where the health port can't be opened, and where every
    platform refuses us; and whatever broke the outbox, the timers or the watch over the database.
    """
    board, stop = Board(), asyncio.Event()
    _listen(stop)
    board.put("knowledge", Part("ready", fine=True))
    pulse = Pulse(kit.store, kit.clock, board, fetched=kit.fetched)
    kit.metrics.add(pulse)
    for adapter in adapters:  # what it takes to connect is loaded with the port open: it is told from the first moment
        board.put(adapter.name, Part("connecting", fine=False))
    with health(serving.host, serving.port, board, kit.metrics):
        platforms = [Kept(adapter, kit) for adapter in adapters]
        for platform in platforms:
            board.put(platform.name, platform.part)
        watch = OfficeWatch(kit.roster, [one.name for one in adapters if one.office() is not None], board)
        kit.metrics.add(watch)
        watching = asyncio.create_task(watch.run(stop), name="office")
        try:
            await _run(kit, platforms, pulse, board, stop, serving.grace)
        finally:
            stop.set()
            await watching
    _LOG.info("stopped")


async def _run(
    kit: Kit, platforms: Sequence[Kept], pulse: Pulse, board: Board, stop: asyncio.Event, grace: float
) -> None:
    service = kit.service({platform.name: platform for platform in platforms})
    served = [asyncio.create_task(platform.run(stop), name=platform.name) for platform in platforms]
    standing = [
        asyncio.create_task(service.run(stop), name="service"),
        asyncio.create_task(pulse.run(stop), name="pulse"),
    ]
    beside = [
        *standing,
        asyncio.create_task(_begun(kit, board, stop), name="begin"),
        asyncio.create_task(_placed(kit, stop), name="offices"),
    ]
    stopping = asyncio.create_task(stop.wait())
    try:
        ends: tuple[asyncio.Future[Any], ...] = (stopping, *standing, asyncio.gather(*served))
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stop.set()
        stopping.cancel()
        left = (await asyncio.wait([*served, *beside], timeout=grace))[1]
        for task in left:
            _LOG.warning("left_running", extra={"part": task.get_name()})
            task.cancel()
        kit.close()
        await asyncio.gather(*left, return_exceptions=True)
    for task in standing:  # without these nothing is delivered, and nobody would know: what broke one is raised
        if not task.cancelled():
            task.result()
    refused = [platform.refused for platform in platforms if platform.refused is not None]
    if len(refused) == len(platforms):
        raise UsageError("\n".join(map(str, refused)))


async def _begun(kit: Kit, board: Board, stop: asyncio.Event) -> None:
    """Log when the process is ready for the first time; what may wait is warmed then, at the latest after a while."""
    began, warm = monotonic(), False
    while not board.ready and not stop.is_set():
        late = monotonic() - began > _SOON
        if late and not warm:
            warm = True
            await _warm(kit)
        await asyncio.sleep(1.0 if late else 0.02)
    if stop.is_set():
        return
    _LOG.info("ready", extra={"seconds": round(monotonic() - began, 3)})
    if not warm:
        await _warm(kit)


async def _placed(kit: Kit, stop: asyncio.Event) -> None:
    """Say where the office is, again and again until the database could be told."""
    pause = 1.0
    while not stop.is_set():
        try:
            await asyncio.to_thread(kit.offices)
        except StoreError as error:
            _LOG.warning("offices_not_told", extra={"reason": error.reason})
        else:
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        pause = min(pause * 2, _LONGEST)


async def _warm(kit: Kit) -> None:
    try:
        await asyncio.to_thread(kit.warm)
    except Exception as error:  # noqa: BLE001 - it is done again, and told of, when somebody needs it
        _LOG.warning("not_warmed", extra={"reason": type(error).__name__})


def _listen(stop: asyncio.Event) -> None:
    """Let the first signal say to stop, and the second end the process."""

    def heard() -> None:
        if stop.is_set():
            _LOG.warning("stopped_at_once")
            os._exit(AT_ONCE)
        _LOG.info("stopping")
        stop.set()

    loop = asyncio.get_running_loop()
    for number in _SIGNALS:
        loop.add_signal_handler(number, heard)
