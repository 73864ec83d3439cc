"""News while a prompt is open: they appear above it, and what was typed so far stays as it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from prompt_toolkit.application import get_app, run_in_terminal

_LOG = logging.getLogger(__name__)


def _one_thread() -> ThreadPoolExecutor:
    # One that outlives the prompt: who presses Enter does not wait until somebody has looked.
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="live")


@dataclass(frozen=True, slots=True)
class Live:
    """Looks every so many seconds, in a thread of its own."""

    seconds: float = 1.0
    thread: ThreadPoolExecutor = field(default_factory=_one_thread)

    def watch(self, arrived: Callable[[], bool], show: Callable[[], None]) -> None:
        """Look as long as the prompt is open that is beginning now, and show above it what arrived."""
        get_app().create_background_task(self._watch(arrived, show))

    async def _watch(self, arrived: Callable[[], bool], show: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(self.seconds)
            try:
                if await loop.run_in_executor(self.thread, arrived):
                    await run_in_terminal(show)
            except Exception as error:  # noqa: BLE001 - whatever breaks here, the prompt stays, and the next one looks
                _LOG.warning("live_failed", extra={"reason": type(error).__name__})
                return
