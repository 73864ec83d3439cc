"""The desk on a real terminal: a prompt with editing and completion, and what arrives above it while it is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from click.shell_completion import ShellComplete
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from esor_bot.terminal.live import Live
from esor_bot.terminal.office.editor import edit
from esor_bot.terminal.office.hands import Sure, Typed, asked
from esor_bot.terminal.office.printing import put
from esor_bot.terminal.office.sitting import Sitting

NAME = "office"


@dataclass(slots=True)
class PromptHands:
    """For somebody who sits at the desk: what arrives while they write is shown above what they write."""

    live: Live
    sitting: Sitting | None = None

    @property
    def edits(self) -> bool:
        """Say that they can."""
        return True

    def text(self, hint: str, start: str) -> Typed | None:
        """Let them edit a text."""
        return edit(hint, start, self.begin)

    def sure(self, question: str) -> Sure:
        """Ask on a line."""
        return asked(question)

    def begin(self) -> None:
        """Look for what arrives as long as the prompt is open that begins now."""
        if self.sitting is not None:
            self.live.watch(self.sitting.arrivals.fetch, self._above)

    def news(self, *, lead: bool) -> None:
        """Show what arrived, below an empty line where there is none yet."""
        if self.sitting is None:
            return
        lines = self.sitting.news()
        for line in ("", *lines) if lead and lines else lines:
            put(f"▸ {line}" if line else "")
        self.sitting.arrivals.shown()

    def _above(self) -> None:
        self.news(lead=False)
        put("")


class WordCompleter(Completer):
    """Completes words and numbers as the commands themselves say."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._click = ShellComplete(sitting.group, {"obj": sitting.bench}, NAME, "")

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Yield what could stand in place of the word before the cursor."""
        typed = document.text_before_cursor
        before = typed.split()
        last = before.pop() if before and not typed[-1].isspace() else ""
        if not before:
            words = {word: does for word, does in self._sitting.words().items() if word.startswith(last.lower())}
            yield from (Completion(word, -len(last), display_meta=does) for word, does in words.items() if last)
            return
        for item in self._click.get_completions(before, last):
            yield Completion(str(item.value), -len(last), display_meta=item.help or "")


@dataclass(slots=True)
class Prompt:
    """The desk at a prompt."""

    sitting: Sitting
    hands: PromptHands
    history: InMemoryHistory = field(default_factory=InMemoryHistory)

    def run(self, greeting: Sequence[str]) -> None:
        """Greet, show what waits, then do line after line what is typed until the person leaves."""
        for line in greeting:
            put(line)
        session: PromptSession[str] = PromptSession(
            self._shown,
            history=self.history,
            completer=WordCompleter(self.sitting),
            complete_while_typing=False,
            key_bindings=_keys(),
        )
        leaves = False
        while not leaves:
            self.hands.news(lead=True)
            put("")
            try:
                leaves = self.sitting.hear(session.prompt(pre_run=self.hands.begin)).leaves
            except KeyboardInterrupt:
                typed = session.default_buffer.text
                if typed.strip():
                    self.history.append_string(typed)
                put(self.sitting.phrases.say("sit.up" if typed.strip() else "sit.leave"))
            except EOFError:
                return

    def _shown(self) -> FormattedText:
        current = self.sitting.current
        return FormattedText([("bold", f"{NAME}> " if current is None else f"{NAME} #{current}> ")])


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("c-c")
    def _stop(event: KeyPressEvent) -> None:
        """Leave the line as it stands: what was typed stays on the screen, and comes back with the arrow key."""
        event.app.exit(exception=KeyboardInterrupt, style="class:aborting")

    return keys
