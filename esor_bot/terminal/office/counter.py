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
    from esor_bot.reception.phrases import Phrases
    from esor_bot.terminal.office.asking import Asking
    from esor_bot.terminal.office.mail import Mail
    from esor_bot.terminal.office.oneself import Here, Oneself
    from esor_bot.terminal.office.own import Own


class Counter:
    """Where the person at this terminal asks the office. `desk` is opened when the first question goes there.

    `title` says what a programme is called.
    """

    def __init__(
        self,
        desk: Callable[[], Desk],
        wording: Wording,
        clock: Clock,
        person: Person,
        clerk: Clerk | None = None,
        title: Callable[[str], str] = str,
    ) -> None:
        self._desk = desk
        self._wording = wording
        self._clock = clock
        self._person = person
        self._clerk = clerk
        self._title = title

    def counted(self, assistant: Callable[[], Assistant]) -> Callable[[], Assistant]:
        """Return an assistant whose replies are counted, where anything is."""
        clerk = self._clerk
        return assistant if clerk is None else lambda: Counting(assistant(), clerk)

    @property
    def waits(self) -> bool:
        """Say whether the next line is for the office."""
        return self._waiting is not None

    def hear(self, line: str) -> Said:
        """Answer a line that was waited for."""
        return (self._waiting or self._own).hear(line)

    def ask(self, question: str, reply: Reply | None, *, another: bool) -> Said:
        """Show a question as it would go to the office, with what the bot found for it.

        With no question, the one that the reply offers. `another`: a question that was laid aside does not come back.
        """
        from esor_bot.reception.found import Found, found, offered

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

    def arrived(self) -> bool:
        """Take in what arrived, while a prompt may be open, and say whether there is anything to be shown.

        The database is opened only for who has asked something.
        """
        return self._person.known and self._mail.fetch()

    def news(self) -> tuple[Block, ...]:
        """Return what arrived and was not shown yet."""
        return self._mail.blocks() if self.arrived() else ()

    def shown(self) -> None:
        """Say that the news were shown."""
        if self._begun("_mail"):
            self._mail.shown()

    def lay_aside(self) -> None:
        """Go on with something else."""
        if self._begun("_asking"):
            self._asking.lay_aside()
        if self._begun("_own"):
            self._own.lay_aside()
        if self._begun("_oneself"):
            self._oneself.lay_aside()

    def drop(self) -> None:
        """Lay aside, and keep nothing of it."""
        self.lay_aside()
        if self._begun("_asking"):
            self._asking.drop()

    def privacy(self, text: str) -> tuple[Block, ...]:
        """Say what is kept, or write it into a file."""
        counted = not text and self._clerk is not None and self._clerk.counts
        return (*((self._oneself.counted(),) if counted else ()), *self._oneself.privacy(text))

    def forget(self, here: Here) -> Said:
        """Delete all that is kept of the person, `here` too; where something waits, after one more yes."""
        self.drop()
        return self._oneself.forget(lambda: self._cleared(here))

    @cached_property
    def _phrases(self) -> Phrases:
        from esor_bot.bootstrap import office_hours
        from esor_bot.reception.phrases import Phrases

        return Phrases(self._wording, office_hours)

    @cached_property
    def _asking(self) -> Asking:
        from esor_bot.terminal.office.asking import Asking

        return Asking(self._desk, self._phrases, self._clock, self._person, self._title)

    @cached_property
    def _own(self) -> Own:
        from esor_bot.terminal.office.own import Own

        return Own(self._desk, self._phrases, self._clock, self._person, lambda: self._mail)

    @cached_property
    def _mail(self) -> Mail:
        from esor_bot.terminal.office.mail import Mail

        return Mail(self._desk, self._phrases, self._person)

    @cached_property
    def _oneself(self) -> Oneself:
        from esor_bot.terminal.office.oneself import Oneself

        return Oneself(self._desk, self._phrases, self._clock, self._person)

    @property
    def _waiting(self) -> Asking | Own | Oneself | None:
        """The part that waits for the next line."""
        begun = (self.__dict__.get(part) for part in ("_asking", "_own", "_oneself"))
        return next((part for part in begun if part is not None and part.waits), None)

    def _cleared(self, here: Here) -> tuple[Block, ...]:
        """Delete what is kept on this computer, and what arrived and was not shown yet."""
        if self._begun("_mail"):
            self._mail.forget()
        done = None if self._clerk is None else self._clerk.forget()
        if done is None:
            return here()
        return (*here(), Text(self._wording.say("tally.forgotten" if done else "tally.not_forgotten")))

    def _begun(self, part: str) -> bool:
        return part in self.__dict__
