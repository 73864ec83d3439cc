"""All that somebody who asks can do, put together for the app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from esor_bot.domain.conversation import Attachment, Opened, Person, Post
from esor_bot.domain.form import Answer
from esor_bot.domain.reply import Reply
from esor_bot.reception.ask_office import AskOffice
from esor_bot.reception.asking import Asking, Files
from esor_bot.reception.handlers import Handlers, Word
from esor_bot.reception.helping import Helping
from esor_bot.reception.home import Home
from esor_bot.reception.house import House
from esor_bot.reception.own import Own
from esor_bot.reception.privacy import Privacy
from esor_bot.reception.words import Words


def no_files(files: tuple[Attachment, ...], person: Person) -> Reply | None:
    """Offer nothing: no file is checked here."""
    return None


@dataclass(frozen=True)
class Applicants:
    """What the app needs for those who ask. `beside` is what other parts do, whose words can be written, too."""

    house: House
    beside: Handlers = field(default_factory=Handlers)
    files: Files = no_files

    @cached_property
    def handlers(self) -> Handlers:
        """What is done here, without what stands beside it."""
        parts = (self._asking, AskOffice(self.house), self._own, Privacy(self.house), self._words, self._home)
        together = Helping(self.house).handlers
        for part in parts:
            together |= part.handlers
        return together

    def post(self, post: Post) -> Answer:
        """Answer what was written to the bot."""
        return self._asking.post(post)

    def opened(self, opened: Opened) -> Answer:
        """Answer whoever looks at the bot's page, or begins a conversation."""
        return self._home.opened(opened)

    def words(self) -> Mapping[str, Word]:
        """Return all words that can be done."""
        return {**self.beside.words, **self.handlers.words}

    @cached_property
    def _asking(self) -> Asking:
        return Asking(self.house, self.words, self.files)

    @cached_property
    def _own(self) -> Own:
        return Own(self.house)

    @cached_property
    def _words(self) -> Words:
        return Words(self.house, self._asking, self.words)

    @cached_property
    def _home(self) -> Home:
        return Home(self.house, self._asking, self._own, self.words)
