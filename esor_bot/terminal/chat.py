"""The chat on a real terminal: a prompt with history, editing and completion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import DummyHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from rich.console import Console

from esor_bot.domain.reply import Block
from esor_bot.terminal import screen
from esor_bot.terminal.live import Live
from esor_bot.terminal.said import Said
from esor_bot.terminal.session import WORDS, Session
from esor_bot.wording import Wording

_CHECK = "/check "


class WordCompleter(Completer):
    """Completes the words that begin with a slash, and behind `/check` the names of folders and PDF files."""

    def __init__(self, wording: Wording) -> None:
        self._files = PathCompleter(file_filter=_may_be_checked, expanduser=True)
        self._meanings = {word: wording.say(f"terminal.words.{word}") for word in WORDS}

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Yield the words, or the files, that begin like what was typed."""
        typed = document.text
        if not typed.startswith("/"):
            return
        if typed.lower().startswith(_CHECK):
            name = document.text_before_cursor[len(_CHECK) :].lstrip()
            yield from self._files.get_completions(Document(name), complete_event)
            return
        for word, meaning in self._meanings.items():
            if f"/{word}".startswith(typed.lower()):
                yield Completion(f"/{word}", -len(typed), display_meta=meaning)


@dataclass(frozen=True, slots=True)
class Chat:
    """A session on a terminal; `prompted` is called whenever a prompt is about to be shown."""

    session: Session
    wording: Wording
    console: Console
    history: History | None
    prompted: Callable[[], None]
    live: Live = field(default_factory=Live)

    def run(self) -> None:
        """Greet, then answer line after line until the person leaves."""
        self.console.print(self.wording.say("terminal.greeting"))
        self.console.print(self.wording.say("terminal.example"))
        self._quietly("terminal.hint")
        prompt = self._prompt()
        said = Said(())
        while not said.leaves:
            self._news()
            self.console.print()
            try:
                asks = self._answers() if self.session.waits else prompt
                said = self._turn(asks.prompt(default=said.fill, pre_run=self._begin))
            except KeyboardInterrupt:
                self._quietly("terminal.leave")
            except EOFError:
                return

    def _turn(self, line: str) -> Said:
        if not line.strip() and not self.session.waits:
            return Said(())
        said = self.session.hear(line)
        self._show(said.blocks)
        return said

    def _begin(self) -> None:
        self.prompted()
        self.live.watch(self.session.arrived, self._above)

    def _above(self) -> None:
        """Show the news above the prompt, where an empty line stands already."""
        screen.show(self.console, self.session.news())
        self.session.shown()
        self.console.print()

    def _news(self) -> None:
        self._show(self.session.news())
        self.session.shown()

    def _show(self, blocks: Sequence[Block]) -> None:
        if blocks:
            self.console.print()
            screen.show(self.console, blocks)

    def _prompt(self) -> PromptSession[str]:
        # Without colours a suggestion could not be told from what was typed.
        suggest = None if self.console.no_color else AutoSuggestFromHistory()
        return PromptSession(
            FormattedText([("bold", screen.PROMPT)]),
            history=self.history or InMemoryHistory(),
            auto_suggest=suggest,
            completer=WordCompleter(self.wording),
            key_bindings=_keys(),
        )

    def _answers(self) -> PromptSession[str]:
        """Return the prompt for the answers of a form: what is told there gets into no history."""
        return PromptSession(FormattedText([("bold", screen.PROMPT)]), history=DummyHistory(), key_bindings=_keys())

    def _quietly(self, id_: str) -> None:
        self.console.print(self.wording.say(id_), style=screen.QUIET)


def _may_be_checked(path: str) -> bool:
    return Path(path).is_dir() or path.lower().endswith(".pdf")


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("c-c")
    def _clear(event: KeyPressEvent) -> None:
        if event.current_buffer.text:
            event.current_buffer.reset()
        else:
            event.app.exit(exception=KeyboardInterrupt, style="class:aborting")

    return keys
