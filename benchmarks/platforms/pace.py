"""People who do things at a steady rate, or as quickly as they are answered."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager

from benchmarks.platforms.figures import STEPS, Memory
from benchmarks.platforms.process import Served

Act = Callable[[str], Awaitable[object]]
"""What somebody does with a question."""

_AT_ONCE = 24


async def steadily(
    acts: Iterator[tuple[int, Act]], asked: Iterator[str], rate: float, seconds: float
) -> tuple[int, float]:
    """Do things at a rate; each is so many events. Return how many events that were, and the seconds it took."""
    began, sent = time.monotonic(), 0
    running: set[asyncio.Task[object]] = set()
    while (passed := time.monotonic() - began) < seconds:
        while sent < passed * rate:
            events, act = next(acts)
            running.add(asyncio.ensure_future(act(next(asked))))
            sent += events
        await asyncio.sleep(0.005)
    took = time.monotonic() - began
    await asyncio.gather(*running)
    return sent, took


@asynccontextmanager
async def beside(works: Sequence[Coroutine[object, object, None]]) -> AsyncIterator[None]:
    """Let something go on as long as the `with` lasts."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def grown(
    served: Served, events: int, each: int, ask: Callable[[], Awaitable[None]], forget: Callable[[], None]
) -> Memory:
    """Ask again and again, each time with so many events, and look at the memory of the process after each tenth."""
    before, began, steps = served.memory, time.monotonic(), []
    for step in range(STEPS):
        turns = iter(range(events // STEPS // each))
        await asyncio.gather(*(_turns(turns, ask) for _ in range(_AT_ONCE)))
        steps.append(served.memory)
        print(f"  {(step + 1) * events // STEPS} events: {steps[-1]:.1f} MiB", file=sys.stderr, flush=True)
        forget()
    return Memory(events, time.monotonic() - began, before, steps)


async def _turns(turns: Iterator[int], ask: Callable[[], Awaitable[None]]) -> None:
    for _ in turns:
        await ask()
