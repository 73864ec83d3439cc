"""The threads in which the core and the database are called, so that neither waits for the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_Result = TypeVar("_Result")


class Pools:
    """Threads of a platform: for what arrives, for what the core does, and for checks, which take long."""

    def __init__(self, platform: str) -> None:
        self._arrivals = ThreadPoolExecutor(2, f"{platform}-arrivals")
        self.core = ThreadPoolExecutor(4, f"{platform}-core")
        self.checks = ThreadPoolExecutor(1, f"{platform}-checks")

    def arrival(self, work: Callable[[], _Result]) -> asyncio.Future[_Result]:
        """Let something be kept, or be forgotten."""
        return asyncio.get_running_loop().run_in_executor(self._arrivals, work)

    def ask(self, work: Callable[[], _Result]) -> asyncio.Future[_Result]:
        """Let the core do something."""
        return asyncio.get_running_loop().run_in_executor(self.core, work)

    def close(self) -> None:
        """Begin nothing more; what runs is not waited for."""
        for pool in (self._arrivals, self.core, self.checks):
            pool.shutdown(wait=False, cancel_futures=True)
