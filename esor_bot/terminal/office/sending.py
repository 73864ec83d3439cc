"""Something is sent, or noted: typed where it was not yet, looked at as it will be read, and never lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import NoReturn

import click

from esor_bot.domain.case import Deed
from esor_bot.errors import EsorBotError, UsageError
from esor_bot.reception.phrases import Phrases
from esor_bot.reception.text import printable
from esor_bot.terminal.office.bench import Bench
from esor_bot.terminal.office.drafts import Drafts
from esor_bot.terminal.office.hands import Hands, Sure, Typed
from esor_bot.terminal.office.wish import Wish


@dataclass(slots=True)
class Sending:
    """One wish on its way. Call `send`; whatever was typed is kept until it has been done."""

    wish: Wish
    bench: Callable[[], AbstractContextManager[Bench]]
    phrases: Phrases
    hands: Hands
    drafts: Drafts
    print: Callable[[str], None]
    written: str = field(default="", init=False)

    def send(self) -> None:
        """Do it. Raises EsorBotError where it can't be done, Exit with status 1 where it is not wanted after all."""
        wish, self.written = self.wish, self.wish.text
        try:
            with self.bench() as bench:
                if not self.written:
                    bench.begin(wish.number, wish.deed)
                    self.written = self._typed_first(bench)
                sent = wish.yes or wish.deed is Deed.NOTE
                seen = bench.seen.get(wish.number) if sent else self._looked_at(bench)
                for line in bench.do(wish.number, wish.deed, text=self.written, seen=seen):
                    self.print(line)
        except EsorBotError as error:
            if self.hands.edits and self._kept():
                raise EsorBotError(f"{error}\n{self._say('write.kept')}") from error
            self._show_again(self.phrases.say("preview.not_used"))
            raise
        self.drafts.drop(wish.number, wish.deed)

    def _typed_first(self, bench: Bench) -> str:
        """Return the text that somebody types, or the one it starts from where nobody can."""
        wish, draft = self.wish, self.drafts.get(self.wish.number, self.wish.deed)
        start = bench.start(wish.number, wish.start) if wish.start else ""
        if start and not self.hands.edits and not wish.editor:
            return start
        typed = self._typed("\n\n".join(filter(None, (draft, start))), kept=bool(draft))
        if typed is None:
            raise UsageError("TEXT is missing: there is nobody who could type it")
        return self._ended(typed)

    def _looked_at(self, bench: Bench) -> int:
        """Show what goes until somebody is sure of it; return the version of the case that was seen with it."""
        while True:
            preview = bench.preview(self.wish.number, self.wish.deed, self.written)
            for line in preview.lines:
                self.print(line)
            said = self.hands.sure(self.phrases.say("write.sure" if self.hands.edits else "write.sure_once"))
            if said is Sure.YES:
                return preview.seen
            typed = self._typed(self.written, kept=False) if said is Sure.EDIT else None
            if typed is None:
                self._leave()
            self.written = self._ended(typed)

    def _typed(self, begun: str, *, kept: bool) -> Typed | None:
        """Let somebody type a text that begins with another one; None where nobody can."""
        if self.wish.editor:
            said = click.edit(begun, extension=".txt", require_save=False)
            return None if said is None else Typed(said.strip())
        hints = [self._say(f"write.{self.wish.deed}"), self._say("write.ends")]
        return self.hands.text("\n".join([*hints, self._say("write.draft")] if kept else hints), begun)

    def _ended(self, typed: Typed) -> str:
        """Return what was typed, where it was typed to its end."""
        if typed.text and typed.done:
            return typed.text
        self.written = typed.text or self.written
        self._leave()

    def _leave(self) -> NoReturn:
        if not self._kept():
            self.print(self._say("write.nothing"))
        elif self.hands.edits:
            self.print(self._say("write.left"))
        else:
            self._show_again(self.phrases.say("preview.not_sent"))
        raise click.exceptions.Exit(1)

    def _kept(self) -> bool:
        """Keep what was typed, and say whether there was anything."""
        if self.written.strip():
            self.drafts.keep(self.wish.number, self.wish.deed, self.written)
        return bool(self.written.strip())

    def _show_again(self, why: str) -> None:
        """Show what was typed to who can't be given it back to edit."""
        if self._kept():
            for line in (why, self.written):
                click.echo(printable(line), err=True)

    def _say(self, id_: str) -> str:
        word = self.wish.deed.value.replace("_", "-")
        return self.phrases.say(id_, number=self.wish.number, word=word)
