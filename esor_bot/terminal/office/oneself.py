"""What a person does with what is kept of them: read what that is, take a copy, have it deleted."""

from __future__ import annotations

import json
from collections.abc import Callable

from esor_bot.desk.desk import Desk
from esor_bot.desk.export import is_empty
from esor_bot.domain.keeping import Kind
from esor_bot.domain.reply import Block, Text
from esor_bot.errors import EsorBotError
from esor_bot.reception.keeping import kept, long, real_keep
from esor_bot.reception.phrases import Phrases
from esor_bot.reception.receipt import receipt
from esor_bot.terminal.office.asking import NO, YES
from esor_bot.terminal.office.own_file import write_new
from esor_bot.terminal.office.person import Person
from esor_bot.terminal.paths import named_file
from esor_bot.terminal.port import Clock
from esor_bot.terminal.said import Said

Here = Callable[[], tuple[Block, ...]]  # deletes what is kept on this computer, and says so


class Oneself:
    """`waits` says whether the next line says yes or no to being forgotten."""

    def __init__(self, desk: Callable[[], Desk], phrases: Phrases, clock: Clock, person: Person) -> None:
        self._desk = desk
        self._phrases = phrases
        self._clock = clock
        self._person = person
        self._here: Here | None = None

    @property
    def waits(self) -> bool:
        """Say whether everything is deleted as soon as the person says yes."""
        return self._here is not None

    def lay_aside(self) -> None:
        """Go on with something else: nothing is deleted."""
        self._here = None

    def privacy(self, text: str) -> tuple[Block, ...]:
        """Say what is kept; behind `export` write it into a file."""
        word, *file = text.split(maxsplit=1) or [""]
        if not word:
            return tuple(kept(self._phrases, real_keep(self._phrases), self._person.file))
        if word.lower() != "export":
            return (self._text("export.usage"),)
        return (self._export(file[0].strip() if file else ""),)

    def counted(self) -> Text:
        """Say what is kept of each question to the bot. Raises UsageError where the settings make no sense."""
        keep = real_keep(self._phrases)
        words, counts = (long(self._phrases, keep, kind) for kind in (Kind.TEXTS, Kind.COUNTS))
        return Text(self._phrases.wording.say("tally.privacy", words=words, counts=counts))

    def forget(self, here: Here) -> Said:
        """Have everything deleted, `here` too; first ask, where something still waits at the office."""
        if not self._person.known:
            return Said(here())
        try:
            count = self._desk().waiting(self._person.actor.id, self._person.actor)
        except EsorBotError:
            return Said((*here(), self._text("forget.away")))
        if count == 0:
            return Said(self._forgotten(here))
        self._here = here
        return Said((self._text("forget.sure_one") if count == 1 else self._text("forget.sure", count=count),))

    def hear(self, line: str) -> Said:
        """Delete, or leave it, as the person says."""
        word = line.lower().rstrip(".")
        here = self._here
        if here is None or word not in YES | NO:
            return Said((self._text("ask.yes_or_no"),))
        self._here = None
        return Said((self._text("forget.left"),)) if word in NO else Said(self._forgotten(here))

    def _forgotten(self, here: Here) -> tuple[Block, ...]:
        """Delete here in any case, and the number only after what is kept under it: else nobody could delete that."""
        told = here()
        try:
            keep = real_keep(self._phrases)
            done = self._desk().forget(self._person.actor.id, self._person.actor)
        except EsorBotError:
            return (*told, self._text("forget.away"))
        self._person.forget()
        return (*told, *receipt(self._phrases, done, keep, self._clock()))

    def _export(self, name: str) -> Text:
        if not self._person.known:
            return self._text("export.nothing")
        file = named_file(name or self._phrases.say("export.name", date=f"{self._clock():%Y-%m-%d}"))
        try:
            actor = self._person.actor
            told = self._desk().export(actor.id, actor, real_keep(self._phrases))
        except EsorBotError:
            return self._text("away")
        if is_empty(told):
            return self._text("export.nothing")
        try:
            write_new(file, as_text(told))
        except FileExistsError:
            return self._text("export.exists", file=file)
        except (OSError, ValueError) as error:
            return self._text("export.unwritable", file=file, why=why(error))
        return self._text("export.done", file=file.absolute())

    def _text(self, id_: str, **values: object) -> Text:
        return Text(self._phrases.say(id_, **values))


def as_text(told: object) -> str:
    """Return what is exported as JSON text that people can read."""
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def why(error: Exception) -> str:
    """Say why a file could not be written, in the system's words."""
    return (getattr(error, "strerror", None) or str(error)).lower()
