"""The assistant is built while the person already reads and types."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

from rich.console import Console

from esor_bot.terminal.port import Assistant

_Built = TypeVar("_Built", bound=Assistant)


class Background(Generic[_Built]):
    """Builds the assistant in a thread, begun with the first prompt, and waits for it where it is needed."""

    def __init__(self, build: Callable[[], _Built], console: Console, waiting: str) -> None:
        self._build = build
        self._console = console
        self._waiting = waiting
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="build")
        self._built: Future[_Built] | None = None

    def start(self) -> None:
        """Begin to build, once."""
        self._begun()

    def __call__(self) -> _Built:
        """Return the assistant, telling the person to wait for it; raise what went wrong with it."""
        built = self._begun()
        if built.done():
            return built.result()
        with self._console.status(self._waiting):
            return built.result()

    def _begun(self) -> Future[_Built]:
        if self._built is None:
            self._built = self._pool.submit(self._build)
            self._pool.shutdown(wait=False)
        return self._built
