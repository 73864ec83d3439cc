"""Questions of the chat, counted in the background: nobody waits for the database, not even for its loading."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass
from functools import cache
from queue import SimpleQueue
from typing import TYPE_CHECKING
from uuid import uuid4

from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Reply
from esor_bot.errors import EsorBotError
from esor_bot.terminal.guarded import faults
from esor_bot.terminal.office.person import PLATFORM, Person
from esor_bot.terminal.port import Assistant

if TYPE_CHECKING:
    from esor_bot.desk.tally import Tally

_CALM = 1.0  # so many seconds after the first answer the database is loaded: loading takes its share of the machine
_PATIENCE = 3.0  # so many seconds the end of a chat, or a forgetting, waits for the database at most


OpenTally = Callable[[], "AbstractContextManager[Tally]"]
Job = Callable[[Callable[[], "Tally"]], None]


@dataclass(frozen=True, slots=True)
class Counting:
    """An assistant that has each question counted. What is looked up for the office is no question to it."""

    inner: Assistant
    clerk: Clerk

    def handle(self, message: Message) -> Reply:
        """Answer a message, and have it counted."""
        reply = self.inner.handle(message)
        if message.conversation is not None:
            self.clerk.count(message, reply)
        return reply

    def why(self, message: Message) -> tuple[str, ...]:
        """Return the lines that explain how the message would be answered."""
        return self.inner.why(message)

    def forget(self, conversation: str) -> None:
        """Drop the context of a conversation."""
        self.inner.forget(conversation)


class Clerk:
    """Counts in a thread that begins with the first question. `counts` says whether anything is counted here."""

    def __init__(self, open_tally: OpenTally, counts: Callable[[], bool], person: Person) -> None:
        self._open = open_tally
        self._counts = counts
        self._person = person
        self._session = _new_id()
        self._askers: set[str] = set()
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._hurry = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def counts(self) -> bool:
        """Say whether questions are counted at all."""
        try:
            return self._counts()
        except EsorBotError:  # settings that make no sense: then nothing is
            return False

    def count(self, message: Message, reply: Reply) -> None:
        """Have a question counted, and return at once."""
        asker = self._person.actor.id if self._person.known else self._session
        self._askers.add(asker)

        def count(tally: Callable[[], Tally]) -> None:
            if self.counts:
                tally().count(message, reply, platform=PLATFORM, asker=asker)

        self._do(count)

    def forget(self) -> bool | None:
        """Forget what was counted of this person: say whether that was done, None where there is nothing."""
        # Somebody whom the office knows may have been counted before counting was switched off.
        askers = {*(self._askers if self.counts else ()), *([self._person.actor.id] if self._person.known else ())}
        if not askers:
            return None
        forgotten: list[bool] = []

        def forget(tally: Callable[[], Tally]) -> None:
            tally().forget(*askers)
            forgotten.append(True)

        self._do(forget)
        if not self.settled(_PATIENCE) or not forgotten:
            return False
        self._askers.clear()
        self._session = _new_id()
        return True

    def settled(self, seconds: float) -> bool:
        """Wait, for so many seconds at most, until what was to be counted so far is; say whether it is."""
        done = threading.Event()
        self._do(lambda tally: done.set())
        self._hurry.set()
        return done.wait(seconds)

    def close(self) -> None:
        """Have the rest written, and wait for it a little."""
        if self._thread is not None:
            self._jobs.put(None)
            self._hurry.set()
            self._thread.join(_PATIENCE)

    def _do(self, job: Job) -> None:
        self._jobs.put(job)
        if self._thread is None:
            # No thread of a pool: the program would wait for it in the end, however long the database takes.
            self._thread = threading.Thread(target=self._work, name="counting", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        self._hurry.wait(_CALM)
        # A setting or a database that can't be used is told where somebody asks for it. Here answering goes on.
        with suppress(EsorBotError), faults("count"), ExitStack() as stack:
            tally = cache(lambda: stack.enter_context(self._open()))
            while (job := self._jobs.get()) is not None:
                with suppress(EsorBotError):
                    job(tally)


def _new_id() -> str:
    """Return a name for somebody who is not known: nothing leads from it to them once the chat has ended."""
    return f"{PLATFORM}:{uuid4().hex}"
