"""The office's counter in the chat: all that a session needs of the office, and nothing loaded before it is needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from esor_bot.domain.reply import Block, Reply, Text
from esor_bot.terminal.counting import Clerk, Counting
from esor_bot.terminal.office.person import Person
from esor_bot.terminal.port import Assistant, Clock
from esor_bot.terminal.said import Said
from esor_bot.wording import Wording

if TYPE_CHECKING:
    from esor_bot.desk.desk import Desk
    from esor_bot.terminal.office.asking import Asking
    from esor_bot.terminal.office.own import Own
    from esor_bot.terminal.office.phrases import Phrases


class Counter:
    """Where the person at this terminal asks the office. `desk` is opened when the first question goes there."""

    def __init__(
        self,
        desk: Callable[[], Desk],
        wording: Wording,
        clock: Clock,
        person: Person,
        clerk: Clerk | None = None,
    ) -> None:
        self._desk = desk
        self._wording = wording
        self._clock = clock
        self._person = person
        self._clerk = clerk

    def counted(self, assistant: Callable[[], Assistant]) -> Callable[[], Assistant]:
        """Return an assistant whose replies are counted, where anything is."""
        clerk = self._clerk
        return assistant if clerk is None else lambda: Counting(assistant(), clerk)

    @property
    def waits(self) -> bool:
        """Say whether the next line is for the office."""
        return (self._begun("_asking") and self._asking.waits) or (self._begun("_own") and self._own.waits)

    def hear(self, line: str) -> Said:
        """Answer a line that was waited for."""
        return self._asking.hear(line) if self._begun("_asking") and self._asking.waits else self._own.hear(line)

    def ask(self, question: str, reply: Reply | None, *, another: bool) -> Said:
        """Show a question as it would go to the office, with what the bot found for it.

        With no question, the one that the reply offers. `another`: a question that was laid aside does not come back.
        """
        from esor_bot.terminal.office.asking import Found, found, offered

        question = question or ("" if reply is None else offered(reply))
        told = Found("" if reply is None else reply.programme)
        if reply is not None and question:
            told = found(reply)
        return self._asking.begin(question, told, another=another)

    def cases(self, text: str) -> Said:
        """Show the person's own questions, or one with all that was said about it."""
        return Said(self._own.cases(text))

    def add(self, text: str) -> Said:
        """Add to a question."""
        return Said(self._own.add(text))

    def withdraw(self, text: str) -> Said:
        """Take a question back, after one more yes."""
        return Said(self._own.withdraw(text))

    def news(self) -> tuple[Block, ...]:
        """Return what arrived from the office since; the database is opened only for who has asked something."""
        return self._own.news() if self._person.known else ()

    def lay_aside(self) -> None:
        """Go on with something else."""
        if self._begun("_asking"):
            self._asking.lay_aside()
        if self._begun("_own"):
            self._own.lay_aside()

    def drop(self) -> None:
        """Lay aside, and keep nothing of it."""
        self.lay_aside()
        if self._begun("_asking"):
            self._asking.drop()

    def privacy(self) -> tuple[Text, ...]:
        """Say what is kept."""
        sent = Text(self._wording.say("desk.privacy", file=self._person.file))
        if self._clerk is None or not self._clerk.counts:
            return (sent,)
        kept = self._clerk.kept
        return Text(self._wording.say("tally.privacy", days=kept.words.days, years=kept.numbers.days // 365)), sent

    def forget(self) -> tuple[Block, ...]:
        """Delete who the person is, and take back what still waits."""
        self.drop()
        told: list[Block] = []
        done = None if self._clerk is None else self._clerk.forget()
        if done is not None:
            told.append(Text(self._wording.say("tally.forgotten" if done else "tally.not_forgotten")))
        return (*told, *(self._own.forget() if self._person.known else ()))

    @cached_property
    def _phrases(self) -> Phrases:
        from esor_bot.terminal.office.phrases import Phrases

        return Phrases(self._wording)

    @cached_property
    def _asking(self) -> Asking:
        from esor_bot.terminal.office.asking import Asking

        return Asking(self._desk, self._phrases, self._clock, self._person)

    @cached_property
    def _own(self) -> Own:
        from esor_bot.terminal.office.own import Own

        return Own(self._desk, self._phrases, self._clock, self._person)

    def _begun(self, part: str) -> bool:
        return part in self.__dict__
